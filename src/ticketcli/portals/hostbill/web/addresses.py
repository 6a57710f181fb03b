"""Addresses of the client area's pages, known before what reads them is imported."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

LOGIN_PAGES = ("?cmd=login", "?cmd=clientarea", "", "index.php?/login/", "clientarea/")
"""Where the sign-in form was seen, in the order in which it is looked for."""
NEW = {"cmd": "tickets", "action": "new"}
LIST = {"cmd": "tickets"}


def view(number: str) -> dict[str, str]:
    """Return what asks for a ticket's page."""
    return {"cmd": "tickets", "action": "view", "num": number}


def link(url: str, query: Mapping[str, str]) -> str:
    """Return the address that asks the portal at `url` for something."""
    return f"{url}/?{urlencode(query, quote_via=quote)}"
