"""`ticket reply` as a conversation."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.prompts.conftest import Talk

from ticketcli.model.draft import Draft, Unfinished
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.capabilities import Feature
from ticketcli.prompts.prompter import CutShort
from ticketcli.prompts.reply import (
    ask_close,
    fill_reply,
    quote_last_message,
    review_reply,
    show_last_message,
)
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


def test_the_review_shows_what_it_answers_and_what_can_be_edited(talk: Talk) -> None:
    draft = Draft(kind="reply", number="482913", message="All.\nBut one.", encrypt=True, close=True)
    script = (("What next", "change"), ("What do you want", "no such"))
    with pytest.raises(
        AssertionError, match=r"'Message — All.', 'Attachments', 'Encryption — yes'"
    ) as raised:
        review_reply(draft, TICKET, talk.interview(*script))
    assert "'Message — All.'" in str(raised.value)
    assert "'Close the ticket afterwards — yes'" in str(raised.value)
    assert talk.prompter.said[0].strip().split("\n") == [
        "Reply to: 482913 VPS is down",
        "Close afterwards: yes",
        "Encrypted: yes",
        "",
        "All.",
        "But one.",
    ]
    plain = Draft(kind="reply", number="482913", message="All.")
    with pytest.raises(AssertionError, match="'Encryption', 'Close the ticket afterwards', 'Back'"):
        review_reply(plain, TICKET, talk.interview(*script))
    assert "Close" not in talk.prompter.said[0]


@pytest.mark.parametrize("send", [None, "Send it to the practice portal"])
def test_sending_is_called_as_is_wanted(talk: Talk, send: str | None) -> None:
    draft = Draft(kind="reply", number="482913", message="All.")
    talk.features = frozenset()
    _, verdict = review_reply(draft, TICKET, talk.interview(("What next", send or "Send")), send=send)
    assert verdict == "send"


@pytest.mark.parametrize("before", [True, False])
def test_enter_leaves_closing_as_it_is(talk: Talk, before: bool) -> None:
    draft = Draft(kind="reply", number="1", message="x", close=before)
    assert ask_close(draft, talk.interview(("Close", ""))).close is before


def test_the_last_message_is_quoted_whole() -> None:
    long = Message("1", None, True, None, "\n\n" + "\n".join(map(str, range(50))) + "\n")
    quoted = quote_last_message(Ticket("1", "x", messages=(*(TICKET.messages or ()), long)))
    assert quoted == ["The last message:", *(f"> {number}" for number in range(50))]
    assert quote_last_message(Ticket("1", "x")) == []


@pytest.mark.parametrize(("count", "end"), [(30, "> 29"), (31, "> ... 1 more line")])
def test_a_message_of_some_lines_is_shown_whole(count: int, end: str) -> None:
    message = Message("1", None, True, None, "\n".join(map(str, range(count))))
    assert show_last_message(Ticket("1", "x", messages=(message,))).split("\n")[-1] == end
