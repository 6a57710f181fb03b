"""Sending once: kept on disk → marked as begun → sent → read back → only then forgotten.

Where no answer tells the outcome, the portal is looked at; nothing is ever sent again unless it
is certain that it did not arrive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ticketcli.i18n import N_, _
from ticketcli.model.errors import TicketError
from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import (
    NewReply,
    NewTicket,
    OutcomeUnknown,
    Portal,
    Progress,
    Receipt,
    RouteName,
    TicketClosed,
    TurnedAway,
)
from ticketcli.portals.http.upload_files import stamp
from ticketcli.usecases.expectation import Asked, of_draft, of_reply, of_ticket
from ticketcli.usecases.find_sent import (
    BRIEFLY,
    PAUSES,
    Found,
    find_new,
    find_replies,
    look_for,
    message_keys,
    read_back_new,
    read_back_reply,
    ticket_keys,
)
from ticketcli.usecases.verify import compare

if TYPE_CHECKING:
    from ticketcli.drafts.entry import Entry
    from ticketcli.drafts.store import DraftStore

Now = Callable[[], datetime]
Sleep = Callable[[float], None]

LATE = timedelta(minutes=10)  # no PHP request is still at work after that
ATTEMPTS = 4  # for what the portal turns away
SAME = timedelta(hours=1)  # the same words within it are another try, and after it another ticket


@dataclass(frozen=True)
class Sent:
    """What became of it. `ticket` is None where it could not be read back; `unread` then says why.

    `found`: no answer came, but it was found to have arrived.
    """

    number: str
    ticket: Ticket | None
    url: str | None
    route: str
    differences: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    found: bool = False
    notices: tuple[str, ...] = ()
    unread: str = ""


def send_new(
    portal: Portal,
    store: DraftStore,
    entry: Entry,
    ticket: NewTicket,
    *,
    now: Now,
    sleep: Sleep,
    progress: Progress | None = None,
) -> Sent:
    """Send a new ticket and confirm it.

    Raises what `Portal.create` raises, the draft kept as unsent; OutcomeUnknown, the draft kept as
    unconfirmed, where neither an answer nor the portal's list tells. The same draft with an
    unknown outcome is looked for first, so that a command may safely be run again.
    """
    earlier = _earlier(portal, store, entry, now=now, sleep=sleep)
    if earlier is not None:
        return earlier
    asked = of_ticket(ticket)
    with store.hold(entry):
        route = portal.check(ticket.features)
        known = ticket_keys(portal)
        begun = store.mark_sending(entry, known, route)
        return _Delivery(portal, store, begun, asked, sleep).deliver(
            lambda: portal.create(ticket, progress),
            lambda receipt: read_back_new(portal, receipt.number if receipt else None, asked, known),
        )


def send_reply(
    portal: Portal,
    store: DraftStore,
    entry: Entry,
    number: str,
    reply: NewReply,
    *,
    now: Now,
    sleep: Sleep,
    progress: Progress | None = None,
) -> Sent:
    """Send a reply and confirm it. Raises as `send_new` does, and TicketClosed before anything is sent."""
    earlier = _earlier(portal, store, entry, now=now, sleep=sleep)
    if earlier is not None:
        return earlier
    asked = of_reply(reply)
    with store.hold(entry):
        before = portal.ticket(number)
        if before.closed and not before.reply_reopens:
            raise TicketClosed(
                [_("Ticket {number} is closed.").format(number=number)],
                _("Reopen it first: ticket reopen {number}").format(number=number),
            )
        route = portal.check(reply.features, reply=True)
        known = message_keys(before)
        begun = store.mark_sending(entry, known, route)
        return _Delivery(portal, store, begun, asked, sleep, number).deliver(
            lambda: portal.reply(number, reply, progress),
            lambda receipt: read_back_reply(portal, number, asked, known, taken=receipt is not None),
        )


def settle(portal: Portal, store: DraftStore, entry: Entry, *, now: Now, sleep: Sleep) -> Sent | None:
    """Find out about an unconfirmed draft: Sent if it had arrived, None if it certainly had not.

    Certain is: the portal's list was read far enough, and long enough after the send. The draft is
    then marked unsent. Raises OutcomeUnknown where it cannot be certain yet.
    """
    with store.hold(entry) as held:
        if held.sending is None:
            return None
        asked = of_draft(held.draft, portal.capabilities().extensions_taken)
        sending = held.sending
        receipt = Receipt(sending.route)
        if held.draft.kind == "new":
            found = find_new(portal, asked, sending.known)
        else:
            ticket = portal.ticket(held.draft.number or "")
            found = [(ticket, message) for message in find_replies(ticket, asked, sending.known)]
        if len(found) == 1:
            return _confirmed(portal, store, held, asked, receipt, found[0], looked_for=True)
        if found:
            numbers = ", ".join(dict.fromkeys(ticket.number for ticket, _message in found))
            raise OutcomeUnknown(
                _("More than one at the portal could be the draft {id}: {numbers}.").format(
                    id=held.id, numbers=numbers
                ),
                _("See: ticket show {number}\nIf it is there: ticket drafts delete {id}").format(
                    number=found[0][0].number, id=held.id
                ),
            )
        if now() - sending.at < LATE:
            raise OutcomeUnknown(
                _("The draft {id} has not appeared at the portal, but it may still.").format(id=held.id),
                _("Look again in {minutes} minutes: ticket drafts send {id}").format(
                    minutes=LATE.seconds // 60, id=held.id
                ),
            )
        store.mark_unsent(held)
        return None


def _earlier(portal: Portal, store: DraftStore, entry: Entry, *, now: Now, sleep: Sleep) -> Sent | None:
    """What became of the same draft when it was sent before and nobody knew. None: send this one."""
    twin = store.unconfirmed(entry.draft, entry.portal)
    if twin is None or twin.sending is None or twin.id == entry.id:
        return None
    another_try = now() - twin.sending.at < SAME
    try:
        sent = settle(portal, store, twin, now=now, sleep=sleep)
    except OutcomeUnknown:
        if not another_try:
            return None
        store.forget(entry)  # the twin keeps the same words
        raise
    if sent is None:
        store.forget(store.get(twin.id))  # it certainly did not arrive, and this one has the same words
        return None
    if not another_try:
        return None
    store.forget(entry)
    return sent


@dataclass(frozen=True)
class _Delivery:
    """One draft on its way. `number` is the ticket's that a reply answers."""

    portal: Portal
    drafts: DraftStore
    entry: Entry
    asked: Asked
    sleep: Sleep
    number: str | None = None

    def deliver(self, send: Callable[[], Receipt], find: Callable[[Receipt | None], Found | None]) -> Sent:
        """Send and confirm. Send again only where the portal turned it away and it is not there."""
        before = [stamp(file) for file in self.asked.files]
        for attempt in range(1, ATTEMPTS + 1):
            receipt, away, why = None, None, ""
            try:
                receipt = send()
            except TurnedAway as error:
                away, why = error, error.message
                self.sleep(error.wait)
            except OutcomeUnknown as error:
                why = error.message
            except TicketError:
                self.drafts.mark_unsent(self.entry)  # refused, or it never left: certainly not there
                raise
            try:
                found = look_for(find, receipt, self.sleep, pauses=PAUSES if away is None else BRIEFLY)
            except TicketError as error:
                return self._unseen(receipt, error, _joined(why, error.message))
            if found is not None:
                changed = [
                    _("{name} changed while it was sent: part of it may be old, and part new.").format(
                        name=file.name
                    )
                    for file, was in zip(self.asked.files, before, strict=True)
                    if stamp(file) != was
                ]
                sent = self._confirmed(receipt, found)
                return replace(sent, differences=(*changed, *sent.differences))
            if away is None:
                return self._unseen(receipt, None, _joined(why, _(_NOT_SEEN[self.entry.draft.kind])))
            if not away.again or attempt == ATTEMPTS:
                self.drafts.mark_unsent(self.entry)
                raise away.last
        raise AssertionError("unreachable")

    def _confirmed(self, receipt: Receipt | None, found: Found) -> Sent:
        given = receipt or Receipt(_route(self.entry), self.number)
        return _confirmed(
            self.portal, self.drafts, self.entry, self.asked, given, found, looked_for=receipt is None
        )

    def _unseen(self, receipt: Receipt | None, error: TicketError | None, why: str) -> Sent:
        """What is left to say where it could not be seen: all that is known is the portal's word, if any."""
        number = self.number or (receipt.number if receipt is not None else None)
        if receipt is not None and number is not None:
            unread = error.message if error is not None else _("The portal does not show it yet.")
            url = self.portal.address(number)
            return Sent(number, None, url, receipt.route, notices=receipt.notices, unread=unread)
        raise OutcomeUnknown(
            _("No answer told whether it arrived. {why}").format(why=why),
            _("It is kept. Look again with: ticket drafts send {id}").format(id=self.entry.id),
        ) from error


_NOT_SEEN = {"new": N_("It is not in the portal's list."), "reply": N_("It is not in the ticket.")}


def _joined(why: str, then: str) -> str:
    return _("{why} {then}").format(why=why, then=then) if why else then


def _confirmed(
    portal: Portal,
    store: DraftStore,
    entry: Entry,
    asked: Asked,
    receipt: Receipt,
    found: Found,
    *,
    looked_for: bool,
) -> Sent:
    """It is there. Only now the draft may go."""
    ticket, message = found
    findings = compare(asked, ticket, message, portal)
    if findings.cut and not portal.capabilities().cuts_emoji:
        portal.learn(replace(portal.capabilities(), cuts_emoji=True))
    store.confirmed(entry, ticket.number)
    return Sent(
        number=ticket.number,
        ticket=ticket,
        # Not the link of the success page: its hash lets anyone read the ticket who finds it in a log.
        url=portal.address(ticket.number),
        route=receipt.route,
        differences=tuple(findings.differences),
        unverified=tuple(findings.unverified),
        found=looked_for,
        notices=receipt.notices,
    )


def _route(entry: Entry) -> RouteName:
    return entry.sending.route if entry.sending else "web"
