"""The outcome of sending a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.store import DraftStore
from ticketcli.model.errors import TicketError
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import File, Portal
from ticketcli.usecases.expectation import Expectation
from ticketcli.usecases.find_sent import Found, make_message_keys
from ticketcli.usecases.verify import compare


@dataclass(frozen=True)
class Sent:
    """What became of it. `ticket` is None where it could not be read back; `unread` then says why.

    `unverified` and `hidden` are as in `Findings`.
    `found`: no answer came, but it was found to have arrived. `entry` is the draft, to be finished
    (see `DraftStore.finish`) once the person was told.
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
    entry: Entry | None = None
    hidden: tuple[str, ...] = ()


def confirm_found(
    portal: Portal,
    store: DraftStore,
    entry: Entry,
    expected: Expectation,
    found: Found,
    *,
    searched: bool,
    notices: tuple[str, ...] = (),
) -> Sent:
    """Note that a draft is there, and compare it with what was expected. `searched`: no answer named it."""
    ticket, message = found
    key = next(
        (
            key
            for key, each in zip(make_message_keys(ticket), ticket.messages or (), strict=True)
            if each is message
        ),
        None,
    )
    entry = store.note_confirmed(entry, ticket.number, key if entry.draft.kind == "reply" else None)
    findings = compare(expected, ticket, message, portal)
    if findings.cut and not portal.capabilities().cuts_emoji:
        portal.learn(replace(portal.capabilities(), cuts_emoji=True))
    return Sent(
        number=ticket.number,
        ticket=_with_sizes(ticket, message, expected.files),
        # Not the link of the success page: its hash lets anyone read the ticket who finds it in a log.
        url=portal.address(ticket.number),
        route=entry.sending.route if entry.sending else "",
        differences=tuple(findings.differences),
        unverified=tuple(findings.unverified),
        hidden=tuple(findings.hidden),
        found=searched,
        notices=notices,
        entry=entry,
    )


def _with_sizes(ticket: Ticket, message: Message, files: tuple[File, ...]) -> Ticket:
    """Return the ticket with the sizes of files that were just uploaded, where the portal shows none."""
    sizes = {file.name: file.size for file in files}
    known = tuple(
        replace(each, size=sizes.get(each.name)) if each.size is None else each
        for each in message.attachments
    )
    messages = (
        replace(each, attachments=known) if each is message else each for each in ticket.messages or ()
    )
    return ticket if ticket.messages is None else replace(ticket, messages=tuple(messages))


def repeat_confirmed(portal: Portal, number: str, entry: Entry | None = None) -> Sent:
    """Report again a ticket that was confirmed before; read it once more where that is possible."""
    try:
        ticket = portal.ticket(number)
    except TicketError:
        ticket = None
    return Sent(number, ticket, portal.address(number), "", found=True, entry=entry)
