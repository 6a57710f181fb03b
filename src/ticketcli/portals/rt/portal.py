"""One Request Tracker, as one of its customers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import quote

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.model.ticket import Attachment, Department, Service, State, Ticket
from ticketcli.portals.base import (
    CannotCarry,
    Identity,
    NewReply,
    NewTicket,
    NoSuchTicket,
    NotAPortal,
    Progress,
    Receipt,
    SignInRefused,
)
from ticketcli.portals.capabilities import Capabilities, Feature, Route, RouteName
from ticketcli.portals.features import refuse_features
from ticketcli.portals.kind import Connection
from ticketcli.portals.rt import decode
from ticketcli.portals.rt.calls import PER_PAGE, Calls
from ticketcli.portals.rt.download import save_attachment
from ticketcli.portals.rt.history import History
from ticketcli.portals.rt.raw import call_raw
from ticketcli.portals.rt.service_fields import ServiceFields, read_service
from ticketcli.portals.rt.statuses import Statuses

CARRIES = frozenset({Feature.ATTACHMENTS, Feature.CC})
LONGEST_SUBJECT = 200
"""Characters; RT cuts a longer one without a word."""

_FIELDS = (
    ("fields", "Subject,Status,Queue,Created,LastUpdated,Requestor,Cc"),
    ("fields[Queue]", "Name"),
)
_NEWEST_FIRST = (("query", "id>0"), ("orderby", "id"), ("order", "DESC"))
_QUIET_PAGES = 2  # so many empty pages in a row end the list of queues, which says nothing of its end


class RequestTracker:
    """A `portals.base.Portal` for RT 5."""

    def __init__(self, connection: Connection) -> None:
        self.http = connection.http
        self.url = connection.http.url
        self.capability_store = connection.capability_store
        self.now: Callable[[], datetime] = connection.now
        self.calls = Calls(connection.http, connection.credential_source)
        self.history = History(self.calls)
        self.service_fields = ServiceFields(self.calls)
        self._queues: dict[str, str] = {}
        self.statuses = Statuses(self.calls)

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now."""
        return self.http.asked_pause

    # -- what is known -----------------------------------------------------------------------------

    def capabilities(self, *, fresh: bool = False) -> Capabilities:
        """Return what the installation offers: what RT can, and the queues of this one."""
        known = None if fresh else self.capability_store.load()
        if known is None:
            departments = self.departments()
            services = self.service_fields.list_services(department.id for department in departments)
            known = Capabilities(
                (Route("api", True, CARRIES if services is None else CARRIES | {Feature.SERVICE}),),
                departments=departments,
                services=services,
                longest_subject=LONGEST_SUBJECT,
                learned=self.now().replace(microsecond=0).isoformat(),
            )
            self.learn(known)
        return known

    def learn(self, capabilities: Capabilities) -> None:
        """Remember something that was found out about the installation."""
        self.capability_store.save(capabilities)

    def prefetch(self, asked: frozenset[Feature], *, number: str | None = None) -> None:
        """Do nothing: a call needs no other one before it."""

    def check(self, asked: frozenset[Feature], *, reply: bool = False) -> RouteName:
        """Return the only route. Raises CannotCarry for what RT has no place for."""
        lacking = asked - CARRIES
        if Feature.SERVICE in lacking:
            lacking -= self.capabilities().route("api").carries
        refuse_features("Request Tracker", lacking)  # data
        return "api"

    # -- reading -----------------------------------------------------------------------------------

    def who(self) -> Identity:
        """Return who is signed in. Proves that the credentials work."""
        user = self.calls.user
        try:
            data = self.calls.parse(decode.read_map, self.calls.get(f"user/{quote(user, safe='')}"))
        except ContentRefused as error:  # a customer sees no other user
            raise SignInRefused(
                _("The portal does not show the user “{name}” to you.").format(name=user),
                _("Give your own user name, which is often not your e-mail address: --username NAME"),
            ) from error
        return Identity(
            decode.read_text(data.get("EmailAddress")),
            decode.read_text(data.get("RealName")) or decode.read_text(data.get("Name")),
            decode.read_text(data.get("Organization")),
        )

    def departments(self) -> tuple[Department, ...]:
        """Return the queues that may be seen."""
        found: list[Department] = []
        quiet = 0
        page = 0
        while quiet < _QUIET_PAGES:
            page += 1
            paging = [("page", str(page)), ("per_page", str(PER_PAGE))]
            data = self.calls.get("queues/all", [("fields", "Name,Description"), *paging])
            items = self.calls.parse(decode.read_items, data)
            for item in items:
                number, name = decode.read_id(item.get("id")), decode.read_text(item.get("Name"))
                if number and name:
                    about = decode.read_text(item.get("Description")) or ""
                    found.append(Department(number, name, about))
            quiet = 0 if items else quiet + 1
            pages = decode.read_count(data.get("pages"))
            if pages is not None and page >= pages:
                break
        return tuple(found)

    def services(self) -> tuple[Service, ...]:
        """Return what the field for the related service offers. Raises CannotCarry where there is none."""
        services = self.capabilities().services
        if services is None:
            raise CannotCarry([_("Request Tracker keeps no list of your services.")])
        return services

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """Yield all tickets that may be seen, the newest first."""
        for items in self.calls.get_pages("tickets", [*_NEWEST_FIRST, *_FIELDS]):
            for item in items:
                yield self._read_listed(item)

    def newest(self) -> tuple[Ticket, ...]:
        """Return the first page of them."""
        items = self.calls.get_items("tickets", [*_NEWEST_FIRST, *_FIELDS, ("per_page", str(PER_PAGE))])
        return tuple(self._read_listed(item) for item in items)

    def ticket(self, number: str) -> Ticket:
        """Return one ticket with its messages. Raises NoSuchTicket."""
        path = _make_ticket_path(number)
        data = self.calls.parse(decode.read_map, self.calls.get(path))
        found = self._read_ticket(data, self._queue_name(data.get("Queue")))
        customers = {*decode.read_people(data.get("Requestor")), *decode.read_people(data.get("Cc"))}
        messages = self.history.read_messages(found.number, frozenset(customers))
        state = found.state
        if state is None and messages:
            state = "answered" if messages[-1].staff else "open"
        return replace(found, messages=messages, state=state)

    def address(self, number: str) -> str:
        """Return the link that shows a ticket in a browser."""
        return self.http.address(f"SelfService/Display.html?id={quote(number, safe='')}")

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None = None
    ) -> None:
        """Write an attachment's bytes to `into`. Raises PortalError when they come short."""
        save_attachment(self.calls, attachment, into, progress)

    def raw(
        self, method: str, path: str, values: Sequence[tuple[str, str]] = (), *, all_pages: bool = False
    ) -> Iterator[str]:
        """Make any call of REST 2; yield the text of its answer, or of each page's, as it came."""
        return call_raw(self.calls, method, path, values, all_pages=all_pages)

    # -- writing -----------------------------------------------------------------------------------

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        """Send a new ticket, once, as its requestor: RT shows one without to nobody, its maker included."""
        self.check(ticket.features)
        requestor = self.who().email or self.calls.user
        values: dict[str, Any] = {
            "Queue": ticket.department.id,
            "Subject": ticket.subject,
            "Content": ticket.body,
            "ContentType": "text/plain",
            "Requestor": requestor,
        }
        if ticket.service is not None:
            values["CustomFields"] = {self.service_fields.get_name(ticket.department): ticket.service.name}
        if ticket.cc:
            values["Cc"] = list(ticket.cc)
        if ticket.files:
            data = self.calls.send_files("ticket", values, _read_files(ticket.files), progress)
        else:
            data = self.calls.send("POST", "ticket", values)
        number = decode.read_id(data.get("id")) if isinstance(data, dict) else None
        return Receipt("api", number, self.address(number) if number else None)

    def reply(self, number: str, reply: NewReply, progress: Progress | None = None) -> Receipt:
        """Send a correspondence, once. A closed ticket is reopened by it."""
        self.check(reply.features, reply=True)
        values = {"Content": reply.body, "ContentType": "text/plain"}
        path = f"{_make_ticket_path(number)}/correspond"
        if reply.files:
            self.calls.send_files(path, values, _read_files(reply.files), progress)
        else:
            self.calls.send("POST", path, values)
        return Receipt("api", number, self.address(number))

    def close(self, number: str) -> None:
        """Resolve a ticket. Raises ContentRefused where it is not closed afterwards, with RT's words."""
        self._set_status(number, closed=True)

    def reopen(self, number: str) -> None:
        """Open a ticket again. Raises as `close` does."""
        self._set_status(number, closed=False)

    def _set_status(self, number: str, *, closed: bool) -> None:
        path = _make_ticket_path(number)
        status = self.statuses.choose(path, closed=closed)
        hint = (
            _("Where customers may not close tickets, ask for it in a reply.")
            if closed
            else _("A reply reopens it: ticket reply {number}").format(number=number)
        )
        try:
            data = self.calls.send("PUT", path, {"Status": status}, harmless=True)
        except ContentRefused as error:
            raise ContentRefused(error.problems, hint) from error
        # RT refuses with 200 as well, where a ticket depends on an open one: only the ticket tells.
        after = self.calls.parse(decode.read_map, self.calls.get(path))
        if self.statuses.is_closed(decode.read_text(after.get("Status"))) is not closed:
            raise ContentRefused(
                [_("The portal says: {said}").format(said=decode.read_message(data) or _("no reason given"))],
                hint,
            )

    # -- what the answers say ----------------------------------------------------------------------

    def _read_listed(self, item: decode.Map) -> Ticket:
        queue = item.get("Queue")
        name = decode.read_text(queue.get("Name")) if isinstance(queue, dict) else None
        return self._read_ticket(item, name)

    def _read_ticket(self, data: decode.Map, department: str | None) -> Ticket:
        number = decode.read_id(data.get("id"))
        if number is None:
            raise NotAPortal(_("{url} does not answer like Request Tracker.").format(url=self.url))
        status = decode.read_text(data.get("Status"))
        state: State | None = "closed" if self.statuses.is_closed(status) else None
        return Ticket(
            number=number,
            subject=decode.read_text(data.get("Subject")) or "",
            url=self.address(number),
            status=status,
            state=state,
            department=department,
            service=read_service(data),
            cc=decode.read_people(data.get("Cc")),
            encrypted=False,
            created=decode.read_time(data.get("Created")),
            updated=decode.read_time(data.get("LastUpdated")),
            reply_reopens=True,
        )

    def _queue_name(self, value: Any) -> str | None:
        number = decode.read_id(value)
        if number is None:
            return None
        if number not in self._queues:
            known = self.capability_store.load()
            departments = known.departments if known is not None else ()
            if all(department.id != number for department in departments):
                departments = self.departments()
            self._queues = {department.id: department.name for department in departments}
            self._queues.setdefault(number, "")
        return self._queues[number] or None

    def sign_out(self) -> None:
        """Do nothing: there is no session."""


def _make_ticket_path(number: str) -> str:
    """Return the path of a ticket.

    Raises NoSuchTicket for what is no number: RT takes names of other things.
    """
    if not (number.isascii() and number.isdigit()):
        raise NoSuchTicket(
            _("Ticket {number} does not exist: this portal numbers its tickets.").format(number=number),
            _("Your tickets: ticket list"),
        )
    return f"ticket/{number}"


def _read_files(files: Sequence[Any]) -> list[Any]:
    """Return the files as plain bytes: RT writes what it takes for text in another character set."""
    return [replace(file, type="application/octet-stream") for file in files]
