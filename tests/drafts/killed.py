"""A program that changes an store and kills itself at one of the calls that change a disk.

Usage: python killed.py CHANGE WHEN

WHEN is `after` the call, or `amid` it: a write then takes half of its bytes, another call does nothing.
Each line on stdin is a CALL, counted from 1, and a FOLDER. For each, a process of its own begins where this
one is, with all that it needs read; the answer is a line with its exit code and the calls it counted, if it
lived to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.drafts.drafts import change, store_in

CALLS = ("mkdir", "open", "write", "fsync", "replace", "rename", "unlink", "rmdir", "close")


def play(folder: str, how: str, fatal: int, when: str) -> int:
    """Change the store and die at that call. The calls there were, where that one never came."""
    count = 0

    def watch(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count != fatal:
                return call(*args, **more)
            try:
                if when == "after":
                    call(*args, **more)
                elif name == "write":
                    call(args[0], args[1][: len(args[1]) // 2])
            finally:
                os.kill(os.getpid(), signal.SIGKILL)

        return watched

    store = store_in(Path(folder))
    for name in CALLS:
        setattr(os, name, watch(name, getattr(os, name)))
    change(store, how)
    return count


def main(how: str, when: str) -> None:
    for line in sys.stdin:
        fatal, _, folder = line.rstrip("\n").partition(" ")
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            code, write = 1, os.write
            try:
                write(writer, b"%d" % play(folder, how, int(fatal), when))
                code = 0
            finally:
                os._exit(code)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reader) as counts:
            print(os.waitstatus_to_exitcode(status), counts.read(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
