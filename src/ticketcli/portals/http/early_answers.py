"""Answers that are read before they are asked for, beside something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from ticketcli.portals.http.requests import Requests
from ticketcli.portals.http.response import Answer

if TYPE_CHECKING:
    from ticketcli.portals.http.prefetch import Prefetch, Reading

OLD = 30.0  # seconds; what was read early is read again after that
MOST_EARLY = 3  # reads beside another one
_HAS_CONNECTION = frozenset({"connection.connect_tcp.complete", "http11.send_request_headers.started"})
"""What httpcore tells of a request when it has a connection, a new one or one that was kept."""


class EarlyAnswers:
    """Answers that `get` will soon be asked for, and is given when it is."""

    def __init__(self, requests: Requests) -> None:
        self._requests = requests
        self._prefetch: Prefetch | None = None
        self._early: dict[str, tuple[dict[str, str], Reading, float]] = {}
        self._beside: dict[str, dict[str, str] | None] = {}  # what is begun beside the next request

    def begin(self, address: str, headers: dict[str, str] | None = None) -> None:
        """Begin to read what `get` will soon be asked for with these headers, beside what else is read.

        What is written in between ends it, as with `prefetch`. Where enough is under way, it begins when
        one of that has come.
        """
        from ticketcli.portals.http.prefetch import Reading

        if address in self._early:
            return
        under_way = [each for _headers, each, _began in self._early.values() if each.is_alive()]
        for reading in under_way[: len(under_way) + 1 - MOST_EARLY]:
            reading.wait()
        send = partial(self._requests.follow, self._requests.make("GET", address, headers=headers))
        self._early[address] = headers or {}, Reading(address, send), monotonic()

    def begin_beside(self, address: str, headers: dict[str, str] | None = None) -> None:
        """Begin as `begin` does, but when the next `get` has its connection.

        That one is waited for first: a connection that is open already is for it.
        """
        if address not in self._early:
            self._beside[address] = headers

    def trace(self, event: str, _info: object) -> None:
        """Begin what goes beside a request that httpcore tells of, once that has its connection."""
        if event in _HAS_CONNECTION:
            while self._beside:
                self.begin(*self._beside.popitem())

    def drop(self, address: str) -> None:
        """Forget what was asked for early: it would be old when somebody asks for it."""
        self._beside.pop(address, None)
        self._early.pop(address, None)

    def take(self, address: str, headers: dict[str, str] | None) -> Answer | None:
        """Return the answer that was asked for early, if it was and came as it should."""
        self._beside.pop(address, None)
        if self._prefetch is not None:
            return self._prefetch.take(address, headers)
        if address not in self._early:
            return None
        asked, reading, began = self._early.pop(address)
        reading.wait()
        usable = reading.came and asked == (headers or {}) and monotonic() - began < OLD
        return reading.answer() if usable else None

    @contextmanager
    def prefetch(self, addresses: Iterable[str], headers: dict[str, str] | None = None) -> Iterator[None]:
        """Read the answers to these addresses ahead, some at once, for `get` to take.

        For who will ask for them all, in this order, with these headers, unless there are fewer pages.
        What is written in between ends it: it may change what the pages say, and who may read them.
        """
        from ticketcli.portals.http.prefetch import Prefetch

        def prepare(address: str) -> Callable[[], Answer]:
            return partial(self._requests.follow, self._requests.make("GET", address, headers=headers))

        self._prefetch = reading = Prefetch(addresses, headers, prepare)
        try:
            yield
        finally:
            reading.stop(timeout=1.0)  # what was asked for in vain is not waited for
            self._prefetch = None

    def stop(self, *, early: bool = True) -> bool:
        """Have nothing else under way from now on. Return whether there was, or could have been.

        Without `early`, what was asked for by `begin` goes on.
        """
        reading, self._prefetch = self._prefetch, None
        if reading is not None:
            reading.stop()
        if not early:
            return reading is not None
        self._beside.clear()
        early_reads, self._early = self._early, {}
        for _headers, each, _began in early_reads.values():
            each.wait()
        return reading is not None or bool(early_reads)
