"""The HTTP server below the portal: real sockets, and answers that can break off."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import responses
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import Any, Literal, TypeVar
from urllib.parse import unquote

from tests.contract.php import Form, read_query


@dataclass
class Request:
    """One request as it arrived, for the portal and for assertions.

    `headers` have lower-case names. `route` is METHOD and a name: "POST api/tickets", "GET web/login",
    "POST web/tickets/new". `values` are an API call's, sent as JSON or as a form. `names` are the fields'
    names in the order sent, files included. `user` is how it was signed in: "token", "personal", "basic",
    "session", or "" when it was not. `status` is the answer's (0: none was given).
    """

    method: str
    path: str
    raw_query: str
    headers: dict[str, str]
    body: bytes
    route: str = ""
    form: Form = field(default_factory=Form)
    values: dict[str, Any] = field(default_factory=dict)
    user: str = ""
    status: int = 0

    @property
    def query(self) -> list[tuple[str, str]]:
        return read_query(self.raw_query)

    @property
    def names(self) -> list[str]:
        return self.form.names or list(self.values)

    def arg(self, name: str, default: str = "") -> str:
        return next((value for key, value in reversed(self.query) if key == name), default)

    def cookie(self, name: str) -> str:
        for pair in self.headers.get("cookie", "").split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                return value
        return ""


@dataclass
class Response:
    """An answer. `framing` "chunked" and "close" do without Content-Length."""

    status: int = 200
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    framing: Literal["length", "chunked", "close"] = "length"
    breaks: Literal["", "close", "reset", "truncate", "hang"] = ""


App = Callable[[Request], Response]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def answer(self) -> None:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, unquote(path), query, headers, self.read_body(headers))
        self.write(self.server.app(request))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def read_body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(headers.get("content-length") or 0))
        chunks = []
        while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def write(self, response: Response) -> None:
        if response.breaks == "hang":
            self.server.ended.wait()
        if response.breaks in ("close", "reset", "hang"):
            self.drop(reset=response.breaks == "reset")
            return
        framing = "close" if response.framing == "chunked" and self.is_old() else response.framing
        lines = [f"HTTP/1.1 {response.status} {responses.get(response.status, 'Unknown')}"]
        if "Date" not in dict(response.headers):
            lines.append(f"Date: {self.date_time_string()}")
        lines += [f"{name}: {value}" for name, value in response.headers]
        body = response.body
        if framing == "length":
            lines.append(f"Content-Length: {len(body)}")
        elif framing == "chunked":
            lines.append("Transfer-Encoding: chunked")
            body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in halves(body)) + b"0\r\n\r\n"
        else:
            lines.append("Connection: close")
            self.close_connection = True
        if self.command == "HEAD":
            body = b""
        if response.breaks == "truncate":
            body = body[: len(body) // 2]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("utf-8") + body)
        if response.breaks == "truncate":
            self.drop(reset=False)

    def is_old(self) -> bool:
        return self.request_version == "HTTP/1.0"

    def drop(self, *, reset: bool) -> None:
        self.close_connection = True
        if reset:
            # Lingering for no time makes the kernel answer with RST in place of FIN.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def log_message(self, format: str, *args: Any) -> None:
        return


def halves(body: bytes) -> list[bytes]:
    middle = len(body) // 2
    return [part for part in (body[:middle], body[middle:]) if part]


class Server(ThreadingTCPServer):
    """Serves `app` on a loopback port of the kernel's choice, a thread per connection."""

    allow_reuse_address = True
    request_queue_size = 128
    daemon_threads = False

    def __init__(self, app: App) -> None:
        self.app = app
        self.ended = threading.Event()
        self.open: set[socket.socket] = set()
        self.crashes: list[BaseException] = []
        super().__init__(("127.0.0.1", 0), Handler)
        self.port = int(self.server_address[1])
        self.thread = threading.Thread(target=self.serve)

    def __enter__(self) -> Server:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        socket.create_connection(("127.0.0.1", self.port)).close()  # ends the waiting for one
        self.thread.join()
        for connection in list(self.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.server_close()

    def serve(self) -> None:
        """In place of serve_forever, which looks now and then whether it should end."""
        while True:
            request, address = self.get_request()
            if self.ended.is_set():
                request.close()
                return
            self.process_request(request, address)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        if request.fileno() < 0:
            return
        if struct.unpack("ii", request.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8))[0]:
            request.close()  # no shutdown, which would send FIN before the RST
        else:
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        import sys

        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.crashes.append(error)


Double = TypeVar("Double", bound="Served")


class Served:
    """A double of a portal, which serves while it is entered. An error of its own fails the test."""

    server: Server

    def __enter__(self: Double) -> Double:
        self.server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.__exit__(kind, error, trace)
        if self.server.crashes and error is None:
            raise AssertionError("The double itself failed.") from self.server.crashes[0]
