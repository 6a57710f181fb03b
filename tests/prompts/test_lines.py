"""Asking in plain numbered lines: what is written, what is understood, and that nothing moves."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest

from ticketcli.prompts.drawn_prompter import DrawnPrompter
from ticketcli.prompts.plain_prompter import PlainPrompter
from ticketcli.prompts.prompter import Choice, CutShort, GoBack
from ticketcli.prompts.suitable_prompter import choose_prompter

DEPARTMENTS = [Choice("1", "VPS", "virtual servers"), Choice("2", "請求")]


class Conversation:
    """A person who typed all of it in advance."""

    def __init__(self, typed: str) -> None:
        self.stderr = io.StringIO()
        self.ask = PlainPrompter(io.StringIO(typed), self.stderr)

    @property
    def seen(self) -> str:
        return self.stderr.getvalue()


def test_a_question_is_one_line_with_its_usual_answer() -> None:
    person = Conversation("\nサーバー\n")
    assert person.ask.text("Subject:", default="VPS") == "VPS"
    assert person.ask.text("Subject:") == "サーバー"
    assert person.seen == "Subject: [VPS] Subject: "


def test_a_fault_is_told_and_the_question_asked_again() -> None:
    person = Conversation("\nVPS\n")
    assert person.ask.text("Subject:", check=lambda answer: None if answer else "Needed.") == "VPS"
    assert person.seen == "Subject: Needed.\nSubject: "


def test_choices_are_numbered() -> None:
    person = Conversation("2\n")
    assert person.ask.choose("Which?", DEPARTMENTS) == "2"
    assert person.seen == "Which?\n  1. VPS — virtual servers\n  2. 請求\nNumber: "


@pytest.mark.parametrize(("typed", "value"), [("0\n3\nx\n1\n", "1"), ("請求\n", "2"), ("vps\n", "1")])
def test_a_choice_is_a_number_or_the_label(typed: str, value: str) -> None:
    person = Conversation(typed)
    assert person.ask.choose("Which?", DEPARTMENTS) == value
    assert person.seen.count("Please answer with a number from 1 to 2.") == typed.count("\n") - 1


def test_an_empty_line_chooses_the_usual_one() -> None:
    person = Conversation("\n")
    assert person.ask.choose("Which?", DEPARTMENTS, default="2") == "2"
    assert "Number [2]: " in person.seen


@pytest.mark.parametrize(
    ("typed", "default", "answer"),
    [
        ("y\n", False, True),
        ("NO\n", True, False),
        ("\n", True, True),
        ("\n", False, False),
        ("x\nyes\n", False, True),
    ],
)
def test_yes_or_no(typed: str, default: bool, answer: bool) -> None:
    assert Conversation(typed).ask.confirm("Urgent?", default=default) is answer


@pytest.mark.parametrize("end", [".\n", ""])
def test_several_lines_end_with_a_dot_or_ctrl_d(end: str) -> None:
    person = Conversation(f"一行目\n\n\n  third\n{end}")
    assert person.ask.lines("Message:", hint="(to a dot)") == "一行目\n\n\n  third"
    assert person.seen.startswith("Message: (to a dot)\n")


def test_several_lines_follow_those_there_are() -> None:
    person = Conversation("two\n.\n")
    assert person.ask.lines("Message:", hint="", default="one") == "one\ntwo"
    assert "one\n" in person.seen


def test_a_command_alone_ends_several_lines_at_once() -> None:
    assert Conversation("e\n").ask.lines("Message:", hint="", commands=("e",)) == "e"
    assert Conversation("one\ne\n.\n").ask.lines("Message:", hint="", commands=("e",)) == "one\ne"


def test_a_less_than_sign_alone_goes_back() -> None:
    person = Conversation("<\n" * 5)
    questions: tuple[Callable[[], object], ...] = (
        lambda: person.ask.text("?"),
        lambda: person.ask.lines("?", hint=""),
        lambda: person.ask.confirm("?"),
        lambda: person.ask.choose("?", DEPARTMENTS),
        lambda: person.ask.path("?"),
    )
    for ask in questions:
        with pytest.raises(GoBack):
            ask()


def test_a_secret_is_one_line() -> None:
    assert Conversation("hunter2\n").ask.secret("Password:") == "hunter2"


def test_a_path_is_one_line() -> None:
    assert Conversation("~/screen.png\n").ask.path("Path:") == "~/screen.png"


def test_the_end_of_input_cuts_every_question_short() -> None:
    person = Conversation("")
    questions: tuple[Callable[[], object], ...] = (
        lambda: person.ask.text("?"),
        lambda: person.ask.lines("?", hint=""),
        lambda: person.ask.secret("?"),
        lambda: person.ask.confirm("?"),
        lambda: person.ask.choose("?", DEPARTMENTS),
        lambda: person.ask.path("?"),
    )
    for ask in questions:
        with pytest.raises(CutShort):
            ask()


def test_ctrl_c_in_several_lines_gives_what_was_typed() -> None:
    class CtrlC(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    with pytest.raises(CutShort) as cut:
        PlainPrompter(CtrlC("one\ntwo\n"), io.StringIO()).lines("Message:", hint="")
    assert cut.value.typed == "one\ntwo"


def test_nothing_but_text_and_line_ends_is_written() -> None:
    person = Conversation("\nVPS\n1\nyes\none\n.\n/tmp\nsecret\n")
    person.ask.say("Hello")
    person.ask.text("Subject:", check=lambda answer: None if answer else "Needed.")
    person.ask.choose("Which?", DEPARTMENTS)
    person.ask.confirm("Urgent?")
    person.ask.lines("Message:", hint="(to a dot)")
    person.ask.path("Path:")
    person.ask.secret("Password:")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", person.seen)


class Terminal(io.StringIO):
    """A terminal of the system's, as far as anybody asks."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0


@pytest.mark.parametrize(
    ("env", "kind"),
    [
        ({"TERM": "xterm"}, DrawnPrompter),
        ({"TERM": "xterm", "TICKET_ACCESSIBLE": "1"}, PlainPrompter),
        ({"TERM": "dumb"}, PlainPrompter),
        ({}, PlainPrompter),
    ],
)
def test_plain_lines_where_wanted_or_where_nothing_can_be_redrawn(env: dict[str, str], kind: type) -> None:
    assert isinstance(choose_prompter(Terminal(), Terminal(), env), kind)


def test_plain_lines_where_there_is_no_terminal() -> None:
    class Unreal(io.StringIO):
        def isatty(self) -> bool:
            return True

    env = {"TERM": "xterm"}
    assert isinstance(choose_prompter(io.StringIO(), Terminal(), env), PlainPrompter)
    assert isinstance(choose_prompter(Unreal(), Unreal(), env), PlainPrompter)
