"""Times as the portal writes them: in its own zone, without saying which."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

NEVER = "0000-00-00 00:00:00"


def format_time(seconds: float | None, offset: float, shape: str = "%Y-%m-%d %H:%M:%S") -> str:
    """Format ``seconds`` since 1970 in the zone ``offset`` seconds ahead of UTC; MySQL's zero date for 0."""
    if not seconds:
        return NEVER
    return datetime.fromtimestamp(seconds, timezone(timedelta(seconds=offset))).strftime(shape)
