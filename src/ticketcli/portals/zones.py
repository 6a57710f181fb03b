"""The time zone of a portal whose times do not name one."""

from __future__ import annotations

from datetime import tzinfo

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError


def find_zone(name: str | None) -> tzinfo | None:
    """Return the zone of that IANA name; None where none is given. Raises UsageError."""
    if not name:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise UsageError(
            _("Unknown time zone “{name}”.").format(name=name), _("Example: Asia/Tokyo.")
        ) from None
