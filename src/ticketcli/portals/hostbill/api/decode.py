"""PHP's JSON as values.

Numbers come as strings, lists as keyed maps, empty maps as lists, the payload at the root or
under "data", errors in a 200: all of that ends here. Nothing in here trusts a type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import tzinfo
from html import unescape
from itertools import islice
from typing import Any

from ticketcli.html.pasted import add_pasted
from ticketcli.html.to_text import convert_html, extract_body
from ticketcli.model.phrases import join_lines
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import ALL_PRIORITIES, Attachment, Department, Message, Service, Ticket
from ticketcli.portals.base import Identity
from ticketcli.portals.hostbill.times import parse_api_time

Map = Mapping[str, Any]

DEEPEST = 50
"""Lists and maps within each other: more of them no portal sends, and not every reader could follow."""

TICKET_ENCRYPTED = 1024  # ticket.flags
REPLY_ENCRYPTED = 16  # reply.flags
_STAFF = frozenset({"admin", "system"})  # types of senders
_CUSTOMERS = frozenset({"client", "email", "unregistered"})

# PHP prints its warnings in front of the answer where display_errors is on, as HTML or as plain text, and
# a file saved with a byte-order mark prints that.
_PAGE = re.compile(r"(?i)(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b")
_START = re.compile(r"[{\[](?=\s*[\"{\[}\]])")
_WITHIN_JSON = re.compile(r"(?::[ \t]*|[{\[,]\s*)\Z")  # in front of a value that is part of another one

_MOST_NOISE = 100  # brackets in it that may be the answer's first


class NotJson(ValueError):
    """The text is no JSON object."""


def read_json(text: str) -> Map:
    """Return the JSON object in an answer, whatever PHP printed in front of it. Raises NotJson."""
    text = text.strip("\ufeff \t\r\n")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = _read_after_noise(text)
    if _is_too_deep(value):
        raise NotJson
    if isinstance(value, list):
        return {str(index): item for index, item in enumerate(value)}
    if not isinstance(value, dict):
        raise NotJson
    return value


def is_json(text: str) -> bool:
    """Whether an answer is a JSON object."""
    try:
        read_json(text)
    except NotJson:
        return False
    return True


def _read_after_noise(text: str) -> object:
    if text[:1] != "{" and not _PAGE.match(text):
        for start in islice(_START.finditer(text), _MOST_NOISE):
            if _WITHIN_JSON.search(text, max(0, start.start() - 80), start.start()):
                continue  # an answer that was cut has whole values in it
            try:
                return json.loads(text[start.start() :])  # brackets inside the noise do not reach the end
            except (ValueError, RecursionError):
                continue
    raise NotJson


def _is_too_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        inner: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inner += [item for item in each.values() if isinstance(item, (dict, list))]
            elif isinstance(each, list):
                inner += [item for item in each if isinstance(item, (dict, list))]
        if not inner:
            return False
        level = inner
    return True


def get_payload(answer: Map) -> Map:
    """What the answer is about: the root, or what stands under "data"."""
    data = answer.get("data")
    if isinstance(data, dict):
        return data
    if isinstance(data, list) and data:
        return {str(index): item for index, item in enumerate(data)}
    return answer


def list_errors(answer: Map) -> tuple[str, ...]:
    """What the answer complains of: `error` as list, string or map, or as a flag. Empty if of nothing."""
    said = collect_sentences(answer.get("error")) or collect_sentences(answer.get("errors"))
    if not said and answer.get("error") is True:
        return collect_sentences(answer.get("message"))
    return said


def list_infos(answer: Map) -> tuple[str, ...]:
    """The notices of an answer."""
    return collect_sentences(answer.get("info"))


def has_failed(answer: Map) -> bool:
    """Whether an answer says that it did not work, with or without a reason."""
    return (
        bool(list_errors(answer))
        or answer.get("error") is True
        or any(name in answer and is_no(answer[name]) for name in ("success", "status", "result"))
    )


def collect_sentences(value: object) -> tuple[str, ...]:
    """Sentences out of a string, a list or a map of them, to any depth."""
    if value is None or isinstance(value, bool):
        return ()
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return tuple(word for item in value[:50] for word in collect_sentences(item))
    line = clean_line(convert_html(str(value)) if "<" in str(value) else unescape(str(value)))
    return (line,) if line else ()


def is_no(value: object) -> bool:
    """Whether a value is one of the ways to say no."""
    return value is False or (not isinstance(value, bool) and str(value).lower() in {"0", "false", "error"})


def list_rows(value: object) -> list[dict[str, Any]]:
    """The maps in a list, or in a list that PHP keyed; a missing id is the key."""
    if isinstance(value, dict):
        return [
            {"id": key, **item} if "id" not in item else item
            for key, item in value.items()
            if isinstance(item, dict)
        ]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def list_items(answer: Map, name: str) -> list[dict[str, Any]]:
    """The rows of a list that an answer holds under its name, under "data", or as its root."""
    inside = get_payload(answer)
    if name in inside:
        return list_rows(inside[name])
    if name in answer:
        return list_rows(answer[name])
    data = answer.get("data")
    if isinstance(data, (list, dict)) and list_rows(data):
        return list_rows(data)
    return list_rows(inside) if all(key.isdigit() for key in inside) else []


def has_list(answer: Map, name: str) -> bool:
    """Whether an answer has a list of that name, be it empty, or stands for one under "data"."""
    return name in get_payload(answer) or name in answer or isinstance(answer.get("data"), (list, dict))


def list_values(value: object) -> list[Any]:
    """What a list holds, or one that PHP keyed."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def decode_line(value: object) -> str:
    """A value as one clean line; entities resolved."""
    return "" if value is None or isinstance(value, (dict, list)) else clean_line(unescape(str(value)))


def decode_optional_line(value: object) -> str | None:
    """A value as one clean line, None if there is none."""
    return decode_line(value) or None


def decode_number(value: object) -> int | None:
    """A whole number, however it is written."""
    try:
        return int(str(value).strip())
    except ValueError:
        return None


def decode_flag(flags: object, bit: int) -> bool | None:
    """Whether a bit is set, None where flags are not given."""
    value = decode_number(flags)
    return None if value is None else bool(value & bit)


def decode_department(row: Map) -> Department:
    """A department; its description may be HTML."""
    text = str(row.get("description") or "")
    return Department(
        decode_line(row.get("id")),
        decode_line(row.get("name")),
        clean_line(join_lines(convert_html(text).split("\n"))) if text else "",
    )


def decode_service(row: Map) -> Service:
    """A service of the account."""
    return Service(
        id=decode_line(row.get("id")),
        name=decode_line(row.get("name")) or decode_line(row.get("domain")) or decode_line(row.get("id")),
        domain=decode_optional_line(row.get("domain")),
        status=decode_optional_line(row.get("status")),
        category=decode_optional_line(row.get("category")),
    )


def decode_identity(answer: Map) -> Identity | None:
    """Who is signed in; None where the answer is about nobody."""
    inside = get_payload(answer)
    client = inside.get("client")
    row = client if isinstance(client, dict) else inside
    if not (decode_optional_line(row.get("id")) or decode_optional_line(row.get("email"))):
        return None
    name = " ".join(
        part for part in (decode_line(row.get("firstname")), decode_line(row.get("lastname"))) if part
    )
    return Identity(
        decode_optional_line(row.get("email")), name or None, decode_optional_line(row.get("companyname"))
    )


def decode_ticket_number(row: Map) -> str | None:
    """The number that people see and every call takes."""
    return decode_optional_line(row.get("ticket_number")) or decode_optional_line(row.get("number"))


def decode_new_number(answer: Map) -> str | None:
    """The number in the answer to a new ticket, from wherever an installation puts it."""
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
    """A ticket without its conversation, or with the messages given."""
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
    """E-mail addresses out of a comma-separated text or a list of them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        value = ",".join(str(item) for item in value)
    parts = decode_line(value).replace(";", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def decode_conversation(answer: Map, *, zone: tzinfo | None) -> tuple[Map, tuple[Message, ...]]:
    """The ticket's own row and all its messages, the opening one first. Drafts of replies are none."""
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
    """Whether no reply tells its status though the ticket has been answered: such an API marks no drafts."""
    return decode_line(row.get("status")) == "Answered" and not any(
        "status" in reply for reply in replies
    )  # data


def _is_unsent(reply: Map, *, answered: bool) -> bool:
    """Whether a reply was not sent yet: a draft, scheduled, or without a status. Customers have no drafts."""
    if "status" in reply:
        return decode_line(reply["status"]).lower() != "sent"
    return decode_line(reply.get("type")).casefold() in _STAFF and not answered


def decode_attachments(value: object) -> dict[str, tuple[Attachment, ...]]:
    """Attachments by the id of their reply, "0" for the opening message."""
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
    """An attachment. `address` is its stored name, which the API's download call takes."""
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


def decode_page_position(answer: Map) -> tuple[int, int] | None:
    """The current page and how many there are, where an answer says it."""
    page = answer.get("page", get_payload(answer).get("page"))
    if not isinstance(page, dict):
        return None
    current, total = decode_number(page.get("current")), decode_number(page.get("total"))
    return (current, total) if current is not None and total is not None else None
