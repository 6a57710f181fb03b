"""Asking in plain numbered lines, for screen readers and terminals that cannot be redrawn.

Nothing here moves the cursor, colours a word or writes over what was written.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from ticketcli.i18n import _
from ticketcli.model.phrases import join_phrases
from ticketcli.model.text import clean
from ticketcli.prompts.prompter import BACK, END, Check, Choice, CutShort, GoBack, read_yes_or_no
from ticketcli.prompts.terminal_input import (
    discard_waiting,
    has_more,
    is_terminal,
    keep_unfinished_line,
    take_unfinished_line,
)
from ticketcli.system.termination import clean_up_when_terminated

if TYPE_CHECKING:
    from ticketcli.prompts.line_reader import LineReader

_LONGEST = 4095  # bytes of a line; the terminal driver of Linux drops the rest


class PlainPrompter:
    """A prompter that writes a question as a line and reads a line."""

    completes_paths = False

    def __init__(self, stdin: TextIO, stderr: TextIO) -> None:
        self._stdin = stdin
        self._stderr = stderr
        self._reader: LineReader | None = None  # while several lines are asked for

    def say(self, text: str) -> None:
        """Show a line or a few."""
        self._stderr.write(clean(f"{text}\n"))
        self._stderr.flush()

    def text(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """Ask for one line; an empty one is the default."""
        discard_waiting(self._stdin)
        prompt = join_phrases(question, f"[{default}] " if default else "")
        while True:
            answer = self._answer(prompt).strip() or default
            fault = check(answer) if check else None
            if fault is None:
                return answer
            self.say(fault)

    def lines(self, question: str, *, hint: str, default: str = "", commands: Collection[str] = ()) -> str:
        """Ask for several lines; those of `default` are shown, and the new ones follow them."""
        with self._long_lines():
            discard_waiting(self._stdin)
            self.say(join_phrases(question, hint))
            if default:
                self.say(default)
            return self._read_lines(default.split("\n") if default else [], commands)

    @contextmanager
    def _long_lines(self) -> Iterator[None]:
        """Read lines of any length within this, where they are typed."""
        if sys.platform == "win32" or not (is_terminal(self._stdin) and is_terminal(self._stderr)):
            yield
            return
        from ticketcli.prompts.line_reader import LineReader

        with clean_up_when_terminated(), LineReader(self._stdin, self._stderr) as self._reader:
            try:
                yield
            finally:
                self._reader = None

    def _read_lines(self, before: list[str], commands: Collection[str]) -> str:
        typed: list[str] = []
        try:
            while True:
                line = self._line("")
                ends = line == END or (not typed and not before and line.strip() in (BACK, *commands))
                rest = self._rest_of_paste(line) if ends else []
                if ends and not rest:
                    break
                typed += [line, *rest]
                if rest and typed[-1] == END:
                    line = typed.pop()
                    break
        except CutShort as cut:
            typed += [cut.typed] if cut.typed else []
            if not typed or not isinstance(cut.__cause__, EOFError):  # Ctrl-D ends a text
                text = "\n".join([*before, *typed]).strip("\n") if typed else ""
                raise CutShort(text) from cut.__cause__
            line = END
        if line != END:
            return self._or_back(line.strip())
        return "\n".join([*before, *typed]).strip("\n").rstrip()

    def secret(self, question: str) -> str:
        """Ask for one line with the terminal's echo off."""
        if not self._stdin.isatty():
            return self._line(join_phrases(question, ""))
        from getpass import getpass

        try:
            return getpass(join_phrases(question, ""), stream=self._stderr)
        except (KeyboardInterrupt, EOFError) as reason:
            raise CutShort from reason

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for yes or no."""
        discard_waiting(self._stdin)
        prompt = _("{question} (yes or no) [{usual}] ").format(
            question=question, usual=_("yes") if default else _("no")
        )
        while True:
            answer = read_yes_or_no(self._answer(prompt), default=default)
            if answer is not None:
                return answer
            self.say(_("Please answer yes or no."))

    def choose(self, question: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """Ask for a number, or the label itself."""
        discard_waiting(self._stdin)
        self.say(question)
        for number, choice in enumerate(choices, 1):
            self.say(f"  {number}. {choice.line}")
        values = [choice.value for choice in choices]
        usual = str(values.index(default) + 1) if default in values else ""
        prompt = join_phrases(_("Number [{usual}]:").format(usual=usual) if usual else _("Number:"), "")
        while True:
            answer = self._answer(prompt).strip() or usual
            if answer.isdecimal() and 1 <= int(answer) <= len(choices):
                return choices[int(answer) - 1].value
            for choice in choices:
                if answer and answer.casefold() == choice.label.casefold():
                    return choice.value
            self.say(_("Please answer with a number from 1 to {last}.").format(last=len(choices)))

    def path(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """Ask for paths, typed in full."""
        return self.text(question, default=default, check=check)

    def _answer(self, prompt: str) -> str:
        """Ask for a line; lines that are pasted are one answer."""
        line = self._line(prompt)
        rest = [*self._rest_of_paste(line), self._take_unfinished()]
        return self._or_back(" ".join([line, *filter(None, rest)]))

    def _or_back(self, answer: str) -> str:
        if answer.strip() == BACK:
            raise GoBack
        return answer

    def _rest_of_paste(self, line: str) -> list[str]:
        """Read the lines that came together with this one; none where they are all empty."""
        rest: list[str] = []
        try:
            with keep_unfinished_line(self._stdin):
                while self._has_more():
                    rest.append(self._line(""))
        except KeyboardInterrupt as reason:
            last = self._take_unfinished()
            raise CutShort("\n".join([line, *rest, *filter(None, [last])])) from reason
        except CutShort as cut:
            rest += [cut.typed] if cut.typed else []
            if isinstance(cut.__cause__, KeyboardInterrupt):
                raise CutShort("\n".join([line, *rest])) from cut.__cause__
        while rest and not rest[-1].strip():
            rest.pop()
        return rest

    def _has_more(self) -> bool:
        return self._reader.has_more() if self._reader else has_more(self._stdin)

    def _take_unfinished(self) -> str:
        return self._reader.take_rest() if self._reader else take_unfinished_line(self._stdin)

    def _line(self, prompt: str) -> str:
        while True:
            try:
                with keep_unfinished_line(self._stdin):
                    self._stderr.write(clean(prompt))
                    self._stderr.flush()
                    line = f"{self._reader.read()}\n" if self._reader else self._stdin.readline()
            except (KeyboardInterrupt, EOFError) as reason:
                typed = self._take_unfinished()
                self._leave_line()
                raise CutShort(typed) from reason
            if not line:
                self._leave_line()
                raise CutShort from EOFError()
            if any("\udc80" <= sign <= "\udcff" for sign in line):
                # Bytes of another encoding than the terminal's (PEP 383): nobody could read them later.
                self.say(_("The line is not text in this terminal's encoding. Please type it again."))
                continue
            if not self._reader and self._stdin.isatty() and len(line.encode(errors="replace")) > _LONGEST:
                self.say(_("This line was too long for the terminal and is cut. Use a file for it."))
            return line.rstrip("\r\n")

    def _leave_line(self) -> None:
        with suppress(OSError):  # the terminal was closed
            self._stderr.write("\n")
            self._stderr.flush()
