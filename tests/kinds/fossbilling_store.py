"""What a FOSSBilling double stores: tickets and messages, and what its database refuses."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

EMAIL = "hanako@example.com"
DESKS = {1: "General", 2: "BESTNET-CLOUD"}
MOST_BYTES = 65_535  # of a message
ZONE = timezone(timedelta(hours=9))  # the portal's own, which its times do not name


class Refused(Exception):
    """What the API answers with an error."""

    def __init__(self, message: str, code: int = 9999, status: int = 200) -> None:
        super().__init__(message)
        self.code, self.status = code, status


@dataclass
class Message:
    """One message; `staff` where an administrator wrote it."""

    id: int
    content: str
    at: datetime
    staff: bool = False


@dataclass
class Ticket:
    """One stored ticket of customer `client`. Without messages it is one that was half stored."""

    id: int
    client: int
    desk: int
    subject: str
    at: datetime
    order: int | None = None
    status: str = "open"
    messages: list[Message] = field(default_factory=list)

    @property
    def number(self) -> str:
        return str(self.id)


class Store:
    """The tickets of every customer."""

    def __init__(self, *, can_reopen: bool) -> None:
        self.can_reopen = can_reopen
        self.tickets: list[Ticket] = []
        self.fails = False  # the database takes tickets, but no messages
        self.now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
        self._last = 0

    def create(self, client: int, desk: int, subject: str, content: str, order: int | None = None) -> Ticket:
        """Store a ticket, then its message: where the message is refused, the ticket stays."""
        if any(ord(sign) > 0xFFFF for sign in subject):
            raise Refused(_sql(1366, "subject"), 1366)
        if len(subject) > 255:
            raise Refused(_sql(1406, "subject"), 1406)
        self._last += 1
        ticket = Ticket(self._last, client, desk, subject, self.now(), order)
        self.tickets.append(ticket)
        self.add(ticket, content)
        return ticket

    def add(self, ticket: Ticket, content: str, *, staff: bool = False) -> None:
        """Store one more message."""
        if self.fails:
            raise Refused("SQLSTATE[HY000]: General error: 2006 MySQL server has gone away", 2006)
        content = content.replace("\0", "").strip()
        if any(ord(sign) > 0xFFFF for sign in content):
            raise Refused(_sql(1366, "content"), 1366)
        if len(content.encode()) > MOST_BYTES:
            raise Refused(_sql(1406, "content"), 1406)
        self._last += 1
        ticket.messages.append(Message(self._last, content, self.now(), staff))

    def find(self, wanted: object, *, client: int | None) -> Ticket:
        """A customer's ticket; of any customer where that is None."""
        number = number_of(wanted)
        for ticket in self.tickets:
            if ticket.id == number and client in (None, ticket.client):
                return ticket
        raise Refused("Ticket not found")

    def shape(self, ticket: Ticket) -> dict[str, Any]:
        """A ticket as a customer sees it."""
        messages = [
            {
                "id": message.id,
                "content": message.content,
                "attachment": None,
                "created_at": _time(message.at),
                "author": {"name": "Support Desk", "role": "admin"}
                if message.staff
                else {"name": "Hanako Yamada", "role": "client"},
            }
            for message in ticket.messages
        ]
        shape = {
            "id": ticket.id,
            "subject": ticket.subject,
            "status": ticket.status,
            "created_at": _time(ticket.at),
            "updated_at": _time(ticket.messages[-1].at if messages else ticket.at),
            "replies": len(messages),
            "first": messages[0] if messages else None,
            "helpdesk": {"id": ticket.desk, "name": DESKS[ticket.desk], "can_reopen": self.can_reopen},
            "author": {"name": "Hanako Yamada", "email": EMAIL},
            "client": {"id": ticket.client, "email": EMAIL},
        }
        return {**shape, "messages": messages} if messages else shape


def number_of(value: object) -> int:
    """A number as PHP reads one: "9abc" is 9."""
    digits = ""
    for sign in str(value).strip():
        if not sign.isdigit():
            break
        digits += sign
    return int(digits or 0)


def _sql(code: int, column: str) -> str:
    fault = "Incorrect string value" if code == 1366 else "Data too long"
    return html.escape(f'SQLSTATE[22007]: {code} {fault} for column "{column}" at row 1')


def _time(moment: datetime) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
