"""The portal's clock: its times carry no offset, which is learned from what was just sent.

The answer to a new ticket or a reply has a `Date` header, which is in UTC; beside it stands the time that
the portal wrote on the message. The difference is the offset, to a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from ticketcli.model.ticket import Message
from ticketcli.portals.capabilities import Capabilities

_QUARTER = timedelta(minutes=15)
_INACCURACY = timedelta(minutes=2)
"""So far apart are at most the writing and its answer; pages leave out the seconds as well."""
_FARTHEST = timedelta(hours=14)


def observe_offset(date_header: str, body: str, messages: Sequence[Message]) -> int | None:
    """Compare the `Date` of an answer with the time of the message that was sent: minutes ahead of UTC.

    None where the message is not there, or the two do not differ by quarters of an hour.
    """
    try:
        answered = parsedate_to_datetime(date_header)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if answered.tzinfo is None:
        answered = answered.replace(tzinfo=timezone.utc)
    words = body.split()
    mine = [one for one in messages if one.staff is not True and one.body.split() == words]
    written = mine[-1].time if mine else None
    if not words or not isinstance(written, datetime):
        return None
    ahead = written.replace(tzinfo=None) - answered.astimezone(timezone.utc).replace(tzinfo=None)
    offset = round(ahead / _QUARTER) * _QUARTER
    if abs(ahead - offset) > _INACCURACY or abs(offset) > _FARTHEST:
        return None
    return offset // timedelta(minutes=1)


def add_observation(known: Capabilities, minutes: int) -> Capabilities:
    """Return the capabilities with an offset that counts once it was seen twice in a row."""
    confirmed = minutes if minutes in (known.utc_offset_seen, known.utc_offset) else None
    return replace(known, utc_offset=confirmed, utc_offset_seen=minutes)


def make_zone(minutes: int | None) -> tzinfo | None:
    """Make a time zone of a learned offset."""
    if minutes is None or abs(minutes) >= 24 * 60:
        return None
    return timezone(timedelta(minutes=minutes))
