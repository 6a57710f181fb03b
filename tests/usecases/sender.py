"""Who sends tickets and replies to a portal in memory, as the commands do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tests.commands.fake_portal import DEPARTMENTS, FakePortal

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.request import Customer
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import NewReply, NewTicket, OutcomeUnknown
from ticketcli.usecases.sent import Sent
from ticketcli.usecases.settle import settle
from ticketcli.usecases.submit import send_new, send_reply

LOST = OutcomeUnknown("The answer got lost.")
TICKET = NewTicket(DEPARTMENTS[0], "No ping", "Since 10:00.\n再起動しました。")
REPLY = NewReply("It works again.")
OLD = Ticket(
    "100", "No ping", status="Open", state="open", messages=(Message("7", "me", False, None, TICKET.body),)
)


CUSTOMER = Customer(
    "https://hb.bestnetllc.co.jp", "hanako@example.com", frozenset({"https://hb.bestnetllc.co.jp"})
)


@dataclass
class Sender:
    portal: FakePortal
    drafts: DraftStore
    time: datetime
    pauses: list[float]

    def now(self) -> datetime:
        return self.time

    def new(self, ticket: NewTicket = TICKET, *, again: bool = False) -> Sent:
        draft = Draft(
            department=ticket.department.name,
            service=ticket.service.id if ticket.service else None,
            subject=ticket.subject,
            message=ticket.body,
            attachments=tuple(file.path for file in ticket.files),
        )
        entry = self.drafts.save(draft, self.portal.url)
        sent = send_new(
            self.portal,
            self.drafts,
            entry,
            ticket,
            customer=CUSTOMER,
            now=self.now,
            sleep=self.pauses.append,
            again=again,
        )
        return self.finish(sent)

    def reply(self, number: str, reply: NewReply = REPLY) -> Sent:
        entry = self.drafts.save(Draft(kind="reply", number=number, message=reply.body), self.portal.url)
        sent = send_reply(
            self.portal,
            self.drafts,
            entry,
            number,
            reply,
            customer=CUSTOMER,
            now=self.now,
            sleep=self.pauses.append,
        )
        return self.finish(sent)

    def settle(self, entry: Entry | None = None) -> Sent | None:
        """Find out about a draft; about the only one, if none is named."""
        if entry is None:
            (entry,) = self.drafts.all()
        sent = settle(self.portal, self.drafts, entry, now=lambda: self.time)
        return sent and self.finish(sent)

    def finish(self, sent: Sent) -> Sent:
        """Tell of it, as commands do."""
        if sent.entry is not None:
            self.drafts.finish(sent.entry)
        return sent

    @property
    def states(self) -> list[str]:
        return [entry.state for entry in self.drafts.all()]


def change_opening(ticket: Ticket, **changes: object) -> Ticket:
    """Change the first message of a ticket."""
    first = (ticket.messages or ())[0]
    return replace(ticket, messages=(replace(first, **changes),))  # type: ignore[arg-type]


def change_body(ticket: Ticket, text: str) -> Ticket:
    """Change the text of the first message of a ticket."""
    return change_opening(ticket, body=text)


def change_sizes(ticket: Ticket, size: int) -> Ticket:
    """Change the sizes of the files of the first message."""
    first = (ticket.messages or ())[0]
    return change_opening(ticket, attachments=tuple(replace(item, size=size) for item in first.attachments))
