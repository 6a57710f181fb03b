"""Whether a message at the portal is proven to be the one that was sent.

While no answer says what became of a send, only equal text or a provable cut of it counts, with its
author, time and files. What is merely like it proves nothing: neither that it arrived nor that it
did not.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import IntEnum
from html import unescape

from ticketcli.model.text import normalize_text
from ticketcli.model.ticket import Message, Ticket
from ticketcli.usecases.expectation import Expectation
from ticketcli.usecases.verify import select_letters

CUTS = (255, 65_535)  # bytes at which MySQL's columns TINYTEXT or VARCHAR(255) and TEXT end
CLOCK_CHANGE = timedelta(hours=2)  # by which a portal's own times may go back


class Evidence(IntEnum):
    """How sure it is that a message is the one that was sent."""

    NONE = 0
    POSSIBLE = 1
    PROOF = 2


def judge_message(
    expected: Expectation, message: Message, *, authors: Collection[str] = (), newest: str | None = None
) -> Evidence:
    """Judge a message that was not there before.

    `authors` are the names under which the person writes, empty where they are not known; `newest`
    is the latest time that the portal showed before the send.
    """
    if message.staff is True:
        return Evidence.NONE
    text = judge_text(choose_body(expected, message).body, message.body, message.body_html)
    if text is Evidence.NONE and expected.encrypt and message.encrypted:
        text = Evidence.POSSIBLE  # what the portal shows in its place is no part of it
    if is_before(message.time, newest, by=CLOCK_CHANGE):
        return Evidence.NONE
    is_odd = (
        is_before(message.time, newest)
        or len(message.attachments) != len(expected.files)
        or (bool(authors) and message.author is not None and _normalize_name(message.author) not in authors)
    )
    return min(text, Evidence.POSSIBLE) if is_odd else text


def choose_body(expected: Expectation, message: Message) -> Expectation:
    """Return what is expected with the one of its bodies that a message is most like."""
    bodies = (expected.body, *expected.other_bodies)
    body = max(bodies, key=lambda body: judge_text(body, message.body, message.body_html))
    return replace(expected, body=body)


def judge_ticket(
    expected: Expectation, ticket: Ticket, *, authors: Collection[str] = (), newest: str | None = None
) -> Evidence:
    """Judge a ticket with its messages that was not there before. As `judge_message` in all else.

    A ticket without any message is one that was created in part: its subject alone can prove it.
    """
    subject = judge_text(expected.subject or "", ticket.subject)
    if not ticket.subject:
        subject = Evidence.POSSIBLE
    if is_before(ticket.created, newest, by=CLOCK_CHANGE):
        return Evidence.NONE
    is_elsewhere = (
        expected.department
        and ticket.department
        and _normalize_name(expected.department) != _normalize_name(ticket.department)
    )
    if is_elsewhere or is_before(ticket.created, newest):
        subject = min(subject, Evidence.POSSIBLE)
    if not ticket.messages:
        return subject
    return min(subject, judge_message(expected, ticket.messages[0], authors=authors, newest=newest))


def judge_text(expected: str, shown: str, html: str | None = None) -> Evidence:
    """Judge a text as the portal shows it: PROOF where it is equal, or cut where databases cut."""
    wanted = normalize_text(expected)
    readings = [normalize_text(shown)]
    if html is not None:
        # Our own text may look like HTML, and the portal may hand it back as it was typed.
        readings += [normalize_text(html), normalize_text(unescape(html))]
    if wanted in readings or _is_cut(expected, wanted, readings[0]):
        return Evidence.PROOF
    bare, got = select_letters(wanted), select_letters(readings[0])
    is_like = bare.startswith(got) or bare in got
    return Evidence.POSSIBLE if is_like else Evidence.NONE


def is_before(time: datetime | date | None, newest: str | None, *, by: timedelta = timedelta(0)) -> bool:
    """Say whether a time of the portal's is certainly earlier than another of its times."""
    if time is None or newest is None:
        return False
    other = datetime.fromisoformat(newest)
    if isinstance(time, datetime) and len(newest) > len("2026-06-09"):
        return (time.tzinfo is None) == (other.tzinfo is None) and time < other - by
    day = time.date() if isinstance(time, datetime) else time
    return day < (other - by).date()


def normalize_names(*names: str | None) -> frozenset[str]:
    """Make the names of a person comparable to what a portal shows as an author."""
    return frozenset(_normalize_name(name) for name in names if name)


def _is_cut(expected: str, wanted: str, got: str) -> bool:
    """Say whether a text ends where a database that stores only a part of it ends it."""
    rare = next((index for index, sign in enumerate(wanted) if ord(sign) > 0xFFFF), None)
    if rare is not None and len(got) >= LEAST_BEFORE_EMOJI and got == wanted[:rare].rstrip():
        return True
    if not got or not wanted.startswith(got):
        return False
    # The bytes that were stored are known but for blanks and line ends, which are two bytes in a form.
    cuts = {
        normalize_text(text.encode()[:limit].decode(errors="ignore"))
        for text in _normalize_stored(expected)
        for limit in CUTS
    }
    return got in cuts


LEAST_BEFORE_EMOJI = 12  # letters; a shorter beginning of a text can be that of another


def _normalize_stored(text: str) -> tuple[str, str]:
    return text, text.replace("\r\n", "\n").replace("\n", "\r\n")


def _normalize_name(name: str) -> str:
    return normalize_text(name).casefold()
