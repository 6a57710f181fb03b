"""One FOSSBilling portal, as one of its customers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from typing import Any, BinaryIO, TypeVar

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, UsageError
from ticketcli.model.ticket import Attachment, Department, Service, Ticket
from ticketcli.portals.base import (
    MOST_PAGES,
    Identity,
    MorePages,
    NewReply,
    NewTicket,
    NotAPortal,
    PortalError,
    Progress,
    Receipt,
)
from ticketcli.portals.capabilities import Capabilities, Feature, Route, RouteName
from ticketcli.portals.features import refuse_features
from ticketcli.portals.fossbilling import decode
from ticketcli.portals.fossbilling.calls import Calls
from ticketcli.portals.kind import Connection
from ticketcli.portals.refusals import make_no_such_ticket
from ticketcli.portals.zones import find_zone

T = TypeVar("T")

NEW_CARRIES = frozenset({Feature.SERVICE})
LONGEST_SUBJECT = 255  # characters
LONGEST_MESSAGE = 65_535  # bytes
LEAST_PAUSE = 60.0
"""Seconds between looks: an account has 1,000 calls an hour for all that its owner does."""


class FossBilling:
    """A `portals.base.Portal` for FOSSBilling and BoxBilling."""

    def __init__(self, connection: Connection) -> None:
        self.http = connection.http
        self.url = connection.http.url
        self.capability_store = connection.capability_store
        self.now = connection.now
        self.zone: tzinfo | None = find_zone(connection.zone)
        self.calls = Calls(connection.http, connection.credential_source)

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal is best left alone, from now."""
        return max(LEAST_PAUSE, self.http.asked_pause)

    # -- what is known -----------------------------------------------------------------------------

    def capabilities(self, *, fresh: bool = False) -> Capabilities:
        """Return what the installation offers: what FOSSBilling can, and the help desks of this one."""
        known = None if fresh else self.capability_store.load()
        if known is None:
            known = Capabilities(
                (Route("api", True, NEW_CARRIES),),
                departments=self.departments(),
                services=self.services(),
                refuses_emoji=True,
                longest_subject=LONGEST_SUBJECT,
                longest_message=LONGEST_MESSAGE,
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
        """Return the only route. Raises CannotCarry for what FOSSBilling would drop without a word."""
        refuse_features("FOSSBilling", asked - (frozenset() if reply else NEW_CARRIES))
        return "api"

    # -- reading -----------------------------------------------------------------------------------

    def who(self) -> Identity:
        """Return who is signed in. Proves that the key works."""
        data = self._read(_read_map, self.calls.call("profile/get"))
        names = (decode.read_text(data.get("first_name")), decode.read_text(data.get("last_name")))
        return Identity(
            decode.read_text(data.get("email")),
            " ".join(filter(None, names)) or None,
            decode.read_text(data.get("company")),
        )

    def departments(self) -> tuple[Department, ...]:
        """Return the help desks."""
        pairs = self.calls.call("support/helpdesk_get_pairs")
        if pairs == []:  # as PHP writes an empty map
            return ()
        return tuple(
            Department(number, name)
            for number, value in self._read(_read_map, pairs).items()
            if (name := decode.read_text(value))
        )

    def services(self) -> tuple[Service, ...]:
        """Return the account's orders."""
        return tuple(decode.read_service(row) for rows in self._pages("order/get_list") for row in rows)

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """Yield all tickets, the newest first."""
        for rows in self._pages("support/ticket_get_list"):
            for row in rows:
                yield self._read_row(row, with_messages=False)

    def newest(self) -> tuple[Ticket, ...]:
        """Return the first page of them."""
        rows = next(self._pages("support/ticket_get_list"), [])
        return tuple(self._read_row(row, with_messages=False) for row in rows)

    def ticket(self, number: str) -> Ticket:
        """Return one ticket with its messages. Raises NoSuchTicket."""
        _check_number(number)
        try:
            data = self.calls.call("support/ticket_get", {"id": number})
        except ContentRefused as error:
            raise make_no_such_ticket(number, " ".join(error.problems)) from error
        return self._read_row(self._read(_read_map, data), with_messages=True)

    def address(self, number: str) -> str:
        """Return the link that shows a ticket in a browser."""
        return self.http.address(f"support/ticket/{number}")

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None = None
    ) -> None:
        """Raise PortalError: there are no attachments here."""
        raise PortalError(_("FOSSBilling has no attachments."))

    def raw(
        self, method: str, path: str, values: Sequence[tuple[str, str]] = (), *, all_pages: bool = False
    ) -> Iterator[str]:
        """Make any call of the client API; yield the text of its answer. Its name tells whether it reads."""
        call = path.strip().strip("/").removeprefix("api/client/")
        if not call or any(not (sign.isalnum() or sign in "_/") for sign in call):
            raise UsageError(
                _("“{path}” is not a call of the portal's client API.").format(path=path),
                _("Example: support/ticket_get_list."),
            )
        if all_pages:
            raise UsageError(_("Pages are asked for one by one here, with page=N."))
        return self._raw(call, values)

    def _raw(self, call: str, values: Sequence[tuple[str, str]]) -> Iterator[str]:
        answer = self.calls.send(call, dict(values))
        self.calls.unwrap(answer, call)
        yield answer.text

    # -- writing -----------------------------------------------------------------------------------

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        """Send a new ticket, once. After an error of the database a part of it may be stored."""
        self.check(ticket.features)
        values: dict[str, Any] = {
            "support_helpdesk_id": ticket.department.id,
            "subject": ticket.subject,
            "content": ticket.body,
        }
        if ticket.service is not None:
            values |= {"rel_type": "order", "rel_id": ticket.service.id}
        number = decode.read_id(self.calls.call("support/ticket_create", values))
        return Receipt("api", number, self.address(number) if number else None)

    def reply(self, number: str, reply: NewReply, progress: Progress | None = None) -> Receipt:
        """Send a reply, once. Where the help desk allows it, it reopens a closed ticket."""
        self.check(reply.features, reply=True)
        _check_number(number)
        self.calls.call("support/ticket_reply", {"id": number, "content": reply.body})
        return Receipt("api", number, self.address(number))

    def close(self, number: str) -> None:
        """Close a ticket, which may be closed already."""
        _check_number(number)
        self.calls.call("support/ticket_close", {"id": number})

    def reopen(self, number: str) -> None:
        """Raise ContentRefused: only a reply reopens a ticket, and not at every help desk."""
        if self.ticket(number).reply_reopens:
            raise ContentRefused(
                [_("FOSSBilling reopens a ticket only by a reply.")],
                _("Reply to it: ticket reply {number}").format(number=number),
            )
        raise ContentRefused(
            [_("The help desk of ticket {number} reopens no tickets.").format(number=number)],
            _("Open a new one: ticket new"),
        )

    def sign_out(self) -> None:
        """Do nothing: there is no session, and the API key stays valid for other programs."""

    # -- what the answers say ----------------------------------------------------------------------

    def _pages(self, call: str) -> Iterator[list[decode.Map]]:
        for page in range(1, MOST_PAGES + 1):
            data = self._read(_read_map, self.calls.call(call, {"page": page, "per_page": 100}))
            rows = self._read(decode.read_list, data.get("list"))
            yield rows
            pages = data.get("pages")
            if not isinstance(pages, int):
                raise NotAPortal(_("{url} does not tell how long its list is.").format(url=self.url))
            if page >= pages:
                return
        raise MorePages(self.url)

    def _read_row(self, row: decode.Map, *, with_messages: bool) -> Ticket:
        def read(value: decode.Map) -> Ticket:
            address = self.address(decode.read_id(value.get("id")) or "")
            return decode.read_ticket(value, address, self.zone, with_messages=with_messages)

        return self._read(read, row)

    def _read(self, read: Callable[[Any], T], value: Any) -> T:
        try:
            return read(value)
        except decode.NotAnEnvelope as error:
            raise NotAPortal(
                _("{url} does not answer like FOSSBilling ({reason}).").format(url=self.url, reason=error)
            ) from error


def _read_map(value: Any) -> decode.Map:
    if not isinstance(value, dict):
        raise decode.NotAnEnvelope("no object")  # data
    return value


def _check_number(number: str) -> None:
    """Raise NoSuchTicket for what is no number: the portal would read "9abc" as 9."""
    if not (number.isascii() and number.isdigit()):
        raise make_no_such_ticket(number, _("a ticket has a number here"))
