"""A shell waits for an answer at every press of TAB: nothing slow may be imported on the way."""

from __future__ import annotations

import pytest
from tests.completion.conftest import Person
from tests.imported import SLOW, imported

LINES = [
    ["show", ""],
    ["new", "-d", ""],
    ["--portal", ""],
    [""],
    ["new", "--message-template", ""],
    ["new", "--"],
]


@pytest.mark.parametrize("words", [*LINES, ["drafts", "show", ""]], ids=" ".join)
def test_an_answer_imports_nothing_slow(person: Person, words: list[str]) -> None:
    imported("__complete", "", env=person.env)  # reads the commands, and keeps them
    modules, answer = imported("__complete", *words, env=person.env)
    assert modules & SLOW == {"json"}
    assert answer.endswith(":36\n")
