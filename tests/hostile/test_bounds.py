"""Nothing that a portal sends makes the program hang or grow."""

from __future__ import annotations

import base64
import gzip
import re
import socket
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.accounts.sessions import environment
from tests.contract.portal import Portal
from tests.contract.wire import Request, Response
from tests.whole.person import Person

if sys.platform == "win32":
    pytest.skip("needs limits that a system sets for a process", allow_module_level=True)

from tests.hostile.bounded import WORK

At = Callable[..., tuple[Portal, Person]]
SECONDS = 60  # of processor time
MEGABYTES = 1500  # of address space


@pytest.fixture(scope="module")
def bounded() -> Iterator[Callable[[str], int]]:
    """Does a work within the limits; the exit code of the process that did it."""
    program = str(Path(__file__).with_name("bounded.py"))
    command = [sys.executable, program, str(SECONDS), str(MEGABYTES)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as doing:
        asks, answers = doing.stdin, doing.stdout
        assert asks is not None
        assert answers is not None

        def do(name: str) -> int:
            print(name, file=asks, flush=True)
            return int(answers.readline())

        yield do
        asks.close()


HEAVY = re.compile(r"million|1,000,000|100,000|10 MB|10,000|in each other|in one row|on a page")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if HEAVY.search(name) else []) for name in WORK]
)
def test_reading_is_bounded(bounded: Callable[[str], int], name: str) -> None:
    assert bounded(name) == 0


# -- over the wire ---------------------------------------------------------------------------------

LOGIN = ["--username", "taro@example.com", "--password-stdin", "--insecure-storage"]
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
resource.setrlimit(resource.RLIMIT_AS, ({megabytes} * 2**20, {megabytes} * 2**20))
from ticketcli import app
from ticketcli import runtime
context = runtime.make_context()
context.sleep = lambda seconds: None
sys.exit(app.run(sys.argv[1:], context))
"""


def limited(home: Path, url: str, *arguments: str, code: int) -> str:
    """Run `ticket` in a process with limits, which waits for no better times; what it said on stderr."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(seconds=SECONDS, megabytes=MEGABYTES), *arguments],
        env={**environment(home), "TICKET_PORTAL": url, "TICKET_TOKEN": "pat|0000"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == code, f"exit {done.returncode}: {done.stderr[-2000:]}"
    assert "Traceback" not in done.stderr
    return done.stderr


@contextmanager
def answering(*pieces: bytes, repeat: bytes = b"") -> Iterator[str]:
    """A server that answers everything with these bytes, and then with `repeat` for ever."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def answer(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65536)
                for piece in pieces:
                    connection.sendall(piece)
                while repeat and not ended.is_set():
                    connection.sendall(repeat)
            except OSError:  # whoever asked has gone
                return

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            connection.settimeout(30)
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(timeout=10)


def head(*headers: str, kind: str = "application/json") -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", f"Content-Type: {kind}", *headers, "", ""]).encode()


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """What becomes half a gigabyte when it is unpacked: one piece, again and again."""
    packer = zlib.compressobj(level=9, wbits=31)
    piece = b"0" * 2**22
    first = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * 127


def test_an_answer_without_an_end(tmp_path: Path) -> None:
    with answering(head(), b'{"tickets":["', repeat=b"x" * 65536) as url:
        outcome = limited(tmp_path, url, "list", code=1)
    assert "too large" in outcome


def test_an_answer_that_unpacks_to_more_than_there_is(tmp_path: Path, bomb: bytes) -> None:
    with answering(head("Content-Encoding: gzip", f"Content-Length: {len(bomb)}"), bomb) as url:
        outcome = limited(tmp_path, url, "list", code=1)
    assert "too large" in outcome


def test_an_answer_that_is_packed_more_than_once(tmp_path: Path, bomb: bytes) -> None:
    twice = gzip.compress(bomb)
    length = f"Content-Length: {len(twice)}"
    for header in (["Content-Encoding: gzip, gzip"], ["Content-Encoding: gzip", "Content-Encoding: gzip"]):
        with answering(head(*header, length), twice) as url:
            outcome = limited(tmp_path, url, "list", code=6)
        assert "compressed more than once" in outcome


def test_an_answer_that_cannot_be_unpacked(tmp_path: Path) -> None:
    with answering(head("Content-Encoding: gzip", "Content-Length: 4"), b"1234") as url:
        limited(tmp_path, url, "list", code=6)


def test_a_head_without_an_end(tmp_path: Path) -> None:
    with answering(b"HTTP/1.1 200 OK\r\n", repeat=b"X-More: " + b"x" * 1000 + b"\r\n") as url:
        limited(tmp_path, url, "list", code=6)


@pytest.mark.parametrize(
    "location", ["/", "/again", "?", "//127.0.0.1:1/", "http://[", "http://x:9999999/", "\x9b2J"]
)
def test_redirects_that_lead_nowhere(tmp_path: Path, location: str) -> None:
    answer = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()
    with answering(answer) as url:
        outcome = limited(tmp_path, url, "list", code=6)
    assert "\x9b" not in outcome


@pytest.mark.parametrize(
    "charset",
    ["idna", "punycode", "undefined", "zip", "unicode_escape", "utf-7", "rot13", "x" * 1000],
)
def test_a_charset_that_is_none(tmp_path: Path, charset: str) -> None:
    body = b'{"tickets": [], "x": "' + b"\\u00e9-x" * 100_000 + b'"}'
    start = head(f"Content-Length: {len(body)}", kind=f"application/json; charset={charset}")
    with answering(start, body) as url:
        limited(tmp_path, url, "list", code=0)


@pytest.mark.parametrize("wait", ["²", "9" * 400, "-1", "Wed, 21 Oct 2015 07:28:00 +99999999999999", "nan"])
def test_a_wait_that_is_no_number(at: At, wait: str) -> None:
    portal, person = at()
    answer = portal.server.app

    def busy(request: Request) -> Response:
        if len(portal.requests) < 2:
            answer(request)
            return Response(429, b"", [("Retry-After", wait), ("X-RateLimit-Reset", wait)])
        return answer(request)

    portal.server.app = busy
    outcome = person.ticket("list", code=0)
    assert all(0 <= pause <= 121 for pause in outcome.slept)


@pytest.mark.parametrize("claims", [f'{{"exp": {"9" * 400}}}', '{"exp": "nan"}', "[" * 5000, "7", ""])
def test_a_token_whose_end_is_no_time(at: At, claims: str, monkeypatch: pytest.MonkeyPatch) -> None:
    portal, person = at(basic=False)
    token = f"e30.{base64.urlsafe_b64encode(claims.encode()).decode().rstrip('=')}.c2lnbmVk"
    portal.account.access[token] = 0
    monkeypatch.setattr(portal.account, "new_access", lambda: token)
    person.ticket("--via", "api", "auth", "login", portal.url, *LOGIN, stdin=portal.password, named=False)
    person = person.but()
    person.ticket("--via", "api", "list", named=False)


def test_a_list_that_never_ends(at: At) -> None:
    portal, person = at()
    answer = portal.server.app
    requested: list[str] = []

    def endless(request: Request) -> Response:
        if "api/tickets" not in request.path:
            return answer(request)
        requested.append(request.path)
        body = f'{{"tickets": [{{"ticket_number": "{100000 + len(requested)}", "status": "Closed"}}]}}'
        return Response(200, body.encode(), [("Content-Type", "application/json")])

    portal.server.app = endless
    person.ticket("--via", "api", "list")
    assert 1 < len(requested) <= 10_000


def test_pages_of_a_list_that_never_end(at: At) -> None:
    portal, person = at()
    portal.add_ticket("s", "b")
    answer = portal.server.app
    requested: list[str] = []

    def endless(request: Request) -> Response:
        response = answer(request)
        if request.arg("cmd") == "tickets" and not request.arg("action"):
            requested.append(request.path)
            number = portal.tickets[0].number.encode()
            body = response.body.replace(number, str(100000 + len(requested)).encode())
            response.body = (
                body.replace(b"badge-Open", b"badge-Closed") + b'<a href="?cmd=tickets&page=1">2</a>'
            )
        return response

    portal.server.app = endless
    person.ticket("--via", "web", "list")
    assert 1 < len(requested) <= 10_000


def test_a_file_that_is_longer_than_said_and_never_ends(
    at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal, person = at()
    number = portal.add_ticket("s", "b", attachments=[("a.png", b"x" * 10)]).number
    shape = portal.api.shapes.file
    monkeypatch.setattr(portal.api.shapes, "file", lambda one: {**shape(one), "size": 10})
    answer = portal.server.app
    portal.server.app = lambda request: (
        Response(200, b"x" * 3_000_000, [("Content-Disposition", "attachment")], "close")
        if "attachment" in request.path
        else answer(request)
    )
    outcome = person.ticket("--via", "api", "download", number, "--dir", str(tmp_path / "d"), code=1)
    assert "larger than its 10 bytes" in outcome.err
    assert list((tmp_path / "d").iterdir()) == []
