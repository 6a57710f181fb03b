"""Tickets as a portal shows them. `None` means: the portal does not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["open", "answered", "closed"]
"""Who has to act next, whatever a portal calls it: the staff, the customer, or nobody."""

PRIORITIES = ("low", "medium", "high")  # what a customer can ask for; their index is the portal's own number
ALL_PRIORITIES = (*PRIORITIES, "critical")  # what a ticket can have


@dataclass(frozen=True)
class Attachment:
    """A file that hangs on a message. `address` is where the portal serves it, if it said so."""

    id: str | None
    name: str
    size: int | None = None
    address: str | None = None


@dataclass(frozen=True)
class Message:
    """One message of a conversation, the opening one included.

    `time` has the portal's own zone, thus no offset, unless the zone is known. It is a date where
    the portal shows no clock, and None where a date could be read in two ways; `time_text` is
    what the portal shows.
    """

    id: str | None
    author: str | None
    staff: bool | None
    time: datetime | date | None
    body: str
    body_html: str | None = None
    encrypted: bool | None = None
    attachments: tuple[Attachment, ...] = ()
    time_text: str | None = None


@dataclass(frozen=True)
class Ticket:
    """One ticket. `messages` is None in a list, where portals do not send them.

    `status` is the portal's own word, and `state` what it means, as far as the portal's kind knows.
    `reply_reopens`: a reply to it, when it is closed, reopens it; else a closed ticket takes none.
    `lacks_message`: the portal stored it without the message that it was opened with.
    """

    number: str
    subject: str
    url: str | None = None
    status: str | None = None
    state: State | None = None
    department: str | None = None
    service: str | None = None
    cc: tuple[str, ...] | None = None
    priority: str | None = None
    encrypted: bool | None = None
    created: datetime | date | None = None
    updated: datetime | date | None = None
    messages: tuple[Message, ...] | None = None
    unread: bool | None = None
    reply_reopens: bool = False
    lacks_message: bool = False

    @property
    def closed(self) -> bool:
        """Whether the portal's word for its state is known to mean that it is closed."""
        return self.state == "closed"


@dataclass(frozen=True)
class Department:
    """Where a ticket can go. `priorities` says whether it lets the customer choose one."""

    id: str
    name: str
    description: str = ""
    priorities: bool | None = None


@dataclass(frozen=True)
class Service:
    """A service of the account that a ticket can be about."""

    id: str
    name: str
    domain: str | None = None
    status: str | None = None
    category: str | None = None

    @property
    def label(self) -> str:
        """How a person would call it: the name, and the domain where it adds something."""
        if self.domain and self.domain.casefold() not in self.name.casefold():
            return f"{self.name} ({self.domain})"
        return self.name
