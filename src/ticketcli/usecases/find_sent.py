"""Looking whether something that was sent has arrived."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from ticketcli.model.errors import TicketError
from ticketcli.model.text import normalize_text
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import STOPS, NoSuchTicket, Portal, Receipt
from ticketcli.usecases.expectation import Asked
from ticketcli.usecases.verify import same_body

PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before each look; a list may lag behind the store
BRIEFLY = PAUSES[:4]  # where the portal itself says that it took nothing
FARTHEST = 500  # tickets; how far back a list is read for one that is not on its first page

Found = tuple[Ticket, Message]


def listed(portal: Portal) -> Iterator[Ticket]:
    """The tickets among which a new one would be: the first page, where that has the newest."""
    first = portal.newest()
    return iter(first) if _newest_first(first) else islice(portal.tickets(), FARTHEST)


def _newest_first(tickets: Sequence[Ticket]) -> bool:
    for times in ([t.created for t in tickets], [t.updated for t in tickets]):
        told = [time.isoformat() for time in times if time is not None]
        if told and len(told) == len(times) and told[0] > told[-1]:
            return all(earlier >= later for earlier, later in pairwise(told))
    return False


def ticket_keys(portal: Portal) -> tuple[str, ...]:
    """The numbers of the tickets that are there before a new one is sent."""
    return tuple(ticket.number for ticket in listed(portal))


def message_keys(ticket: Ticket) -> tuple[str, ...]:
    """What tells the messages of a ticket apart; their place where the portal shows no ids."""
    return tuple(message.id or f"#{index}" for index, message in enumerate(ticket.messages or ()))


def look_for(
    find: Callable[[Receipt | None], Found | None],
    receipt: Receipt | None,
    sleep: Callable[[float], None],
    *,
    pauses: Sequence[float] = PAUSES,
) -> Found | None:
    """What `find` finds, with patience. Raises what the last look raises, if none found anything."""
    failed: TicketError | None = None
    for pause in pauses:
        if pause:
            sleep(pause)
        try:
            found = find(receipt)
        except STOPS:
            raise  # was tried with patience already
        except TicketError as error:
            failed = error
            continue
        if found is not None:
            return found
        failed = None
    if failed is not None:
        raise failed
    return None


def read_back_new(portal: Portal, number: str | None, asked: Asked, known: Sequence[str]) -> Found | None:
    """The new ticket: under the number the portal gave, if it is the one, else in the list."""
    if number is not None and number not in known:
        found = _opened(portal, number, asked, strict=False)
        if found is not None:
            return found
    like_it = find_new(portal, asked, known)
    return like_it[0] if len(like_it) == 1 else None


def read_back_reply(
    portal: Portal, number: str, asked: Asked, known: Sequence[str], *, taken: bool
) -> Found | None:
    """The reply in its ticket. Was it `taken`, what is new and not the staff's is it, whatever its text."""
    ticket = portal.ticket(number)
    replies = find_replies(ticket, asked, known)
    if not replies and taken:
        replies = [message for message in _fresh(ticket, known) if message.staff is not True]
    return (ticket, replies[0]) if len(replies) == 1 else None


def find_new(portal: Portal, asked: Asked, known: Sequence[str]) -> list[Found]:
    """The tickets that were not known before and hold what was asked: more than one may."""
    found = []
    for ticket in listed(portal):
        if ticket.number in known or not _alike(asked.subject or "", ticket.subject):
            continue
        opened = _opened(portal, ticket.number, asked, strict=True)
        if opened is not None:
            found.append(opened)
    return found


def find_replies(ticket: Ticket, asked: Asked, known: Sequence[str]) -> list[Message]:
    """The customer's messages in a ticket that were not known before and have the text."""
    return [
        message
        for message in _fresh(ticket, known)
        if message.staff is not True and same_body(asked.body, message)
    ]


def _fresh(ticket: Ticket, known: Sequence[str]) -> list[Message]:
    messages = zip(message_keys(ticket), ticket.messages or (), strict=True)
    return [message for key, message in messages if key not in known]


def _opened(portal: Portal, number: str, asked: Asked, *, strict: bool) -> Found | None:
    try:
        ticket = portal.ticket(number)
    except NoSuchTicket:
        return None
    opening = next(iter(ticket.messages or ()), None)
    if opening is None:
        return None
    if same_body(asked.body, opening):
        return ticket, opening
    # The portal itself named this number: a text that differs is then a difference to tell.
    return (ticket, opening) if not strict and _alike(asked.subject or "", ticket.subject) else None


def _alike(asked: str, shown: str) -> bool:
    """Whether a subject in a list can be the one asked for: lists cut, and so do databases."""
    wanted, got = normalize_text(asked).casefold(), normalize_text(shown).casefold().rstrip("….")
    return wanted == got or (len(got) >= 3 and (wanted.startswith(got.rstrip()) or wanted in got)) or not got
