"""What the portal holds: tickets, messages, attachments, in memory."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from tests.contract.quirks import Quirks

NEVER = "0000-00-00 00:00:00"


@dataclass
class Attachment:
    id: str
    name: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def stored_as(self) -> str:
        """hostbill.md's `filename`, beside `org_filename`."""
        return f"{int(self.id):08x}_{len(self.name)}.dat"


@dataclass
class Message:
    """One message of a ticket. A staff's body is HTML, a client's is the text as it was posted."""

    body: str
    staff: bool = False
    name: str = ""
    email: str = ""
    date: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    encrypted: bool = False
    draft: bool = False
    id: str = ""
    number: str = ""
    via: str = ""
    extra: dict[str, list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body with plain newlines."""
        return self.body.replace("\r\n", "\n")


@dataclass
class Ticket:
    """A stored ticket. `messages[0]` is the opening one.

    `priority` is "0", "1" or "2"; `cc` the addresses; `service` the service's id or None; `secondary` the ids
    of contacts to notify or None; `extra` what other fields held; `via` the door ("api", "web", "test").
    """

    id: str
    number: str
    hash: str
    dept_id: str
    subject: str
    messages: list[Message]
    status: str = "Open"
    priority: str = "1"
    cc: list[str] = field(default_factory=list)
    service: str | None = None
    secondary: list[str] | None = None
    guest: bool = False
    via: str = "test"
    extra: dict[str, list[str]] = field(default_factory=dict)
    unread: bool = False
    lag: int = 0
    lastreply: str = NEVER

    @property
    def opening(self) -> Message:
        return self.messages[0]

    @property
    def body(self) -> str:
        return self.opening.body

    @property
    def text(self) -> str:
        return self.opening.text

    @property
    def encrypted(self) -> bool:
        return self.opening.encrypted

    @property
    def attachments(self) -> list[Attachment]:
        return self.opening.attachments

    @property
    def author(self) -> str:
        return self.opening.name

    @property
    def email(self) -> str:
        return self.opening.email

    @property
    def date(self) -> str:
        return self.opening.date

    @property
    def updated(self) -> str:
        return self.messages[-1].date


class Store:
    """Tickets, newest last. Guard every use by `lock`."""

    def __init__(self, quirks: Quirks, seed: int = 20) -> None:
        self.quirks = quirks
        self.lock = threading.RLock()
        self.tickets: list[Ticket] = []
        self.chance = random.Random(seed)
        self.last_id = 1000

    def next_id(self) -> str:
        self.last_id += self.chance.randint(1, 9)
        return str(self.last_id)

    def now(self) -> str:
        zone = timezone(timedelta(hours=self.quirks.utc_offset))
        return datetime.now(zone).strftime("%Y-%m-%d %H:%M:%S")

    def secret(self, length: int = 32) -> str:
        return "".join(self.chance.choice("0123456789abcdef") for _ in range(length))

    def new_number(self) -> str:
        taken = {ticket.number for ticket in self.tickets}
        while True:
            number = str(self.chance.randint(100000, 999999))
            if self.quirks.numbers == "leading-zero":
                number = "0" + number[1:]
            if number not in taken:
                return number

    def attachment(self, name: str, content: bytes) -> Attachment:
        return Attachment(self.next_id(), name, content)

    def cut(self, text: str) -> str:
        """What a column of old utf8 keeps."""
        if not self.quirks.four_byte_cut:
            return text
        return text[: next((at for at, char in enumerate(text) if ord(char) > 0xFFFF), len(text))]

    def create(self, *, dept_id: str, subject: str, opening: Message, via: str) -> Ticket:
        number, identity = self.new_number(), self.next_id()
        opening.id, opening.number, opening.via = identity, number, via
        opening.date = opening.date or self.now()
        opening.body = self.cut(opening.body)
        lag = 0 if via == "test" else self.quirks.list_lag
        ticket = Ticket(
            identity, number, self.secret(), dept_id, self.cut(subject), [opening], via=via, lag=lag
        )
        self.tickets.append(ticket)
        return ticket

    def reply(self, ticket: Ticket, message: Message, via: str) -> Message:
        message.id, message.number, message.via = self.next_id(), ticket.number, via
        message.date = message.date or self.now()
        message.body = self.cut(message.body)
        ticket.messages.append(message)
        if not message.draft:
            ticket.lastreply = message.date
            ticket.status = "Answered" if message.staff else "Client-Reply"
            ticket.unread = message.staff
        return message

    def ticket(self, number: str) -> Ticket | None:
        return next((ticket for ticket in self.tickets if ticket.number == number), None)

    def listed(self) -> list[Ticket]:
        """The account's tickets in the portal's order; counts as one read of the list."""
        shown = []
        for ticket in self.tickets:
            if ticket.lag > 0:
                ticket.lag -= 1
            elif not ticket.guest:
                shown.append(ticket)
        if self.quirks.list_order == "updated":
            shown.sort(key=lambda ticket: ticket.updated, reverse=True)
        if self.quirks.list_order == "newest":
            shown.reverse()
        return shown

    def file(self, identity: str, *, name: bool = False) -> Attachment | None:
        """An attachment by its id, or by the name that it is stored as."""
        for ticket in self.tickets:
            for message in ticket.messages:
                for attachment in message.attachments:
                    if identity == (attachment.stored_as if name else attachment.id):
                        return attachment
        return None
