"""Connect to a portal while the program is still being imported: over a line, that is a wait less."""

from __future__ import annotations

import select
import socket
from collections.abc import Mapping
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from ticketcli.model.errors import TicketError
from ticketcli.portals.http import addresses
from ticketcli.portals.http.proxies import find_proxy

OLD = 5.0  # seconds; servers end connections on which nothing comes
TIMEOUT = 10.0  # seconds


class EarlySocket:
    """A TCP connection to the host of `url`, opened in a thread of its own, for whoever connects first.

    Nothing is sent on it, and nothing told of a failure: whoever connects finds it again.
    """

    def __init__(self, url: str, env: Mapping[str, str]) -> None:
        self._host: tuple[str, int] | None = None
        self._socket: socket.socket | None = None
        self._done = Event()
        self._lock = Lock()
        self._closed = False
        self._began = monotonic()
        try:
            _scheme, name, port = addresses.split_origin(url)
            if name and find_proxy(url, env) is None:
                self._host = name, port
                Thread(target=self._connect, args=self._host, daemon=True).start()
        except (TicketError, ValueError, RuntimeError):
            self._host = None

    def _connect(self, name: str, port: int) -> None:
        try:
            # As bytes, since for text Python imports what changes foreign letters.
            host: Any = name.encode() if name.isascii() else name
            opened = socket.create_connection((host, port), TIMEOUT)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._socket = opened
                if self._closed:
                    opened.close()
        except OSError:
            pass
        finally:
            self._done.set()

    def take(self, name: str, port: int, timeout: float | None) -> socket.socket | None:
        """Return the connection once, where it leads there and is alive. Raises TimeoutError."""
        with self._lock:  # two threads may connect at once, and one connection is for one of them
            if self._host != (name, port):
                return None
            self._host = None
        end = monotonic() + (TIMEOUT if timeout is None else timeout)
        while not self._done.wait(0.5):  # without an end to each wait, Windows would not hear Ctrl-C
            if monotonic() > end:
                raise TimeoutError
        found, self._socket = self._socket, None
        if found is not None and (monotonic() - self._began > OLD or select.select([found], [], [], 0)[0]):
            found.close()
            return None
        return found

    def close(self) -> None:
        """Close the connection, if nobody took it."""
        with self._lock:
            self._closed = True
            if self._socket is not None:
                self._socket.close()
