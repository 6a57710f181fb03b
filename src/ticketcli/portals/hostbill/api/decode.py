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
from ticketcli.html.to_text import body_text, to_text
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import ALL_PRIORITIES, Attachment, Department, Message, Service, Ticket
from ticketcli.portals.base import Identity
from ticketcli.portals.hostbill.times import api_time

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
_START = re.compile(r"(?:^|(?<=>)|(?<=\ufeff)|(?<=\u00ef\u00bb\u00bf))[{\[]", re.M)

_MOST_NOISE = 20  # brackets in it that may be the answer's first


class NotJson(ValueError):
    """The text is no JSON object."""


def read_json(text: str) -> Map:
    """Return the JSON object in an answer, whatever PHP printed in front of it. Raises NotJson."""
    text = text.strip("\ufeff \t\r\n")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = _read_after_noise(text)
    if _too_deep(value):
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
    if text[:1] not in {"{", "["} and not _PAGE.match(text):
        for start in islice(_START.finditer(text), _MOST_NOISE):
            try:
                return json.loads(text[start.start() :])  # brackets inside the noise do not reach the end
            except (ValueError, RecursionError):
                continue
    raise NotJson


def _too_deep(value: object) -> bool:
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


def payload(answer: Map) -> Map:
    """What the answer is about: the root, or what stands under "data"."""
    data = answer.get("data")
    if isinstance(data, dict):
        return data
    if isinstance(data, list) and data:
        return {str(index): item for index, item in enumerate(data)}
    return answer


def errors(answer: Map) -> tuple[str, ...]:
    """What the answer complains of: `error` as list, string or map, or as a flag. Empty if of nothing."""
    said = words(answer.get("error")) or words(answer.get("errors"))
    if not said and answer.get("error") is True:
        return words(answer.get("message"))
    return said


def infos(answer: Map) -> tuple[str, ...]:
    """The notices of an answer."""
    return words(answer.get("info"))


def failed(answer: Map) -> bool:
    """Whether an answer says that it did not work, with or without a reason."""
    return (
        bool(errors(answer))
        or answer.get("error") is True
        or any(name in answer and is_no(answer[name]) for name in ("success", "status", "result"))
    )


def words(value: object) -> tuple[str, ...]:
    """Sentences out of a string, a list or a map of them, to any depth."""
    if value is None or isinstance(value, bool):
        return ()
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return tuple(word for item in value[:50] for word in words(item))
    line = clean_line(to_text(str(value)) if "<" in str(value) else unescape(str(value)))
    return (line,) if line else ()


def is_no(value: object) -> bool:
    """Whether a value is one of the ways to say no."""
    return value is False or (not isinstance(value, bool) and str(value).lower() in {"0", "false", "error"})


def rows(value: object) -> list[dict[str, Any]]:
    """The maps in a list, or in a list that PHP keyed; a missing id is the key."""
    if isinstance(value, dict):
        return [
            {"id": key, **item} if "id" not in item else item
            for key, item in value.items()
            if isinstance(item, dict)
        ]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def items(answer: Map, name: str) -> list[dict[str, Any]]:
    """The rows of a list that an answer holds under its name, under "data", or as its root."""
    inside = payload(answer)
    if name in inside:
        return rows(inside[name])
    if name in answer:
        return rows(answer[name])
    data = answer.get("data")
    if isinstance(data, (list, dict)) and rows(data):
        return rows(data)
    return rows(inside) if all(key.isdigit() for key in inside) else []


def holds(answer: Map, name: str) -> bool:
    """Whether an answer has a list of that name, be it empty, or stands for one under "data"."""
    return name in payload(answer) or name in answer or isinstance(answer.get("data"), (list, dict))


def values(value: object) -> list[Any]:
    """What a list holds, or one that PHP keyed."""
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def line(value: object) -> str:
    """A value as one clean line; entities resolved."""
    return "" if value is None or isinstance(value, (dict, list)) else clean_line(unescape(str(value)))


def some(value: object) -> str | None:
    """A value as one clean line, None if there is none."""
    return line(value) or None


def number(value: object) -> int | None:
    """A whole number, however it is written."""
    try:
        return int(str(value).strip())
    except ValueError:
        return None


def flag(flags: object, bit: int) -> bool | None:
    """Whether a bit is set, None where flags are not given."""
    value = number(flags)
    return None if value is None else bool(value & bit)


def department(row: Map) -> Department:
    """A department; its description may be HTML."""
    text = str(row.get("description") or "")
    return Department(line(row.get("id")), line(row.get("name")), clean_line(to_text(text)) if text else "")


def service(row: Map) -> Service:
    """A service of the account."""
    return Service(
        id=line(row.get("id")),
        name=line(row.get("name")) or line(row.get("domain")) or line(row.get("id")),
        domain=some(row.get("domain")),
        status=some(row.get("status")),
        category=some(row.get("category")),
    )


def identity(answer: Map) -> Identity | None:
    """Who is signed in; None where the answer is about nobody."""
    inside = payload(answer)
    client = inside.get("client")
    row = client if isinstance(client, dict) else inside
    if not (some(row.get("id")) or some(row.get("email"))):
        return None
    name = " ".join(part for part in (line(row.get("firstname")), line(row.get("lastname"))) if part)
    return Identity(some(row.get("email")), name or None, some(row.get("companyname")))


def ticket_number(row: Map) -> str | None:
    """The number that people see and every call takes."""
    return some(row.get("ticket_number")) or some(row.get("number"))


def new_number(answer: Map) -> str | None:
    """The number in the answer to a new ticket, from wherever an installation puts it."""
    inside = payload(answer)
    inner = inside.get("ticket")
    rows_ = [inside, inner if isinstance(inner, dict) else {}, answer]
    for name in ("ticket_number", "number", "ticket_id"):
        for row in rows_:
            if some(row.get(name)):
                return some(row.get(name))
    return some(inner) if isinstance(inner, (str, int)) and not isinstance(inner, bool) else None


def ticket(row: Map, url: str | None, *, zone: tzinfo | None, messages: tuple[Message, ...] | None) -> Ticket:
    """A ticket without its conversation, or with the messages given."""
    priority = number(row.get("priority"))
    read = row.get("client_read")
    cc = row.get("cc")
    return Ticket(
        number=ticket_number(row) or line(row.get("id")),
        subject=line(row.get("subject")),
        url=url,
        status=some(row.get("status")),
        department=some(row.get("deptname")) or some(row.get("department")),
        service=None,
        cc=addresses(cc) if "cc" in row else None,
        priority=dict(enumerate(ALL_PRIORITIES)).get(-1 if priority is None else priority),
        encrypted=flag(row.get("flags"), TICKET_ENCRYPTED),
        created=api_time(row.get("date"), zone),
        updated=api_time(row.get("lastreply"), zone),
        messages=messages,
        unread=None if read is None else is_no(read),
    )


def addresses(value: object) -> tuple[str, ...]:
    """E-mail addresses out of a comma-separated text or a list of them."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        value = ",".join(str(item) for item in value)
    parts = line(value).replace(";", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def conversation(answer: Map, *, zone: tzinfo | None) -> tuple[Map, tuple[Message, ...]]:
    """The ticket's own row and all its messages, the opening one first. Drafts of replies are none."""
    inside = payload(answer)
    own = inside.get("ticket")
    row: Map = own if isinstance(own, dict) else inside
    replies = rows(inside.get("replies", row.get("replies")))
    files = attachments(inside.get("attachments", row.get("attachments")))
    opening = _message(row, files.get("0", ()), flag(row.get("flags"), TICKET_ENCRYPTED), zone)
    answered = _answered_unmarked(row, replies)
    rest = [
        _message(reply, files.get(line(reply.get("id")), ()), flag(reply.get("flags"), REPLY_ENCRYPTED), zone)
        for reply in replies
        if not _is_unsent(reply, answered=answered)
    ]
    if all(message.time for message in rest):
        rest.sort(key=lambda message: str(message.time))
    return row, (opening, *rest)


def _answered_unmarked(row: Map, replies: list[dict[str, Any]]) -> bool:
    """Whether no reply tells its status though the ticket has been answered: such an API marks no drafts."""
    return line(row.get("status")) == "Answered" and not any("status" in reply for reply in replies)  # data


def _is_unsent(reply: Map, *, answered: bool) -> bool:
    """Whether a reply was not sent yet: a draft, scheduled, or without a status. Customers have no drafts."""
    if "status" in reply:
        return line(reply["status"]).lower() != "sent"
    return line(reply.get("type")).casefold() in _STAFF and not answered


def attachments(value: object) -> dict[str, tuple[Attachment, ...]]:
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
            own_key = isinstance(value, list) or str(key) == line(group.get("id"))
            owner = line(group.get("reply_id")) or ("0" if own_key else line(key))
            found.setdefault(owner, []).append(attachment(group))
        else:
            found.setdefault(line(key), []).extend(attachment(item) for item in rows(group))
    return {key: tuple(group) for key, group in found.items()}


def attachment(row: Map) -> Attachment:
    """An attachment. `address` is its stored name, which the API's download call takes."""
    size = number(row.get("size", row.get("filesize")))
    stored = some(row.get("filename"))
    return Attachment(
        id=some(row.get("id")),
        name=line(row.get("org_filename")) or stored or line(row.get("id")),
        size=size,
        address=stored,
    )


def _message(row: Map, files: tuple[Attachment, ...], encrypted: bool | None, zone: tzinfo | None) -> Message:
    kind = line(row.get("type")).casefold()
    text, html = body_text(str(row.get("body") or ""))
    message = Message(
        id=some(row.get("id")),
        author=some(row.get("name")) or some(row.get("email")),
        staff=True if kind in _STAFF else False if kind in _CUSTOMERS else None,
        time=api_time(row.get("date"), zone),
        body=text,
        body_html=html,
        encrypted=encrypted,
        attachments=files,
    )
    return add_pasted(message)


def page_meta(answer: Map) -> tuple[int, int] | None:
    """The current page and how many there are, where an answer says it."""
    page = answer.get("page", payload(answer).get("page"))
    if not isinstance(page, dict):
        return None
    current, total = number(page.get("current")), number(page.get("total"))
    return (current, total) if current is not None and total is not None else None
