"""The guide's headings: a help to write, and no burden where they stay empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model.scaffold import HEADINGS, explain_above, make_scaffold, strip_scaffold


def test_has_every_heading_of_the_guide() -> None:
    """Guide: “occurrence date/time, situation, reproduction steps, error messages, impact scope”."""
    text = make_scaffold()
    assert [line for line in text.splitlines() if line.endswith(":")] == list(HEADINGS)
    assert "Impact:" not in make_scaffold(impact=False)


def test_an_untouched_scaffold_says_nothing() -> None:
    assert strip_scaffold(make_scaffold()) == ""
    assert strip_scaffold(explain_above("")) == ""


def test_headings_that_stay_empty_are_left_out() -> None:
    text = make_scaffold().replace("What happened:\n", "What happened:\nThe VPS is down.\n\nNo ping.\n")
    assert strip_scaffold(text) == "What happened:\nThe VPS is down.\n\nNo ping."


def test_text_above_below_and_beside_the_headings_stays() -> None:
    text = "Hello\n\nWhen (date and time): 10:00\nImpact:\n\n  all of us  \n\nError messages:\n"
    assert strip_scaffold(text) == "Hello\n\nWhen (date and time): 10:00\nImpact:\n\n  all of us"


def test_only_our_comments_go() -> None:
    assert strip_scaffold("#| ours\n# systemctl restart nginx\n#1\r\n") == "# systemctl restart nginx\n#1"


def test_a_message_that_is_there_already_comes_back() -> None:
    assert strip_scaffold(explain_above("one\n\ntwo")) == "one\n\ntwo"


@given(st.lists(st.sampled_from([*HEADINGS, "", "text", "#| no", "# yes", "  "])).map("\n".join))
def test_is_the_same_when_done_twice_and_keeps_every_other_line(text: str) -> None:
    once = strip_scaffold(text)
    assert strip_scaffold(once) == once
    for line in ("text", "# yes"):
        assert once.split("\n").count(line) == text.split("\n").count(line)
