"""The guide, "When the matter is urgent": [URGENT], the impact and the preferred contact method."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.i18n import set_language
from ticketcli.model.draft import Draft
from ticketcli.model.urgency import compose_message, compose_subject


def test_an_urgent_subject_is_prefixed() -> None:
    assert compose_subject(Draft(subject="Server down", urgent=True)) == "[URGENT] Server down"


@pytest.mark.parametrize("subject", ["[URGENT] Server down", "[urgent] Server down", "  [Urgent]Server down"])
def test_the_prefix_is_not_doubled(subject: str) -> None:
    assert compose_subject(Draft(subject=subject, urgent=True)) == subject.strip()


def test_an_ordinary_subject_is_one_line_and_else_as_typed() -> None:
    assert compose_subject(Draft(subject=" Server\n down ")) == "Server down"


def test_impact_and_contact_method_stand_in_the_message_body() -> None:
    draft = Draft(
        message="\nIt is down.\n\n", urgent=True, impact=" service outage ", contact="phone 03-0000-0000"
    )
    assert compose_message(draft) == (
        "Impact: service outage\nPreferred contact method: phone 03-0000-0000\n\nIt is down."
    )


def test_only_what_was_given_is_put_in() -> None:
    assert compose_message(Draft(message="Down.", urgent=True, impact="outage")) == "Impact: outage\n\nDown."
    assert compose_message(Draft(message="Down.", urgent=True)) == "Down."


def test_without_urgency_what_was_stated_before_is_not_sent() -> None:
    assert compose_message(Draft(message="Down.", impact="outage", contact="phone")) == "Down."


@pytest.mark.parametrize(
    ("message", "spoken", "label"),
    [
        ("停止しました", "en", "影響: "),
        ("接続不可", "ja", "影響: "),
        ("接続不可", "zh_TW", "影響："),
        ("無法連線", "en", "Impact: "),
        ("No ping.", "ja", "Impact: "),
    ],
)
def test_labels_are_in_the_tickets_language(message: str, spoken: str, label: str) -> None:
    before = set_language(spoken)
    try:
        assert compose_message(Draft(message=message, urgent=True, impact="x")).startswith(label)
    finally:
        set_language(before)


def test_lines_and_indentation_of_the_message_stay() -> None:
    assert compose_message(Draft(message="  first\n\n\tsecond\n")) == "  first\n\n\tsecond"


@given(st.text(), st.booleans())
def test_a_subject_is_never_more_than_one_line(subject: str, urgent: bool) -> None:
    sent = compose_subject(Draft(subject=subject, urgent=urgent))
    assert len(sent.splitlines()) <= 1
    assert compose_subject(Draft(subject=sent, urgent=urgent)) == sent


@given(st.text(), st.text(), st.text())
def test_nothing_that_was_typed_is_missing(message: str, impact: str, contact: str) -> None:
    sent = compose_message(Draft(message=message, impact=impact, contact=contact, urgent=True))
    for part in (message, impact, contact):
        assert part.strip() in sent
