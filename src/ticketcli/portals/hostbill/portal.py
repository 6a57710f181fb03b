"""One HostBill installation through both its routes, behind the one interface that commands know.

Reads and plain tickets go by the API where it answers; what the API does not carry goes through
the client area's form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.model.ticket import Attachment, Department, Service, Ticket
from ticketcli.portals.base import (
    CannotCarry,
    Identity,
    NewReply,
    NewTicket,
    PortalError,
    PortalUnreachable,
    Progress,
    Receipt,
)
from ticketcli.portals.capabilities import Capabilities, Feature, RouteName
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.api.answers import NoApi
from ticketcli.portals.hostbill.clock import add_observation, observe_offset
from ticketcli.portals.hostbill.discovery import discover
from ticketcli.portals.hostbill.early_reads import prefetch
from ticketcli.portals.hostbill.routes import Routes
from ticketcli.portals.hostbill.states import with_state
from ticketcli.portals.kind import Connection

if TYPE_CHECKING:
    from ticketcli.portals.hostbill.web.client_area import ClientArea


class HostBill:
    """A `portals.base.Portal` for HostBill."""

    def __init__(self, connection: Connection) -> None:
        self.http = connection.http
        self.url = connection.http.url
        self.routes = Routes(connection)
        self._sent: tuple[str, str] | None = None  # the `Date` of the portal's answer, and the message

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now."""
        return self.http.asked_pause

    # -- what is known -----------------------------------------------------------------------------

    def capabilities(self, *, fresh: bool = False) -> Capabilities:
        """Return what the installation offers, as learned before, or, if fresh, asked again now."""
        if fresh:
            self.learn(discover(self.routes))
        return self.routes.remembered

    def learn(self, capabilities: Capabilities) -> None:
        """Remember something that was found out about the installation."""
        self.routes.learn(capabilities)

    def check(self, asked: frozenset[Feature], *, reply: bool = False) -> RouteName:
        """Return the route that carries all of `asked`. Raises CannotCarry, UsageError."""
        return self.routes.check(asked, reply=reply)

    def prefetch(self, asked: frozenset[Feature], *, number: str | None = None) -> None:
        """Sign in, and begin to read what a new ticket, or a reply to `number`, will need."""
        prefetch(self.routes, asked, number=number)

    # -- reading -----------------------------------------------------------------------------------

    def who(self) -> Identity:
        """Return who is signed in."""
        return self.routes.read(self.routes.api.who, lambda web: web.who())

    def departments(self) -> tuple[Department, ...]:
        """Return where a ticket can go."""
        return self.routes.read(self._departments_by_api, self._departments_by_web)

    def _departments_by_api(self) -> tuple[Department, ...]:
        # Only the form shows where a priority can be chosen; what it showed last is remembered.
        priorities = {item.id: item.priorities for item in self.routes.remembered.departments}
        found = self.routes.api.departments()
        return tuple(replace(item, priorities=priorities.get(item.id)) for item in found)

    def _departments_by_web(self, web: ClientArea) -> tuple[Department, ...]:
        offer = web.offer()
        self.routes.learn_offer(offer)
        return offer.departments

    def services(self) -> tuple[Service, ...]:
        """Return the account's services."""
        return self.routes.read(self.routes.api.services, lambda web: web.services())

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """Return all tickets, page by page as they are taken."""
        return self.routes.read(
            lambda: map(with_state, _start_reading(self.routes.api.tickets(whole=whole))),
            lambda web: map(with_state, _start_reading(web.tickets(self._department_names(), whole=whole))),
        )

    def newest(self) -> tuple[Ticket, ...]:
        """Return the first page of all tickets."""
        found = self.routes.read(self.routes.api.newest, lambda web: web.newest(self._department_names()))
        return tuple(map(with_state, found))

    def ticket(self, number: str) -> Ticket:
        """Return one ticket with its messages."""
        found = self.routes.read(
            lambda: self.routes.api.ticket(number), lambda web: web.ticket(number, self._department_names())
        )
        self._learn_offset(found)
        return with_state(found)

    def _learn_offset(self, ticket: Ticket) -> None:
        """Compare the portal's clock with that of what was just sent, where that is found in the ticket."""
        if self.routes.configured_zone is not None or self._sent is None:
            return
        minutes = observe_offset(*self._sent, ticket.messages or ())
        if minutes is not None:
            self._sent = None
            self.learn(add_observation(self.routes.remembered, minutes))

    def _department_names(self) -> tuple[str, ...]:
        return tuple(department.name for department in self.routes.remembered.departments)

    # -- writing -----------------------------------------------------------------------------------

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        """Send a new ticket, once."""
        if self.check(ticket.features) == "web":
            receipt = self.routes.web.create(ticket, progress)
        else:
            calls = self.routes.read_calls() if ticket.features else swagger.NOTHING
            receipt = self.routes.api.create(ticket, calls, progress)
        self._sent = self.http.last_write_date, ticket.body
        return receipt

    def reply(self, number: str, reply: NewReply, progress: Progress | None = None) -> Receipt:
        """Send a reply, once."""
        if self.check(reply.features, reply=True) == "web":
            receipt = self.routes.web.reply(number, reply, progress)
        else:
            calls = self.routes.read_calls() if reply.features else swagger.NOTHING
            receipt = self.routes.api.reply(number, reply, calls, progress)
        self._sent = self.http.last_write_date, reply.body
        return receipt

    def close(self, number: str) -> None:
        """Close a ticket."""
        self._set_open(number, opened=False)

    def reopen(self, number: str) -> None:
        """Reopen a ticket."""
        self._set_open(number, opened=True)

    def _set_open(self, number: str, *, opened: bool) -> None:
        if self.check(frozenset()) == "web":
            self.routes.web.set_open(number, opened=opened)
        else:
            self.routes.api.set_open(number, opened=opened)

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None = None
    ) -> None:
        """Write an attachment's bytes to `into`."""
        seen_on_page = attachment.address is not None and "://" in attachment.address
        if seen_on_page or self.routes.via == "web":
            return self.routes.web.download(number, attachment, into, progress)
        try:
            return self.routes.api.download(attachment, into, progress)
        except PortalUnreachable:
            raise
        except PortalError:
            if self.routes.via == "api" or not self.routes.has_password or attachment.id is None:
                raise
        into.seek(0)
        into.truncate()
        return self.routes.web.download(number, replace(attachment, address=None), into, progress)

    def raw(
        self, method: str, path: str, values: Sequence[tuple[str, str]] = (), *, all_pages: bool = False
    ) -> Iterator[str]:
        """Make any call of the User API; yield its answers as they came."""
        from ticketcli.portals.hostbill.api.raw import call_raw

        answers = call_raw(self.routes.api.calls, method, path, values, all_pages=all_pages)
        if self.routes.via == "web":
            raise UsageError(_("API calls cannot use the web pages: leave out --via web."))
        if not self.routes.remembered.route("api").open:
            try:
                self.routes.api.who()
            except NoApi as error:
                raise CannotCarry(
                    [_("The API of {url} is not available: {why}").format(url=self.url, why=error.message)],
                    _("See: ticket auth status"),
                ) from error
            self.routes.mark_api(opened=True)
        return answers

    def address(self, number: str) -> str:
        """Return the link that shows a ticket in a browser."""
        return self.routes.api.address(number)

    def sign_out(self) -> None:
        """End the session at the portal, by both routes; then forget it, whatever the portal said."""
        try:
            self.routes.api.sign_in.sign_out()
            self.routes.web.sign_out()
        finally:
            self.routes.shared_session.forget()


def _start_reading(tickets: Iterator[Ticket]) -> Iterator[Ticket]:
    """Return the same iterator, its first page asked for already, so that a closed route shows now."""
    first = next(tickets, None)
    return iter(()) if first is None else chain([first], tickets)
