"""The tests' portal behind TLS and a long line: each way takes a while, as from another continent.

    python -m scripts.measure.line_portal FOLDER [--delay SECONDS]

prints, in JSON, how to reach it and who may sign in. A connection is open one round trip after it was
begun, as over TCP, whatever is sent on it meanwhile; the handshake of TLS takes what it takes.
"""

from __future__ import annotations

import argparse
import json
import queue
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.contract.portal import Portal, Quirks

ROOT = Path(__file__).parents[2]


def make_certificate(folder: Path) -> Path:
    """Return a file with a certificate for this machine's address, and its key."""
    key, certificate, both = (folder / name for name in ("key.pem", "certificate.pem", "both.pem"))
    line = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", *line.split(), *names], check=True, capture_output=True)
    both.write_text(certificate.read_text() + key.read_text())
    return both


class Line:
    """Passes bytes on to a port of this machine, `delay` seconds after they came, both ways."""

    def __init__(self, port: int, delay: float) -> None:
        self._onward = port
        self._delay = delay
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            near, _address = self._listening.accept()
            far = socket.create_connection(("127.0.0.1", self._onward))
            for each in (near, far):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # On this machine `connect` returns at once: what is sent first waits for the round trip.
            self._pass_on(near, far, opening=2 * self._delay)
            self._pass_on(far, near, opening=0.0)

    def _pass_on(self, source: socket.socket, target: socket.socket, opening: float) -> None:
        under_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()

        def read() -> None:
            opened = time.monotonic() + opening
            while True:
                try:
                    data = source.recv(65536)
                except OSError:
                    data = b""
                under_way.put((max(time.monotonic(), opened) + self._delay, data))
                if not data:
                    return

        def write() -> None:
            while True:
                due, data = under_way.get()
                time.sleep(max(0.0, due - time.monotonic()))
                try:
                    if not data:
                        target.shutdown(socket.SHUT_WR)
                        return
                    target.sendall(data)
                except OSError:
                    return

        for work in (read, write):
            threading.Thread(target=work, daemon=True).start()


@contextmanager
def serving(folder: Path, delay: float) -> Iterator[dict[str, Any]]:
    """Yield how to reach a portal in a process of its own."""
    command = [sys.executable, "-m", "scripts.measure.line_portal", str(folder), f"--delay={delay}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--delay", type=float, default=0.08)
    options = parser.parse_args()
    certificate = make_certificate(options.folder)
    portal = Portal(Quirks())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    portal.server.socket = context.wrap_socket(
        portal.server.socket, server_side=True, do_handshake_on_connect=False
    )
    line = Line(portal.server.port, options.delay)
    portal.url = portal.links.base = f"https://127.0.0.1:{line.port}"
    for day in range(1, 13):
        number = portal.add_ticket(date=f"2026-11-{day:02} 10:00:00", attachments=[("a.zip", b"PK")]).number
    known = {
        "url": portal.url,
        "ca": str(certificate),
        "number": number,
        "username": portal.username,
        "password": portal.password,
        "token": portal.pat,
        "file": portal.ticket(number).attachments[0].stored_as,
    }
    print(json.dumps(known), flush=True)
    with portal.server:
        threading.Event().wait()


if __name__ == "__main__":
    main()
