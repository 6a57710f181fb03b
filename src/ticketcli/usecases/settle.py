"""Settle drafts whose sending had an unknown outcome."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ticketcli.drafts.draft_locks import DraftInUse, describe_gone
from ticketcli.drafts.entry import Entry, Sending
from ticketcli.drafts.request import Customer, Request, is_department_named, is_service_named, make_request
from ticketcli.drafts.store import DraftStore
from ticketcli.i18n import _, join_list
from ticketcli.model.errors import TicketError
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import OutcomeUnknown, Portal
from ticketcli.system.plain_files import DamagedFile, read_bytes
from ticketcli.usecases.evidence import choose_body
from ticketcli.usecases.expectation import Expectation, expect_draft
from ticketcli.usecases.find_sent import (
    Before,
    Search,
    list_authors,
    read_ticket,
    search_messages,
    search_tickets,
    select_known,
)
from ticketcli.usecases.partial_ticket import save_as_reply
from ticketcli.usecases.sent import Sent, confirm_found, repeat_confirmed

REPLY_LATEST = timedelta(minutes=10)  # no PHP request is still at work after that
TICKET_LATEST = timedelta(hours=1)  # nor does any list lag behind for so long
FINISHING = 10.0  # seconds within which a command that has an answer tells of it

Now = Callable[[], datetime]


def settle(portal: Portal, store: DraftStore, entry: Entry, *, now: Now) -> Sent | None:
    """Find out about an unconfirmed draft: Sent if it had arrived, None if it certainly had not.

    Certain is: the portal was read far enough, long enough after the send, and holds nothing like
    it. The draft is then marked unsent. Raises OutcomeUnknown where it cannot be certain; DoneInPart
    where the portal stored the ticket without its message.
    """
    with store.locks.hold(entry) as current:
        sending = current.sending
        if sending is None:
            return None
        if sending.confirmed is not None:
            return repeat_confirmed(portal, sending.confirmed, current)
        expected = expect_draft(current.draft, portal.capabilities().extensions_taken)
        search = _search(portal, store, current, sending, expected)
        if search.one is not None:
            searched = sending.receipt is None
            expected = choose_body(expected, search.one[1])
            return confirm_found(portal, store, current, expected, search.one, searched=searched)
        if search.partial:
            raise save_as_reply(store, current, search.partial[0])
        _raise_unless_certain(current, sending, search, now())
        store.mark_unsent(current)
        return None


@dataclass(frozen=True)
class Repeats:
    """Finds what became of the same request when it was made before, or by another command."""

    portal: Portal
    store: DraftStore
    entry: Entry
    request: Request
    customer: Customer
    department: Department | None
    service: Service | None
    now: Now

    def settle(self, *, again: bool = False) -> Sent | None:
        """Settle every other try of the same request. None: this one is to be sent.

        `again`: it is wanted once more even where another command had it confirmed meanwhile.
        Raises OutcomeUnknown where it is not known whether one arrived, and TicketError where the
        entry is gone, or a damaged draft might be the same.
        """
        current = self.store.read(self.entry)
        if current is None or not again:
            sent = self._find_confirmed()
            if sent is not None:
                self._forget_copy()
                return sent
        if current is None:
            raise describe_gone(self.entry)
        if current.state == "unconfirmed":  # another command began to send this very draft
            sent = settle(self.portal, self.store, current, now=self.now)
            if sent is not None:
                return sent
        self._refuse_damaged()
        for other in self.store.all():
            if other.id == current.id or not self._is_same(other):
                continue
            sent = self._settle_other(other)
            if sent is not None:
                self._forget_copy()
                return sent
        return None

    def _find_confirmed(self) -> Sent | None:
        """Find what another command had confirmed since this one began, or its draft was saved."""
        since = min(self.entry.created, self.store.started or self.entry.created)
        for each in reversed(self.store.history.confirmed()):
            if each.at <= since:
                return None
            if each.request is not None and each.request.is_same_as(self.request):
                return repeat_confirmed(self.portal, each.number)
        return None

    def _settle_other(self, other: Entry) -> Sent | None:
        if other.state == "unsent":
            with suppress(TicketError), self.store.locks.hold(other):  # a copy that is being edited is left
                self.store.delete(other)
            return None
        try:
            with self.store.locks.hold(other, wait=FINISHING):
                sent = settle(self.portal, self.store, other, now=self.now)
        except OutcomeUnknown:
            self._forget_copy()  # the other one holds the same words
            raise
        except DraftInUse as error:
            self._forget_copy()
            raise OutcomeUnknown(error.message, error.hint) from error
        except TicketError:
            sent = self._find_confirmed()  # its command has told of it meanwhile, and is done with it
            if sent is None:
                raise
            return sent
        if sent is None:
            self.store.delete(other)
        return sent

    def _forget_copy(self) -> None:
        self.store.delete(self.entry)

    def _refuse_damaged(self) -> None:
        for path in self.store.damaged():
            if _may_be_same(path, self.entry):
                raise OutcomeUnknown(
                    _("Draft {id} is damaged; it may be the same, sent before: {path}").format(
                        id=path.parent.name, path=path
                    ),
                    _("Check on the portal, then delete it: ticket drafts delete {id}").format(
                        id=path.parent.name
                    ),
                )

    def _is_same(self, other: Entry) -> bool:
        sending, draft = other.sending, other.draft
        if sending is not None and sending.request is not None:
            return sending.request.is_same_as(self.request)
        if other.portal not in self.customer.names or draft.kind != self.entry.draft.kind:
            return False
        if draft.message.strip() != self.entry.draft.message.strip():
            return False  # before any file is read
        department = self.department
        if department is not None and not is_department_named(draft.department, department):
            return False
        if not is_service_named(draft.service, self.service):
            return False
        try:
            request = make_request(draft, self.customer, department, self.service)
        except OSError:  # a file of it is gone
            return False
        return request.is_same_as(self.request)


def _may_be_same(damaged: Path, entry: Entry) -> bool:
    """Say whether a file that is no draft any more may have been the same one, and sent."""
    try:
        text = read_bytes(damaged).decode("utf-8", "replace")
    except (OSError, DamagedFile):
        return True
    if '"state": "unsent"' in text:
        return False
    message = json.dumps(entry.draft.message, ensure_ascii=False)
    return message in text or '"message": "' not in text


def _search(
    portal: Portal, store: DraftStore, entry: Entry, sending: Sending, expected: Expectation
) -> Search:
    """Search the portal for a draft that was sent."""
    before = Before(sending.known, sending.newest)
    if entry.draft.kind == "reply":
        ticket = portal.ticket(entry.draft.number or "")
        others = list_confirmed_messages(store, entry, ticket.number)
        mine = list_confirmed_tickets(store, entry)
        authors = list_authors(portal, mine, ticket=select_known(ticket, before))
        return search_messages(ticket, expected, before, others, authors)
    if sending.receipt is not None:
        found = read_ticket(portal, sending.receipt, expected, before)
        if found is not None:
            return Search(proven=[found])
    mine = list_confirmed_tickets(store, entry)
    return search_tickets(portal, expected, before, mine, list_authors(portal, mine, before.known))


def list_confirmed_tickets(store: DraftStore, entry: Entry) -> frozenset[str]:
    """List the numbers of tickets that are known to be another draft's."""
    mine = {each.number for each in store.history.confirmed() if each.message is None}
    untold = {
        other.sending.confirmed
        for other in store.all()
        if other.id != entry.id and other.draft.kind == "new" and other.sending and other.sending.confirmed
    }
    return frozenset(mine | untold)


def list_confirmed_messages(store: DraftStore, entry: Entry, number: str) -> frozenset[str]:
    """List the keys of messages in a ticket that are known to be another draft's."""
    mine = {each.message for each in store.history.confirmed() if each.number == number and each.message}
    untold = {
        other.sending.message
        for other in store.all()
        if other.id != entry.id
        and other.sending
        and other.sending.confirmed == number
        and other.sending.message
    }
    return frozenset(mine | untold)


def _raise_unless_certain(entry: Entry, sending: Sending, search: Search, now: datetime) -> None:
    """Raise OutcomeUnknown unless it is certain that a draft did not arrive."""
    like_it = search.proven or search.possible
    if like_it:
        numbers = join_list(dict.fromkeys(ticket.number for ticket, _message in like_it))
        sentence = (
            _("Several tickets on the portal could be draft {id}: {numbers}.")
            if len(like_it) > 1
            else _("Draft {id} could be this on the portal, which is not quite the same: {numbers}.")
        )
        raise OutcomeUnknown(
            sentence.format(id=entry.id, numbers=numbers),
            _("See: ticket show {number}\nIf it is there: ticket drafts delete {id}").format(
                number=like_it[0][0].number, id=entry.id
            ),
        )
    if sending.receipt is not None:
        raise OutcomeUnknown(
            _("The portal accepted draft {id} as {number}, but does not show it.").format(
                id=entry.id, number=sending.receipt
            ),
            _("See: ticket show {number}\nIf it is there: ticket drafts delete {id}").format(
                number=sending.receipt, id=entry.id
            ),
        )
    if not search.complete:
        raise OutcomeUnknown(
            _("Draft {id} was not found, but the ticket list could not be read completely.").format(
                id=entry.id
            ),
            _("If it is not there: ticket drafts send {id} --yes").format(id=entry.id),
        )
    latest = TICKET_LATEST if entry.draft.kind == "new" else REPLY_LATEST
    if now - sending.at < latest:
        minutes = int(latest.total_seconds() // 60)
        raise OutcomeUnknown(
            _("Draft {id} has not appeared on the portal, but it still may.").format(id=entry.id),
            _("Check again in {minutes} minutes: ticket drafts send {id}").format(
                minutes=minutes, id=entry.id
            ),
        )
