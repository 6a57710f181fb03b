"""Sending once: kept on disk → marked as begun → sent → read back → only then forgotten.

Where no answer tells the outcome, the portal is looked at; nothing is ever sent again unless it
is certain that it did not arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ticketcli.desk.asked import Asked, of_draft, of_reply, of_ticket
from ticketcli.desk.compare import compare
from ticketcli.desk.look import PAUSES, Found, find_new, find_replies, message_keys, read_back, ticket_keys
from ticketcli.portals.base import (
    DoorName,
    NewReply,
    NewTicket,
    OutcomeUnknown,
    Portal,
    Progress,
    Receipt,
    TicketClosed,
)
from ticketcli.tickets.errors import TicketError
from ticketcli.tickets.ticket import Message, Ticket

if TYPE_CHECKING:
    from ticketcli.outbox.entry import Entry
    from ticketcli.outbox.outbox import Outbox

Now = Callable[[], datetime]
Sleep = Callable[[float], None]

LATE = timedelta(minutes=10)  # no PHP request is still at work after that
SAME = timedelta(hours=1)  # the same words within it are another try, and after it another ticket


@dataclass(frozen=True)
class Sent:
    """What became of it. `ticket` is None where it could not be read back; `unread` then says why.

    `found`: no answer came, but it was found to have arrived.
    """

    number: str
    ticket: Ticket | None
    url: str | None
    door: str
    differences: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    found: bool = False
    notices: tuple[str, ...] = ()
    unread: str = ""


def send_new(
    portal: Portal,
    outbox: Outbox,
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
    earlier = _earlier(portal, outbox, entry, now=now, sleep=sleep)
    if earlier is not None:
        return earlier
    asked = of_ticket(ticket)
    with outbox.holding(entry):
        door = portal.check(ticket.features)
        known = ticket_keys(portal)
        begun = outbox.mark_sending(entry, known, door)
        receipt = _once(outbox, begun, lambda: portal.create(ticket, progress))
        return _confirm_new(portal, outbox, begun, asked, receipt, known, sleep)


def send_reply(
    portal: Portal,
    outbox: Outbox,
    entry: Entry,
    number: str,
    reply: NewReply,
    *,
    now: Now,
    sleep: Sleep,
    progress: Progress | None = None,
) -> Sent:
    """Send a reply and confirm it. Raises as `send_new` does, and TicketClosed before anything is sent."""
    earlier = _earlier(portal, outbox, entry, now=now, sleep=sleep)
    if earlier is not None:
        return earlier
    asked = of_reply(reply)
    with outbox.holding(entry):
        before = portal.ticket(number)
        if before.closed:
            raise TicketClosed([f"Ticket {number} is closed."], f"Reopen it first: ticket reopen {number}")
        door = portal.check(reply.features, reply=True)
        known = message_keys(before)
        begun = outbox.mark_sending(entry, known, door)
        receipt = _once(outbox, begun, lambda: portal.reply(number, reply, progress))
        return _confirm_reply(portal, outbox, begun, asked, receipt, number, known, sleep)


def settle(portal: Portal, outbox: Outbox, entry: Entry, *, now: Now, sleep: Sleep) -> Sent | None:
    """Find out about an unconfirmed draft: Sent if it had arrived, None if it certainly had not.

    Certain is: the portal's list was read far enough, and long enough after the send. The draft is
    then marked unsent. Raises OutcomeUnknown where it cannot be certain yet.
    """
    with outbox.holding(entry) as held:
        if held.sending is None:
            return None
        asked = of_draft(held.draft, portal.capabilities().extensions)
        sending = held.sending
        receipt = Receipt(sending.door)
        if held.draft.kind == "new":
            found = find_new(portal, asked, sending.known)
        else:
            ticket = portal.ticket(held.draft.number or "")
            found = [(ticket, message) for message in find_replies(ticket, asked, sending.known)]
        if len(found) == 1:
            return _confirmed(portal, outbox, held, asked, receipt, found[0], looked_for=True)
        if found:
            numbers = ", ".join(dict.fromkeys(ticket.number for ticket, _ in found))
            raise OutcomeUnknown(
                f"More than one at the portal could be the draft {held.id}: {numbers}.",
                f"See: ticket show {found[0][0].number}\nIf it is there: ticket drafts delete {held.id}",
            )
        if now() - sending.at < LATE:
            raise OutcomeUnknown(
                f"The draft {held.id} has not appeared at the portal, but it may still.",
                f"Look again in {LATE.seconds // 60} minutes: ticket drafts send {held.id}",
            )
        outbox.mark_unsent(held)
        return None


def _earlier(portal: Portal, outbox: Outbox, entry: Entry, *, now: Now, sleep: Sleep) -> Sent | None:
    """What became of the same draft when it was sent before and nobody knew. None: send this one."""
    twin = outbox.unconfirmed(entry.draft, entry.portal)
    if twin is None or twin.sending is None or twin.id == entry.id:
        return None
    another_try = now() - twin.sending.at < SAME
    try:
        sent = settle(portal, outbox, twin, now=now, sleep=sleep)
    except OutcomeUnknown:
        if not another_try:
            return None
        outbox.forget(entry)  # the twin keeps the same words
        raise
    if sent is None:
        outbox.forget(outbox.get(twin.id))  # it certainly did not arrive, and this one has the same words
        return None
    if not another_try:
        return None
    outbox.forget(entry)
    return sent


def _once(outbox: Outbox, entry: Entry, send: Callable[[], Receipt]) -> Receipt | None:
    """The receipt, or None where no answer tells the outcome."""
    try:
        return send()
    except OutcomeUnknown:
        return None
    except TicketError:
        outbox.mark_unsent(entry)  # refused, or it never left: certainly not there
        raise


def _confirm_new(
    portal: Portal,
    outbox: Outbox,
    entry: Entry,
    asked: Asked,
    receipt: Receipt | None,
    known: Sequence[str],
    sleep: Sleep,
) -> Sent:
    number = receipt.number if receipt else None
    try:
        found = read_back(portal, number, asked, known, sleep)
    except TicketError as error:
        if receipt is not None and number is not None:
            return _unread(portal, receipt, number, error.message)
        raise _unknown(entry, error.message) from error
    if found is not None:
        given = receipt or Receipt(_door(entry))
        return _confirmed(portal, outbox, entry, asked, given, found, looked_for=receipt is None)
    if receipt is not None and number is not None:
        return _unread(portal, receipt, number, "The portal does not show it yet.")
    raise _unknown(entry, "It is not in the portal's list.")


def _confirm_reply(
    portal: Portal,
    outbox: Outbox,
    entry: Entry,
    asked: Asked,
    receipt: Receipt | None,
    number: str,
    known: Sequence[str],
    sleep: Sleep,
) -> Sent:
    for pause in PAUSES:
        if pause:
            sleep(pause)
        try:
            ticket = portal.ticket(number)
        except TicketError as error:
            if receipt is not None:
                return _unread(portal, receipt, number, error.message)
            raise _unknown(entry, error.message) from error
        replies = find_replies(ticket, asked, known)
        message = replies[0] if len(replies) == 1 else None
        if not replies and receipt is not None:
            # The portal took it: then what is new and not the staff's is ours, whatever became of its text.
            message = _only_new(ticket, known)
        if message is not None:
            given = receipt or Receipt(_door(entry), number)
            found = (ticket, message)
            return _confirmed(portal, outbox, entry, asked, given, found, looked_for=receipt is None)
    if receipt is not None:
        return _unread(portal, receipt, number, "The portal does not show it yet.")
    raise _unknown(entry, "It is not in the ticket.")


def _confirmed(
    portal: Portal,
    outbox: Outbox,
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
    outbox.forget(entry)
    return Sent(
        number=ticket.number,
        ticket=ticket,
        # Not the link of the success page: its hash lets anyone read the ticket who finds it in a log.
        url=portal.address(ticket.number),
        door=receipt.door,
        differences=tuple(findings.differences),
        unverified=tuple(findings.unverified),
        found=looked_for,
        notices=receipt.notices,
    )


def _unread(portal: Portal, receipt: Receipt, number: str, why: str) -> Sent:
    return Sent(number, None, portal.address(number), receipt.door, notices=receipt.notices, unread=why)


def _unknown(entry: Entry, why: str) -> OutcomeUnknown:
    return OutcomeUnknown(
        f"No answer told whether it arrived. {why}",
        f"It is kept. Look again with: ticket drafts send {entry.id}",
    )


def _only_new(ticket: Ticket, known: Sequence[str]) -> Message | None:
    fresh = [
        message
        for key, message in zip(message_keys(ticket), ticket.messages or (), strict=True)
        if key not in known and message.staff is not True
    ]
    return fresh[0] if len(fresh) == 1 else None


def _door(entry: Entry) -> DoorName:
    return entry.sending.door if entry.sending else "web"
