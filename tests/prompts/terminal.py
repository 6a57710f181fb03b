"""A person at a real pseudo-terminal: types keys, and reads what stands on the screen."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pexpect
import pyte
from pyte.screens import Char as Cell

ROOT = Path(__file__).parents[2]
DRIVER = (sys.executable, "-m", "tests.prompts.driver")

ENTER, UP, DOWN, TAB = "\r", "\x1b[A", "\x1b[B", "\t"
ESCAPE, CTRL_C, CTRL_D = "\x1b", "\x03", "\x04"
PATIENCE = 20.0


class Terminal:
    """A program on a terminal of so many columns. `raw` has every byte it wrote."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        *,
        columns: int = 80,
        lines: int = 40,
        folder: Path | None = None,
    ) -> None:
        self.raw = b""
        self.count = 0  # of questions, for who answers them all
        self.ended = False
        self._screen = _Screen(columns, lines, self.type)
        self._stream = pyte.ByteStream(self._screen)
        variables = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}", **(env or {})}
        self._child = pexpect.spawn(
            command[0],
            [*command[1:]],
            env=variables,
            cwd=str(folder or ROOT),
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )
        # Its pauses are for programs that lose what is typed early, or end late; here each is waited for.
        self._child.delaybeforesend = None
        self._child.ptyproc.delayafterclose = 0  # type: ignore[attr-defined]

    def type(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self._child.send(key)

    def send(self, data: bytes) -> None:
        """Have the terminal send these bytes, as a keyboard of another encoding does."""
        os.write(self._child.child_fd, data)

    def wait_until_read(self) -> None:
        """Wait until the program has taken the line that was typed; what it has not, Ctrl-C drops."""
        import fcntl
        import termios

        while self._screen.cursor.x:
            self._read("The line was not ended")
        until = time.monotonic() + PATIENCE
        with Path(f"/proc/{self._child.pid}/fd/0").open("rb", buffering=0) as terminal:
            while any(fcntl.ioctl(terminal, termios.FIONREAD, bytes(4))):
                assert time.monotonic() < until, f"nobody reads what was typed:\n{self.shown}"
                os.sched_yield()

    @property
    def line(self) -> str:
        """The line in which the cursor stands."""
        return str(self._screen.display[self._screen.cursor.y]).rstrip()

    @property
    def shown(self) -> str:
        """The screen's lines, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def cells(self) -> list[list[Cell]]:
        """What stands on the screen, cell by cell: the second cell of a wide character is empty."""
        rows = (self._screen.buffer[line] for line in range(self._screen.lines))
        return [[row[at] for at in range(self._screen.columns)] for row in rows]

    def wait_for(self, words: str) -> None:
        """Wait until the words stand on the screen, whatever lines they are broken into."""
        until = time.monotonic() + PATIENCE
        while "".join(words.split()) not in "".join(self.shown.split()):
            assert time.monotonic() < until, f"“{words}” did not come:\n{self.shown}"
            self._read(f"“{words}” never came")

    def answer(self, words: str, *keys: str) -> None:
        """Wait for a question, and type."""
        self.wait_for(words)
        self.type(*keys)

    def settle(self, seconds: float = 0.06) -> bool:
        """Take what the program writes now; return whether it wrote anything, within so many seconds."""
        try:
            data: Any = self._child.read_nonblocking(4096, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self.ended = True
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def read(self) -> None:
        """Wait until the program writes something more."""
        self._read("it wrote nothing more")

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        try:
            while True:
                self._read("It did not end")
        except AssertionError as ended:
            if not isinstance(ended.__cause__, pexpect.EOF):
                raise
        self._child.wait()
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -1)

    def close(self) -> None:
        """Close the window, and wait for the program to end."""
        process = self._child.ptyproc  # type: ignore[attr-defined]
        process.fileobj.close()
        process.wait()

    def _read(self, fault: str) -> None:
        try:
            data: Any = self._child.read_nonblocking(4096, timeout=PATIENCE)
        except (pexpect.EOF, pexpect.TIMEOUT) as reason:
            raise AssertionError(f"{fault}:\n{self.shown}") from reason
        self.raw += data
        self._stream.feed(data)


class _Screen(pyte.Screen):
    """Answers what programs ask a terminal, such as where the cursor stands."""

    def __init__(self, columns: int, lines: int, answer: Callable[[str], None]) -> None:
        super().__init__(columns, lines)
        self._answer = answer

    def write_process_input(self, data: str) -> None:
        self._answer(data)

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        if not private:  # CSI > ... m sets how keys are sent, and paints nothing
            super().select_graphic_rendition(*attrs)
