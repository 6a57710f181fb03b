"""A shell waits for an answer at every press of TAB: nothing slow may be imported on the way."""

from __future__ import annotations

import pytest
from tests.completion.conftest import Person
from tests.imported import SLOW, imported


@pytest.mark.parametrize("kind", ["tickets", "departments", "portals", "aliases", "templates"])
def test_an_answer_imports_nothing_slow(person: Person, kind: str) -> None:
    modules, answer = imported("__complete", kind, env=person.env)
    assert not modules & SLOW
    assert answer or kind == "aliases"  # of which the person has none


def test_drafts_are_read_and_nothing_else(person: Person) -> None:
    modules, _ = imported("__complete", "drafts", env=person.env)
    assert modules & SLOW == {"json"}
