"""One HostBill installation through both its routes, behind the one interface that commands know.

Reads and plain tickets go by the API where it answers; what the API does not carry goes through
the client area's form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import BinaryIO, TypeVar

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
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.api.calls import NoApi
from ticketcli.portals.hostbill.clock import add_observation, observe_offset
from ticketcli.portals.hostbill.early_reads import EarlyReads
from ticketcli.portals.hostbill.states import with_state

T = TypeVar("T")


class HostBill(EarlyReads):
    """A `portals.base.Portal` for HostBill. `via` forces a route; `zone` is the portal's time zone."""

    _sent: tuple[str, str] | None = None
    """What was just sent: the `Date` of the portal's answer, and the message."""

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now."""
        return self.api.http.asked_pause

    # -- reading -----------------------------------------------------------------------------------

    def who(self) -> Identity:
        """Who is signed in."""
        return self._either(self.api.who, lambda web: web.who())

    def departments(self) -> tuple[Department, ...]:
        """Where a ticket can go."""
        return self._either(self._departments_by_api, lambda web: web.offer().departments)

    def _departments_by_api(self) -> tuple[Department, ...]:
        # Only the form shows where a priority can be chosen; what it showed last is remembered.
        priorities = {item.id: item.priorities for item in self._remembered.departments}
        found = self.api.departments()
        return tuple(replace(item, priorities=priorities.get(item.id)) for item in found)

    def services(self) -> tuple[Service, ...]:
        """The account's services."""
        return self._either(self.api.services, lambda web: web.services())

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """All tickets, page by page as they are taken."""
        return self._either(
            lambda: map(with_state, _start_reading(self.api.tickets(whole=whole))),
            lambda web: map(with_state, _start_reading(web.tickets(self._department_names(), whole=whole))),
        )

    def newest(self) -> tuple[Ticket, ...]:
        """The first page of all tickets."""
        found = self._either(self.api.newest, lambda web: web.newest(self._department_names()))
        return tuple(map(with_state, found))

    def ticket(self, number: str) -> Ticket:
        """One ticket with its messages."""
        found = self._either(
            lambda: self.api.ticket(number), lambda web: web.ticket(number, self._department_names())
        )
        self._learn_offset(found)
        return with_state(found)

    def _learn_offset(self, ticket: Ticket) -> None:
        """Compare the portal's clock with that of what was just sent, where that is found in the ticket."""
        if self._zone is not None or self._sent is None:
            return
        minutes = observe_offset(*self._sent, ticket.messages or ())
        if minutes is not None:
            self._sent = None
            self.learn(add_observation(self._remembered, minutes))

    def _department_names(self) -> tuple[str, ...]:
        return tuple(department.name for department in self._remembered.departments)

    # -- writing -----------------------------------------------------------------------------------

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        """Send a new ticket, once."""
        if self.check(ticket.features) == "web":
            receipt = self.web.create(ticket, progress)
        else:
            calls = self._known_calls() if ticket.features else swagger.NOTHING
            receipt = self.api.create(ticket, calls, progress)
        self._sent = self.api.http.last_write_date, ticket.body
        return receipt

    def reply(self, number: str, reply: NewReply, progress: Progress | None = None) -> Receipt:
        """Send a reply, once."""
        if self.check(reply.features, reply=True) == "web":
            receipt = self.web.reply(number, reply, progress)
        else:
            calls = self._known_calls() if reply.features else swagger.NOTHING
            receipt = self.api.reply(number, reply, calls, progress)
        self._sent = self.api.http.last_write_date, reply.body
        return receipt

    def close(self, number: str) -> None:
        """Close a ticket."""
        self._set_open(number, opened=False)

    def reopen(self, number: str) -> None:
        """Reopen a ticket."""
        self._set_open(number, opened=True)

    def _set_open(self, number: str, *, opened: bool) -> None:
        if self.check(frozenset()) == "web":
            self.web.set_open(number, opened=opened)
        else:
            self.api.set_open(number, opened=opened)

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None = None
    ) -> None:
        """Write an attachment's bytes to `into`."""
        seen_on_page = attachment.address is not None and "://" in attachment.address
        if seen_on_page or self.via == "web":
            return self.web.download(number, attachment, into, progress)
        try:
            return self.api.download(attachment, into, progress)
        except PortalUnreachable:
            raise
        except PortalError:
            if self.via == "api" or not self._has_password() or attachment.id is None:
                raise
        into.seek(0)
        into.truncate()
        return self.web.download(number, replace(attachment, address=None), into, progress)

    def raw(
        self, method: str, path: str, values: Sequence[tuple[str, str]] = (), *, all_pages: bool = False
    ) -> Iterator[str]:
        """Any call of the User API, its answers as they came."""
        from ticketcli.portals.hostbill.api.raw import call_raw

        answers = call_raw(self.api, method, path, values, all_pages=all_pages)
        if self.via == "web":
            raise UsageError(_("API calls cannot use the web pages: leave out --via web."))
        if not self._remembered.route("api").open:
            try:
                self.api.who()
            except NoApi as error:
                raise CannotCarry(
                    [_("The API of {url} is not available: {why}").format(url=self.url, why=error.message)],
                    _("See: ticket auth status"),
                ) from error
            self._set_api(replace(self._remembered.route("api"), open=True, why=""))
        return answers

    def address(self, number: str) -> str:
        """The link that shows a ticket in a browser."""
        return self.api.address(number)

    def sign_out(self) -> None:
        """End the session at the portal, by both routes; then forget it, whatever the portal said."""
        try:
            self.api.sign_out()
            self.web.sign_out()
        finally:
            self.shared_session.forget()


def _start_reading(tickets: Iterator[Ticket]) -> Iterator[Ticket]:
    """The same iterator, its first page asked for already, so that a closed route shows now."""
    first = next(tickets, None)
    return iter(()) if first is None else chain([first], tickets)
