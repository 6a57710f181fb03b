"""A lock that the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock of a file, which is made where it is missing and left there.

    `wait` waits for another holder to end; else a lock that is held raises BlockingIOError.
    Other OSErrors say that the file could not be opened, or that its file system has no locks.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        _take(file, wait=wait)
        yield
    finally:
        os.close(file)  # which also gives the lock back


def _take(file: int, *, wait: bool) -> None:
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
                return
            except PermissionError as error:  # Windows has no other word for "held"
                if not wait:
                    raise BlockingIOError(error.errno, "the lock is held") from error  # data
                time.sleep(0.02)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
