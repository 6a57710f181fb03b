"""The script that stands in for a person fails where the conversation differs from it."""

from __future__ import annotations

import pytest

from ticketcli.prompts.prompter import Choice
from ticketcli.prompts.scripted_prompter import Scripted


def test_answers_in_order() -> None:
    person = Scripted([("Subject", "VPS"), ("Urgent", True), ("Which", "b"), ("Urgent", "")])
    assert person.text("Subject:") == "VPS"
    assert person.confirm("Urgent?") is True
    assert person.choose("Which?", [Choice("1", "a"), Choice("2", "b")]) == "2"
    assert person.confirm("Urgent?", default=True) is True
    person.finish()
    assert person.asked == ["Subject:", "Urgent?", "Which?", "Urgent?"]


def test_fails_on_an_answer_that_was_not_used() -> None:
    with pytest.raises(AssertionError, match="never asked"):
        Scripted([("Subject", "VPS")]).finish()


def test_fails_on_a_question_that_was_not_expected() -> None:
    with pytest.raises(AssertionError, match="does not expect: Subject"):
        Scripted().text("Subject:")
    with pytest.raises(AssertionError, match="was asked “Subject:”"):
        Scripted([("Message", "x")]).text("Subject:")


def test_fails_on_an_answer_that_cannot_be_given() -> None:
    with pytest.raises(AssertionError, match="does not offer 'c'"):
        Scripted([("Which", "c")]).choose("Which?", [Choice("1", "a")])
    with pytest.raises(AssertionError, match="wants yes or no"):
        Scripted([("Urgent", "perhaps")]).confirm("Urgent?")
