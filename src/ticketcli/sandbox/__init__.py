"""A stand-in for a HostBill client portal, for a first try and for tests: API and web pages, over SQLite.

It is not a real portal: nobody reads what is written here, and nothing leaves this machine.
Start it with :class:`ticketcli.sandbox.server.Sandbox`; Flask and waitress come with the extra
``sandbox``. This module imports nothing, so the names below cost nothing.
"""

from __future__ import annotations

from typing import Final

CUSTOMER: Final = "customer@example.com"
"""The account that signs in with its password alone."""

TWO_FACTOR_CUSTOMER: Final = "twofactor@example.com"
"""The account that is asked for a second factor, and that the API's ``/login`` refuses."""

PASSWORD: Final = "sandbox"  # noqa: S105 - the documented password of a stand-in
"""Both accounts' password."""

SECOND_FACTOR: Final = "246810"
"""The second factor that the two-factor account answers with. It never changes."""
