"""How many answers a command waits for one after another, which no noise of the machine can change."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from tests.contract.portal import Portal
from tests.contract.wire import Request, Response

from ticketcli.portals.http.prefetch import Reading
from ticketcli.portals.http.requests import Requests

LONGEST = 60.0
"""Seconds; a request is answered then, whatever the command does."""


class Rounds:
    """Counts at a portal, from now on, what a command asks for that runs in this thread.

    No request is answered before all that go side by side with it have arrived: before the command itself
    waits, and each request that it has under way is here. So a round is what was asked for without an answer.
    """

    def __init__(self, portal: Portal, patch: pytest.MonkeyPatch) -> None:
        self._thread = threading.current_thread()
        self._changed = threading.Condition()
        self._own = 0  # requests under way that the command itself waits for
        self._joined: Reading | None = None  # one that was begun before, which it waits for
        self._beside = 0  # requests begun before they are needed, under way
        self._ended: set[Reading] = set()
        self._held = 0  # requests that have arrived and are not answered
        self.count = 0
        self.routes: list[str] = []
        self._answer = portal.server.app
        portal.server.app = self._hold
        send, run, start, join = Requests.send, Reading.run, Reading.start, Reading.join

        def counted_send(requests: Requests, request: Any) -> Any:
            if threading.current_thread() is not self._thread:
                return send(requests, request)
            self._set(own=1)
            try:
                return send(requests, request)
            finally:
                self._set(own=-1)

        def counted_run(reading: Reading) -> None:
            try:
                run(reading)
            finally:
                self._set(beside=-1, ended=reading)

        def counted_start(reading: Reading) -> None:
            self._set(beside=1)
            start(reading)

        def counted_join(reading: Reading, timeout: float | None = None) -> None:
            with self._changed:
                self._joined = reading if reading.is_alive() and reading not in self._ended else None
                self._changed.notify_all()
            join(reading, timeout)
            with self._changed:
                self._joined = None

        patch.setattr(Requests, "send", counted_send)
        patch.setattr(Reading, "run", counted_run)
        patch.setattr(Reading, "start", counted_start)
        patch.setattr(Reading, "join", counted_join)

    def _set(self, own: int = 0, beside: int = 0, ended: Reading | None = None) -> None:
        with self._changed:
            self._own += own
            self._beside += beside
            if ended is not None:
                self._ended.add(ended)
                self._joined = None if self._joined is ended else self._joined
            self._changed.notify_all()

    def _hold(self, request: Request) -> Response:
        with self._changed:
            answered = self.count
            self._held += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self.count > answered or self._all_wait(), LONGEST)
            if self.count == answered:
                self.count += 1
                # All of them, also where a thread comes to itself only after what is asked for next has
                # arrived: that would otherwise be answered beside what it has to wait for.
                self._held = 0
                self._changed.notify_all()
        answer = self._answer(request)
        with self._changed:
            self.routes.append(f"{answered + 1} {request.route} {answer.status}")
        return answer

    def _all_wait(self) -> bool:
        waits = self._own > 0 or self._joined is not None
        return waits and self._held == self._own + self._beside
