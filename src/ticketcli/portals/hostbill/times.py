"""The portal's dates, which carry no offset and come in the format its owner chose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from typing import Literal

Order = Literal["ymd", "dmy", "mdy"]

_DATE = re.compile(
    r"(?<![\d.])(\d{1,4})\s?(?:[-/.]|年)\s?(\d{1,2})\s?(?:[-/.]|月)\s?(\d{1,4})日?(?!\.?\d)"
    r"(?:[\sT,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?"
)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")


def api_time(value: object, zone: tzinfo | None = None) -> datetime | None:
    """A time of the API, `YYYY-MM-DD HH:MM:SS`; None for `0000-00-00 00:00:00` and what is none."""
    text = str(value or "").strip()
    try:
        time = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return None
    return time.replace(tzinfo=zone) if time.tzinfo is None and zone is not None else time


def has_date(text: str) -> bool:
    """Whether a text holds something like a date."""
    return any(_dates(text))


def date_order(texts: Iterable[str]) -> Order | None:
    """In which order a portal writes day and month, as far as its dates give it away."""
    seen: set[Order] = set()
    for text in texts:
        for first, second, third in ((m[1], m[2], m[3]) for m in _dates(text)):
            if len(first) == 4:
                seen.add("ymd")
            elif len(third) == 4 and int(first) > 12:
                seen.add("dmy")
            elif len(third) == 4 and int(second) > 12:
                seen.add("mdy")
    return seen.pop() if len(seen) == 1 else None


def page_time(text: str, order: Order | None, zone: tzinfo | None = None) -> datetime | date | None:
    """The time that a page shows, or the day where it shows no more; None where it can be read in two ways.

    A clock somewhere else in the text counts too: themes show date and time apart.
    """
    found = next(_dates(text), None)
    if found is None:
        return None
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    if len(found[1]) == 4:
        year, month, day = first, second, third
    elif len(found[3]) != 4:
        return None
    elif order == "mdy" and second <= 31:
        year, month, day = third, first, second
    elif order == "dmy" or first > 12 or "." in found[0] or first == second:
        year, month, day = third, second, first
    else:
        return None
    clock = found.group(4, 5, 6)
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


def _dates(text: str) -> Iterator[re.Match[str]]:
    """What can be a date. Addresses such as 127.0.0.1 and versions such as 10.2.3 are none."""
    for found in _DATE.finditer(text):
        first, second, third = found[1], found[2], found[3]
        day_month = (second, third) if len(first) == 4 else (first, second)
        years = [part for part in (first, third) if len(part) == 4]
        low, high = sorted(int(part) for part in day_month)
        short = not years and "." not in found[0] and max(len(first), len(third)) <= 2
        if (len(years) == 1 or short) and 1 <= low <= 12 and 1 <= high <= 31:
            yield found
