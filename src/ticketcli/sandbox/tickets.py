"""Tickets, replies and attachments in the database."""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

Row = sqlite3.Row

PRIORITY_OPTION = 64
"""In ``departments.options``: customers may choose the priority."""
TICKET_ENCRYPTED, REPLY_ENCRYPTED, CONTACTS_OVERRIDDEN = 1024, 16, 256
"""In ``tickets.flags``, ``replies.flags`` and ``tickets.flags``."""


@dataclass(frozen=True)
class StoredFile:
    org_filename: str
    filename: str
    size: int


@dataclass(frozen=True)
class NewTicket:
    dept_id: int
    subject: str
    body: str
    flags: int = 0
    priority: int = 0
    cc: str = ""
    service_id: int | None = None
    contacts: tuple[str, ...] = ()
    files: tuple[StoredFile, ...] = ()


def cut(text: str, utf8mb3: bool) -> str:
    """Cut a text as an old MySQL does, before its first character beyond U+FFFF."""
    return re.split("[\U00010000-\U0010ffff]", text, maxsplit=1)[0] if utf8mb3 else text


def add_ticket(
    db: sqlite3.Connection, client: Row, new: NewTicket, now: int, *, utf8mb3: bool = False
) -> Row:
    number = str(secrets.randbelow(900_000) + 100_000)
    while db.execute("SELECT 1 FROM tickets WHERE ticket_number = ?", (number,)).fetchone():
        number = str(secrets.randbelow(900_000) + 100_000)
    cursor = db.execute(
        "INSERT INTO tickets (ticket_number, acc_hash, dept_id, client_id, name, email, cc, subject, body,"
        " status, priority, date, lastreply, flags, type, service_id, contacts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'Open', ?, ?, ?, ?, 'Client', ?, ?)",
        (
            number,
            secrets.token_hex(16),
            new.dept_id,
            client["id"],
            f"{client['firstname']} {client['lastname']}".strip(),
            client["email"],
            cut(new.cc, utf8mb3),
            cut(new.subject, utf8mb3),
            cut(new.body, utf8mb3),
            new.priority,
            now,
            now,
            new.flags,
            new.service_id,
            ",".join(new.contacts),
        ),
    )
    ticket_id = cursor.lastrowid or 0
    _attach(db, ticket_id, 0, new.files, utf8mb3)
    row: Row = db.execute("SELECT * FROM tickets WHERE id = ?", (ticket_id,)).fetchone()
    return row


def add_reply(
    db: sqlite3.Connection,
    ticket: Row,
    client: Row,
    body: str,
    now: int,
    *,
    flags: int = 0,
    files: Iterable[StoredFile] = (),
    utf8mb3: bool = False,
) -> None:
    cursor = db.execute(
        "INSERT INTO replies (ticket_id, replier_id, name, email, date, body, status, type, flags)"
        " VALUES (?, ?, ?, ?, ?, ?, 'Sent', 'Client', ?)",
        (
            ticket["id"],
            client["id"],
            f"{client['firstname']} {client['lastname']}".strip(),
            client["email"],
            now,
            cut(body, utf8mb3),
            flags,
        ),
    )
    _attach(db, ticket["id"], cursor.lastrowid or 0, files, utf8mb3)
    db.execute("UPDATE tickets SET status = 'Client-Reply', lastreply = ? WHERE id = ?", (now, ticket["id"]))


def _attach(
    db: sqlite3.Connection, ticket_id: int, reply_id: int, files: Iterable[StoredFile], utf8mb3: bool
) -> None:
    db.executemany(
        "INSERT INTO attachments (ticket_id, reply_id, org_filename, filename, size) VALUES (?, ?, ?, ?, ?)",
        [(ticket_id, reply_id, cut(file.org_filename, utf8mb3), file.filename, file.size) for file in files],
    )


def set_closed(db: sqlite3.Connection, ticket: Row, closed: bool) -> bool:
    """Close or reopen. False if it was so already, which portals refuse."""
    if (ticket["status"] == "Closed") == closed:
        return False
    db.execute("UPDATE tickets SET status = ? WHERE id = ?", ("Closed" if closed else "Open", ticket["id"]))
    return True


ORDERS = {
    "subject": "subject",
    "status": "status",
    "date": "date",
    "lastreply": "lastreply",
    "deptname": "deptname",
    "dept_id": "deptname",
    "ticket_number": "ticket_number",
}
_TICKET = (
    "SELECT tickets.*, departments.name AS deptname FROM tickets JOIN departments ON departments.id = dept_id"
)


def list_tickets(
    db: sqlite3.Connection,
    client_id: int,
    *,
    start: int,
    size: int,
    before: float,
    order: str = "",
    status: str = "",
) -> tuple[list[Row], int]:
    """List ``size`` tickets from ``start`` on, and how many there are in all.

    ``before``: seconds since 1970; younger ones are not listed. ``order``: ``COLUMN|ASC`` or ``COLUMN|DESC``;
    the last to change comes first otherwise.
    """
    column, _, direction = order.partition("|")
    by = f"{ORDERS.get(column, 'lastreply')} {'ASC' if column in ORDERS and direction == 'ASC' else 'DESC'}"
    where = " WHERE client_id = ? AND date <= ? AND (? = '' OR status = ?)"
    values = (client_id, before, status, status)
    rows = db.execute(
        f"{_TICKET}{where} ORDER BY {by}, tickets.id DESC LIMIT ? OFFSET ?", (*values, size, start)
    )
    total = db.execute(f"SELECT count(*) FROM tickets{where}", values).fetchone()[0]  # noqa: S608 - no input in it
    return rows.fetchall(), total


def find_ticket(db: sqlite3.Connection, client_id: int, number: str) -> Row | None:
    row: Row | None = db.execute(
        f"{_TICKET} WHERE client_id = ? AND ticket_number = ?", (client_id, number)
    ).fetchone()
    return row


def list_replies(db: sqlite3.Connection, ticket: Row) -> list[Row]:
    return db.execute("SELECT * FROM replies WHERE ticket_id = ? ORDER BY id", (ticket["id"],)).fetchall()


def list_attachments(db: sqlite3.Connection, ticket: Row) -> dict[str, list[Row]]:
    """Map reply ids to files; ``"0"`` is the opening message."""
    found: dict[str, list[Row]] = {}
    rows = db.execute("SELECT * FROM attachments WHERE ticket_id = ? ORDER BY reply_id, id", (ticket["id"],))
    for row in rows:
        found.setdefault(str(row["reply_id"]), []).append(row)
    return found


def find_attachment(db: sqlite3.Connection, client_id: int, key: str, value: str) -> Row | None:
    """Find the attachment whose ``key`` (``id`` or ``filename``) is ``value``, if it is the client's own."""
    both = "SELECT attachments.* FROM attachments JOIN tickets ON tickets.id = ticket_id WHERE client_id = ?"
    column = {"id": "attachments.id", "filename": "attachments.filename"}[key]
    row: Row | None = db.execute(f"{both} AND {column} = ?", (client_id, value)).fetchone()
    return row
