"""The User API: JSON under ``/api``, as one function from a call to an answer.

Errors come in HTTP 200, but for 401 (who are you?) and 404 (no such call). Values come out of the
database as PHP gets them from MySQL: numbers are strings.
"""

from __future__ import annotations

import base64
import binascii
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from . import accounts, staff, tickets
from .php import Fields, htmlspecialchars, text
from .settings import Settings
from .store import Store
from .zone import portal_time

Row = sqlite3.Row
Payload = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One request: ``path`` below ``/api``, ``authorization`` the header, ``body`` of JSON or a form."""

    method: str
    path: str
    authorization: str = ""
    query: Fields = field(default_factory=dict)
    body: Fields = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    payload: Payload
    status: int = 200
    file: tuple[Path, str] | None = None  # a download instead of the payload: where it lies, its name


@dataclass(frozen=True)
class Desk:
    """What every call needs, and who calls. ``token``: what was sent as Bearer, if anything."""

    db: sqlite3.Connection
    store: Store
    settings: Settings
    client: Row | None = None
    token: str = ""
    personal: bool = False


Handler = Callable[[Desk, Call, str], Answer]


def error(*messages: str, status: int = 200) -> Answer:
    return Answer({"error": list(messages)}, status)


def answer(store: Store, settings: Settings, call: Call) -> Answer:
    for method, pattern, open_to_all, handler in CALLS:
        match = re.fullmatch(pattern, call.path.strip("/"))
        if match is None or method != call.method:
            continue
        with store.open() as db:
            desk = _identify(Desk(db, store, settings), call.authorization)
            if desk.client is None and not open_to_all:
                return error("Unauthorized", status=401)
            staff.answer_due(db, store.now(), settings.staff_after)
            reply = handler(desk, call, match.group(1) if match.groups() else "")
        if settings.api_envelope and "error" not in reply.payload:
            return Answer({"data": reply.payload}, reply.status, reply.file)
        return reply
    return error("Not found", status=404)


def _identify(desk: Desk, authorization: str) -> Desk:
    scheme, _, value = authorization.partition(" ")
    db, now = desk.db, desk.store.clock()
    if scheme.lower() == "bearer":
        row = accounts.token_row(db, value.strip(), ("access", "personal"), now)
        if row is not None:
            client = accounts.client_by_id(db, row["client_id"])
            return Desk(db, desk.store, desk.settings, client, value.strip(), row["kind"] == "personal")
    elif scheme.lower() == "basic" and desk.settings.basic:
        try:
            email, _, password = base64.b64decode(value).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return desk
        client = accounts.client_by_password(db, email, password)
        if client is not None and not client["second_factor"]:
            return Desk(db, desk.store, desk.settings, client)
    return desk


# Signing in


def _login(desk: Desk, call: Call, _: str) -> Answer:
    client = accounts.client_by_password(desk.db, text(call.body, "username"), text(call.body, "password"))
    if client is None:
        return error("Invalid username or password")
    if client["second_factor"]:
        return error("This account uses two-factor authentication, use a personal access token")
    now, settings = desk.store.clock(), desk.settings
    desk.db.execute("UPDATE clients SET lastlogin = ? WHERE id = ?", (int(now), client["id"]))
    token = accounts.issue(desk.db, "access", client["id"], now, now + settings.token_seconds)
    refresh = accounts.issue(desk.db, "refresh", client["id"], now, now + settings.refresh_seconds)
    return Answer({"token": token, "refresh": refresh})


def _refresh(desk: Desk, call: Call, _: str) -> Answer:
    now, settings, old = desk.store.clock(), desk.settings, text(call.body, "refresh_token")
    row = accounts.token_row(desk.db, old, ("refresh",), now)
    if row is None:
        return error("Invalid refresh token")
    payload = {
        "token": accounts.issue(desk.db, "access", row["client_id"], now, now + settings.token_seconds)
    }
    if settings.refresh_rotates:
        accounts.drop(desk.db, old)
        payload["refresh"] = accounts.issue(
            desk.db, "refresh", row["client_id"], now, now + settings.refresh_seconds
        )
    return Answer(payload)


def _logout(desk: Desk, call: Call, _: str) -> Answer:
    accounts.drop(desk.db, desk.token)
    return Answer({"status": True})


def _revoke(desk: Desk, call: Call, _: str) -> Answer:
    """Drops the access token that was sent, and the refresh token that is named."""
    refresh = text(call.body, "refresh_token")
    if desk.client is None and accounts.token_row(desk.db, refresh, ("refresh",), desk.store.clock()) is None:
        return error("Unauthorized", status=401)
    accounts.drop(desk.db, desk.token)
    accounts.drop(desk.db, refresh)
    return Answer({"status": True})


def _details(desk: Desk, call: Call, _: str) -> Answer:
    client = _client(desk)
    names = ("id", "email", "firstname", "lastname", "companyname")
    return Answer(
        {
            "client": {
                **{name: str(client[name]) for name in names},
                "lastlogin": portal_time(client["lastlogin"], desk.settings.utc_offset),
            }
        }
    )


# Personal access tokens


def _tokens(desk: Desk, call: Call, _: str) -> Answer:
    rows = desk.db.execute(
        "SELECT * FROM tokens WHERE kind = 'personal' AND client_id = ? ORDER BY id", (_client(desk)["id"],)
    )
    offset = desk.settings.utc_offset
    listed = [
        {
            "id": str(row["id"]),
            "name": row["name"],
            "created_at": portal_time(row["created"], offset),
            "expires_at": portal_time(row["expires"], offset),
        }
        for row in rows
    ]
    return Answer({"tokens": listed})


def _new_token(desk: Desk, call: Call, _: str) -> Answer:
    if desk.personal:
        return error("A personal access token cannot make another one")
    try:
        token = personal_token(desk.db, _client(desk), desk.store, desk.settings, call.body)
    except ValueError as problem:
        return error(str(problem))
    return Answer({"token": token, "id": str(desk.db.execute("SELECT max(id) FROM tokens").fetchone()[0])})


def personal_token(
    db: sqlite3.Connection, client: Row, store: Store, settings: Settings, fields: Fields
) -> str:
    """Make the token that ``name`` and ``expires_at`` (optional) ask for; ValueError if they are no good."""
    name, wanted, expires = text(fields, "name").strip(), text(fields, "expires_at").strip(), None
    if not name:
        raise ValueError("Token name cannot be empty")
    if wanted:
        try:
            there = datetime.fromisoformat(wanted).replace(tzinfo=timezone.utc)
        except ValueError:
            raise ValueError("Invalid expiration date") from None
        expires = there.timestamp() - settings.utc_offset
    return accounts.issue(db, "personal", client["id"], store.clock(), expires, name)


def _drop_token(desk: Desk, call: Call, token_id: str) -> Answer:
    gone = desk.db.execute(
        "DELETE FROM tokens WHERE id = ? AND kind = 'personal' AND client_id = ?",
        (token_id, _client(desk)["id"]),
    )
    return Answer({"status": True}) if gone.rowcount else error("Token not found")


# Tickets


def _departments(desk: Desk, call: Call, _: str) -> Answer:
    rows = desk.db.execute("SELECT id, name, description FROM departments ORDER BY id")
    return Answer({"departments": [_strings(row) for row in rows]})


def _list(desk: Desk, call: Call, _: str) -> Answer:
    settings, wanted = desk.settings, text(call.query, "page")
    page = max(int(wanted), 1) if wanted.isdecimal() else 1
    rows, total = tickets.page_of_tickets(
        desk.db,
        _client(desk)["id"],
        start=(page - 1) * settings.page_size,
        size=settings.page_size,
        before=desk.store.clock() - settings.list_lag,
    )
    payload: Payload = {"tickets": [_ticket(row, settings) for row in rows]}
    if settings.api_page_meta:
        payload["page"] = {"current": page, "total": max(-(-total // settings.page_size), 1)}
    return Answer(payload)


def _create(desk: Desk, call: Call, _: str) -> Answer:
    """Takes ``dept_id``, ``subject`` and ``body``, and nothing else."""
    subject, body = text(call.body, "subject").strip(), text(call.body, "body")
    dept_id = text(call.body, "dept_id")
    problems = []
    if not desk.db.execute("SELECT 1 FROM departments WHERE id = ?", (dept_id,)).fetchone():
        problems.append("Selected department does not exist")
    if not subject:
        problems.append("Subject line cannot be empty")
    if not body.strip():
        problems.append("Support ticket message cannot be empty")
    if problems:
        return error(*problems)
    new = tickets.NewTicket(int(dept_id), subject, body)
    row = tickets.add_ticket(desk.db, _client(desk), new, desk.store.now(), utf8mb3=desk.settings.utf8mb3)
    number, info = row["ticket_number"], ["Ticket has been created"]
    shapes: dict[str, Payload] = {
        "ticket_number": {"ticket_number": number},
        "number": {"number": number},
        "ticket": {"ticket": {"ticket_number": number}},
        "ticket_id": {"ticket_id": number},
        "status": {"status": True},
        "info": {"info": info},
    }
    return Answer(shapes[desk.settings.api_created])


def _show(desk: Desk, call: Call, number: str) -> Answer:
    row = _find(desk, number)
    if row is None:
        return error("Ticket not found")
    offset = desk.settings.utc_offset
    replies = [
        {
            **_strings(reply),
            "date": portal_time(reply["date"], offset),
            "body": htmlspecialchars(reply["body"]),
        }
        for reply in tickets.replies_of(desk.db, row)
    ]
    files = {
        reply_id: [
            {"id": str(file["id"]), "org_filename": file["org_filename"], "filename": file["filename"]}
            for file in found
        ]
        for reply_id, found in tickets.attachments_of(desk.db, row).items()
    }
    desk.db.execute("UPDATE tickets SET client_read = 1 WHERE id = ?", (row["id"],))
    return Answer({"ticket": _ticket(row, desk.settings), "replies": replies, "attachments": files})


def _reply(desk: Desk, call: Call, number: str) -> Answer:
    row, body = _find(desk, number), text(call.body, "body")
    if row is None:
        return error("Ticket not found")
    if row["status"] == "Closed":
        return error("This ticket is closed")
    if not body.strip():
        return error("Support ticket message cannot be empty")
    tickets.add_reply(desk.db, row, _client(desk), body, desk.store.now(), utf8mb3=desk.settings.utf8mb3)
    return Answer({"status": True, "info": ["Reply has been added"]})


def _close(desk: Desk, call: Call, number: str) -> Answer:
    row = _find(desk, number)
    if row is None or not tickets.set_closed(desk.db, row, closed=True):
        return error("You can't close this ticket")
    return Answer({"status": True, "info": ["Ticket has been closed"]})


def _open(desk: Desk, call: Call, number: str) -> Answer:
    row = _find(desk, number)
    if row is None or not tickets.set_closed(desk.db, row, closed=False):
        return error("You can't open this ticket")
    return Answer({"status": True, "info": ["Ticket has been opened"]})


def _attachment(desk: Desk, call: Call, file: str) -> Answer:
    row = tickets.attachment(desk.db, _client(desk)["id"], desk.settings.api_attachment_by, file)
    path = desk.store.files / row["filename"] if row is not None else None
    if row is None or path is None or not path.exists():
        return error("Attachment not found")
    return Answer({}, file=(path, row["org_filename"]))


# Services


def _services(desk: Desk, call: Call, _: str) -> Answer:
    rows = desk.db.execute("SELECT * FROM services WHERE client_id = ? ORDER BY id", (_client(desk)["id"],))
    return Answer({"services": [_strings(row, hide=("client_id",)) for row in rows]})


def _service(desk: Desk, call: Call, service_id: str) -> Answer:
    row = desk.db.execute(
        "SELECT * FROM services WHERE client_id = ? AND id = ?", (_client(desk)["id"], service_id)
    ).fetchone()
    return (
        error("Service not found") if row is None else Answer({"service": _strings(row, hide=("client_id",))})
    )


def _client(desk: Desk) -> Row:
    assert desk.client is not None  # noqa: S101 - answer() lets nobody else this far
    return desk.client


def _find(desk: Desk, number: str) -> Row | None:
    return tickets.ticket_by_number(desk.db, _client(desk)["id"], number)


def _strings(row: Row, hide: tuple[str, ...] = ()) -> dict[str, str]:
    return {key: "" if row[key] is None else str(row[key]) for key in row.keys() if key not in hide}  # noqa: SIM118


def _ticket(row: Row, settings: Settings) -> dict[str, str]:
    return {
        **_strings(row, hide=("service_id", "contacts")),
        "body": htmlspecialchars(row["body"]),
        "date": portal_time(row["date"], settings.utc_offset),
        "lastreply": portal_time(row["lastreply"], settings.utc_offset),
    }


CALLS: tuple[tuple[str, str, bool, Handler], ...] = (
    # method, path, open to everybody, what answers
    ("POST", "login", True, _login),
    ("POST", "token", True, _refresh),
    ("POST", "logout", False, _logout),
    ("POST", "revoke", True, _revoke),
    ("GET", "details", False, _details),
    ("GET", "tokens", False, _tokens),
    ("POST", "tokens", False, _new_token),
    ("DELETE", r"tokens/(\d+)", False, _drop_token),
    ("GET", "ticket/departments", False, _departments),
    ("GET", "tickets", False, _list),
    ("POST", "tickets", False, _create),
    ("GET", r"tickets/(\w+)", False, _show),
    ("POST", r"tickets/(\w+)", False, _reply),
    ("PUT", r"tickets/(\w+)/close", False, _close),
    ("PUT", r"tickets/(\w+)/open", False, _open),
    ("GET", r"ticket/attachment/([\w.-]+)", False, _attachment),
    ("GET", "service", False, _services),
    ("GET", r"service/(\d+)", False, _service),
)
