"""Times, sizes and widths as people read them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from rich.cells import cell_len
from tests.output.conftest import NOW

from ticketcli.model.sizes import format_size
from ticketcli.output.times import format_ago, format_exact, format_full, format_iso, format_short
from ticketcli.output.widths import fit_text, pad_text, wrap_text

NAIVE = datetime(2026, 6, 9, 11, 0)
TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-30, "just now"),
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (7199, "1 hour ago"),
        (7200, "2 hours ago"),
        (86400, "1 day ago"),
        (29 * 86400, "29 days ago"),
        (31 * 86400, ""),
        (-3600, ""),
    ],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert format_ago(NOW - timedelta(seconds=seconds), NOW) == words


def test_how_long_ago_takes_account_of_the_zone() -> None:
    assert format_ago(datetime(2026, 6, 9, 20, 0, tzinfo=TOKYO), NOW) == "1 hour ago"


def test_a_time_in_an_unknown_zone_is_shown_as_the_portal_says_it() -> None:
    assert format_ago(NAIVE, NOW) == ""
    assert format_short(NAIVE, NOW) == format_full(NAIVE, NOW) == "2026-06-09 11:00"
    assert format_iso(NAIVE) == "2026-06-09T11:00:00"


def test_a_date_that_could_be_read_in_two_ways_is_left_as_it_is() -> None:
    assert format_exact(None, "09/06/2026") == format_full(None, NOW, "09/06/2026") == "09/06/2026"
    assert format_exact(None) == ""
    assert format_iso(None) is None


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (None, "size unknown"),
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (12345, "12 kB"),
        (999_999, "1.0 MB"),
        (2_345_678, "2.3 MB"),
        (5 * 10**12, "5000 GB"),
    ],
)
def test_sizes(count: int | None, words: str) -> None:
    assert format_size(count) == words


def test_a_japanese_character_takes_two_cells() -> None:
    assert fit_text("スクリーンショット", 10) == "スクリー…"
    assert fit_text("スクリーンショット", 18) == "スクリーンショット"
    assert cell_len(pad_text("日本", 6)) == 6


def test_japanese_wraps_without_blanks_and_begins_no_line_with_a_full_stop() -> None:
    assert list(wrap_text("復旧作業を進めております。現在", 24)) == ["復旧作業を進めておりま", "す。現在"]


def test_a_word_keeps_the_full_width_marks_around_it() -> None:
    assert list(wrap_text("壓縮成 zip\u3002", 10)) == ["壓縮成", "zip\u3002"]
    assert list(wrap_text("入口網站\uff0c或「sandbox」\u3002", 16)) == [
        "入口網站\uff0c或",
        "「sandbox」\u3002",
    ]


def test_indentation_and_quoting_go_on_on_the_next_line() -> None:
    assert list(wrap_text("  one two three", 9)) == ["  one two", "  three"]
    assert list(wrap_text("> one two three", 9)) == ["> one two", "> three"]


def test_a_family_is_one_character() -> None:
    assert list(wrap_text("👨‍👩‍👧" * 3, 4)) == ["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]


def test_a_full_stop_behind_latin_letters_does_not_begin_a_line() -> None:
    assert list(wrap_text("無法壓縮成 zip。", 14)) == ["無法壓縮成", "zip。"]
