"""Single questions on a real terminal, drawn and plain."""

from __future__ import annotations

import os
import sys

import pytest

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts.terminal import CTRL_C, CTRL_D, DOWN, ENTER, Terminal

PLAIN = {"TICKET_ACCESSIBLE": "1"}
DRAWN: dict[str, str] = {}


def question(kind: str, env: dict[str, str], columns: int = 80) -> Terminal:
    return Terminal([sys.executable, "-m", "tests.prompts.prompts", kind], env, columns=columns)


@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
def test_a_secret_is_never_on_the_screen(env: dict[str, str]) -> None:
    person = question("secret", env)
    person.answer("Password:", "hunter2", ENTER)
    person.wait_for('"answer"')
    assert person.end() == 0
    assert person.raw.count(b"hunter2") == 1  # in the answer printed for this test
    assert b'{"answer": "hunter2"}' in person.raw


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
@pytest.mark.parametrize("env", [PLAIN, DRAWN], ids=["plain", "drawn"])
@pytest.mark.parametrize("kind", ["secret", "confirm"])
def test_ctrl_c_and_ctrl_d_cut_a_question_short(kind: str, env: dict[str, str], key: str) -> None:
    person = question(kind, env)
    person.answer(":" if kind == "secret" else "?", key)
    person.wait_for("cut short")
    assert person.end() == 0


def test_among_many_choices_typing_finds_one() -> None:
    person = question("many", DRAWN, columns=40)
    person.answer("type to filter", "2", "7")
    person.answer("service 27 — web27", ENTER)
    person.wait_for('{"answer": "27"}')


def test_the_usual_choice_is_taken_by_enter_and_the_next_by_an_arrow() -> None:
    person = question("many", DRAWN)
    person.answer("type to filter", DOWN, ENTER)
    person.wait_for('{"answer": "2"}')


@pytest.mark.parametrize(("key", "answer"), [(ENTER, "true"), ("n", "false"), ("y", "true")])
def test_yes_or_no_by_one_key(key: str, answer: str) -> None:
    person = question("confirm", DRAWN)
    person.answer("Sure?", key)
    person.wait_for(f'{{"answer": {answer}}}')
