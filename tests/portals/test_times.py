"""The portal's dates: without zone, in the format that its owner chose."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from ticketcli.portals.hostbill.times import Order, find_date_order, has_date, parse_api_time, parse_page_time

JAPAN = timezone(timedelta(hours=9))


@pytest.mark.parametrize("never", ["0000-00-00 00:00:00", "", None, "never", 0, [], "2026-02-30 00:00:00"])
def test_never_is_none(never: object) -> None:
    assert parse_api_time(never) is None


def test_a_time_has_no_zone_unless_one_is_known() -> None:
    assert parse_api_time("2026-03-15 10:20:30") == datetime(2026, 3, 15, 10, 20, 30)
    assert parse_api_time("2026-03-15 10:20:30", JAPAN) == datetime(2026, 3, 15, 10, 20, 30, tzinfo=JAPAN)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-04", None, (2026, 3, 4)),
        ("2026/3/4", None, (2026, 3, 4)),
        ("2026年3月4日", None, (2026, 3, 4)),
        ("2026.03.04", None, (2026, 3, 4)),
        ("15/03/2026", None, (2026, 3, 15)),
        ("04.03.2026", None, (2026, 3, 4)),
        ("03/03/2026", None, (2026, 3, 3)),
        ("04/03/2026", "dmy", (2026, 3, 4)),
        ("04/03/2026", "mdy", (2026, 4, 3)),
        ("03/15/2026", "mdy", (2026, 3, 15)),
        ("Date: 15-03-2026", None, (2026, 3, 15)),
    ],
)
def test_a_day_is_read_in_the_portals_order(
    text: str, order: Order | None, day: tuple[int, int, int]
) -> None:
    assert parse_page_time(text, order) == date(*day)


@pytest.mark.parametrize("text", ["04/03/2026", "04-03-2026 10:20", "15/03/26", "31/31/2026", "99/99/2026"])
def test_a_day_that_can_be_read_in_two_ways_is_none(text: str) -> None:
    assert parse_page_time(text, None) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("15/03/2026 10:20:30", (10, 20, 30)),
        ("15/03/2026, 10:20", (10, 20, 0)),
        ("10:20 15/03/2026", (10, 20, 0)),
        ("15/03/2026 at 9:05", (9, 5, 0)),
        ("15/03/2026 25:61", None),
    ],
)
def test_a_clock_may_stand_apart_from_the_day(text: str, clock: tuple[int, int, int] | None) -> None:
    expected = None if clock is None else datetime(2026, 3, 15, *clock)
    assert parse_page_time(text, None) == expected


def test_one_day_after_the_twelfth_gives_the_order_away() -> None:
    assert find_date_order(["04/03/2026", "15/03/2026"]) == "dmy"
    assert find_date_order(["04/03/2026", "03/15/2026"]) == "mdy"
    assert find_date_order(["2026-03-15"]) == "ymd"
    assert find_date_order(["04/03/2026", "05/03/2026"]) is None
    assert find_date_order(["15/03/2026", "03/15/2026"]) is None
    assert find_date_order([]) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "127.0.0.1",
            "http://127.0.0.1:8080/",
            "10.2.3",
            "version 2.10.4",
            "1.2.3.4",
            "#482913",
            "1/2",
            "24/7",
        ),
        *("17/2026", "2026", "99/99/9999", "0/0/2026", ""),
    ],
)
def test_addresses_and_versions_are_no_dates(text: str) -> None:
    assert not has_date(text)


@pytest.mark.parametrize(
    "text", ["2026-03-15", "since 15/03/2026", "3/15/26", "2026年3月15日 10:20", "15.03.2026"]
)
def test_dates_are(text: str) -> None:
    assert has_date(text)


@pytest.mark.parametrize("order", [None, "dmy", "mdy", "ymd"])
def test_an_address_in_front_of_a_date_does_not_hide_it(order: Order | None) -> None:
    assert parse_page_time("from 127.0.0.1 on 2026-03-15", order) == date(2026, 3, 15)
