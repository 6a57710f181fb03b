"""Streams in memory, and the outcome of a command that wrote to them."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any


class Stream(io.StringIO):
    """A stream in memory, which says that it is a terminal where it is to be one."""

    def __init__(self, text: str = "", *, terminal: bool = False) -> None:
        super().__init__(text)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class WithStreams:
    """What writes to streams in memory."""

    stdout: Stream
    stderr: Stream

    @property
    def out(self) -> str:
        """What was written to stdout so far."""
        return self.stdout.getvalue()

    @property
    def err(self) -> str:
        """What was written to stderr so far."""
        return self.stderr.getvalue()


@dataclass(frozen=True)
class Outcome:
    """How one command ended: its exit code, both streams, and the pauses it would have made."""

    code: int
    out: str
    err: str
    slept: tuple[float, ...] = ()

    @property
    def json(self) -> Any:
        """What stdout holds, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[list[str]]:
        """The cells of each line of a pipe's output."""
        return [line.split("\t") for line in self.out.splitlines()]
