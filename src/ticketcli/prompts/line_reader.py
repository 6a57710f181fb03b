"""Lines of any length read from a terminal, shown and corrected as the system does it. Not on Windows.

The system's own line editing drops what a line has beyond 4,095 bytes, as a pasted one may.
"""

from __future__ import annotations

import codecs
import os
import select
import signal
import termios
from collections import deque
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO

from rich.cells import cell_len

from ticketcli.prompts.terminal_input import PASTE_PAUSE

_CHUNK = 65536  # bytes
_TAB = 8  # columns
_KEYS = ("VEOF", "VERASE", "VINTR", "VKILL", "VSUSP", "VWERASE")
"""The keys that act on a line, by the system's names. Each terminal has its own for them: see stty."""


class LineReader:
    """Reads lines from a terminal, which is set to hand over each key while this is entered."""

    def __init__(self, stdin: TextIO, output: TextIO) -> None:
        self._terminal = stdin.fileno()
        self._no_key = bytes([os.fpathconf(self._terminal, "PC_VDISABLE")])
        self._output = output
        self._decoder = codecs.getincrementaldecoder(stdin.encoding or "utf-8")("surrogateescape")
        self._lines: deque[str | BaseException] = deque()  # that were ended, and the keys that end all
        self._line: list[str] = []  # the characters of the line that was not ended
        self._settings: list[Any] = []
        self._keys: dict[str, str] = {}

    def __enter__(self) -> LineReader:
        self._settings = termios.tcgetattr(self._terminal)
        codes = {self._settings[6][getattr(termios, name)]: name for name in _KEYS}
        self._keys = {code.decode("latin-1"): name for code, name in codes.items() if code != self._no_key}
        self._take_keys()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(termios.error):  # the terminal is gone
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._settings)

    def read(self) -> str:
        """Return the next line, without its end. Raises KeyboardInterrupt at Ctrl-C, EOFError at Ctrl-D."""
        while not self._lines:
            self._receive()
        line = self._lines.popleft()
        if isinstance(line, BaseException):
            raise line
        return line

    def has_more(self, seconds: float = PASTE_PAUSE) -> bool:
        """Return whether more was typed, or comes within so many seconds."""
        return bool(self._lines or self._line) or self._is_waiting(seconds)

    def take_rest(self) -> str:
        """Return all that was typed and not read, whether or not its last line was ended."""
        while self._is_waiting(0) and self._receive():
            pass
        lines = [line for line in self._lines if isinstance(line, str)]
        self._lines.clear()
        return "\n".join([*lines, self._end_line()])

    def _is_waiting(self, seconds: float) -> bool:
        return bool(select.select([self._terminal], [], [], seconds)[0])

    def _receive(self) -> bool:
        """Wait for keys and do what they stand for. Return False where the terminal is gone."""
        try:
            data = os.read(self._terminal, _CHUNK)
        except OSError:
            data = b""
        if not data:
            self._lines.append(EOFError())
        for character in self._decoder.decode(data):
            self._press(character)
        self._output.flush()
        return bool(data)

    def _press(self, character: str) -> None:
        key = self._keys.get(character)
        if character in ("\r", "\n"):
            self._show("\n")
            self._lines.append(self._end_line())
        elif key == "VEOF":
            self._lines.append(EOFError())
        elif key == "VINTR":
            self._show("^C")
            self._lines.append(KeyboardInterrupt())
        elif key == "VSUSP":
            self._stop()
        elif key == "VERASE":
            self._erase(1)
        elif key == "VKILL":
            self._erase(len(self._line))
        elif key == "VWERASE":
            typed = "".join(self._line).rstrip()
            self._erase(len(self._line) - (typed.rfind(" ") + 1))
        else:
            self._show(character)
            self._line.append(character)

    def _end_line(self) -> str:
        line = "".join(self._line)
        self._line.clear()
        return line

    def _erase(self, count: int) -> None:
        """Take so many characters off the end of the line, and off the screen."""
        before = _measure(self._line)
        del self._line[max(0, len(self._line) - count) :]
        self._output.write("\b \b" * (before - _measure(self._line)))

    def _show(self, characters: str) -> None:
        shown = "".join(map(_show_control, characters))
        encoding = self._output.encoding or "utf-8"
        self._output.write(shown.encode(encoding, "replace").decode(encoding))

    def _stop(self) -> None:
        """Stop the job as Ctrl-Z does; when it goes on, show the line again."""
        self._output.write("^Z")
        self._output.flush()
        termios.tcsetattr(self._terminal, termios.TCSANOW, self._settings)
        os.kill(0, signal.SIGTSTP)
        self._take_keys()
        self._show("".join(self._line))

    def _take_keys(self) -> None:
        """Set the terminal to hand over each key at once, also those for stopping and ending."""
        settings = [*self._settings]
        settings[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
        codes = [*settings[6]]
        codes[termios.VINTR] = codes[termios.VSUSP] = self._no_key
        codes[termios.VMIN], codes[termios.VTIME] = 1, 0
        settings[6] = codes
        termios.tcsetattr(self._terminal, termios.TCSANOW, settings)


def _show_control(character: str) -> str:
    """Return what stands for a character on the screen: ^[ for Escape, itself for one that has a form."""
    return f"^{chr(ord(character) + 64)}" if character < " " and character not in "\t\n" else character


def _measure(characters: list[str]) -> int:
    """Return how many columns the characters take on the screen, from its left edge."""
    column = 0
    for each in characters:
        if each == "\t":
            column += _TAB - column % _TAB
        else:
            column += cell_len(_show_control(each))
    return column
