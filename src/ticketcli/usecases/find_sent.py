"""Search the portal for a ticket or reply that was sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice, pairwise

from ticketcli.model.errors import TicketError
from ticketcli.model.text import normalize_text
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import STOPS, Identity, MorePages, NoSuchTicket, Portal, Receipt
from ticketcli.usecases.evidence import Evidence, is_before, judge_message, judge_ticket, normalize_names
from ticketcli.usecases.expectation import Expectation

PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before each try; a list may lag behind the store
FEW_PAUSES = PAUSES[:4]  # where the portal itself says that it took nothing
MOST_ROWS = 2000  # tickets; how far a list is read that does not show where it is old enough to stop
MOST_OPENED = 50  # tickets that are opened because their subject fits

NOBODY = frozenset({""})  # no message has that author: where several people write, all are somebody else

MOST_ASKED = 3  # tickets that are opened to learn under which name the user writes

Found = tuple[Ticket, Message]
NO_MESSAGE = Message(None, None, None, None, "")


@dataclass(frozen=True)
class Before:
    """What the portal held before a send: see `drafts.entry.Sending`."""

    known: tuple[str, ...]
    newest: str | None = None


@dataclass
class Search:
    """What was found. `possible` are like it and prove nothing; `complete`: nothing was left unread.

    `partial` are tickets of this subject that the portal stored without their message.
    """

    proven: list[Found] = field(default_factory=list)
    possible: list[Found] = field(default_factory=list)
    partial: list[Ticket] = field(default_factory=list)
    complete: bool = True

    @property
    def one(self) -> Found | None:
        """The one that is it for certain, if there is one."""
        return self.proven[0] if len(self.proven) == 1 else None


def note_tickets(portal: Portal) -> Before:
    """Note the tickets that are there before a new one is sent, and the portal's latest time."""
    rows: Sequence[Ticket] = portal.newest()
    if _find_order(rows) is None:
        with suppress(MorePages):
            rows = [*rows, *islice(portal.tickets(), MOST_ROWS)]
    times = [time for row in rows for time in (row.created, row.updated) if time is not None]
    newest = max((time.isoformat() for time in times), default=None)
    return Before(tuple(dict.fromkeys(row.number for row in rows)), newest)


def note_messages(ticket: Ticket) -> Before:
    """Note the messages that are there before a reply is sent."""
    times = [message.time.isoformat() for message in ticket.messages or () if message.time is not None]
    return Before(make_message_keys(ticket), max(times, default=None))


def make_message_keys(ticket: Ticket) -> tuple[str, ...]:
    """List what identifies each message of a ticket: its id, or its place where the portal shows none."""
    return tuple(message.id or f"#{index}" for index, message in enumerate(ticket.messages or ()))


def search_repeatedly(
    search: Callable[[Receipt | None], Search],
    receipt: Receipt | None,
    sleep: Callable[[float], None],
    *,
    pauses: Sequence[float] = PAUSES,
) -> Search:
    """Search until one is proven. Raises what the last try raises, if none found anything."""
    failed: TicketError | None = None
    last = Search()
    for pause in pauses:
        if pause:
            sleep(pause)
        try:
            last = search(receipt)
        except STOPS:
            raise  # was tried again and again already
        except TicketError as error:
            failed = error
            continue
        if last.one is not None or last.partial:
            return last
        failed = None
    if failed is not None:
        raise failed
    return last


def read_ticket(portal: Portal, number: str, expected: Expectation, before: Before) -> Found | None:
    """Read the ticket that the portal's answer named, if it can be the one."""
    if number in before.known:
        return None
    try:
        ticket = portal.ticket(number)
    except NoSuchTicket:
        return None
    opening = next(iter(ticket.messages or ()), NO_MESSAGE)
    is_it = _may_be_subject(expected.subject or "", ticket.subject) or judge_message(expected, opening)
    return (ticket, opening) if is_it else None


def search_tickets(
    portal: Portal, expected: Expectation, before: Before, others: Collection[str], authors: Collection[str]
) -> Search:
    """Search the list for a ticket that was not there before. `others` are known to be something else."""
    found = Search()
    passed = {*before.known, *others}

    def consider(rows: Iterable[Ticket], order: str | None) -> bool:
        """Consider rows until they are older than the send; say whether such were reached."""
        previous = None
        for row in islice(rows, MOST_ROWS):
            time = getattr(row, order) if order else None
            if order and (time is None or is_before(previous, time.isoformat())):
                order = None  # not in order after all: all of it has to be read
            previous = time
            if order and is_before(time, before.newest):
                return True
            if row.number in passed or not _may_be_subject(expected.subject or "", row.subject):
                continue
            passed.add(row.number)
            _judge_row(portal, row, expected, before, authors, found)
        return False

    first = portal.newest()
    order = _find_order(first)
    if consider(first, order):
        return found
    rows = _Counted(portal.tickets())
    try:
        if not consider(rows, order) and rows.count >= MOST_ROWS:
            found.complete = False
    except MorePages:
        found.complete = False
    return found


def search_messages(
    ticket: Ticket, expected: Expectation, before: Before, others: Collection[str], authors: Collection[str]
) -> Search:
    """Search a ticket for a reply that was not there before."""
    found = Search()
    for key, message in zip(make_message_keys(ticket), ticket.messages or (), strict=True):
        if key in before.known or key in others:
            continue
        evidence = judge_message(expected, message, authors=authors, newest=before.newest)
        _add(found, evidence, (ticket, message))
    return found


def list_authors(
    portal: Portal, mine: Iterable[str], known: Iterable[str] = (), ticket: Ticket | None = None
) -> frozenset[str]:
    """List the names under which the user writes; none where the portal does not show them.

    Where it does not say who is signed in, it is who opened one of `mine`, the numbers of tickets that were
    sent from here. Else it is who wrote in `ticket` and opened the first few of `known`, unless these are
    several people: then only the e-mail address is certainly the user's, or nobody's name is. Nor is one
    where the portal might tell and could not be read.
    """
    unknown: frozenset[str] = frozenset()
    try:
        identity = portal.who()
    except TicketError:
        identity, unknown = Identity(), NOBODY
    if identity.name:
        return normalize_names(identity.name, identity.email, identity.company)
    try:
        names = next(filter(None, _list_openers(portal, mine)), frozenset())
        if not names:
            names = _list_writers(ticket.messages or () if ticket else ()).union(
                *_list_openers(portal, known)
            )
    except TicketError:
        names, unknown = frozenset(), NOBODY
    email = normalize_names(identity.email)
    if len(names) > 1:
        return email or NOBODY
    return names | email if names else unknown


def _list_openers(portal: Portal, numbers: Iterable[str]) -> Iterator[frozenset[str]]:
    """Read the first few tickets of these numbers, each only when it is taken."""
    for number in islice(numbers, MOST_ASKED):
        with suppress(NoSuchTicket):
            yield _list_writers((portal.ticket(number).messages or ())[:1])


def _list_writers(messages: Sequence[Message]) -> frozenset[str]:
    return normalize_names(*(message.author for message in messages if message.staff is not True))


def select_known(ticket: Ticket, before: Before) -> Ticket:
    """Leave of a ticket only the messages that were there before."""
    messages = zip(make_message_keys(ticket), ticket.messages or (), strict=True)
    return replace(ticket, messages=tuple(message for key, message in messages if key in before.known))


def _judge_row(
    portal: Portal,
    row: Ticket,
    expected: Expectation,
    before: Before,
    authors: Collection[str],
    found: Search,
) -> None:
    if len(found.proven) + len(found.possible) >= MOST_OPENED:
        found.complete = False
        return
    try:
        ticket = portal.ticket(row.number)
    except NoSuchTicket:
        return
    ticket = replace(ticket, created=ticket.created or row.created, subject=ticket.subject or row.subject)
    if ticket.lacks_message:
        if normalize_text(ticket.subject) == normalize_text(expected.subject or ""):
            found.partial.append(ticket)
        return
    evidence = judge_ticket(expected, ticket, authors=authors, newest=before.newest)
    _add(found, evidence, (ticket, next(iter(ticket.messages or ()), NO_MESSAGE)))


def _add(found: Search, evidence: Evidence, item: Found) -> None:
    if evidence is Evidence.PROOF:
        found.proven.append(item)
    elif evidence is Evidence.POSSIBLE:
        found.possible.append(item)


def _find_order(rows: Sequence[Ticket]) -> str | None:
    """Find the time by which a list is newest first; None where it is not, or does not show them."""
    for name in ("created", "updated"):
        times: list[datetime | date | None] = [getattr(row, name) for row in rows]
        shown = [time.isoformat() for time in times if time is not None]
        if shown and len(shown) == len(times) and shown[0] > shown[-1]:
            if all(earlier >= later for earlier, later in pairwise(shown)):
                return name
            return None
    return None


def _may_be_subject(expected: str, shown: str) -> bool:
    """Say whether a subject in a list can be the one that was sent: lists cut, and so do databases."""
    wanted, got = normalize_text(expected).casefold(), normalize_text(shown).casefold().rstrip("….")
    return wanted == got or (len(got) >= 3 and (wanted.startswith(got.rstrip()) or wanted in got)) or not got


class _Counted:
    """Rows that are counted as they are taken."""

    def __init__(self, rows: Iterable[Ticket]) -> None:
        self._rows = iter(rows)
        self.count = 0

    def __iter__(self) -> Iterator[Ticket]:
        for row in self._rows:
            self.count += 1
            yield row
