"""Send once: save → mark as begun → send → read back → report → remove the draft.

Where no answer tells the outcome, the portal is searched; nothing is ever sent again unless it
is certain that it did not arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.request import Customer, Request, make_request
from ticketcli.drafts.store import DraftStore
from ticketcli.i18n import N_, _
from ticketcli.model.errors import TicketError, describe_os_error
from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import (
    NewReply,
    NewTicket,
    OutcomeUnknown,
    Portal,
    Progress,
    Receipt,
    TicketClosed,
    TurnedAway,
)
from ticketcli.portals.http.upload_files import take_stamp
from ticketcli.usecases.expectation import Expectation, expect_reply, expect_ticket
from ticketcli.usecases.find_sent import (
    FEW_PAUSES,
    PAUSES,
    Found,
    Search,
    list_authors,
    note_messages,
    note_tickets,
    read_ticket,
    search_messages,
    search_repeatedly,
    search_tickets,
    select_known,
)
from ticketcli.usecases.partial_ticket import save_as_reply
from ticketcli.usecases.sent import Sent, confirm_found
from ticketcli.usecases.settle import Now, Repeats, list_confirmed_messages, list_confirmed_tickets

Sleep = Callable[[float], None]

ATTEMPTS = 4  # for what the portal turns away


def send_new(
    portal: Portal,
    store: DraftStore,
    entry: Entry,
    ticket: NewTicket,
    *,
    customer: Customer,
    now: Now,
    sleep: Sleep,
    progress: Progress | None = None,
    again: bool = False,
) -> Sent:
    """Send a new ticket and confirm it. The draft stays until `DraftStore.finish`.

    The same request with an unknown outcome is searched for first, and one that another command sends
    is waited for, so that a command may safely be run again. `again`: it is wanted once more.
    Raises what `Portal.create` raises, the draft saved as unsent; OutcomeUnknown, the draft saved as
    unconfirmed, where neither an answer nor the portal's list tells.
    """
    request = _make_request(entry, customer, ticket)
    repeats = Repeats(portal, store, entry, request, customer, ticket.department, ticket.service, now)
    with _lock_request(store, request):
        earlier = repeats.settle(again=again)
        if earlier is not None:
            return earlier
        expected = expect_ticket(ticket)
        with store.locks.hold(entry):
            route = portal.check(ticket.features)
            before = note_tickets(portal)
            begun = store.mark_sending(entry, before.known, route, newest=before.newest, request=request)

            @cache
            def authors() -> frozenset[str]:
                return list_authors(portal, list_confirmed_tickets(store, begun), before.known)

            def search(receipt: Receipt | None) -> Search:
                if receipt is not None and receipt.number is not None:
                    found = read_ticket(portal, receipt.number, expected, before)
                    if found is not None:
                        return Search(proven=[found])
                others = list_confirmed_tickets(store, begun)
                return search_tickets(portal, expected, before, others, authors())

            delivery = _Delivery(portal, store, begun, expected, sleep)
            return delivery.deliver(lambda: portal.create(ticket, progress), search)


def send_reply(
    portal: Portal,
    store: DraftStore,
    entry: Entry,
    number: str,
    reply: NewReply,
    *,
    customer: Customer,
    now: Now,
    sleep: Sleep,
    progress: Progress | None = None,
    again: bool = False,
    ticket: Ticket | None = None,
) -> Sent:
    """Send a reply and confirm it. `ticket` is the one it answers, where it was read a moment ago.

    Raises as `send_new` does, and TicketClosed before anything is sent.
    """
    request = _make_request(entry, customer)
    repeats = Repeats(portal, store, entry, request, customer, None, None, now)
    with _lock_request(store, request):
        earlier = repeats.settle(again=again)
        if earlier is not None:
            return earlier
        expected = expect_reply(reply)
        with store.locks.hold(entry):
            ticket = ticket if ticket is not None else portal.ticket(number)
            if ticket.closed and not ticket.reply_reopens:
                raise TicketClosed(
                    [_("Ticket {number} is closed.").format(number=number)],
                    _("Reopen it first: ticket reopen {number}").format(number=number),
                )
            route = portal.check(reply.features, reply=True)
            before = note_messages(ticket)
            begun = store.mark_sending(entry, before.known, route, newest=before.newest, request=request)

            @cache
            def authors() -> frozenset[str]:
                mine = list_confirmed_tickets(store, begun)
                return list_authors(portal, mine, ticket=select_known(ticket, before))

            def search(receipt: Receipt | None) -> Search:
                others = list_confirmed_messages(store, begun, number)
                names = frozenset() if receipt is not None else authors()
                return search_messages(portal.ticket(number), expected, before, others, names)

            delivery = _Delivery(portal, store, begun, expected, sleep, number)
            return delivery.deliver(lambda: portal.reply(number, reply, progress), search)


def _make_request(entry: Entry, customer: Customer, ticket: NewTicket | None = None) -> Request:
    try:
        if ticket is None:
            return make_request(entry.draft, customer)
        return make_request(entry.draft, customer, ticket.department, ticket.service)
    except OSError as error:
        raise describe_os_error(error) from error


@contextmanager
def _lock_request(store: DraftStore, request: Request) -> Iterator[None]:
    """Let no other command send the same request meanwhile."""
    try:
        with store.locks.sending(request):
            yield
    except BlockingIOError as error:
        raise OutcomeUnknown(
            _("Another ticket command is already sending the same and has not finished yet."),
            _("See: ticket drafts list"),
        ) from error


@dataclass(frozen=True)
class _Delivery:
    """One draft on its way. `number` is the ticket's that a reply answers."""

    portal: Portal
    store: DraftStore
    entry: Entry
    expected: Expectation
    sleep: Sleep
    number: str | None = None

    def deliver(self, send: Callable[[], Receipt], search: Callable[[Receipt | None], Search]) -> Sent:
        """Send and confirm. Send again only where the portal turned it away and it is not there."""
        before = [take_stamp(file) for file in self.expected.files]
        for attempt in range(1, ATTEMPTS + 1):
            receipt, turned_away, why = None, None, ""
            try:
                receipt = send()
            except TurnedAway as error:
                turned_away, why = error, error.message
                self.sleep(error.wait)
            except OutcomeUnknown as error:
                why = error.message
            except TicketError:
                self.store.mark_unsent(self.entry)  # refused, or it never left: certainly not there
                raise
            entry = self._note_receipt(receipt)
            try:
                found = search_repeatedly(
                    search, receipt, self.sleep, pauses=FEW_PAUSES if turned_away else PAUSES
                )
            except TicketError as error:
                return self._tell_unseen(entry, receipt, error, _join(why, error.message))
            item = found.one or (_find_only_possible(found) if receipt is not None else None)
            if item is not None:
                sent = confirm_found(
                    self.portal,
                    self.store,
                    entry,
                    self.expected,
                    item,
                    searched=receipt is None,
                    notices=receipt.notices if receipt else (),
                )
                changed = [
                    _("{name} changed while it was sent: part of it may be old, and part new.").format(
                        name=file.name
                    )
                    for file, was in zip(self.expected.files, before, strict=True)
                    if take_stamp(file) != was
                ]
                return replace(sent, differences=(*changed, *sent.differences))
            if found.partial:
                raise save_as_reply(self.store, entry, found.partial[0], why)
            if turned_away is None or found.proven or found.possible or not found.complete:
                return self._tell_unseen(entry, receipt, None, _join(why, _(_NOT_SEEN[entry.draft.kind])))
            if not turned_away.again or attempt == ATTEMPTS:
                self.store.mark_unsent(entry)
                raise turned_away.last
        raise AssertionError("unreachable")

    def _note_receipt(self, receipt: Receipt | None) -> Entry:
        number = receipt and (self.number or receipt.number)
        return self.store.note_receipt(self.entry, number) if number else self.entry

    def _tell_unseen(
        self, entry: Entry, receipt: Receipt | None, error: TicketError | None, why: str
    ) -> Sent:
        """Return what the portal answered where it cannot be read back. Raises OutcomeUnknown without one."""
        if receipt is not None and entry.sending is not None and entry.sending.receipt is not None:
            number = entry.sending.receipt
            unread = error.message if error is not None else _("The portal does not show it yet.")
            url = self.portal.address(number)
            return Sent(number, None, url, receipt.route, notices=receipt.notices, unread=unread)
        raise OutcomeUnknown(
            _("It was sent, but there is no confirmation that it arrived. {why}").format(why=why),
            _("It is saved as a draft. Check again with: ticket drafts send {id} (never sends twice)").format(
                id=entry.id
            ),
        ) from error


_NOT_SEEN = {"new": N_("It is not in your ticket list yet."), "reply": N_("It is not in the ticket yet.")}


def _find_only_possible(search: Search) -> Found | None:
    """Return the only new one like it, where the portal itself said that it took it."""
    return search.possible[0] if len(search.possible) == 1 and not search.proven else None


def _join(why: str, then: str) -> str:
    return _("{why} {then}").format(why=why, then=then) if why else then
