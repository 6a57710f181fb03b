"""Asking in plain numbered lines, for screen readers and terminals that cannot be redrawn.

Nothing here moves the cursor, colours a word or writes over what was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from ticketcli.i18n import _
from ticketcli.model.text import clean
from ticketcli.prompts.prompter import Check, Choice, CutShort, ended, without_end

_YES = ("y", "yes")
_NO = ("n", "no")


class Lines:
    """A prompter that writes a question as a line and reads a line."""

    redraws = False

    def __init__(self, stdin: TextIO, stderr: TextIO) -> None:
        self._stdin = stdin
        self._stderr = stderr

    def say(self, text: str) -> None:
        """Show a line or a few."""
        self._stderr.write(clean(f"{text}\n"))
        self._stderr.flush()

    def text(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """One line; an empty one is the default."""
        prompt = f"{question} [{default}] " if default else f"{question} "
        while True:
            answer = self._line(prompt).strip() or default
            fault = check(answer) if check else None
            if fault is None:
                return answer
            self.say(fault)

    def lines(self, question: str) -> str:
        """Several lines."""
        self.say(_("{question} End with a line that holds a single dot.").format(question=question))
        typed: list[str] = []
        while not ended(typed):
            try:
                typed.append(self._line(""))
            except CutShort as cut:
                if isinstance(cut.__cause__, EOFError) and typed:  # Ctrl-D ends a text
                    break
                raise CutShort("\n".join([*typed, cut.typed]).strip()) from cut.__cause__
        return without_end(typed)

    def secret(self, question: str) -> str:
        """One line with the terminal's echo off."""
        if not self._stdin.isatty():
            return self._line(f"{question} ")
        from getpass import getpass

        try:
            return getpass(f"{question} ", stream=self._stderr)
        except (KeyboardInterrupt, EOFError) as reason:
            raise CutShort from reason

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Yes or no; an empty line is the default."""
        yes, no = _("yes"), _("no")
        prompt = _("{question} (yes or no) [{usual}] ").format(
            question=question, usual=yes if default else no
        )
        while True:
            answer = self._line(prompt).strip().casefold()
            if not answer:
                return default
            if answer in (*_YES, yes):
                return True
            if answer in (*_NO, no):
                return False
            self.say(_("Please answer yes or no."))

    def choose(self, question: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """A number, or the label itself."""
        self.say(question)
        for number, choice in enumerate(choices, 1):
            self.say(f"  {number}. {choice.line}")
        values = [choice.value for choice in choices]
        usual = str(values.index(default) + 1) if default in values else ""
        prompt = _("Number [{usual}]: ").format(usual=usual) if usual else _("Number: ")
        while True:
            answer = self._line(prompt).strip() or usual
            if answer.isdecimal() and 1 <= int(answer) <= len(choices):
                return choices[int(answer) - 1].value
            for choice in choices:
                if answer and answer.casefold() == choice.label.casefold():
                    return choice.value
            self.say(_("Please answer with a number from 1 to {last}.").format(last=len(choices)))

    def path(self, question: str, *, check: Check | None = None) -> str:
        """A path, typed in full."""
        return self.text(question, check=check)

    def _line(self, prompt: str) -> str:
        while True:
            try:
                self._stderr.write(clean(prompt))
                self._stderr.flush()
                line = self._stdin.readline()
            except KeyboardInterrupt as reason:
                self._stderr.write("\n")
                raise CutShort from reason
            if not line:
                self._stderr.write("\n")
                raise CutShort from EOFError()
            if not any("\udc80" <= sign <= "\udcff" for sign in line):
                return line.rstrip("\r\n")
            # Bytes of another encoding than the terminal's (PEP 383): nobody could read them later.
            self.say(_("That is not text in this terminal's encoding. Please type the line again."))
