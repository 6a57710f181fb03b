"""Times as they are shown.

A time with an offset is shown in the reader's zone. One without is in the portal's own, which is not
known: it is shown as the portal says it, and how long ago it was cannot be said.
"""

from __future__ import annotations

from datetime import date, datetime

from ticketcli.i18n import _, ngettext

_LONGEST = 30 * 86400  # after so many seconds the date says more


def format_iso(time: datetime | date | None) -> str | None:
    """Format a time in ISO 8601 to the second, with an offset only where one is known; a day is a date."""
    if isinstance(time, datetime):
        return time.isoformat(timespec="seconds")
    return None if time is None else time.isoformat()


def format_exact(time: datetime | date | None, text: str | None = None) -> str:
    """Format a time as `YYYY-MM-DD HH:MM`, or the day alone, else the portal's own text, else nothing."""
    if isinstance(time, datetime):
        return f"{time if time.tzinfo is None else time.astimezone():%Y-%m-%d %H:%M}"
    return text or "" if time is None else f"{time:%Y-%m-%d}"


def format_short(time: datetime | date | None, now: datetime) -> str:
    """Format how long ago, where that can be said and is not too long; else the exact time."""
    return format_ago(time, now) or format_exact(time)


def format_full(time: datetime | date | None, now: datetime, text: str | None = None) -> str:
    """Format the exact time, and how long ago that was where it can be said."""
    since = format_ago(time, now)
    return f"{format_exact(time, text)} ({since})" if since else format_exact(time, text)


def format_ago(time: datetime | date | None, now: datetime) -> str:
    """Format an age such as "2 hours ago", or "": no offset, in the future, or longer ago than a month."""
    if not isinstance(time, datetime) or time.tzinfo is None:
        return ""
    seconds = (now - time).total_seconds()
    if not -60 < seconds < _LONGEST:
        return ""
    days, hours, minutes = (int(seconds // length) for length in (86400, 3600, 60))
    if days >= 1:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    if hours >= 1:
        return ngettext("{count} hour ago", "{count} hours ago", hours).format(count=hours)
    if minutes >= 1:
        return ngettext("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    return _("just now")
