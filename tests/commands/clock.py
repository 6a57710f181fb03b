"""Time that passes only while somebody sleeps, with things that happen meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from tests.commands.conftest import NOW, FakeContext
from tests.commands.fake_portal import FakePortal

from ticketcli.model.ticket import Message
from ticketcli.portals.hostbill.states import find_state


class Clock:
    """A clock for a context: `at` says what happens after so many seconds."""

    def __init__(self) -> None:
        self.time = NOW
        self.pauses: list[float] = []
        self._events: list[tuple[datetime, Callable[[], object]]] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass. Fails where nothing is left to happen in a week of it."""
        self.pauses.append(seconds)
        self.time += timedelta(seconds=seconds)
        assert self.time - NOW < timedelta(days=7), "it would wait for ever"
        for event in sorted((one for one in self._events if one[0] <= self.time), key=lambda one: one[0]):
            self._events.remove(event)
            event[1]()

    def at(self, seconds: float, happens: Callable[[], object]) -> None:
        self._events.append((NOW + timedelta(seconds=seconds), happens))

    def drive(self, context: FakeContext) -> FakeContext:
        """Have a context live by this clock."""
        context.now = self.now
        context.sleep = self.sleep
        return context


def write(
    portal: FakePortal, number: str, body: str, *, staff: bool = True, status: str = "Answered"
) -> None:
    """A message comes in a ticket."""
    ticket = portal.stored[number]
    messages = ticket.messages or ()
    message = Message(f"{number}-{len(messages)}", "Support" if staff else "山田 花子", staff, NOW, body)
    portal.stored[number] = replace(
        ticket, status=status, state=find_state(status), messages=(*messages, message)
    )


def close(portal: FakePortal, number: str) -> None:
    """A ticket is closed by somebody."""
    portal.stored[number] = replace(portal.stored[number], status="Closed", state="closed")
