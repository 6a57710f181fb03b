"""Closing and reopening: doing it twice does no harm, and the ticket itself tells the outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ticketcli.desk.look import PAUSES
from ticketcli.desk.outcome import DoneInPart
from ticketcli.portals.base import OutcomeUnknown, Portal
from ticketcli.tickets.errors import ContentRefused, TicketError


@dataclass(frozen=True)
class Changed:
    """A ticket that is now as asked; `already` if it was so before."""

    number: str
    already: bool


def close_tickets(
    portal: Portal, numbers: Sequence[str], *, sleep: Callable[[float], None]
) -> tuple[Changed, ...]:
    """Close tickets. Raises the one failure, or DoneInPart where some of several failed."""
    return _change(portal, numbers, closed=True, sleep=sleep)


def reopen_tickets(
    portal: Portal, numbers: Sequence[str], *, sleep: Callable[[float], None]
) -> tuple[Changed, ...]:
    """Reopen tickets. Raises as `close_tickets` does."""
    return _change(portal, numbers, closed=False, sleep=sleep)


def _change(
    portal: Portal, numbers: Sequence[str], *, closed: bool, sleep: Callable[[float], None]
) -> tuple[Changed, ...]:
    done: list[Changed] = []
    failures: list[tuple[str, TicketError]] = []
    for number in dict.fromkeys(numbers):
        try:
            done.append(_change_one(portal, number, closed=closed, sleep=sleep))
        except TicketError as error:
            failures.append((number, error))
    if failures and not done and len(failures) == 1:
        raise failures[0][1]
    if failures:
        word = "closed" if closed else "reopened"
        told = [f"{number}: {error.message}" for number, error in failures]
        listed = ", ".join(change.number for change in done) or "none"
        raise DoneInPart(f"Not all tickets were {word}; done: {listed}.", told)
    return tuple(done)


def _change_one(portal: Portal, number: str, *, closed: bool, sleep: Callable[[float], None]) -> Changed:
    if portal.ticket(number).closed is closed:
        return Changed(number, already=True)
    with suppress(OutcomeUnknown):  # the ticket itself tells
        portal.close(number) if closed else portal.reopen(number)
    for pause in PAUSES:
        if pause:
            sleep(pause)
        if portal.ticket(number).closed is closed:
            return Changed(number, already=False)
    word = "close" if closed else "reopen"
    raise ContentRefused([f"The portal did not {word} ticket {number}."], f"See: ticket show {number}")
