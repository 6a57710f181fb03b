"""A program that changes an outbox and kills itself at one of the calls that change a disk.

Usage: python killed.py FOLDER CHANGE CALL WHEN

CALL counts those calls from 1. WHEN is `after` the call, or `amid` it: a write then takes half
of its bytes, another call does nothing. Prints how many calls there were, if it lives to the end.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.outbox.drafts import change, outbox_in

CALLS = ("mkdir", "open", "write", "fsync", "replace", "rename", "unlink", "rmdir", "close")


def main(folder: str, how: str, fatal: int, when: str) -> None:
    count = 0

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def watch(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count != fatal:
                return call(*args, **more)
            if when == "after":
                call(*args, **more)
            elif name == "write":
                call(args[0], args[1][: len(args[1]) // 2])
            return die()

        return watched

    outbox = outbox_in(Path(folder))
    for name in CALLS:
        setattr(os, name, watch(name, getattr(os, name)))
    change(outbox, how)
    print(count)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
