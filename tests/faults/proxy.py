"""A proxy on loopback that makes one fault at one point of one request.

    with Portal() as portal, Proxy(portal.server.port) as proxy:
        proxy.arm(Fault("POST", "/api/tickets", "commit", "reset"))
        ...  # a client talks to proxy.url

The points: `before` the request is forwarded, in the middle of its `body`, after the `commit` (the portal
did its work and answered, and nothing of that was passed back), in the middle of the `answer`, `after` the
whole answer (the next request then meets the fault).
"""

from __future__ import annotations

import socket
import struct
import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http.client import HTTPConnection, responses
from types import TracebackType
from typing import BinaryIO, Literal, get_args

Point = Literal["before", "body", "commit", "answer", "after"]
Kind = Literal["reset", "hang", "401", "429", "429 wait", "500", "502", "503", "504", "html", "truncated"]
POINTS: tuple[Point, ...] = get_args(Point)
KINDS: tuple[Kind, ...] = get_args(Kind)

LONGEST = 10.0  # seconds; nothing here waits longer for anybody


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the first request whose method and target (path and query) fit the globs.

    `onwards`: from then on every request, whatever it is, meets the same before it is forwarded.
    "429 wait" carries `Retry-After`; "truncated" is a 200 whose JSON or HTML ends in the middle.
    """

    method: str
    target: str
    point: Point
    kind: Kind
    onwards: bool = False


@dataclass
class Heard:
    """A request's head."""

    method: str
    target: str
    headers: list[tuple[str, str]]

    @property
    def size(self) -> int:
        return next((int(value) for name, value in self.headers if name.lower() == "content-length"), 0)

    @property
    def is_api(self) -> bool:
        return self.target.startswith("/api")


class Proxy:
    """Listens on a port of the kernel's choice; `struck` tells how many requests met a fault."""

    def __init__(self, port: int) -> None:
        self.portal = port
        self.struck = 0
        self._fault: Fault | None = None
        self._onwards: Kind | None = None  # what every request meets now
        self._next: Kind | None = None  # what only the next one meets
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Proxy:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.heal()
        for thread in self._threads:
            thread.join(LONGEST)

    def arm(self, fault: Fault) -> None:
        """One fault, from now on."""
        with self._lock:
            self._fault = fault

    def fail(self, kind: Kind) -> None:
        """Have every request meet this before it is forwarded, from now on."""
        with self._lock:
            self._onwards = kind

    def heal(self) -> None:
        """No fault any more; connections that hang are let go."""
        with self._lock:
            self._fault = self._onwards = self._next = None
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

    # -- connections -------------------------------------------------------------------------------

    def _start(self, work: object, *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.add(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection.makefile("rb") as reader:
                while (heard := _head(reader)) is not None and self._handle(connection, reader, heard):
                    pass
        except (OSError, ValueError):
            pass  # the client, or the fault, ended it
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _handle(self, connection: socket.socket, reader: BinaryIO, heard: Heard) -> bool:
        """Answer one request, or not. False: nothing more goes over this connection."""
        point, kind = self._due(heard)
        if point == "before":
            return self._strike(connection, kind, heard, b"")
        if point == "body":
            reader.read(heard.size // 2)
            return self._strike(connection, kind, heard, b"")
        body = reader.read(heard.size)
        if len(body) < heard.size:
            return False  # the client is gone, and the portal would wait for the rest
        answer = self._forward(heard, body)
        if point == "commit":
            return self._strike(connection, kind, heard, answer)
        if point == "answer":
            return self._break_off(connection, kind, heard, answer)
        connection.sendall(answer)
        if point == "after" and kind == "reset":
            _reset(connection)
            return False
        return True

    def _due(self, heard: Heard) -> tuple[Point | None, Kind]:
        with self._lock:
            fault = self._fault
            if (kind := self._next or self._onwards) is not None:
                self._next = None
                self.struck += 1
                return "before", kind
            if fault is None or heard.method != fault.method or not fnmatchcase(heard.target, fault.target):
                return None, "reset"
            self._fault = None
            self._onwards = fault.kind if fault.onwards else None
            self._next = fault.kind if fault.point == "after" else None
            self.struck += fault.point != "after"
            return fault.point, fault.kind

    # -- what goes wrong ---------------------------------------------------------------------------

    def _strike(self, connection: socket.socket, kind: Kind, heard: Heard, true: bytes) -> bool:
        """The fault in place of an answer; `true` is the portal's own, if it gave one."""
        if kind == "reset":
            _reset(connection)
        elif kind == "hang":
            self._drain(connection)
        else:
            connection.sendall(_false_answer(kind, heard, true))
            connection.shutdown(socket.SHUT_WR)
            self._drain(connection)  # closing with bytes unread would reset, and the answer be lost
        return False

    def _break_off(self, connection: socket.socket, kind: Kind, heard: Heard, true: bytes) -> bool:
        whole = true if kind in ("reset", "hang") else _false_answer(kind, heard, true)
        head, _, body = whole.partition(b"\r\n\r\n")
        cut = head + b"\r\n\r\n" + body[: len(body) // 2] if body else head[: len(head) // 2]
        connection.sendall(cut)
        if kind == "reset":
            _reset(connection)
        elif kind == "hang":
            self._drain(connection)
        return False

    def _drain(self, connection: socket.socket) -> None:
        """Take what comes until the client gives up."""
        connection.settimeout(LONGEST)
        while connection.recv(65536):
            pass

    def _forward(self, heard: Heard, body: bytes) -> bytes:
        upstream = HTTPConnection("127.0.0.1", self.portal, timeout=LONGEST)
        try:
            upstream.putrequest(heard.method, heard.target, skip_host=True, skip_accept_encoding=True)
            for name, value in heard.headers:
                if name.lower() != "connection":
                    upstream.putheader(name, value)
            upstream.endheaders(body or None)
            answer = upstream.getresponse()
            return _answer(answer.status, answer.getheaders(), answer.read())
        finally:
            upstream.close()


def _head(reader: BinaryIO) -> Heard | None:
    first = reader.readline().decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = []
    while (line := reader.readline().decode("latin-1").strip()) != "":
        name, _, value = line.partition(":")
        headers.append((name, value.strip()))
    return Heard(first[0], first[1], headers)


def _answer(status: int, headers: list[tuple[str, str]], body: bytes, *, last: bool = False) -> bytes:
    lines = [f"HTTP/1.1 {status} {responses.get(status, 'Unknown')}"]
    skipped = {"content-length", "transfer-encoding", "connection"}
    lines += [f"{name}: {value}" for name, value in headers if name.lower() not in skipped]
    lines += [f"Content-Length: {len(body)}", *(["Connection: close"] if last else []), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def _false_answer(kind: Kind, heard: Heard, true: bytes) -> bytes:
    """The whole answer of a fault that has one."""
    if kind == "truncated":
        body = true.partition(b"\r\n\r\n")[2]
        text = b'{"status": true, "tickets": [{"id": "17", "ti' if heard.is_api else b"<html><body><h1>Tick"
        form = "application/json" if heard.is_api else "text/html; charset=utf-8"
        return _answer(200, [("Content-Type", form)], body[: len(body) // 2] or text, last=True)
    if kind == "html":
        return _page(200, "One moment please, your browser is being checked", [])
    status = int(kind.split()[0])
    more = [("Retry-After", "2")] if kind == "429 wait" else []
    if heard.is_api and status < 500:
        body = b'{"error": ["%s"]}' % responses[status].encode()
        return _answer(status, [("Content-Type", "application/json"), *more], body, last=True)
    return _page(status, f"{status} {responses[status]}", more)


def _page(status: int, words: str, more: list[tuple[str, str]]) -> bytes:
    body = f"<html><head><title>{words}</title></head><body><center><h1>{words}</h1></center></body></html>"
    return _answer(status, [("Content-Type", "text/html"), *more], body.encode(), last=True)


def _reset(connection: socket.socket) -> None:
    """Have the connection end with RST in place of FIN when it is closed, which `_serve` does next."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
