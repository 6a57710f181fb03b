"""A relay on loopback that can stop in the middle of what a client sends."""

from __future__ import annotations

import socket
import threading
from types import TracebackType


class Relay:
    """Passes bytes on to a port. After `stall_at` bytes from one client it waits for `go_on`.

    `stalled` is set when it waits: a test then does what it has to do in the middle of a request.
    """

    def __init__(self, port: int, *, stall_at: int) -> None:
        self.target = port
        self.stall_at = stall_at
        self.stalled = threading.Event()
        self.go_on = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Relay:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.go_on.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(30)

    def _start(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            self._start(self._pass, client, server, self.stall_at)
            self._start(self._pass, server, client, None)

    def _pass(self, source: socket.socket, sink: socket.socket, stall_at: int | None) -> None:
        passed = 0
        try:
            while piece := source.recv(65536):
                sink.sendall(piece)
                passed += len(piece)
                if stall_at is not None and passed >= stall_at:
                    self.stalled.set()
                    self.go_on.wait(60)
                    stall_at = None
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                end.close()
