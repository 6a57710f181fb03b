"""Input that waits on a terminal: discard it, see whether there is any, or read an unfinished line."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

PASTE_PAUSE = 0.03
"""Seconds within which the next piece of a paste comes; people do not type as fast."""


def discard_waiting(stream: TextIO) -> None:
    """Throw away what was typed and not read yet. Does nothing where `stream` is no terminal."""
    if (descriptor := _get_terminal(stream)) is None:
        return
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        termios.tcflush(descriptor, termios.TCIFLUSH)


def has_more(stream: TextIO, seconds: float = PASTE_PAUSE) -> bool:
    """Return whether more can be read from a terminal now, or comes within so many seconds."""
    if sys.platform == "win32":
        import msvcrt

        return _get_terminal(stream) is not None and bool(msvcrt.kbhit())
    descriptor = _get_terminal(stream)
    return descriptor is not None and bool(select.select([descriptor], [], [], seconds)[0])


@contextmanager
def keep_unfinished_line(stream: TextIO) -> Iterator[None]:
    """Let Ctrl-C leave the line that is being typed for `take_unfinished_line`; the system drops it."""
    descriptor = _get_terminal(stream)
    if descriptor is None or sys.platform == "win32":
        yield
        return
    import termios

    before = termios.tcgetattr(descriptor)
    changed = [*before]
    changed[3] |= termios.NOFLSH
    termios.tcsetattr(descriptor, termios.TCSANOW, changed)
    try:
        yield
    finally:
        with suppress(termios.error):  # the terminal was closed
            termios.tcsetattr(descriptor, termios.TCSANOW, before)


def take_unfinished_line(stream: TextIO) -> str:
    """Read what was typed of a line that was not ended; "" where `stream` is no terminal."""
    descriptor = _get_terminal(stream)
    if descriptor is None or sys.platform == "win32":
        return ""
    import termios

    before = termios.tcgetattr(descriptor)
    changed = [*before]
    changed[3] &= ~termios.ICANON  # only a line that was ended can be read otherwise
    changed[6] = [*before[6]]
    changed[6][termios.VMIN] = changed[6][termios.VTIME] = 0
    termios.tcsetattr(descriptor, termios.TCSANOW, changed)
    try:
        data = os.read(descriptor, 4096)
    finally:
        termios.tcsetattr(descriptor, termios.TCSANOW, before)
    text = data.decode(stream.encoding or "utf-8", "replace")
    return text.replace("\r\n", "\n").rstrip("\n")


def is_terminal(stream: TextIO) -> bool:
    """Return whether a stream is a terminal, and not only by its own word."""
    return _get_terminal(stream) is not None


def _get_terminal(stream: TextIO) -> int | None:
    try:
        return stream.fileno() if stream.isatty() else None
    except OSError:  # a terminal only by its own word
        return None
