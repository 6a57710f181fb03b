"""A portal to measure against: both doors, tickets that are made as they are asked for, and no work.

It answers as fast as a loopback socket does, or after a pause, and takes uploads without keeping them.
Run as a process of its own, so that its time and memory are not taken for the client's:

    python -m scripts.measure.portal [--tickets N] [--page N] [--pause SECONDS]

prints its address. `GET /measured` tells how fast the last body came in, in bytes per second, and how
many requests were answered at one moment at most; and begins to count anew.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
LONG = "900001"  # the number of the ticket with the long conversation
LONG_MESSAGES, LONG_BYTES = 2000, 5 * 2**20
FORM = """<!doctype html><title>New ticket</title><a href="/?action=logout">Log out</a>
<form id="ticketsform" method="post" enctype="multipart/form-data" action="/?cmd=tickets&action=new">
<input type="hidden" name="make" value="addticket"><input type="hidden" name="security_token" value="1">
<select name="dept_id"><option value="1">BESTNET-CLOUD</option></select>
<input name="subject"><textarea name="body"></textarea>
<input type="file" name="attachments[]" multiple> Allowed File Extension: .zip, .pdf
</form>"""
LIST = """<!doctype html><title>Tickets</title><a href="/?action=logout">Log out</a>
<a href="/?cmd=tickets&action=new">New</a>
<table><tr><td><a href="/tickets/view/100001/">Older</a></td><td>2026-01-01 10:00</td></tr></table>"""
VIEW = """<!doctype html><title>Ticket</title><a href="/?action=logout">Log out</a>
<h1>#{number} {subject}</h1><span class="badge badge-Open">Open</span><span class="badge">BESTNET-CLOUD</span>
<div class="comment comment-client"><span class="comment-sender">Taro</span><p id="r{number}">{body}</p>
<a href="/?cmd=tickets&action=download&id=1">{name}</a></div>
<form id="replyform" method="post" enctype="multipart/form-data">
<input type="hidden" name="make" value="addreply"><textarea name="body"></textarea></form>"""


def ticket(number: int) -> dict[str, str]:
    """A ticket as the list has it: the higher its number, the newer."""
    when = datetime(2024, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=number)
    return {
        "id": str(number),
        "ticket_number": str(number),
        "dept_id": "1",
        "deptname": "BESTNET-CLOUD",
        "name": "Taro Yamada",
        "email": "taro@example.com",
        "subject": f"Server {number} does not answer since this morning",
        "status": ("Open", "Answered", "Client-Reply")[number % 3],
        "priority": "1",
        "date": f"{when:%Y-%m-%d %H:%M:%S}",
        "lastreply": f"{when + timedelta(hours=2):%Y-%m-%d %H:%M:%S}",
        "flags": "0",
        "client_read": "1",
    }


def message_html(index: int) -> str:
    """A message of the long conversation: paragraphs, a list, a link, a quotation."""
    size = LONG_BYTES // LONG_MESSAGES
    head = (
        f"<p>Dear customer,</p><p>we looked into <b>case {index}</b>: see <a href='https://example.com/{index}'>"
        "the report</a>.</p><ul><li>first</li><li>second &amp; third</li></ul>"
        "<blockquote>Is the server down?<br>It does not answer.</blockquote>"
    )
    line = "<p>The machine was restarted and <i>answers</i> again; nothing was lost on its disks.</p>"
    return head + line * ((size - len(head)) // len(line) + 1)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Portal

    def setup(self) -> None:
        """Answers go out at once."""
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        """Read."""
        self._answer()

    def do_POST(self) -> None:
        """Take it, and forget it."""
        self._take(int(self.headers.get("Content-Length", 0)))
        self._answer()

    def _take(self, size: int) -> None:
        if self.headers.get("Expect"):
            self.send_response_only(100)
            self.end_headers()
        begun, left = time.perf_counter(), size
        buffer = memoryview(bytearray(1 << 20))
        self.body = b""
        while left:
            got = self.rfile.readinto(buffer[: min(left, len(buffer))])
            if not got:
                raise ConnectionError("cut")
            left -= got
            if len(self.body) < 2**16:  # enough to know it by
                self.body += buffer[:got]
        self.server.rate = size / (time.perf_counter() - begun)

    def _answer(self) -> None:
        with self.server.lock:
            self.server.flying += 1
            self.server.most = max(self.server.most, self.server.flying)
        if self.server.pause and "measured" not in self.path:
            time.sleep(self.server.pause)
        kind, content, status, more = self.server.content(self.command, self.path, getattr(self, "body", b""))
        with self.server.lock:
            self.server.flying -= 1
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


class Portal(ThreadingHTTPServer):
    """The portal: `tickets` in the list, in pages of `page`, each answer after `pause` seconds."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, tickets: int, page: int, pause: float) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.tickets, self.page, self.pause = tickets, page, pause
        self.lock = threading.Lock()
        self.flying = self.most = 0
        self.rate = 0.0
        self.opened: dict[str, str] = {}  # the ticket opened last by the API
        self.name = ""  # of the file attached last
        self.long = json.dumps(self._long()).encode()

    def content(self, method: str, path: str, body: bytes) -> tuple[str, bytes, int, list[tuple[str, str]]]:
        """Kind, content, status and further headers of an answer."""
        parts = urlsplit(path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/measured":
            told = {"rate": self.rate, "most": self.most}
            self.most = 0
            return "application/json", json.dumps(told).encode(), 200, []
        if parts.path.startswith("/api/"):
            told = self._api(method, parts.path.removeprefix("/api/"), query, body)
            content = told if isinstance(told, bytes) else json.dumps(told).encode()
            return "application/json", content, 200, []
        if method == "POST":
            found = re.search(rb'filename="([^"]*)"', body)
            self.name = found[1].decode() if found else ""
            return "text/html", b"", 302, [("Location", "/?cmd=tickets&action=view&num=900002")]
        if query.get("action") == "new":
            return "text/html", FORM.encode(), 200, []
        if query.get("action") != "view":
            return "text/html", LIST.encode(), 200, []
        view = VIEW.format(number="900002", subject="Trace", body="See the file.", name=self.name)
        return "text/html", view.encode(), 200, []

    def _api(self, method: str, path: str, query: dict[str, str], body: bytes) -> Any:
        if path == "details":
            return {"client": {"id": "1", "email": "taro@example.com"}}
        if path == "ticket/departments":
            return {"departments": [{"id": "1", "name": "BESTNET-CLOUD", "description": ""}]}
        if method == "POST":
            self.opened = json.loads(body)
            return {"ticket_number": "900002"}
        if path == "tickets":
            first = (max(int(query.get("page", "1")), 1) - 1) * self.page
            numbers = range(first, min(first + self.page, self.tickets))
            return {"tickets": [ticket(100000 + self.tickets - number) for number in numbers]}
        number = path.removeprefix("tickets/")
        if number == LONG:
            return self.long
        row = ticket(int(number)) | {
            name: self.opened[name] for name in ("subject", "body") if name in self.opened
        }
        return {"ticket": {"body": "It is down since this morning.", **row}, "replies": []}

    def _long(self) -> dict[str, Any]:
        replies = [
            {
                "id": str(index),
                "name": "Support" if index % 2 else "Taro Yamada",
                "type": "Admin" if index % 2 else "Client",
                "date": "2026-11-10 10:00:00",
                "status": "Sent",
                "body": message_html(index),
            }
            for index in range(1, LONG_MESSAGES)
        ]
        return {"ticket": {**ticket(int(LONG)), "body": message_html(0)}, "replies": replies}


@dataclass(frozen=True)
class Serving:
    """A portal that runs."""

    url: str

    def measured(self) -> dict[str, float]:
        """What it counted since it was asked last."""
        with urlopen(f"{self.url}/measured") as answer:
            found: dict[str, float] = json.load(answer)
            return found


@contextmanager
def serving(*, tickets: int = 100, page: int = 25, pause: float = 0.0) -> Iterator[Serving]:
    """A portal in a process of its own."""
    line = [sys.executable, "-m", "scripts.measure.portal", f"--tickets={tickets}", f"--page={page}"]
    line.append(f"--pause={pause}")
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Serving(process.stdout.readline().strip())
        finally:
            process.terminate()


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=100)
    parser.add_argument("--page", type=int, default=25)
    parser.add_argument("--pause", type=float, default=0.0)
    options = parser.parse_args()
    portal = Portal(options.tickets, options.page, options.pause)
    print(f"http://127.0.0.1:{portal.server_port}", flush=True)
    portal.serve_forever()


if __name__ == "__main__":
    main()
