"""`ticket reply` as a conversation."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.prompts.conftest import Talk

from ticketcli.model.draft import Draft, Unfinished
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import Feature
from ticketcli.prompts.prompter import CutShort
from ticketcli.prompts.reply import fill_reply, review_reply, show_last_message
from ticketcli.prompts.scripted_prompter import Answer

TICKET = Ticket(
    "482913",
    "VPS is down",
    messages=(
        Message("1", "山田 花子", False, datetime(2026, 6, 9, 10, 0), "No ping."),
        Message("2", "Support", True, datetime(2026, 6, 9, 11, 30), "Which VPS\x1b[2J?\nSince when?"),
    ),
)
EMPTY = Draft(kind="reply", number="482913")


def test_shows_the_last_message_above_the_question(talk: Talk) -> None:
    done = fill_reply(EMPTY, TICKET, talk.interview(("Message", "All.")))
    talk.prompter.finish()
    assert done.message == "All."
    assert talk.said.split("\n")[:4] == [
        "482913 VPS is down",
        "Support, 2026-06-09 11:30:",
        "> Which VPS?",
        "> Since when?",
    ]


def test_a_long_message_is_cut_with_a_word(talk: Talk) -> None:
    long = Message("1", None, True, None, "\n".join(map(str, range(50))))
    lines = show_last_message(Ticket("1", "x", messages=(long,))).split("\n")
    assert lines[1] == "The last message:"
    assert lines[-1] == "> ... 20 more lines"


def test_a_ticket_without_messages_shows_its_subject() -> None:
    assert show_last_message(Ticket("1", "x")) == "1 x"


def test_a_given_message_is_not_asked_for(talk: Talk) -> None:
    draft = Draft(kind="reply", number="1", message="Hello")
    fill_reply(draft, TICKET, talk.interview())
    assert talk.said == ""


def test_encryption_is_suggested_for_a_password(talk: Talk) -> None:
    draft = Draft(kind="reply", number="1", message="password: hunter2")
    talk.features = frozenset({Feature.ENCRYPTION})
    assert fill_reply(draft, TICKET, talk.interview(("encrypted", ""))).encrypt


def test_brief_asks_for_the_message_alone(talk: Talk) -> None:
    talk.has_editor = False
    fill_reply(EMPTY, TICKET, talk.interview(("Message", "Hello")), brief=True)
    talk.prompter.finish()


def test_ctrl_c_keeps_what_was_answered(talk: Talk) -> None:
    talk.has_editor = False
    with pytest.raises(CutShort):
        fill_reply(EMPTY, TICKET, talk.interview(("Message", CutShort("Hello"))))
    assert talk.saved[-1].unfinished == Unfinished("message", "Hello")


def test_the_review_can_close_the_ticket_afterwards(talk: Talk) -> None:
    draft = Draft(kind="reply", number="482913", message="It works.")
    script: list[tuple[str, Answer]] = [
        ("What next", "change"),
        ("What do you want to add or edit", "Close the ticket afterwards"),
        ("Close", True),
    ]
    done, verdict = review_reply(draft, TICKET, talk.interview(*script, ("What next", "send")))
    assert (done.close, verdict) == (True, "send")
    assert talk.prompter.said[-1].strip().split("\n") == [
        "Reply to: 482913 VPS is down",
        "Close afterwards: yes",
        "",
        "It works.",
    ]
