"""RT's JSON as plain values. Nothing here asks the portal anything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from ticketcli.model.text import clean_line

Map = dict[str, Any]

CLOSED = frozenset({"resolved", "rejected", "deleted"})
OPEN = frozenset({"new", "open", "stalled"})
"""The statuses of RT's own lifecycle. Providers make others."""


class NotJson(ValueError):
    """It is not JSON, or not of the shape that was asked for."""


def read_json(text: str) -> Any:
    """Parse an answer. Raises NotJson."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from None


def read_map(value: Any) -> Map:
    """Return a JSON object. Raises NotJson for anything else."""
    if not isinstance(value, dict):
        raise NotJson("no object")  # data
    return value


def read_items(value: Any) -> list[Map]:
    """Return the `items` of a list. Raises NotJson where there are none, or not of objects."""
    items = read_map(value).get("items")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise NotJson("no items")  # data
    return items


def read_count(value: Any) -> int | None:
    """Return a number of rows or pages: RT writes null where it does not say, and 0.0 for none."""
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def read_id(value: Any) -> str | None:
    """Return an id: RT writes it as a number, as a bare string, or as an object that has one."""
    if isinstance(value, dict):
        return read_id(value.get("id"))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return clean_line(value) or None if isinstance(value, str) else None


def read_text(value: Any) -> str | None:
    """Return one line of text, made safe; None where there is none."""
    return clean_line(value) or None if isinstance(value, str) else None


def read_size(value: Any) -> int | None:
    """Return a number of bytes, which RT writes as a string."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None


def read_time(value: Any) -> datetime | None:
    """Return a time in UTC; None for RT's "never", the year 1970."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return moment if moment.year > 1970 else None


def read_people(value: Any) -> tuple[str, ...]:
    """Return who is in a role: the user name of each, or the address of somebody without one."""
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return ()
    return tuple(name for one in value if (name := read_id(one)))


def read_message(value: Any) -> str:
    """Return what a refusal or an acknowledgement says: `{"message": ...}` or a list of sentences."""
    if isinstance(value, dict):
        return clean_line(str(value.get("message") or ""))
    if isinstance(value, list):
        return " ".join(clean_line(str(one)) for one in value)
    return ""


@dataclass(frozen=True)
class Person:
    """Who did something: the user name, and the full name where it may be seen."""

    id: str | None
    name: str | None


def read_person(value: Any) -> Person:
    """Return a creator, with or without its fields."""
    fields = value if isinstance(value, dict) else {}
    name = read_text(fields.get("RealName")) or read_text(fields.get("EmailAddress"))
    return Person(read_id(value), name or read_id(value))


@dataclass(frozen=True)
class Transaction:
    """One entry of a ticket's history. `ticket` is the number it was made under, before any merge."""

    id: str
    type: str
    ticket: str | None
    creator: Person
    created: datetime | None


def read_transaction(item: Map) -> Transaction:
    """Return one item of a history. Raises NotJson for one without an id."""
    found = read_id(item.get("id"))
    if found is None:
        raise NotJson("a transaction without an id")  # data
    return Transaction(
        found,
        read_text(item.get("Type")) or "",
        read_id(item.get("ObjectId")),
        read_person(item.get("Creator")),
        read_time(item.get("Created")),
    )


@dataclass(frozen=True)
class Part:
    """One attachment in RT's sense: words of a message, a file, or a wrapper around others."""

    id: str
    type: str
    name: str | None
    size: int | None

    @property
    def is_wrapper(self) -> bool:
        """Whether it only holds others."""
        return self.type.startswith("multipart/")

    @property
    def is_words(self) -> bool:
        """Whether it is text of the message itself: staff's editors write HTML."""
        return self.name is None and self.type in {"text/plain", "text/html"}


def read_part(item: Map) -> Part:
    """Return one item of a transaction's attachments. Raises NotJson for one without an id."""
    found = read_id(item.get("id"))
    if found is None:
        raise NotJson("an attachment without an id")  # data
    return Part(
        found,
        (read_text(item.get("ContentType")) or "").casefold(),
        read_text(item.get("Filename")),
        read_size(item.get("ContentLength")),
    )
