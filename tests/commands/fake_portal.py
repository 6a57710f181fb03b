"""A portal in memory, for tests of everything that stands on `portals.base.Portal`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from ticketcli.model.errors import ContentRefused
from ticketcli.model.ticket import Attachment, Department, Message, Service, Ticket
from ticketcli.portals.base import (
    CannotCarry,
    File,
    Identity,
    MorePages,
    NewReply,
    NewTicket,
    NoSuchTicket,
    Progress,
    Receipt,
    TicketClosed,
)
from ticketcli.portals.capabilities import Capabilities, Feature, Route, RouteName

URL = "https://hb.bestnetllc.co.jp"

DEPARTMENTS = (
    Department("1", "BESTNET-CLOUD", "VPS and cloud servers", priorities=True),
    Department("2", "Billing", "Invoices and payments", priorities=False),
    Department("3", "ドメイン", "ドメインとDNSのお問い合わせ"),
)
SERVICES = (
    Service("17", "VPS 4GB", "web1.example.com", "Active", "Cloud"),
    Service("18", "VPS 8GB", "db1.example.com", "Active", "Cloud"),
    Service("21", "example.jp", "example.jp", "Pending", "Domains"),
)
CAPABILITIES = Capabilities(
    routes=(Route("api", open=True), Route("web", open=True, carries=frozenset(Feature))),
    departments=DEPARTMENTS,
    services=SERVICES,
    extensions=(".jpg", ".gif", ".zip", ".png", ".pdf"),
    learned="2026-06-09T12:00:00+00:00",
)


def as_asked(ticket: Ticket) -> Ticket:
    """What a faithful portal makes of a ticket."""
    return ticket


class FakePortal:
    """One customer's portal. Its fields are what a test sets and looks at.

    `calls` has each call as (name, first argument). `fail(name, error)` makes the next call of
    that name raise; with `after=True` the work is done first, as when the answer gets lost.
    `store_as` changes a ticket as it is stored; `lag` is how many lists a new ticket is missing
    from; `page` how many tickets a page has; `endless` says that the list goes on after them all;
    `tells_number` whether the answer to a new ticket holds its number. `answers` are what a raw
    call is answered with. `files` has the bytes of attachments by their id. `zone_known` decides
    whether its times have an offset.
    """

    def __init__(
        self,
        tickets: Sequence[Ticket] = (),
        *,
        departments: Sequence[Department] = DEPARTMENTS,
        services: Sequence[Service] = SERVICES,
        capabilities: Capabilities = CAPABILITIES,
        files: Mapping[str, bytes] | None = None,
        now: Callable[[], datetime] = datetime.now,
        zone_known: bool = False,
    ) -> None:
        self.url = URL
        self.stored = {ticket.number: ticket for ticket in tickets}
        self.offered_departments = tuple(departments)
        self.offered_services = tuple(services)
        self.offers = capabilities
        self.files = dict(files or {})
        self.calls: list[tuple[str, object]] = []
        self.sent: list[NewTicket | NewReply] = []
        self.store_as: Callable[[Ticket], Ticket] = as_asked
        self.lag = 0
        self.page = 25
        self.endless = False
        self.tells_number = True
        self.notices: tuple[str, ...] = ()
        self.answers: tuple[str, ...] = ()
        self.asked_pause = 0.0
        self._now = now
        self._zone_known = zone_known
        self._failures: defaultdict[str, list[tuple[bool, Exception]]] = defaultdict(list)
        self._hidden: dict[str, int] = {}

    def fail(self, name: str, *errors: Exception, after: bool = False) -> None:
        """Make the next calls of that name raise these errors, one each."""
        self._failures[name] += [(after, error) for error in errors]

    def capabilities(self, *, fresh: bool = False) -> Capabilities:
        self._begin("capabilities", fresh)
        return self.offers

    def learn(self, capabilities: Capabilities) -> None:
        self._begin("learn", capabilities)
        self.offers = capabilities

    def who(self) -> Identity:
        self._begin("who", None)
        return Identity(email="hanako@example.com", name="山田 花子", company="Example KK")

    def departments(self) -> tuple[Department, ...]:
        self._begin("departments", None)
        return self.offered_departments

    def services(self) -> tuple[Service, ...]:
        self._begin("services", None)
        return self.offered_services

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        self._begin("tickets", None)
        yield from self._listed()
        if self.endless:
            raise MorePages(self.url)

    def newest(self) -> tuple[Ticket, ...]:
        self._begin("newest", None)
        return tuple(self._listed()[: self.page])

    def ticket(self, number: str) -> Ticket:
        self._begin("ticket", number)
        return self._stored(number)

    def prefetch(self, requested: frozenset[Feature], *, number: str | None = None) -> None:
        pass

    def check(self, requested: frozenset[Feature], *, reply: bool = False) -> RouteName:
        self._begin("check", requested)
        return self._route(requested)

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        lost = self._begin("create", ticket)
        self.sent.append(ticket)
        number = str(482910 + len(self.stored))
        opening = self._message(ticket.body, ticket.encrypt, ticket.files, progress)
        self.stored[number] = self.store_as(
            Ticket(
                number=number,
                subject=ticket.subject,
                url=self.address(number),
                status="Open",
                state="open",
                department=ticket.department.name,
                service=ticket.service.name if ticket.service else None,
                cc=ticket.cc,
                priority=ticket.priority,
                encrypted=ticket.encrypt,
                created=opening.time,
                updated=opening.time,
                messages=(opening,),
            )
        )
        self._hidden[number] = self.lag
        if lost:
            raise lost
        side = self._route(ticket.features)
        if not self.tells_number:
            return Receipt(side, notices=self.notices)
        return Receipt(side, number, self.address(number), self.notices)

    def reply(self, number: str, reply: NewReply, progress: Progress | None = None) -> Receipt:
        lost = self._begin("reply", number)
        ticket = self._stored(number)
        if ticket.closed:
            raise TicketClosed([f"Ticket {number} is closed."])
        self.sent.append(reply)
        message = self._message(reply.body, reply.encrypt, reply.files, progress)
        self.stored[number] = self.store_as(
            replace(
                ticket,
                status="Client-Reply",
                state="open",
                updated=message.time,
                messages=(*(ticket.messages or ()), message),
            )
        )
        if lost:
            raise lost
        return Receipt(self._route(reply.features), number, self.address(number), self.notices)

    def close(self, number: str) -> None:
        lost = self._begin("close", number)
        ticket = self._stored(number)
        if ticket.closed:
            raise ContentRefused(["You can't close this ticket"])
        self.stored[number] = replace(ticket, status="Closed", state="closed")
        if lost:
            raise lost

    def reopen(self, number: str) -> None:
        lost = self._begin("reopen", number)
        ticket = self._stored(number)
        if ticket.state is not None and not ticket.closed:
            raise ContentRefused(["You can't open this ticket"])
        self.stored[number] = replace(ticket, status="Open", state="open")
        if lost:
            raise lost

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None = None
    ) -> None:
        lost = self._begin("download", attachment.name)
        content = self.files[attachment.id or attachment.name]
        middle = len(content) // 2
        into.write(content[:middle])
        if lost:
            raise lost
        into.write(content[middle:])
        if progress:
            progress(middle, len(content))
            progress(len(content), len(content))

    def raw(
        self, method: str, path: str, values: Sequence[tuple[str, str]] = (), *, all_pages: bool = False
    ) -> Iterator[str]:
        self._begin("raw", (method, path, tuple(values), all_pages))
        return iter(self.answers)

    def address(self, number: str) -> str:
        return f"{self.url}/tickets/view/{number}/"

    def sign_out(self) -> None:
        self._begin("sign_out", None)

    def _begin(self, name: str, argument: object) -> Exception | None:
        # Returns the error to raise once the work is done; raises one that comes before it.
        self.calls.append((name, argument))
        if not self._failures[name]:
            return None
        after, error = self._failures[name].pop(0)
        if not after:
            raise error
        return error

    def _route(self, requested: frozenset[Feature]) -> RouteName:
        routes: tuple[RouteName, RouteName] = ("api", "web")
        for name in routes:
            route = self.offers.route(name)
            if route.open and requested <= route.carries:
                return name
        raise CannotCarry([f"This sign-in cannot carry: {feature.value}." for feature in requested])

    def _listed(self) -> list[Ticket]:
        shown = []
        for ticket in reversed(self.stored.values()):
            if self._hidden.get(ticket.number, 0) > 0:
                self._hidden[ticket.number] -= 1
            else:
                shown.append(replace(ticket, messages=None))
        return shown

    def _stored(self, number: str) -> Ticket:
        if number not in self.stored:
            raise NoSuchTicket(f"There is no ticket {number} at {self.url}.", "See: ticket list")
        return self.stored[number]

    def _message(self, body: str, encrypt: bool, files: Sequence[File], progress: Progress | None) -> Message:
        attachments = []
        for file in files:
            id = str(len(self.files) + 1)
            self.files[id] = file.path.read_bytes()
            attachments.append(Attachment(id, file.name, file.size))
        if progress and files:
            total = sum(file.size for file in files)
            progress(total, total)
        now = self._now()
        return Message(
            id=str(len(self.sent)),
            author="山田 花子",
            staff=False,
            time=now if self._zone_known else now.replace(tzinfo=None),
            body=body,
            encrypted=encrypt,
            attachments=tuple(attachments),
        )
