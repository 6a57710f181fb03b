"""Cleaning up before a process ends: it was told to (SIGTERM), or its terminal was closed (SIGHUP)."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class Terminated(BaseException):
    """Raised where the process was when the signal came."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def clean_up_when_terminated() -> Iterator[None]:
    """Have a signal that ends the process run every `finally` first, while the context lasts.

    A signal that is ignored, as under nohup, stays ignored. Outside of the main thread nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    replaced = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in replaced:
        signal.signal(number, _raise_terminated)
    try:
        yield
    except Terminated as ended:
        signal.signal(ended.number, signal.SIG_DFL)
        os.kill(os.getpid(), ended.number)
        raise SystemExit(128 + ended.number) from None  # where the signal does not end it, as on Windows
    finally:
        for number in replaced:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def outlive_terminal() -> Iterator[None]:
    """Have a closed terminal not end the process, which then reads the end of its input."""
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        yield
        return
    # A handler, for what is ignored stays so in an editor that is started.
    before = signal.signal(signal.SIGHUP, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def _raise_terminated(number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated(number)
