"""Lengths of time as people write them: `90s`, `15m`, `2h`, `1d`, `1h30m`."""

from __future__ import annotations

import re
from datetime import timedelta

from ticketcli.i18n import N_, _
from ticketcli.model.errors import UsageError

_WHOLE = re.compile(r"(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m(?:in)?)?(?:(\d{1,8})s?)?")

_UNITS = {N_("{count}d"): 86400, N_("{count}h"): 3600, N_("{count}m"): 60, N_("{count}s"): 1}  # seconds


def parse_duration(text: str) -> timedelta:
    """Return the length of time that `text` names; a bare number is seconds.

    Raises UsageError, also for none.
    """
    found = _WHOLE.fullmatch("".join(text.lower().split()))
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0, 0)
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not length:
        raise UsageError(
            _("“{text}” is not a valid duration.").format(text=text),
            _("Examples: 90s, 15m, 2h, 1h30m, 1d."),
        )
    return length


def format_duration(length: timedelta) -> str:
    """Write a length of time as people read it, in English as `parse_duration` does: "1h30m"."""
    seconds = int(length.total_seconds())
    parts = []
    for unit, size in _UNITS.items():
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(_(unit).format(count=count))
    return "".join(parts) or _("{count}s").format(count=0)
