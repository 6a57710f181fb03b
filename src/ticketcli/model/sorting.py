"""Tickets in an order that a person asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ticketcli.i18n import _
from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.model.ticket import ALL_PRIORITIES, Ticket

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Order:
    """By one field of a ticket, upwards or downwards. Tickets without that field come last."""

    field: str
    downwards: bool

    @classmethod
    def parse(cls, text: str) -> Order:
        """Return the order in `updated` or `number:asc`; times begin with the latest, unless `:asc` is there.

        Raises UnknownName for a field that tickets are not sorted by, UsageError for another direction.
        """
        field, _colon, direction = text.partition(":")
        if field not in FIELDS:
            raise UnknownName(_("Cannot sort by “{field}”. Choose from:").format(field=field), list(FIELDS))
        if direction not in ("", "asc", "desc"):
            raise UsageError(
                _("“{direction}” is not a sort direction.").format(direction=direction),
                _("Use {field}:asc or {field}:desc.").format(field=field),
            )
        return cls(field, direction == "desc" if direction else field in ("updated", "created"))

    def sort(self, tickets: Iterable[Ticket]) -> list[Ticket]:
        """Return the tickets in this order; those that are alike stay as they were."""
        key = FIELDS[self.field]
        keyed = [(key(ticket), ticket) for ticket in tickets]
        known = [each for each in keyed if each[0] is not None]
        known.sort(key=lambda each: each[0], reverse=self.downwards)
        return [ticket for _key, ticket in known] + [ticket for key, ticket in keyed if key is None]


def _convert_to_seconds(time: datetime | date | None) -> float | None:
    # A time without a zone is taken as this machine's: among themselves they are in order anyway.
    if time is None:
        return None
    return (time if isinstance(time, datetime) else datetime(time.year, time.month, time.day)).timestamp()


def _rank_priority(priority: str | None) -> int | None:
    return ALL_PRIORITIES.index(priority) if priority in ALL_PRIORITIES else None


def _normalize_text(text: str | None) -> str | None:
    return unicodedata.normalize("NFKC", text).casefold() if text else None


def _split_digits(number: str) -> list[tuple[int, str]]:
    # "9" before "10", "ABC-9" before "ABC-10".
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(number.casefold())]


FIELDS: dict[str, Callable[[Ticket], Any]] = {
    "updated": lambda ticket: _convert_to_seconds(ticket.updated or ticket.created),
    "created": lambda ticket: _convert_to_seconds(ticket.created),
    "number": lambda ticket: _split_digits(ticket.number),
    "status": lambda ticket: _normalize_text(ticket.status),
    "subject": lambda ticket: _normalize_text(ticket.subject),
    "department": lambda ticket: _normalize_text(ticket.department),
    "priority": lambda ticket: _rank_priority(ticket.priority),
    "unread": lambda ticket: not ticket.unread,
}
"""What tickets can be sorted by."""
