"""What proves that a message at the portal is the one that was sent, and what proves nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from ticketcli.model.ticket import Attachment, Message, Ticket
from ticketcli.usecases.evidence import (
    Evidence,
    is_before,
    judge_message,
    judge_text,
    judge_ticket,
    normalize_names,
)
from ticketcli.usecases.expectation import Expectation

BODY = "The server has not answered since 10:00.\nPlease have a look at it."
ASKED = Expectation(BODY, subject="VPS is down", department="Cloud")
NEWEST = "2026-06-09T12:00:00"
THERE = Message("1", "Hanako Yamada", False, datetime(2026, 6, 9, 12, 5), BODY)
TICKET = Ticket("482910", "VPS is down", department="Cloud", created=THERE.time, messages=(THERE,))
OURS = normalize_names("Hanako Yamada")


def judge(**changes: Any) -> Evidence:
    return judge_message(ASKED, replace(THERE, **changes), authors=OURS, newest=NEWEST)


def test_the_same_text_of_ours_after_what_was_there_before_is_proof() -> None:
    assert judge() is Evidence.PROOF


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"staff": True}, Evidence.NONE),  # staff quote what they answer
        ({"staff": None}, Evidence.PROOF),
        ({"author": "Somebody Else"}, Evidence.POSSIBLE),
        ({"author": None}, Evidence.PROOF),
        ({"author": "hanako  yamada"}, Evidence.PROOF),
        ({"time": datetime(2026, 6, 9, 11, 59)}, Evidence.POSSIBLE),  # clocks go back
        ({"time": datetime(2026, 6, 9, 9, 59)}, Evidence.NONE),
        ({"time": date(2026, 6, 8)}, Evidence.NONE),
        ({"time": None}, Evidence.PROOF),
        ({"attachments": (Attachment("1", "a.txt"),)}, Evidence.POSSIBLE),
        ({"body": "It works again."}, Evidence.NONE),
    ],
    ids=str,
)
def test_one_thing_that_does_not_fit_is_enough(changes: dict[str, Any], evidence: Evidence) -> None:
    assert judge(**changes) is evidence


@pytest.mark.parametrize(
    ("shown", "evidence"),
    [
        (BODY, Evidence.PROOF),
        (BODY.replace("\n", "\r\n  "), Evidence.PROOF),
        (BODY[:30], Evidence.POSSIBLE),  # begins alike: a person may write such a thing as well
        (BODY[:-1], Evidence.POSSIBLE),
        (BODY + " Thank you.", Evidence.POSSIBLE),
        ("Please have a look at it.", Evidence.NONE),
        ("", Evidence.POSSIBLE),
        ("Something else.", Evidence.NONE),
    ],
)
def test_a_text_is_proof_only_where_it_is_the_same(shown: str, evidence: Evidence) -> None:
    assert judge_text(BODY, shown) is evidence


@pytest.mark.parametrize("length", [254, 255, 256])
def test_a_beginning_is_proof_where_it_ends_as_a_column_of_a_database_does(length: int) -> None:
    text = "".join(f"{number:03d}" for number in range(200))
    assert judge_text(text, text[:length]) is (Evidence.PROOF if length == 255 else Evidence.POSSIBLE)


@pytest.mark.parametrize("html", ["if a <b> c", "if a &lt;b&gt; c"], ids=["as it was typed", "escaped"])
def test_a_text_that_looks_like_html_is_compared_with_what_the_page_holds(html: str) -> None:
    assert judge_text("if a <b> c", "if a c", html) is Evidence.PROOF
    assert judge_text("if a <i> c", "if a c", html) is not Evidence.PROOF


def test_a_text_that_was_cut_before_an_emoji_is_proof_unless_little_is_left() -> None:
    assert judge_text("The server is down 😀 again", "The server is down") is Evidence.PROOF
    assert judge_text("Down 😀 again", "Down") is Evidence.POSSIBLE
    assert judge_text("The server is down 😀 again", "The backup failed again") is Evidence.NONE


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({}, Evidence.PROOF),
        ({"subject": "Another one"}, Evidence.NONE),
        ({"subject": ""}, Evidence.POSSIBLE),
        ({"department": "Billing"}, Evidence.POSSIBLE),
        ({"department": None}, Evidence.PROOF),
        ({"created": datetime(2026, 6, 9, 9, 0)}, Evidence.NONE),
        ({"created": datetime(2026, 6, 9, 11, 0)}, Evidence.POSSIBLE),
        ({"messages": ()}, Evidence.PROOF),
        ({"messages": (replace(THERE, body="Another text."),)}, Evidence.NONE),
        ({"messages": (replace(THERE, staff=True),)}, Evidence.NONE),
    ],
    ids=str,
)
def test_a_ticket_is_proven_by_its_subject_and_first_message(
    changes: dict[str, Any], evidence: Evidence
) -> None:
    assert judge_ticket(ASKED, replace(TICKET, **changes), authors=OURS, newest=NEWEST) is evidence


@pytest.mark.parametrize(
    ("time", "newest", "before"),
    [
        (datetime(2026, 6, 9, 11, 59), NEWEST, True),
        (datetime(2026, 6, 9, 12, 0), NEWEST, False),
        (date(2026, 6, 8), NEWEST, True),
        (date(2026, 6, 9), NEWEST, False),
        (datetime(2026, 6, 8, 23, 59), "2026-06-09", True),
        (datetime(2026, 6, 9, 0, 0), "2026-06-09", False),
        (datetime(2026, 6, 9, 11, 0), "2026-06-09T12:00:00+00:00", False),  # of no known zone
        (None, NEWEST, False),
        (datetime(2026, 6, 9, 11, 59), None, False),
    ],
)
def test_a_time_is_before_another_only_where_that_is_certain(
    time: datetime | date | None, newest: str | None, before: bool
) -> None:
    assert is_before(time, newest) is before


def test_an_encrypted_message_whose_text_is_shown_is_proof() -> None:
    requested = replace(ASKED, encrypt=True)
    assert judge_message(requested, replace(THERE, encrypted=True)) is Evidence.PROOF
    assert judge_message(requested, replace(THERE, encrypted=True, body="***")) is Evidence.POSSIBLE
    assert judge_message(requested, replace(THERE, encrypted=True, body="Encrypted")) is Evidence.POSSIBLE
    assert judge_message(ASKED, replace(THERE, encrypted=True, body="It works.")) is Evidence.NONE
    assert judge_message(requested, replace(THERE, body="It works.")) is Evidence.NONE


@pytest.mark.parametrize(
    ("time", "newest", "before"),
    [
        (datetime(2026, 6, 8, 21), "2026-06-09", False),  # of a day alone no hour is known
        (datetime(2026, 6, 7, 21), "2026-06-09", True),
        (datetime(2026, 6, 8, 21, tzinfo=timezone.utc), "2026-06-10", True),
        (datetime(2026, 6, 9, 9, 59), "2026-06-09T12:00:00", True),
        (datetime(2026, 6, 9, 10), "2026-06-09T12:00:00", False),
        (datetime(2026, 6, 9, 9, tzinfo=timezone.utc), "2026-06-09T12:00:00", False),
        (datetime(2026, 6, 9, 9), "2026-06-09T12:00:00+00:00", False),
        (date(2026, 6, 8), "2026-06-09T01:00:00", False),  # two hours before that it was the day before
        (date(2026, 6, 8), "2026-06-09T02:00:00", True),
        (None, "2026-06-09", False),
        (date(2026, 6, 8), None, False),
    ],
    ids=str,
)
def test_a_time_is_before_another_where_that_is_certain(
    time: datetime | date | None, newest: str | None, before: bool
) -> None:
    assert is_before(time, newest, by=timedelta(hours=2)) is before


def test_nothing_is_no_beginning_of_a_text_that_begins_with_blanks() -> None:
    assert judge_text(" " * 300 + "x", "") is Evidence.POSSIBLE


def test_a_subject_that_is_not_shown_proves_nothing() -> None:
    assert judge_ticket(ASKED, replace(TICKET, subject="")) is Evidence.POSSIBLE
    requested = replace(ASKED, subject="")
    assert judge_ticket(requested, replace(TICKET, subject="")) is Evidence.POSSIBLE


def test_a_text_before_an_emoji_is_proof_where_it_is_long_enough() -> None:
    assert judge_text("It burns now 🔥 and burns", "It burns now") is Evidence.PROOF
    assert judge_text("It burns no 🔥 and burns", "It burns no") is Evidence.POSSIBLE
