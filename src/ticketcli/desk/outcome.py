"""How a use-case can end short of what was asked."""

from __future__ import annotations

from collections.abc import Sequence

from ticketcli.tickets.errors import TicketError


class DoneInPart(TicketError):
    """It was done, but not as asked. `differences` has one sentence for each."""

    def __init__(self, message: str, differences: Sequence[str], hint: str = "") -> None:
        super().__init__("\n".join([message, *(f"  - {difference}" for difference in differences)]), hint)
        self.differences = tuple(differences)


class WaitedInVain(TicketError):
    """What was waited for did not happen in time."""
