"""Find the exit code of an error."""

from __future__ import annotations

from ticketcli.exit_codes import Exit
from ticketcli.model.errors import Cancelled, ContentRefused, TicketError, UsageError


def get_exit_code(error: TicketError) -> Exit:
    """Return the exit code that an error ends a command with; of several, the one that all of them share."""
    from ticketcli.portals.base import OutcomeUnknown, PortalUnreachable, SignInNeeded, SignInRefused
    from ticketcli.usecases.outcome import DoneInPart, NoneDone, WaitedInVain

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
    if isinstance(error, NoneDone):
        codes = {get_exit_code(failure.error) for failure in error.failures}
        return codes.pop() if len(codes) == 1 else Exit.FAILED
    return Exit.FAILED
