"""Bytes between this program and a server, watched while the head of an answer is waited for.

A head that has begun must end soon, and what follows must not drip. Whoever waits for a slow portal is
told so. And what curl and browsers read is read: blanks between a header's name and its colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

import httpcore
from httpcore._backends.sync import SyncStream

if TYPE_CHECKING:
    from ticketcli.portals.http.early_socket import EarlySocket

LONGEST_HEAD = 30.0  # seconds from a head's first byte to its last
LARGEST_HEAD = 100 * 1024  # bytes
SLOW = 8.0  # seconds without a byte after which the user is told
SLOWEST_RATE = 100  # bytes a second on average, once GRACE seconds are over
GRACE = 60.0

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_BLANKS_BEFORE_COLON = re.compile(rb"(?m)^([^\x00-\x20:]+)[ \t]+:")


class WatchedBackend(httpcore.NetworkBackend):
    """Opens connections until it is closed, and with them all that it opened.

    `on_slow`, called with seconds, hears of a server that takes its time. `early` are used first, in order.
    """

    def __init__(self, on_slow: Callable[[float], object], early: Sequence[EarlySocket] = ()) -> None:
        self._early = early
        self._backend = httpcore.SyncBackend()
        self._on_slow = on_slow
        self._lock = Lock()
        self._streams: list[httpcore.NetworkStream] | None = []  # None when closed

    def close(self) -> None:
        """Close what is open, and what a thread is opening now as soon as it is."""
        with self._lock:
            streams, self._streams = self._streams, None
        for stream in streams or ():
            stream.close()

    def watch(self, stream: httpcore.NetworkStream) -> WatchedStream:
        """Return the connection, watched. Raises httpcore.ConnectError when closed."""
        with self._lock:
            if self._streams is not None:
                self._streams.append(stream)
                return WatchedStream(stream, self._on_slow, self.watch)
        stream.close()
        raise httpcore.ConnectError

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect. Raises what httpcore raises."""
        try:
            taken = (early.take(host, port, timeout) for early in self._early)
            opened = next((each for each in taken if each is not None), None)
        except TimeoutError:
            raise httpcore.ConnectTimeout from None
        stream = (
            SyncStream(opened)
            if opened is not None
            else self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        )
        return self.watch(stream)


class WatchedStream(httpcore.NetworkStream):
    """A connection on which one request after the other is written and answered."""

    def __init__(
        self,
        stream: httpcore.NetworkStream,
        on_slow: Callable[[float], object],
        watch: Callable[[httpcore.NetworkStream], WatchedStream],
    ) -> None:
        self._stream = stream
        self._on_slow = on_slow
        self._watch = watch
        self._within_head = False
        self._body_began = 0.0
        self._body_bytes = 0

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send a piece of a request."""
        self._within_head = True
        self._stream.write(buffer, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come; of the head of an answer, the whole."""
        if not self._within_head:
            return self._read_body(max_bytes, timeout)
        came = self._read_first(max_bytes, timeout)
        if not came.startswith(b"HTTP/"[: len(came)]):  # a proxy's own words, or no HTTP at all
            return came
        started = monotonic()
        head = came
        while came and len(head) < LARGEST_HEAD:
            end = _END_OF_HEAD.search(head)
            if end and not head.startswith(b"HTTP/1.1 1"):  # else another head follows
                self._within_head = False
                self._body_began, self._body_bytes = monotonic(), 0
                return _BLANKS_BEFORE_COLON.sub(rb"\1:", head[: end.end()]) + head[end.end() :]
            if end:
                return head
            left = started + LONGEST_HEAD - monotonic()
            if left <= 0:
                raise httpcore.ReadTimeout
            came = self._stream.read(max_bytes, min(left, timeout) if timeout else left)
            head += came
        return head

    def _read_body(self, max_bytes: int, timeout: float | None) -> bytes:
        came = self._stream.read(max_bytes, timeout)
        self._body_bytes += len(came)
        seconds = monotonic() - self._body_began
        if seconds > GRACE and self._body_bytes < seconds * SLOWEST_RATE:
            raise httpcore.ReadTimeout
        return came

    def _read_first(self, max_bytes: int, timeout: float | None) -> bytes:
        if timeout is None or timeout <= SLOW:
            return self._stream.read(max_bytes, timeout)
        try:
            return self._stream.read(max_bytes, SLOW)
        except httpcore.ReadTimeout:
            self._on_slow(timeout - SLOW)
        return self._stream.read(max_bytes, timeout - SLOW)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypt from here on, where that is not done: a connection that was opened early is encrypted."""
        if self.get_extra_info("ssl_object") is not None:
            return self
        return self._watch(self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore wants to know of the connection."""
        return self._stream.get_extra_info(info)
