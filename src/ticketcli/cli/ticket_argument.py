"""The argument NUMBER|URL that names a ticket."""

from __future__ import annotations

from urllib.parse import urlsplit

from ticketcli.i18n import N_, _
from ticketcli.model.errors import UsageError
from ticketcli.model.numbers import parse_ticket_number
from ticketcli.portals.base import Portal

HELP = N_("The ticket's number, or its URL.")


def parse_number(portal: Portal, text: str) -> str:
    """Parse the number that `text` names at this portal.

    Raises UsageError, also for another portal's link.
    """
    number = parse_ticket_number(text)
    host = urlsplit(text.strip()).hostname if "://" in text else None
    if host is not None and host != urlsplit(portal.url).hostname:
        raise UsageError(
            _("The link leads to {host}, but the portal in use is {portal}.").format(
                host=host, portal=urlsplit(portal.url).hostname
            ),
            _("Try: --portal https://{host}").format(host=host),
        )
    return number
