"""Asking nobody: a script of questions and answers, for tests."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ticketcli.prompts.prompter import BACK, Check, Choice, GoBack

Answer = str | bool | BaseException
"""What is typed or chosen (a choice by value or label), yes or no, or what is raised instead."""


class Scripted:
    """A prompter that answers in order, and fails where the conversation differs from the script.

    `script` has pairs of (words that the question must hold, answer). `said` is all that was
    shown, `asked` every question with its faults as they came. Call `finish` at the end.
    """

    completes_paths = True

    def __init__(self, script: Sequence[tuple[str, Answer]] = ()) -> None:
        self._script = list(script)
        self.said: list[str] = []
        self.asked: list[str] = []

    def finish(self) -> None:
        """Fail if the conversation ended before the script did."""
        assert not self._script, f"these questions were never asked: {self._script}"  # noqa: S101

    def say(self, text: str) -> None:
        """Remember what was shown."""
        self.said.append(text)

    def text(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """The next answer; an empty one is the default. A fault asks the script again."""
        while True:
            answer = str(self._next(question)) or default
            fault = check(answer) if check else None
            if fault is None:
                return answer
            self.said.append(fault)

    def lines(self, question: str, *, hint: str, default: str = "", commands: Collection[str] = ()) -> str:
        """The next answer; an empty one is the default."""
        self.said.append(hint)
        return str(self._next(question)) or default

    def secret(self, question: str) -> str:
        """The next answer."""
        return str(self._next(question))

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """The next answer, which must be yes or no; an empty one is the default."""
        answer = self._next(question)
        if answer == "":
            return default
        assert isinstance(answer, bool), f"“{question}” wants yes or no, not {answer!r}"  # noqa: S101
        return answer

    def choose(self, question: str, choices: Sequence[Choice], *, default: str | None = None) -> str:
        """The choice of that value or label; an empty answer is the default."""
        answer = self._next(question)
        if answer == "" and default is not None:
            answer = default
        for choice in choices:
            if answer in (choice.value, choice.label):
                return choice.value
        raise AssertionError(f"“{question}” does not offer {answer!r} but {[c.line for c in choices]}")

    def path(self, question: str, *, default: str = "", check: Check | None = None) -> str:
        """The next answer."""
        return self.text(question, default=default, check=check)

    def _next(self, question: str) -> str | bool:
        self.asked.append(question)
        assert self._script, f"a question that the script does not expect: {question}"  # noqa: S101
        words, answer = self._script.pop(0)
        assert words in question, f"expected “{words}”, was asked “{question}”"  # noqa: S101
        if isinstance(answer, BaseException):
            raise answer
        if answer == BACK:
            raise GoBack
        return answer
