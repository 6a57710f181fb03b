"""How many answers a client waits for one after another, which no noise of the machine can change."""

from __future__ import annotations

import threading
from time import sleep

from tests.contract.portal import Portal
from tests.contract.wire import Request, Response


class Rounds:
    """Counts at a portal, from now on. Requests under way together count once.

    Each answer takes `delay` seconds, so that requests which do not wait for each other meet.
    """

    def __init__(self, portal: Portal, delay: float = 0.2) -> None:
        self._portal = portal
        self._answer = portal.server.app
        self._delay = delay
        self._lock = threading.Lock()
        self._answered = 0  # the longest chain that has ended
        self.routes: list[str] = []
        portal.server.app = self._take

    def _take(self, request: Request) -> Response:
        with self._lock:
            place = self._answered + 1
        sleep(self._delay)
        answer = self._answer(request)
        with self._lock:
            self.routes.append(f"{place} {request.route} {answer.status}")
            self._answered = max(self._answered, place)
        return answer

    def take(self) -> int:
        """Return how many answers were waited for one after another, and begin to count anew."""
        with self._lock:
            count, self._answered = self._answered, 0
        return count
