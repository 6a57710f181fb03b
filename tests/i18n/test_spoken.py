"""What people meet in their own language besides translated sentences."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from rich.cells import cell_len

from ticketcli.cli.topics import TOPICS, read_topic
from ticketcli.cli.usage_errors import translate
from ticketcli.i18n import ENGLISH, LANGUAGES, join_list, set_language
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.draft import Draft
from ticketcli.model.durations import format_duration
from ticketcli.model.scaffold import HEADINGS, list_guide_headings, make_scaffold, strip_scaffold
from ticketcli.model.statuses import translate_status
from ticketcli.model.urgency import compose_message, compose_subject
from ticketcli.prompts.plain_prompter import PlainPrompter

OTHERS = [language for language in LANGUAGES if language != ENGLISH]


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language but English, spoken while the test runs."""
    before = set_language(request.param)
    yield request.param
    set_language(before)


@pytest.mark.parametrize("topic", TOPICS)
def test_topics_are_explained_and_fit_a_window_of_80_columns(language: str, topic: str) -> None:
    lines = read_topic(topic).splitlines()
    assert not lines[0].isascii()
    assert max(map(cell_len, lines)) <= 80


def test_a_failure_of_the_system_is_told_in_words() -> None:
    missing = OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    assert describe_failure(missing) == "No such file or directory"
    before = set_language("ja")
    try:
        assert describe_failure(missing) == "そのようなファイルやディレクトリはありません"
    finally:
        set_language(before)


def test_a_failure_that_is_not_known_is_told_as_the_system_has_it(language: str) -> None:
    assert describe_failure(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"


def test_yes_and_no_can_be_said_in_either_language(language: str) -> None:
    yes = {"ja": "はい", "zh_TW": "是"}[language]
    for typed in (yes, "y", "yes"):
        assert PlainPrompter(io.StringIO(f"{typed}\n"), io.StringIO()).confirm("?") is True
    assert PlainPrompter(io.StringIO("no\n"), io.StringIO()).confirm("?", default=True) is False


@pytest.mark.parametrize(
    "message",
    [
        "No such option: --foo",
        "Missing argument 'NUMBER|URL'.",
        "Invalid value for '--limit' / '-L': 'x' is not a valid int range.",
        "Invalid value for '--limit' / '-L': 0 is not in the range x>=1.",
        "Invalid value for '--for': 'never' is not one of 'answered', 'closed'.",
        "Got unexpected extra arguments (b c)",
    ],
)
def test_a_wrong_command_line_is_told_without_english(language: str, message: str) -> None:
    outcome = translate(message)
    assert not outcome.isascii()
    assert "'-L" not in outcome


def test_an_urgent_ticket_is_sent_in_its_own_language_whatever_is_spoken(language: str) -> None:
    urgent = Draft(subject="Down", message="Since 10:00.", urgent=True, impact="outage", contact="phone")
    assert compose_subject(urgent) == "[URGENT] Down"
    assert compose_message(urgent) == "Impact: outage\nPreferred contact method: phone\n\nSince 10:00."
    japanese = Draft(subject="停止", message="10時からです。", urgent=True, impact="全停止", contact="電話")
    assert compose_subject(japanese) == "[URGENT] 停止"
    assert compose_message(japanese) == "影響: 全停止\n希望の連絡方法: 電話\n\n10時からです。"


def test_an_urgent_ticket_without_kana_is_in_the_language_spoken(language: str) -> None:
    urgent = Draft(subject="無法連線", message="十點開始。", urgent=True, impact="全部中斷", contact="電話")
    labels = {"ja": ("影響: ", "希望の連絡方法: "), "zh_TW": ("影響：", "偏好的聯絡方式：")}[language]
    assert compose_message(urgent) == f"{labels[0]}全部中斷\n{labels[1]}電話\n\n十點開始。"


def test_a_status_is_read_in_the_language_spoken_and_one_of_the_provider_stays(language: str) -> None:
    usual = ("Open", "Answered", "Client-Reply", "In-Progress", "in progress", "Closed", "on_hold")
    assert not any(translate_status(status).isascii() for status in usual)
    assert translate_status("Waiting for parts") == "Waiting for parts"
    assert translate_status(None) == ""


def test_a_status_stays_as_the_portal_has_it_in_english() -> None:
    assert [translate_status(status) for status in ("Client-Reply", "open", "On_Hold")] == [
        "Client-Reply",
        "open",
        "On_Hold",
    ]


def test_what_stands_side_by_side_is_joined_as_the_language_does(language: str) -> None:
    assert join_list(["CC", "API"]) == "CC、API"


def test_a_length_of_time_is_read_in_words(language: str) -> None:
    outcome = format_duration(timedelta(hours=1, seconds=1))
    assert "h" not in outcome
    assert "s" not in outcome


def test_a_message_begins_with_the_guides_headings_in_that_language(language: str) -> None:
    assert all(heading in make_scaffold() for heading in list_guide_headings())
    assert not any(heading in make_scaffold() for heading in HEADINGS)


def test_empty_headings_are_left_out_whatever_language_they_are_in(language: str) -> None:
    own = list_guide_headings()
    begun = f"{own[1]}\n\nNo ping.\n\n{own[2]}\n\n{HEADINGS[3]}\n"
    before = set_language(ENGLISH)
    try:
        assert strip_scaffold(begun) == f"{own[1]}\n\nNo ping."
    finally:
        set_language(before)
