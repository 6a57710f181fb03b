"""Departments, services and tickets out of the JSON of the User API."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from ticketcli.html.pasted import add_pasted
from ticketcli.html.to_text import convert_html, extract_body
from ticketcli.model.phrases import join_lines
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import ALL_PRIORITIES, Attachment, Department, Message, Service, Ticket
from ticketcli.portals.base import Identity
from ticketcli.portals.hostbill.api.php_json import (
    Map,
    decode_flag,
    decode_line,
    decode_number,
    decode_optional_line,
    get_payload,
    is_no,
    list_rows,
)
from ticketcli.portals.hostbill.times import parse_api_time

TICKET_ENCRYPTED = 1024  # ticket.flags
REPLY_ENCRYPTED = 16  # reply.flags
_STAFF = frozenset({"admin", "system"})  # types of senders
_CUSTOMERS = frozenset({"client", "email", "unregistered"})


def decode_department(row: Map) -> Department:
    """Return a department; its description may be HTML."""
    text = str(row.get("description") or "")
    return Department(
        decode_line(row.get("id")),
        decode_line(row.get("name")),
        clean_line(join_lines(convert_html(text).split("\n"))) if text else "",
    )


def decode_service(row: Map) -> Service:
    """Return a service of the account."""
    return Service(
        id=decode_line(row.get("id")),
        name=decode_line(row.get("name")) or decode_line(row.get("domain")) or decode_line(row.get("id")),
        domain=decode_optional_line(row.get("domain")),
        status=decode_optional_line(row.get("status")),
        category=decode_optional_line(row.get("category")),
    )


def decode_identity(answer: Map) -> Identity | None:
    """Return who is signed in; None where the answer is about nobody."""
    inside = get_payload(answer)
    client = inside.get("client")
    row = client if isinstance(client, dict) else inside
    if not (decode_optional_line(row.get("id")) or decode_optional_line(row.get("email"))):
        return None
    name = " ".join(
        part for part in (decode_line(row.get("firstname")), decode_line(row.get("lastname"))) if part
    )
    return Identity(
        decode_optional_line(row.get("email")),
        name or None,
        decode_optional_line(row.get("companyname")),
    )


def decode_ticket_number(row: Map) -> str | None:
    """Return the number that people see and every call takes."""
    return decode_optional_line(row.get("ticket_number")) or decode_optional_line(row.get("number"))


def decode_new_number(answer: Map) -> str | None:
    """Return the number in the answer to a new ticket, from wherever an installation puts it."""
    inside = get_payload(answer)
    inner = inside.get("ticket")
    rows_ = [inside, inner if isinstance(inner, dict) else {}, answer]
    for name in ("ticket_number", "number", "ticket_id"):
        for row in rows_:
            if decode_optional_line(row.get(name)):
                return decode_optional_line(row.get(name))
    return (
        decode_optional_line(inner) if isinstance(inner, (str, int)) and not isinstance(inner, bool) else None
    )


def decode_ticket(
    row: Map, url: str | None, *, zone: tzinfo | None, messages: tuple[Message, ...] | None
) -> Ticket:
    """Return a ticket without its conversation, or with the messages given."""
    priority = decode_number(row.get("priority"))
    read = row.get("client_read")
    cc = row.get("cc")
    return Ticket(
        number=decode_ticket_number(row) or decode_line(row.get("id")),
        subject=decode_line(row.get("subject")),
        url=url,
        status=decode_optional_line(row.get("status")),
        department=decode_optional_line(row.get("deptname")) or decode_optional_line(row.get("department")),
        service=None,
        cc=decode_addresses(cc) if "cc" in row else None,
        priority=dict(enumerate(ALL_PRIORITIES)).get(-1 if priority is None else priority),
        encrypted=decode_flag(row.get("flags"), TICKET_ENCRYPTED),
        created=parse_api_time(row.get("date"), zone),
        updated=parse_api_time(row.get("lastreply"), zone),
        messages=messages,
        unread=None if read is None else is_no(read),
    )


def decode_addresses(value: object) -> tuple[str, ...]:
    """Return e-mail addresses out of a comma-separated text or a list of them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        value = ",".join(str(item) for item in value)
    parts = decode_line(value).replace(";", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def decode_conversation(answer: Map, *, zone: tzinfo | None) -> tuple[Map, tuple[Message, ...]]:
    """Return the ticket's own row and all its messages, the opening one first. Drafts of replies are none."""
    inside = get_payload(answer)
    own = inside.get("ticket")
    row: Map = own if isinstance(own, dict) else inside
    replies = list_rows(inside.get("replies", row.get("replies")))
    files = decode_attachments(inside.get("attachments", row.get("attachments")))
    opening = _decode_message(row, files.get("0", ()), decode_flag(row.get("flags"), TICKET_ENCRYPTED), zone)
    answered = _is_answered_unmarked(row, replies)
    rest = [
        _decode_message(
            reply,
            files.get(decode_line(reply.get("id")), ()),
            decode_flag(reply.get("flags"), REPLY_ENCRYPTED),
            zone,
        )
        for reply in replies
        if not _is_unsent(reply, answered=answered)
    ]
    if all(message.time for message in rest):
        rest.sort(key=lambda message: str(message.time))
    return row, (opening, *rest)


def _is_answered_unmarked(row: Map, replies: list[dict[str, Any]]) -> bool:
    """Return whether no reply has a status though the ticket is answered: such an API marks no drafts."""
    return decode_line(row.get("status")) == "Answered" and not any(
        "status" in reply for reply in replies
    )  # data


def _is_unsent(reply: Map, *, answered: bool) -> bool:
    """Return whether a reply was not sent yet: a draft, scheduled, or without a status.

    Customers have no drafts.
    """
    if "status" in reply:
        return decode_line(reply["status"]).lower() != "sent"
    return decode_line(reply.get("type")).casefold() in _STAFF and not answered


def decode_attachments(value: object) -> dict[str, tuple[Attachment, ...]]:
    """Return attachments by the id of their reply, "0" for the opening message."""
    if isinstance(value, list):
        # PHP turns {"0": [...]} into a list, and some installations list all of them flat.
        keyed = dict(enumerate(value))
    elif isinstance(value, dict):
        keyed = value
    else:
        return {}
    found: dict[str, list[Attachment]] = {}
    for key, group in keyed.items():
        if isinstance(group, dict) and ("org_filename" in group or "filename" in group):
            # One alone stands under its reply's id; where all stand in one list, under its own or its place.
            own_key = isinstance(value, list) or str(key) == decode_line(group.get("id"))
            owner = decode_line(group.get("reply_id")) or ("0" if own_key else decode_line(key))
            found.setdefault(owner, []).append(decode_attachment(group))
        else:
            found.setdefault(decode_line(key), []).extend(
                decode_attachment(item) for item in list_rows(group)
            )
    return {key: tuple(group) for key, group in found.items()}


def decode_attachment(row: Map) -> Attachment:
    """Return an attachment. `address` is its stored name, which the API's download call takes."""
    size = decode_number(row.get("size", row.get("filesize")))
    stored = decode_optional_line(row.get("filename"))
    return Attachment(
        id=decode_optional_line(row.get("id")),
        name=decode_line(row.get("org_filename")) or stored or decode_line(row.get("id")),
        size=size,
        address=stored,
    )


def _decode_message(
    row: Map, files: tuple[Attachment, ...], encrypted: bool | None, zone: tzinfo | None
) -> Message:
    kind = decode_line(row.get("type")).casefold()
    text, html = extract_body(str(row.get("body") or ""))
    message = Message(
        id=decode_optional_line(row.get("id")),
        author=decode_optional_line(row.get("name")) or decode_optional_line(row.get("email")),
        staff=True if kind in _STAFF else False if kind in _CUSTOMERS else None,
        time=parse_api_time(row.get("date"), zone),
        body=text,
        body_html=html,
        encrypted=encrypted,
        attachments=files,
    )
    return add_pasted(message)
