"""The argument NUMBER|URL that names a ticket."""

from __future__ import annotations

from urllib.parse import urlsplit

from ticketcli.portals.base import Portal
from ticketcli.tickets.errors import UsageError
from ticketcli.tickets.numbers import ticket_number

HELP = "The ticket's number, or its link from the browser."


def number_at(portal: Portal, text: str) -> str:
    """The number that `text` names at this portal. Raises UsageError, also for another portal's link."""
    number = ticket_number(text)
    host = urlsplit(text.strip()).hostname if "://" in text else None
    if host is not None and host != urlsplit(portal.url).hostname:
        raise UsageError(
            f"The link leads to {host}, and this is {urlsplit(portal.url).hostname}.",
            f"Try: --portal https://{host}",
        )
    return number
