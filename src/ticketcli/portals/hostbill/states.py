"""What HostBill's own statuses mean. Providers add others, of which nothing is known."""

from __future__ import annotations

from dataclasses import replace

from ticketcli.model.ticket import State, Ticket

_STATES: dict[str, State] = {
    "open": "open",
    "client-reply": "open",
    "in-progress": "open",
    "answered": "answered",
    "closed": "closed",
}


def find_state(status: str | None) -> State | None:
    """Return the state that an untranslated status stands for; None for one that the provider added."""
    return _STATES.get((status or "").casefold().replace(" ", "-"))


def with_state(ticket: Ticket) -> Ticket:
    """Return a ticket that was read, with the state that its status stands for."""
    return replace(ticket, state=find_state(ticket.status))
