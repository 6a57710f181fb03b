"""The guide's headings: a help to write, and no burden where they stay empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model.scaffold import HEADINGS, around, filled, scaffold


def test_has_every_heading_of_the_guide() -> None:
    """Guide: “occurrence date/time, situation, reproduction steps, error messages, impact scope”."""
    text = scaffold()
    assert [line for line in text.splitlines() if line.endswith(":")] == list(HEADINGS)
    assert "Impact:" not in scaffold(impact=False)


def test_an_untouched_scaffold_says_nothing() -> None:
    assert filled(scaffold()) == ""
    assert filled(around("")) == ""


def test_headings_that_stay_empty_are_left_out() -> None:
    text = scaffold().replace("What happened:\n", "What happened:\nThe VPS is down.\n\nNo ping.\n")
    assert filled(text) == "What happened:\nThe VPS is down.\n\nNo ping."


def test_text_above_below_and_beside_the_headings_stays() -> None:
    text = "Hello\n\nWhen (date and time): 10:00\nImpact:\n\n  all of us  \n\nError messages:\n"
    assert filled(text) == "Hello\n\nWhen (date and time): 10:00\nImpact:\n\n  all of us"


def test_only_our_comments_go() -> None:
    assert filled("#| ours\n# systemctl restart nginx\n#1\r\n") == "# systemctl restart nginx\n#1"


def test_a_message_that_is_there_already_comes_back() -> None:
    assert filled(around("one\n\ntwo")) == "one\n\ntwo"


@given(st.lists(st.sampled_from([*HEADINGS, "", "text", "#| no", "# yes", "  "])).map("\n".join))
def test_is_the_same_when_done_twice_and_keeps_every_other_line(text: str) -> None:
    once = filled(text)
    assert filled(once) == once
    for line in ("text", "# yes"):
        assert once.split("\n").count(line) == text.split("\n").count(line)
