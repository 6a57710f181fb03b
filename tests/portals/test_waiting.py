"""How long to wait before asking again."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ticketcli.portals.http.retry import LONGEST, compute_pause, read_retry_after

NOW = datetime(2026, 3, 15, 10, 0, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"retry-after": "Sun, 15 Mar 2026 10:00:30 GMT"}, 30.0),
        ({"retry-after": "Sun, 15 Mar 2026 09:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "12"}, 12.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 20)}, 20.0),
        ({"x-ratelimit-remaining": "3", "x-ratelimit-reset": "12"}, None),
        ({"x-ratelimit-reset": "12"}, None),
        ({"x-ratelimit-remaining": "0"}, None),
        ({}, None),
    ],
)
def test_a_portal_says_how_long_in_several_ways(headers: dict[str, str], seconds: float | None) -> None:
    assert read_retry_after(headers, NOW) == seconds


@pytest.mark.parametrize("digits", ["²", "١٢"])
def test_digits_of_other_scripts_are_no_seconds(digits: str) -> None:
    assert read_retry_after({"retry-after": digits}, NOW) in (None, 12.0)


def test_pauses_double_and_are_spread() -> None:
    shortest = [compute_pause(attempt, None, 0.0) for attempt in (1, 2, 3)]
    longest = [compute_pause(attempt, None, 1.0) for attempt in (1, 2, 3)]
    assert shortest == [0.25, 0.5, 1.0]
    assert longest == [0.5, 1.0, 2.0]
    assert compute_pause(30, None, 1.0) == 8.0


def test_what_a_portal_asks_for_is_obeyed_up_to_a_limit() -> None:
    assert 7.0 <= compute_pause(1, 7.0, 0.5) < 7.5
    assert compute_pause(1, 86400.0, 0.0) == LONGEST
