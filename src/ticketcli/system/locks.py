"""A lock that the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAUSE = 0.02  # seconds between two tries
QUIET = 1.0  # seconds after which somebody is told what is waited for


@contextmanager
def hold_lock(
    path: Path, *, wait: float = 0.0, waiting: Callable[[], object] | None = None, temporary: bool = False
) -> Iterator[None]:
    """Hold the lock of a file, which is made where it is missing.

    Another holder is waited for, `wait` seconds at most; `waiting` is called once where that takes
    longer than a second. A `temporary` file is removed by its last holder, others are left there.
    Raises BlockingIOError where the lock stays held; other OSErrors say that the file could not be
    opened, or that its file system has no locks.
    """
    end = time.monotonic() + wait
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _take(file, end, waiting)
            if temporary and not _is_at(file, path):
                continue  # its last holder removed it meanwhile
            yield
            if temporary:
                _remove(path)
            return
        finally:
            os.close(file)  # which also gives the lock back


def _take(file: int, end: float, waiting: Callable[[], object] | None) -> None:
    begun = time.monotonic()
    while not _try(file):
        now = time.monotonic()
        if now >= end:
            raise BlockingIOError("another process holds the lock")  # data
        if waiting is not None and now - begun >= QUIET:
            waiting()
            waiting = None
        time.sleep(PAUSE)


def _try(file: int) -> bool:
    """Return whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the latter is Windows's word for "held"
        return False
    return True


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    if sys.platform != "win32":  # where a file that is open cannot be removed
        path.unlink(missing_ok=True)
