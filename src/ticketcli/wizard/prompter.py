"""What can be asked of a person, whoever does the asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TextIO

Check = Callable[[str], "str | None"]
"""Says what is wrong with an answer in one sentence, or None."""


@dataclass(frozen=True)
class Choice:
    """One answer to choose: what it stands for, its label, and a few words more."""

    value: str
    label: str
    hint: str = ""


class Prompter(Protocol):
    """Asks on stderr and reads the terminal. Every call raises Cancelled on Ctrl-C or end of input."""

    def say(self, text: str) -> None:
        """Show a line or a few."""

    def text(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """One line of text; asked again while `check` finds fault."""

    def secret(self, question: str) -> str:
        """One line that is not shown as it is typed."""

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Yes or no."""

    def choose(self, question: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """The value of one of the choices."""

    def path(self, question: str, *, check: Check | None = None) -> str:
        """A file's or folder's path, completed as it is typed; empty for none."""


def prompter_for(stdin: TextIO, stderr: TextIO, env: Mapping[str, str]) -> Prompter:
    """The way of asking that fits: plain lines where accessible or dumb, else questionary."""
    raise NotImplementedError
