"""What can be asked of a person, whoever does the asking."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TextIO

from ticketcli.model.errors import Cancelled
from ticketcli.output.accessible import wants_accessible

Check = Callable[[str], "str | None"]
"""Says what is wrong with an answer in one sentence, or None."""


@dataclass(frozen=True)
class Choice:
    """One answer to choose: what it stands for, its label, and a few words more."""

    value: str
    label: str
    hint: str = ""

    @property
    def line(self) -> str:
        """Label and hint on one line."""
        return f"{self.label} — {self.hint}" if self.hint else self.label


class CutShort(Cancelled):
    """Cancelled in the middle of an answer; `typed` is what there was of it."""

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self.typed = typed


class Prompter(Protocol):
    """Asks on stderr and reads the terminal. Every call raises CutShort on Ctrl-C or end of input.

    `redraws` says whether it draws on the screen again, as editors do too.
    """

    redraws: bool

    def say(self, text: str) -> None:
        """Show a line or a few."""

    def text(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """One line of text; asked again while `check` finds fault."""

    def lines(self, question: str) -> str:
        """Several lines of text, up to a line with a single dot, two empty lines, or Ctrl-D."""

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
    if wants_accessible(env) or not _can_redraw(stdin, stderr, env):
        from ticketcli.prompts.plain_prompter import Lines

        return Lines(stdin, stderr)
    from ticketcli.prompts.drawn_prompter import Questions

    return Questions(stdin, stderr)


def _can_redraw(stdin: TextIO, stderr: TextIO, env: Mapping[str, str]) -> bool:
    if not (stdin.isatty() and stderr.isatty()):
        return False
    try:
        stdin.fileno(), stderr.fileno()
    except OSError:
        return False  # not a terminal of the system's: there is nothing to switch to raw mode
    if os.name == "nt":
        return True
    return env.get("TERM", "").casefold() not in ("", "dumb", "unknown")


def ended(lines: Sequence[str]) -> bool:
    """Whether several lines of text have come to their end: a single dot, or two empty lines."""
    return lines[-1:] == ["."] or (len(lines) > 1 and not lines[-1].strip() and not lines[-2].strip())


def without_end(lines: Sequence[str]) -> str:
    """The text of several lines without the mark that ended them and empty lines at its end."""
    text = list(lines)
    if text[-1:] == ["."]:
        text.pop()
    return "\n".join(text).rstrip()
