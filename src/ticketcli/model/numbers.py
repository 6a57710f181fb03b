"""Ticket numbers, in whatever way a person has one at hand."""

from __future__ import annotations

import re

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

# Most portals count in digits; some put letters and dashes around them. A leading dash would be
# an option, and anything else could change the address that a number is put into.
_NUMBER = re.compile(r"#?(?=[A-Za-z-]*[0-9])([A-Za-z0-9][A-Za-z0-9-]{0,63})")
_IN_PATH = re.compile(r"/tickets/view/([A-Za-z0-9-]+)(?:[/&?#]|$)")
_IN_QUERY = re.compile(r"[?&]num=([A-Za-z0-9-]+)(?:[&#]|$)")


def parse_ticket_number(text: str) -> str:
    """Return the number in `123456`, `#123456`, `ABC-123`, or a link to a ticket.

    Links are read as the client area writes them: `.../tickets/view/123456/&hash=...`,
    `.../index.php?/tickets/view/123456/`, `...?cmd=tickets&action=view&num=123456`.
    Raises UsageError.
    """
    wanted = text.strip()
    if "/" in wanted or "?" in wanted:
        found = _IN_PATH.search(wanted)
        if found is None and "cmd=tickets" in wanted:
            found = _IN_QUERY.search(wanted)
        wanted = found.group(1) if found else ""
    number = _NUMBER.fullmatch(wanted)
    if number is None:
        raise UsageError(
            _("“{text}” is not a ticket number or URL.").format(text=text),
            _("Example: 123456 or #123456. Your tickets: ticket list"),
        )
    return number.group(1)
