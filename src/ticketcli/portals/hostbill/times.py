"""The portal's dates, which carry no offset and come in the format its owner chose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, get_args

Order = Literal["ymd", "dmy", "mdy"]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(
    r"(?<![\d.])(\d{1,4})\s?(?:[-/.]|年)\s?(\d{1,2})\s?(?:[-/.]|月)\s?(\d{1,4})日?(?!\.?\d)"
    r"(?:[\sT,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_NAMED_DATE = re.compile(
    rf"(?i)(?<![\w.])(?:(\d{{1,2}})\s{_NAME},?|{_NAME}\s(\d{{1,2}}),?)\s(\d{{4}})(?!\d)"
    r"(?:[\sT,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")


@dataclass
class DateOrder:
    """The order of day and month in one installation's dates, learned from every page that is read.

    None as long as no date gave it away. A portal has one format: what is learned once stays.
    """

    order: Order | None = None
    save: Callable[[Order], object] | None = None
    """Called once, with what was learned."""
    waits: bool = field(default=False, init=False)
    """Whether there were dates that can be read in two ways."""

    def learn(self, texts: Iterable[str], today: date | None) -> Order | None:
        """Take in what the dates of a page give away; the order as far as it is known then."""
        if self.order is None:
            texts = list(texts)
            self.order = find_date_order(texts, today)
            self.waits = self.order is None and any(has_date(text) for text in texts)
            if self.order is not None and self.save is not None:
                self.save(self.order)
        return self.order


def read_order(noted: object) -> Order | None:
    """Return an order that was noted; None for anything else."""
    return noted if noted in get_args(Order) else None  # type: ignore[return-value]


def parse_api_time(value: object, zone: tzinfo | None = None) -> datetime | None:
    """Return a time of the API, `YYYY-MM-DD HH:MM:SS`; None for `0000-00-00 00:00:00` and what is none."""
    text = str(value or "").strip()
    try:
        time = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return None
    return time.replace(tzinfo=zone) if time.tzinfo is None and zone is not None else time


def has_date(text: str) -> bool:
    """Return whether a text holds something like a date."""
    return any(_find_dates(text)) or _NAMED_DATE.search(text) is not None


def is_date(text: str) -> bool:
    """Return whether a text is a date, with or without a time, and nothing else."""
    found = next(_find_dates(text), None) or _NAMED_DATE.search(text)
    return found is not None and not re.search(r"\w", _CLOCK.sub("", text.replace(found[0], "", 1)))


def find_date_order(texts: Iterable[str], today: date | None = None) -> Order | None:
    """Return in which order a portal writes day and month, as far as its dates give it away.

    No ticket is from the future: where `today` is given, an order that would make it so is not the one.
    """
    seen: set[Order] = set()
    for text in texts:
        for first, second, third in ((m[1], m[2], m[3]) for m in _find_dates(text)):
            if len(first) == 4:
                seen.add("ymd")
            elif len(third) == 4 and int(first) > 12:
                seen.add("dmy")
            elif len(third) == 4 and int(second) > 12:
                seen.add("mdy")
            elif len(third) == 4 and today is not None:
                seen |= _find_past_orders(int(first), int(second), int(third), today)
    return seen.pop() if len(seen) == 1 else None


def _find_past_orders(first: int, second: int, year: int, today: date) -> set[Order]:
    """Return the order of two numbers up to 12 where the other one would be a day to come."""
    latest = today + timedelta(days=1)  # the portal's clock may be ahead of ours
    by_order: dict[Order, date] = {"dmy": date(year, second, first), "mdy": date(year, first, second)}
    past: set[Order] = {order for order, day in by_order.items() if day <= latest}
    return past if len(past) == 1 else set()


def parse_page_time(text: str, order: Order | None, zone: tzinfo | None = None) -> datetime | date | None:
    """Return the time that a page shows, or the day; None where it can be read in two ways.

    A clock somewhere else in the text counts too: themes show date and time apart.
    """
    named = _NAMED_DATE.search(text)
    found = next(_find_dates(text), None)
    if found is None and named is not None:
        month = _MONTHS.index((named[2] or named[3])[:3].lower()) + 1
        return _make_time(int(named[5]), month, int(named[1] or named[4]), named, 6, text, zone)
    if found is None:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    if len(found[1]) == 4:
        year, month, day = first, second, third
    elif len(found[3]) != 4:
        return None
    elif order == "mdy" and second <= 31 and "." not in found[0]:
        year, month, day = third, first, second
    elif order == "dmy" or first > 12 or "." in found[0] or first == second:
        year, month, day = third, second, first
    elif second > 12:
        year, month, day = third, first, second
    else:
        return None
    return _make_time(year, month, day, found, 4, text, zone)


def _make_time(
    year: int, month: int, day: int, found: re.Match[str], clock_group: int, text: str, zone: tzinfo | None
) -> datetime | date | None:
    clock = found.group(clock_group, clock_group + 1, clock_group + 2)
    if clock[0] is None:
        elsewhere = _CLOCK.search(text, found.end()) or _CLOCK.search(text, 0, found.start())
        clock = elsewhere.group(1, 2, 3) if elsewhere else clock
    try:
        if clock[0] is None:
            return date(year, month, day)
        hour, minute, second = int(clock[0]), int(clock[1]), int(clock[2] or 0)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _find_dates(text: str) -> Iterator[re.Match[str]]:
    """Yield what can be a date. Addresses such as 127.0.0.1 and versions such as 10.2.3 are none."""
    for found in _DATE.finditer(text):
        first, second, third = found[1], found[2], found[3]
        day_month = (second, third) if len(first) == 4 else (first, second)
        years = [part for part in (first, third) if len(part) == 4]
        low, high = sorted(int(part) for part in day_month)
        short = not years and "." not in found[0] and max(len(first), len(third)) <= 2
        if (len(years) == 1 or short) and 1 <= low <= 12 and 1 <= high <= 31:
            yield found
