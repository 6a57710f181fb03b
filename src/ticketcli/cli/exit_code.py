"""Which exit code an error ends a command with."""

from __future__ import annotations

from ticketcli.exits import Exit
from ticketcli.tickets.errors import Cancelled, ContentRefused, TicketError, UsageError


def exit_code(error: TicketError) -> Exit:
    """The exit code that an error ends a command with."""
    from ticketcli.desk.outcome import DoneInPart, WaitedInVain
    from ticketcli.portals.base import OutcomeUnknown, PortalUnreachable, SignInNeeded, SignInRefused

    for kinds, code in (
        (Cancelled, Exit.CANCELLED),
        (UsageError, Exit.USAGE),
        ((SignInNeeded, SignInRefused), Exit.SIGN_IN),
        (ContentRefused, Exit.REFUSED),
        (OutcomeUnknown, Exit.UNKNOWN),
        (PortalUnreachable, Exit.UNREACHABLE),
        (DoneInPart, Exit.IN_PART),
        (WaitedInVain, Exit.IN_VAIN),
    ):
        if isinstance(error, kinds):
            return code
    return Exit.FAILED
