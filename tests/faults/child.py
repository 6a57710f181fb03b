"""`ticket` in a process of its own, killed at one of the calls that matter, its waits shortened.

Usage: python -m tests.faults.child CALL PATIENCE ARGUMENT...

CALL counts the calls that write to the disk or to a socket, or connect one, from 1; the process kills itself
in the middle of that one (a write then takes half of its bytes). 0 lives to the end. PATIENCE is the seconds
to wait for an answer; what `ticket` sleeps is a hundredth of what it asks for.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

DISK = ("open", "write", "fsync", "replace", "unlink", "mkdir")
NETWORK = ("connect", "send", "sendall", "recv")


def main(fatal: int, timeout: float, arguments: list[str], *, later: timedelta = timedelta(0)) -> int:
    from ticketcli import runtime
    from ticketcli.app import run
    from ticketcli.portals.http import client

    made = client.Http.__init__

    def impatient(self: client.Http, *args: Any, **more: Any) -> None:
        made(self, *args, **{**more, "timeout": timeout})

    client.Http.__init__ = impatient  # type: ignore[method-assign]
    context = runtime.make_context()
    now, started = context.now, context.started
    context.now = lambda: now() + later
    context.started = started and started + later
    context.sleep = lambda seconds: time.sleep(seconds / 100)
    if fatal:
        die_at(fatal)
    return run(arguments, context)


def die_at(fatal: int) -> None:
    """Have this process kill itself in the middle of that call."""
    count = 0

    def watch(call: Callable[..., Any], *, writes: bool) -> Callable[..., Any]:
        def watched(*args: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count == fatal:
                if writes:
                    call(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **more)

        return watched

    for name in DISK:
        setattr(os, name, watch(getattr(os, name), writes=name == "write"))
    for name in NETWORK:
        method = getattr(socket.socket, name)
        setattr(socket.socket, name, watch(method, writes=name.startswith("send")))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
