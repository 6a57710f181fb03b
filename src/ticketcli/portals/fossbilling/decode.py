"""FOSSBilling's JSON as plain values. Nothing here asks the portal anything."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Message, Service, State, Ticket

Map = dict[str, Any]

_STATES: dict[str, State] = {"open": "open", "on_hold": "answered", "closed": "closed"}


class NotAnEnvelope(ValueError):
    """It is not what FOSSBilling wraps each answer in."""


@dataclass(frozen=True)
class Envelope:
    """An answer: a result, or an error's text and number (0 where it has none)."""

    result: Any = None
    error: str | None = None
    code: int = 0


def read_envelope(text: str) -> Envelope:
    """Parse an answer. Raises NotAnEnvelope."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAnEnvelope(str(error)) from None
    if not isinstance(data, dict) or not {"result", "error"} & data.keys():
        raise NotAnEnvelope("neither result nor error")  # data
    refusal = data.get("error")
    if not refusal:
        return Envelope(data.get("result"))
    fields = refusal if isinstance(refusal, dict) else {"message": refusal}
    code = str(fields.get("code"))
    words = clean_line(html.unescape(str(fields.get("message") or "")))
    return Envelope(error=words, code=int(code) if code.isascii() and code.isdigit() else 0)


def read_list(value: Any) -> list[Map]:
    """Return the rows of a list: PHP writes one with gaps as an object. Raises NotAnEnvelope."""
    rows = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NotAnEnvelope("no list")  # data
    return rows


def read_id(value: Any) -> str | None:
    """Return an id as a text."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return clean_line(str(value)) or None


def read_text(value: Any) -> str | None:
    """Return one line, made safe; None where there is none."""
    return clean_line(value) or None if isinstance(value, str) else None


def read_time(value: Any, zone: tzinfo | None) -> datetime | None:
    """Return a time of the portal's own zone, which it does not name."""
    try:
        return datetime.strptime(str(value), "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
    except ValueError:
        return None


def read_message(row: Map, zone: tzinfo | None) -> Message:
    """Return one message. Its text is Markdown, and HTML in it is only text."""
    author = row.get("author")
    author = author if isinstance(author, dict) else {}
    role = author.get("role")
    return Message(
        id=read_id(row.get("id")),
        author=read_text(author.get("name")),
        staff=None if role is None else role != "client",
        time=read_time(row.get("created_at"), zone),
        body=clean(str(row.get("content") or "")),
        encrypted=False,
    )


def read_ticket(row: Map, url: str, zone: tzinfo | None, *, with_messages: bool) -> Ticket:
    """Return a ticket. Raises NotAnEnvelope for one without a number.

    One without messages was stored by half: its row is written first, and its message was refused.
    """
    number = read_id(row.get("id"))
    if number is None:
        raise NotAnEnvelope("a ticket without an id")  # data
    help_desk = row.get("helpdesk")
    help_desk = help_desk if isinstance(help_desk, dict) else {}
    status = read_text(row.get("status"))
    rows = read_list(row.get("messages") or [])
    return Ticket(
        number=number,
        subject=read_text(row.get("subject")) or "",
        url=url,
        status=status,
        state=_STATES.get(status or ""),
        department=read_text(help_desk.get("name")),
        cc=(),
        encrypted=False,
        created=read_time(row.get("created_at"), zone),
        updated=read_time(row.get("updated_at"), zone),
        messages=tuple(read_message(each, zone) for each in rows) if with_messages else None,
        reply_reopens=bool(help_desk.get("can_reopen")),
        lacks_message=not rows and row.get("replies") == 0 and row.get("first") is None,
    )


def read_service(row: Map) -> Service:
    """Return a service of the account, which FOSSBilling calls an order."""
    number = read_id(row.get("id")) or ""
    return Service(
        id=number,
        name=read_text(row.get("title")) or number,
        status=read_text(row.get("status")),
        category=read_text(row.get("service_type")),
    )
