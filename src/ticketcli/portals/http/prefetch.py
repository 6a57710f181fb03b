"""Read the next pages of a list while one is being looked at.

A portal takes its time for each page, and a long list has hundreds: read side by side, 400 pages that take
50 ms each come in about a sixth of the time. Whoever reads the list still asks for one page after the
other and decides alone when to stop and what to ask again. So nothing is repeated here, and as soon as one
page does not come as it should, no further one is read ahead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from threading import Thread

from ticketcli.portals.http.response import Answer

MOST = 6
"""Requests under way at once; browsers open as many connections to one host."""

Headers = dict[str, str]
Send = Callable[[], Answer]
Prepare = Callable[[str], Send]


class Prefetch:
    """Answers to `addresses`, read before they are asked for, in that order.

    `prepare` makes a request of an address, in this thread, and gives back what sends it, in another.
    """

    def __init__(self, addresses: Iterable[str], headers: Headers | None, prepare: Prepare) -> None:
        self._addresses = iter(addresses)
        self._headers = headers
        self._prepare = prepare
        self._under_way: deque[Reading] = deque()
        self._going = True
        self._fill(MOST - 1)  # whoever reads the list may ask for something else as well

    def take(self, address: str, headers: Headers | None) -> Answer | None:
        """Return the first answer to that address, whatever it is; None where it is still to be asked for.

        Raises what the request raised.
        """
        if not self._under_way or self._under_way[0].address != address or self._headers != headers:
            return None
        self._fill(MOST)
        reading = self._under_way.popleft()
        reading.wait()
        was_going = self._going
        self._going = was_going and reading.came
        # What failed beside another, for which was waited since, is better asked anew.
        return reading.answer() if was_going or reading.came else None

    def stop(self, timeout: float | None = None) -> None:
        """Prefetch no more, and forget what was, when it has come or after `timeout` seconds."""
        self._going = False
        left = tuple(self._under_way)
        self._under_way.clear()
        for reading in left:
            reading.join(None if timeout is None else timeout / MOST)

    def _fill(self, width: int) -> None:
        while self._going and len(self._under_way) < width:
            address = next(self._addresses, None)
            if address is None:
                return
            self._under_way.append(Reading(address, self._prepare(address)))


class Reading(Thread):
    """One request in a thread of its own, which does not keep a process alive that ends."""

    def __init__(self, address: str, send: Send) -> None:
        super().__init__(daemon=True)
        self.address = address
        self._send = send
        self._answer: Answer | None = None
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Ask."""
        try:
            self._answer = self._send()
        except Exception as error:
            self._error = error

    def wait(self) -> None:
        """Wait until it has ended."""
        while self.is_alive():  # without an end to each wait, Windows would not hear Ctrl-C
            self.join(1.0)

    @property
    def came(self) -> bool:
        """Whether the answer is a page."""
        return self._answer is not None and self._answer.status == 200

    def answer(self) -> Answer:
        """Return what came. Raises what the request raised."""
        if self._answer is None:
            raise self._error or AssertionError("unreachable")
        return self._answer
