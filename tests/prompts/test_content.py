"""The message: in the editor or in the terminal, and never sent empty."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.prompts.conftest import Talk

from ticketcli.model.draft import Draft
from ticketcli.model.errors import Cancelled, TicketError
from ticketcli.model.scaffold import strip_scaffold
from ticketcli.prompts.interview import Interview
from ticketcli.prompts.message import (
    DEFAULT,
    ask_message,
    get_first_line,
    start_of,
    write_in_editor,
    write_in_terminal,
)
from ticketcli.prompts.scripted_prompter import Answer

EDITOR: tuple[str, Answer] = ("Message", "e")


def written(talk: Talk, *script: tuple[str, Answer], draft: Draft | None = None) -> str:
    done = ask_message(draft or Draft(), talk.interview(*script))
    talk.prompter.finish()
    return done.message


def left_behind(talk: Talk) -> list[Path]:
    return list((talk.folder / "state").glob("message-*"))


def test_the_editor_opens_on_the_headings_of_the_guide(talk: Talk) -> None:
    """Guide: “occurrence date/time, situation, reproduction steps, error messages, impact scope”."""
    talk.saves = ["#| a comment\nWhen (date and time):\n10:00\n\nWhat happened:\n\n"]
    assert written(talk, EDITOR) == "When (date and time):\n10:00"
    for heading in ("When", "What happened", "Steps to reproduce", "Error messages", "Impact"):
        assert heading in talk.opened_on[0]
    assert talk.saved[-1].message == "When (date and time):\n10:00"
    assert left_behind(talk) == []


def test_impact_is_not_asked_for_twice(talk: Talk) -> None:
    talk.saves = ["text"]
    written(talk, EDITOR, draft=Draft(urgent=True, impact="outage"))
    assert "Impact:" not in talk.opened_on[0]


def test_a_message_to_be_changed_is_opened_as_it_is(talk: Talk) -> None:
    talk.saves = ["changed"]
    change: tuple[str, Answer] = ("How do you want", "In the editor (nano)")
    assert written(talk, change, draft=Draft(message="as it was")) == "changed"
    assert "as it was" in talk.opened_on[0]
    assert "What happened:" not in talk.opened_on[0]


def test_a_reply_has_no_headings(talk: Talk) -> None:
    talk.saves = ["thanks"]
    written(talk, EDITOR, draft=Draft(kind="reply", number="1"))
    assert "What happened:" not in talk.opened_on[0]


def test_an_unsaved_text_can_be_written_again(talk: Talk) -> None:
    talk.saves = ["#| nothing but comments\nImpact:\n", "at last"]
    assert written(talk, EDITOR, ("What next", "Open the editor again")) == "at last"
    assert "The message is empty, or the file was not saved." in talk.said


def test_or_in_the_terminal(talk: Talk) -> None:
    talk.saves = [""]
    assert written(talk, EDITOR, ("What next", "terminal"), ("Message", "typed")) == "typed"


def test_or_not_at_all(talk: Talk) -> None:
    talk.saves = [""]
    with pytest.raises(Cancelled):
        written(talk, EDITOR, ("What next", "Cancel"))
    assert left_behind(talk) == []


def test_an_editor_that_fails_is_told_and_what_it_saved_is_opened_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_and_fail(command: list[str]) -> int:
        Path(command[-1]).write_text("half an hour of typing")
        return 1

    interview = talk.interview(EDITOR, ("What next", "again"))
    edit = interview.editor._run
    runs = iter([save_and_fail, edit])
    monkeypatch.setattr(interview.editor, "_run", lambda command: next(runs)(command))
    talk.saves = ["finished"]
    assert ask_message(Draft(), interview).message == "finished"
    assert "failed (1)" in talk.said
    assert str(talk.folder / "state" / "message-") in talk.said
    assert left_behind(talk) == []
    assert talk.opened_on == ["half an hour of typing"]


def test_a_text_that_cannot_be_kept_stays_where_the_editor_left_it(talk: Talk) -> None:
    talk.saves = ["half an hour of typing"]
    interview = talk.interview(EDITOR)

    def full(_: Draft) -> None:
        raise TicketError("The disk is full.", "Make room there.")

    with pytest.raises(TicketError, match="full") as failed:
        ask_message(Draft(), Interview(interview.prompter, interview.editor, interview.offers, full))
    kept = left_behind(talk)
    assert kept[0].read_text() == "half an hour of typing"
    assert failed.value.hint == f"What you wrote is in {kept[0]}\nMake room there."


def test_without_an_editor_it_is_written_in_the_terminal(talk: Talk) -> None:
    talk.has_editor = False
    assert written(talk, ("Message", "typed")) == "typed"


def test_an_empty_message_is_asked_for_again(talk: Talk) -> None:
    talk.has_editor = False
    assert written(talk, ("Message", " \n "), ("Message", "typed")) == "typed"
    assert "A message is needed." in talk.said


def test_the_hint_says_what_ends_it_and_what_opens_the_editor(talk: Talk) -> None:
    written(talk, ("Message", "typed"))
    assert "finish with Ctrl-D, or a line with only “.”; “e” alone opens nano" in talk.said


def test_an_e_is_a_message_where_there_is_no_editor(talk: Talk) -> None:
    talk.has_editor = False
    assert written(talk, ("Message", "e")) == "e"
    assert "opens" not in talk.said


def test_the_text_there_is_can_be_continued_or_replaced(talk: Talk) -> None:
    draft = Draft(message="as it was")
    assert written(talk, ("How do you want", "terminal"), ("Message", ""), draft=draft) == "as it was"
    assert written(talk, ("How do you want", "over"), ("Message", "anew"), draft=draft) == "anew"


def test_what_is_quoted_stands_below_the_text_as_a_comment(talk: Talk) -> None:
    text = start_of(Draft(message="mine"), None, ["Support:", "> Which VPS?", ""])
    assert text.endswith("\nmine\n\n#| Support:\n#| > Which VPS?\n#|\n")
    assert strip_scaffold(text) == "mine"
    assert strip_scaffold(start_of(Draft(kind="reply"), None, ["> Which VPS?"])) == ""


def test_the_editor_opens_on_the_text_then_on_the_template_then_on_the_headings() -> None:
    assert strip_scaffold(start_of(Draft(message="mine"), "## Host\n")) == "mine"
    assert "## Host" in start_of(Draft(), "## Host\n")
    assert "## Host" not in start_of(Draft())
    assert start_of(Draft()) != start_of(Draft(impact="outage"))
    assert strip_scaffold(start_of(Draft(kind="reply"))) == ""


def test_the_template_of_the_department_is_what_is_usual(talk: Talk) -> None:
    interview = talk.interview()
    offers = replace(interview.offers, templates=lambda department: {DEFAULT: f"## For {department}\n"})
    talk.saves = ["typed", "typed", "typed"]
    for template, wanted in ((None, "## For Billing"), ("## Mine\n", "## Mine")):
        changed = replace(interview, offers=offers, template=template)
        assert write_in_editor(Draft(department="Billing"), changed).message == "typed"
        assert wanted in talk.opened_on[-1]
    reply = write_in_editor(Draft(kind="reply"), replace(interview, offers=offers))
    assert (reply.message, "For" in talk.opened_on[-1]) == ("typed", False)


def test_what_was_written_from_a_template_loses_the_headings_that_were_left_empty(talk: Talk) -> None:
    interview = talk.interview()
    talk.saves = ["Host:\nweb1\n\nMine:\n\n"]
    done = write_in_editor(Draft(), replace(interview, template="Host:\n\nMine:\n"))
    assert done.message == "Host:\nweb1"


def test_templates_are_offered_by_name(talk: Talk) -> None:
    interview = talk.interview(("How do you want to write", "from outage"))
    offers = replace(interview.offers, templates=lambda _department: {"outage": "## Since\n"})
    talk.saves = ["## Since\n10:00\n"]
    assert ask_message(Draft(department="Billing"), replace(interview, offers=offers)).message
    assert "## Since" in talk.opened_on[0]


def test_a_word_that_opens_the_editor_is_a_command_where_there_is_one(talk: Talk) -> None:
    talk.saves = ["typed in the editor"]
    interview = talk.interview(("Message", "e"))
    assert write_in_terminal(Draft(), interview).message == "typed in the editor"


@pytest.mark.parametrize(
    ("text", "line"), [("", ""), ("\n  \n\x1b[31mfirst \nsecond", "first"), ("one", "one")]
)
def test_the_first_line_is_the_first_that_says_something(text: str, line: str) -> None:
    assert get_first_line(text) == line
