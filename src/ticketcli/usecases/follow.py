"""Poll tickets, ever more rarely while nothing changes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import NoSuchTicket, Portal, PortalError, SignInNeeded, SignInRefused
from ticketcli.usecases.find_sent import make_message_keys

FIRST = 15.0  # seconds between looks at first, and after something has happened
LONGEST = 300.0
GROWTH = 1.3  # each quiet look makes the next pause that much longer


def compute_pause(quiet: int, chance: float) -> float:
    """Compute the seconds until the next look, after so many looks without anything new.

    `chance`, from 0 to 1, spreads those who began at the same moment, by a tenth either way.
    """
    steady = min(FIRST * math.pow(GROWTH, min(quiet, 50)), LONGEST)
    return steady * (0.9 + 0.2 * chance)


@dataclass(frozen=True)
class News:
    """A ticket in which something happened: the messages that came, and how it was before.

    `before` is None at the first look, which finds no news but how things stand.
    """

    ticket: Ticket
    messages: tuple[Message, ...] = ()
    before: Ticket | None = None

    @property
    def status_changed(self) -> bool:
        """Whether the portal's word for its state is another one now."""
        return self.before is not None and self.before.status != self.ticket.status


def follow(
    portal: Portal,
    numbers: Sequence[str],
    *,
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    chance: Callable[[], float],
    trouble: Callable[[PortalError], None],
    until: datetime | None = None,
) -> Iterator[News]:
    """Yield the state of each ticket, then everything new as it is found, until a last look at `until`.

    Where the portal asks to be left alone for longer than the pause would be, it is.
    What fails at the first look is raised. Later, what may pass is told to `trouble`, and looked
    for again; a ticket that is gone and a sign-in that no longer works are raised.
    """
    watched: dict[str, _Watched] = {}
    quiet = 0
    while True:
        happened = False
        for number in dict.fromkeys(numbers):
            try:
                ticket = portal.ticket(number)
            except (NoSuchTicket, SignInNeeded, SignInRefused):
                raise
            except PortalError as error:
                if number not in watched:
                    raise
                trouble(error)
                continue
            if number not in watched:
                watched[number] = _Watched(ticket, frozenset(make_message_keys(ticket)))
                yield News(ticket)
                continue
            news, watched[number] = watched[number].look(ticket)
            if news is not None:
                happened = True
                yield news
        quiet = 0 if happened else quiet
        seconds = max(compute_pause(quiet, chance()), portal.asked_pause)
        quiet += 1
        if until is not None:
            left = (until - now()).total_seconds()
            if left <= 0:
                return
            seconds = min(seconds, left)
        sleep(seconds)


@dataclass(frozen=True)
class _Watched:
    ticket: Ticket
    known: frozenset[str]

    def look(self, ticket: Ticket) -> tuple[News | None, _Watched]:
        keys = make_message_keys(ticket)
        fresh = tuple(
            message for key, message in zip(keys, ticket.messages or (), strict=True) if key not in self.known
        )
        after = replace(self, ticket=ticket, known=self.known.union(keys))
        news = News(ticket, fresh, self.ticket)
        return (news if fresh or news.status_changed else None), after
