"""Opens a page in the user's browser."""

from __future__ import annotations

import os
import webbrowser

from ticketcli.system.child_processes import SECRETS


def open_page(address: str) -> bool:
    """Open an address in the browser, which gets no secrets; return whether there is a browser."""
    for name in SECRETS:  # the browser gets this process's own environment
        os.environ.pop(name, None)
    return webbrowser.open(address)
