"""Spans of time as people write them: `-7d`, `2026-11-01`, `2026-11-01..2026-11-10`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ticketcli.i18n import N_, _
from ticketcli.model.errors import UsageError

_AGO = re.compile(r"-?(\d{1,5})\s*(m|min|h|d|w)(?:\s*ago)?", re.IGNORECASE)
_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_EXAMPLES = N_("Examples: -7d, -12h, 2026-11-01, 2026-11-01..2026-11-10, yesterday.")

ZONELESS = N_("The portal's time zone is unknown; this machine's was assumed.")


@dataclass(frozen=True)
class Period:
    """From `start` to before `end`, both aware; None where it is open on that side."""

    start: datetime | None = None
    end: datetime | None = None

    def __contains__(self, time: object) -> bool:
        """Return whether a time is in it. One that no zone is known of is taken as this machine's.

        A day that the portal shows no clock for is in it where any of its hours is. What is no
        time at all is in no period.
        """
        if isinstance(time, datetime):
            first = last = _make_aware(time)
        elif isinstance(time, date):
            first = _get_midnight(time)
            last = first + timedelta(days=1, microseconds=-1)
        else:
            return False
        return (self.start is None or last >= self.start) and (self.end is None or first < self.end)


def parse_period(text: str, now: datetime) -> Period:
    """Return the span that `text` names; `now` is aware.

    A single time means from then on; a day alone means that day; `A..B` from A to the end of B.
    Raises UsageError.
    """
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        moment = _parse_moment(first, text, now)
        return Period(moment[0], moment[1] if _is_day(first) else None)
    if not (first or last):
        raise _make_unreadable_error(text)
    start = _parse_moment(first, text, now)[0] if first else None
    end = _parse_moment(last, text, now)[1] if last else None
    if start is not None and end is not None and end <= start:
        raise UsageError(_("The time “{text}” ends before it begins.").format(text=text))
    return Period(start, end)


def parse_start(text: str, now: datetime) -> Period:
    """Return the period from the time that `text` names: a day from its beginning. Raises UsageError."""
    return Period(_parse_moment(text.strip(), text, now)[0])


def has_no_zone(time: datetime | date | None) -> bool:
    """Return whether it is a time of a zone that is not known."""
    return isinstance(time, datetime) and time.tzinfo is None


def _is_day(text: str) -> bool:
    return _AGO.fullmatch(text) is None and "T" not in text and ":" not in text


def _parse_moment(part: str, text: str, now: datetime) -> tuple[datetime, datetime]:
    """Return where a time begins and where it is over, in this machine's zone."""
    today = now.astimezone().date()
    ago = _AGO.fullmatch(part)
    if ago is not None:
        try:
            moment = now - int(ago[1]) * _UNITS[ago[2].lower()]
        except OverflowError:
            raise _make_unreadable_error(text) from None
        return moment, moment
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        if not _is_day(part):
            moment = _make_aware(datetime.fromisoformat(part.replace("Z", "+00:00")))
            return moment, moment
        day = days.get(part.casefold()) or date.fromisoformat(part)
        return _get_midnight(day), _get_midnight(day + timedelta(days=1))
    except (ValueError, OverflowError):
        raise _make_unreadable_error(text) from None


def _get_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()


def _make_aware(time: datetime) -> datetime:
    return time.astimezone() if time.tzinfo is None else time


def _make_unreadable_error(text: str) -> UsageError:
    return UsageError(_("“{text}” is not a valid time.").format(text=text), _(_EXAMPLES))
