"""A process that has read the program once and forks a child for each command line: many commands a second.

    with Forks() as forks:
        ended = forks.run(["new", ...], env, fatal=17, later=1200.0)

`fatal`: the child kills itself at that call that writes to the disk or to a socket (see `child`), `after`
ends it after so many seconds; `later` is how many seconds its clock is ahead.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 60.0  # seconds; a command that takes longer hangs


@dataclass(frozen=True)
class Ended:
    """How a command ended; `code` is negative where a signal ended it."""

    code: int
    out: str
    err: str


class Forks:
    """Runs `ticket` in children of one prepared process."""

    def __init__(self, timeout: float = 0.4) -> None:
        self._timeout = timeout

    def __enter__(self) -> Forks:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forks"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(LONGEST)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def run(
        self,
        line: Sequence[str],
        env: Mapping[str, str],
        *,
        fatal: int = 0,
        after: float | None = None,
        later: float = 0.0,
    ) -> Ended:
        """Run one command line to its end."""
        requested = {
            "line": list(line),
            "env": dict(env),
            "fatal": fatal,
            "after": after,
            "later": later,
            "timeout": self._timeout,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(requested), file=self._process.stdin, flush=True)
        return Ended(**json.loads(self._process.stdout.readline()))


def main() -> None:
    import ticketcli.commands.drafts.send
    import ticketcli.commands.new
    import ticketcli.commands.reply  # noqa: F401 - read once for all
    from ticketcli import app, runtime  # noqa: F401
    from ticketcli.portals.hostbill import portal  # noqa: F401
    from ticketcli.portals.http.httpx_import import httpx  # noqa: F401

    for requested in sys.stdin:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            value = json.loads(requested)
            if (child := os.fork()) == 0:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                os._exit(play(**value))
            code = wait(child, value["after"])
            out.seek(0)
            err.seek(0)
            outcome = {"code": code, "out": out.read().decode(), "err": err.read().decode()}
        print(json.dumps(outcome), flush=True)


def play(
    line: list[str], env: dict[str, str], fatal: int, after: float | None, later: float, timeout: float
) -> int:
    """Run one command line in this process."""
    import traceback

    from tests.faults import child

    try:
        os.environ.clear()
        os.environ.update(env)
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115
        code = child.main(fatal, timeout if after is None else 5.0, line, later=timedelta(seconds=later))
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        return 99
    return code


def wait(child: int, after: float | None) -> int:
    """Wait for a child, and end it when its time is over."""
    end = time.monotonic() + (LONGEST if after is None else after)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= end:
            os.kill(child, signal.SIGKILL)
            end = float("inf")
        time.sleep(0.005)


if __name__ == "__main__":
    main()
