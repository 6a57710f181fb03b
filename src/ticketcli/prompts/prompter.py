"""What can be asked at a terminal, whichever way it is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from ticketcli.i18n import _
from ticketcli.model.errors import Cancelled

Check = Callable[[str], "str | None"]
"""Returns what is wrong with an answer in one sentence, or None."""

BACK = "<"
"""As the whole answer: asks the previous question again."""

END = "."
"""Ends a text of several lines where it stands alone on a line."""


@dataclass(frozen=True)
class Choice:
    """One answer to choose: its value, its label, and a few words more."""

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


class GoBack(Cancelled):
    """The answer was BACK. Where no question came before, this cancels."""


class Prompter(Protocol):
    """Asks on stderr and reads the terminal.

    Every question waits for Enter, and throws away first what was typed before it was shown. Every
    call raises CutShort on Ctrl-C or end of input, and all but `secret` raise GoBack.
    """

    completes_paths: bool  # by Tab

    def say(self, text: str) -> None:
        """Show a line or a few."""

    def text(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """Ask for one line; lines that are pasted are joined. Expectation again while `check` finds fault."""

    def lines(self, question: str, *, hint: str, default: str = "", commands: Collection[str] = ()) -> str:
        """Ask for several lines, up to one that is END, or Ctrl-D. A paste never ends them.

        `default` is the text to go on from. A text that is one of `commands` needs no end.
        """

    def secret(self, question: str) -> str:
        """Ask for one line that is not shown as it is typed."""

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for yes or no; Enter alone is the default."""

    def choose(self, question: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """Ask for one of the choices; return its value."""

    def path(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """Ask for paths of files or folders as a shell takes them; empty for none."""


def read_yes_or_no(answer: str, *, default: bool) -> bool | None:
    """Return what an answer to a yes-or-no question means, or None where it means neither."""
    word = answer.strip().casefold()
    if not word:
        return default
    if word in ("y", "yes", _("yes")):
        return True
    return False if word in ("n", "no", _("no")) else None
