"""Connect to a portal while the program is still being imported: over a line, that is a wait or two less."""

from __future__ import annotations

import select
import socket
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from ticketcli.model.errors import TicketError
from ticketcli.portals.http import addresses
from ticketcli.portals.http.proxies import find_proxy

if TYPE_CHECKING:
    import ssl

OLD = 5.0  # seconds; servers end connections on which nothing comes
TIMEOUT = 10.0  # seconds, for connecting and for encrypting


class EarlySocket:
    """A connection to the host of `url`, opened in a thread of its own, for whoever connects first.

    With https it is encrypted too, the server's certificate checked as `ca_file` and the system say. No
    request is sent on it, and no failure reported: whoever connects finds it again.
    """

    def __init__(self, url: str, env: Mapping[str, str], ca_file: Path | None = None) -> None:
        self._host: tuple[str, int] | None = None
        self._socket: socket.socket | None = None
        self._done = Event()
        self._prepared = Event()
        self._tls: ssl.SSLContext | None = None
        self._lock = Lock()
        self._closed = False
        self._opened = 0.0
        try:
            scheme, name, port = addresses.split_origin(url)
            self._encrypts = scheme == "https"
            if name and name.isascii() and find_proxy(url, env) is None:
                self._host = name, port
                Thread(target=self._open, args=self._host, daemon=True).start()
                if self._encrypts:  # here, where it is not held up by what is imported next
                    self._prepare(ca_file)
        except (TicketError, ValueError, RuntimeError):
            self._host = None
        finally:
            self._prepared.set()

    def _prepare(self, ca_file: Path | None) -> None:
        from ticketcli.portals.http.certificates import make_context

        self._tls = make_context(ca_file)
        self._tls.set_alpn_protocols(["http/1.1"])

    def _open(self, name: str, port: int) -> None:
        try:
            # As bytes, since for text Python imports what changes foreign letters.
            opened = socket.create_connection((name.encode(), port), TIMEOUT)  # type: ignore[arg-type]
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._hold(opened)
            self._prepared.wait()
            if self._tls is not None:
                self._hold(self._tls.wrap_socket(opened, server_hostname=name))
        except (OSError, ValueError):  # among them what is wrong with a certificate
            self._drop()
        finally:
            self._opened = monotonic()
            self._done.set()

    def _hold(self, opened: socket.socket) -> None:
        """Have `take` and `close` find this connection."""
        with self._lock:
            self._socket = opened
            if self._closed:
                opened.close()

    def _drop(self) -> None:
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def take(self, name: str, port: int, timeout: float | None) -> socket.socket | None:
        """Return the connection once, where it leads there and is alive. Raises TimeoutError."""
        with self._lock:  # two threads may connect at once, and one connection is for one of them
            if self._host != (name, port):
                return None
            self._host = None
        steps = 2 if self._encrypts else 1
        end = monotonic() + steps * (TIMEOUT if timeout is None else timeout)
        while not self._done.wait(0.5):  # without an end to each wait, Windows would not hear Ctrl-C
            if monotonic() > end:
                raise TimeoutError
        found, self._socket = self._socket, None
        if found is not None and (monotonic() - self._opened > OLD or not self._is_alive(found)):
            found.close()
            return None
        return found

    def _is_alive(self, opened: socket.socket) -> bool:
        """Return whether the server has neither ended the connection nor said anything of its own accord."""
        if not select.select([opened], [], [], 0)[0]:
            return True
        if not self._encrypts:
            return False
        import ssl

        # What has come may belong to the encryption alone: what a later session may go on with.
        opened.settimeout(0.0)
        try:
            opened.recv(1)
        except ssl.SSLWantReadError:
            return True
        except OSError:
            return False
        return False

    def close(self) -> None:
        """Close the connection, if nobody took it."""
        with self._lock:
            self._closed = True
            if self._socket is not None:
                self._socket.close()
