"""Whose turn it is in a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ticketcli.model.ticket import State, Ticket

Side = Literal["me", "staff"]

_TURNS: dict[State | None, Side] = {"answered": "me", "open": "staff"}


@dataclass(frozen=True)
class Awaited:
    """Open tickets by who has to write next, as far as the list of them says it."""

    me: tuple[Ticket, ...] = ()
    staff: tuple[Ticket, ...] = ()
    unknown: tuple[Ticket, ...] = ()


def find_awaited_side(ticket: Ticket) -> Side | None:
    """Return who has to write next: the customer or the staff; None where nobody has, or it cannot be told.

    A conversation says it by its last message, which knows better than a status; a list, where
    there are no messages, by its state alone. Nobody is awaited in a closed ticket.
    """
    if ticket.closed:
        return None
    last = ticket.messages[-1] if ticket.messages else None
    if last is not None and last.staff is not None:
        return "me" if last.staff else "staff"
    return _TURNS.get(ticket.state)
