"""Sending: once, confirmed by reading back, looked for where no answer came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.commands.fake_portal import DEPARTMENTS, SERVICES, FakePortal

from ticketcli.drafts.request import Customer
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import (
    Feature,
    File,
    NewReply,
    NewTicket,
    NotSent,
    OutcomeUnknown,
    PortalUnreachable,
    TicketClosed,
)
from ticketcli.usecases.sent import Sent
from ticketcli.usecases.settle import TICKET_LATEST, settle
from ticketcli.usecases.submit import send_new, send_reply

LOST = OutcomeUnknown("The answer got lost.")
TICKET = NewTicket(DEPARTMENTS[0], "No ping", "Since 10:00.\n再起動しました。")
REPLY = NewReply("It works again.")
OLD = Ticket(
    "100", "No ping", status="Open", state="open", messages=(Message("7", "me", False, None, TICKET.body),)
)


CUSTOMER = Customer(
    "https://hb.bestnetllc.co.jp", "hanako@example.com", frozenset({"https://hb.bestnetllc.co.jp"})
)


@dataclass
class Desk:
    portal: FakePortal
    drafts: DraftStore
    time: datetime
    pauses: list[float]

    def new(self, ticket: NewTicket = TICKET) -> Sent:
        draft = Draft(
            department="BESTNET-CLOUD",
            subject=ticket.subject,
            message=ticket.body,
            attachments=tuple(file.path for file in ticket.files),
        )
        entry = self.drafts.save(draft, self.portal.url)
        now = lambda: self.time  # noqa: E731
        sent = send_new(
            self.portal,
            self.drafts,
            entry,
            ticket,
            customer=CUSTOMER,
            now=now,
            sleep=self.pauses.append,
        )
        return self.finish(sent)

    def reply(self, number: str, reply: NewReply = REPLY) -> Sent:
        entry = self.drafts.save(Draft(kind="reply", number=number, message=reply.body), self.portal.url)
        now = lambda: self.time  # noqa: E731
        sent = send_reply(
            self.portal,
            self.drafts,
            entry,
            number,
            reply,
            customer=CUSTOMER,
            now=now,
            sleep=self.pauses.append,
        )
        return self.finish(sent)

    def settle(self) -> Sent | None:
        (entry,) = self.drafts.all()
        sent = settle(self.portal, self.drafts, entry, now=lambda: self.time)
        return sent and self.finish(sent)

    def finish(self, sent: Sent) -> Sent:
        """Tell of it, as commands do."""
        if sent.entry is not None:
            self.drafts.finish(sent.entry)
        return sent

    @property
    def states(self) -> list[str]:
        return [entry.state for entry in self.drafts.all()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    time = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)
    made = Desk(
        FakePortal(now=lambda: made.time), DraftStore(tmp_path / "outbox", now=lambda: made.time), time, []
    )
    return made


def never(ticket: Ticket) -> Ticket:
    raise AssertionError("nothing may be stored")


def test_a_ticket_that_is_read_back_is_no_draft_any_more(desk: Desk) -> None:
    sent = desk.new()
    assert (sent.differences, sent.found, sent.unread) == ((), False, "")
    assert sent.number in desk.portal.stored
    assert desk.states == []


def test_an_answer_without_a_number_is_found_in_the_list(desk: Desk) -> None:
    desk.portal.stored["100"] = OLD  # the same words, but older
    desk.portal.tells_number = False
    assert desk.new().number != "100"


def test_a_list_that_lags_is_given_time(desk: Desk) -> None:
    desk.portal.tells_number = False
    desk.portal.lag = 3
    assert desk.new().number in desk.portal.stored
    assert desk.pauses[:1] == [0.5]


def test_a_lost_answer_is_looked_up_and_not_sent_again(desk: Desk) -> None:
    desk.portal.fail("create", LOST, after=True)
    sent = desk.new()
    assert sent.found
    assert len(desk.portal.sent) == 1
    assert desk.states == []


def test_a_lost_request_is_unknown_and_kept(desk: Desk) -> None:
    desk.portal.stored["100"] = OLD  # must not be taken for the new one
    desk.portal.fail("create", LOST)
    with pytest.raises(OutcomeUnknown, match="not in your ticket list yet"):
        desk.new()
    assert desk.states == ["unconfirmed"]


@pytest.mark.parametrize("error", [NotSent("no connection"), ContentRefused(["blocked subject"])])
def test_what_certainly_did_not_arrive_stays_unsent(desk: Desk, error: TicketError) -> None:
    desk.portal.fail("create", error)
    with pytest.raises(type(error)):
        desk.new()
    assert desk.states == ["unsent"]


def test_a_created_ticket_that_cannot_be_read_is_told_with_its_number(desk: Desk) -> None:
    desk.portal.fail("ticket", PortalUnreachable("The portal is down."))
    sent = desk.new()
    assert (sent.ticket, sent.unread) == (None, "The portal is down.")
    assert sent.number in desk.portal.stored
    assert desk.states == ["unconfirmed"]


class TestRunningACommandAgain:
    """After an unknown outcome people, and scripts, run the same command again."""

    def test_what_had_arrived_is_not_sent_twice(self, desk: Desk) -> None:
        desk.portal.lag = 50
        desk.portal.fail("create", LOST, after=True)
        with pytest.raises(OutcomeUnknown):
            desk.new()
        desk.portal._hidden.clear()
        assert desk.new().found
        assert (len(desk.portal.stored), desk.states) == (1, [])

    def test_what_may_still_arrive_is_not_sent_again_yet(self, desk: Desk) -> None:
        desk.portal.fail("create", LOST)
        for _ in range(2):
            with pytest.raises(OutcomeUnknown):
                desk.new()
        assert (len(desk.portal.stored), desk.states) == (0, ["unconfirmed"])

    def test_what_certainly_did_not_arrive_is_sent(self, desk: Desk) -> None:
        desk.portal.fail("create", LOST)
        with pytest.raises(OutcomeUnknown):
            desk.new()
        desk.time += TICKET_LATEST
        assert not desk.new().found
        assert (len(desk.portal.stored), desk.states) == (1, [])

    @pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(hours=2), timedelta(days=40)])
    def test_an_unknown_outcome_stays_in_force_however_old_it_is(self, desk: Desk, later: timedelta) -> None:
        desk.portal.lag = 50
        desk.portal.fail("create", LOST, after=True)
        with pytest.raises(OutcomeUnknown):
            desk.new()
        desk.portal._hidden.clear()
        desk.time += later
        assert desk.new().found
        assert (len(desk.portal.stored), desk.states) == (1, [])
        assert not desk.new().found, "once it is settled, the same words are another ticket"
        assert len(desk.portal.stored) == 2


class TestSettling:
    def test_two_that_could_be_it_are_named_and_neither_is_believed(self, desk: Desk) -> None:
        desk.portal.fail("create", LOST)
        with pytest.raises(OutcomeUnknown):
            desk.new()
        desk.portal.stored |= {"201": replace(OLD, number="201"), "202": replace(OLD, number="202")}
        desk.time += TICKET_LATEST
        with pytest.raises(OutcomeUnknown, match=r"202, 201"):
            desk.settle()
        assert desk.states == ["unconfirmed"]

    def test_a_ticket_cut_where_a_database_cuts_is_found_too(self, desk: Desk) -> None:
        long = replace(TICKET, body="再起動しました。\n" * 4000)
        desk.portal.store_as = lambda ticket: body(
            ticket, long.body.encode()[:65_535].decode(errors="ignore")
        )
        desk.portal.lag = 50
        desk.portal.fail("create", LOST, after=True)
        with pytest.raises(OutcomeUnknown):
            desk.new(long)
        desk.portal._hidden.clear()
        desk.time += TICKET_LATEST
        sent = desk.settle()
        assert sent is not None
        assert "cut: " in sent.differences[0]

    def test_a_reply_that_had_arrived_is_found(self, desk: Desk) -> None:
        desk.portal.stored["100"] = OLD
        desk.portal.fail("reply", LOST)
        with pytest.raises(OutcomeUnknown):
            desk.reply("100")
        late = Message("9", "山田 花子", False, None, REPLY.body)
        desk.portal.stored["100"] = replace(OLD, messages=(*(OLD.messages or ()), late))
        sent = desk.settle()
        assert sent is not None
        assert sent.found
        assert desk.states == []


def test_a_reply_to_a_closed_ticket_is_not_sent(desk: Desk) -> None:
    desk.portal.stored["100"] = replace(OLD, status="Closed", state="closed")
    with pytest.raises(TicketClosed):
        desk.reply("100")
    assert (desk.portal.sent, desk.states) == ([], ["unsent"])


def test_the_same_reply_as_before_is_told_from_the_earlier_one(desk: Desk) -> None:
    desk.portal.stored["100"] = replace(OLD, messages=(Message("7", "me", False, None, REPLY.body),))
    desk.portal.fail("reply", LOST)
    with pytest.raises(OutcomeUnknown):
        desk.reply("100")
    assert desk.states == ["unconfirmed"]


DIFFERENCES: dict[str, tuple[Callable[[Ticket], Ticket], str]] = {
    "a text cut at its emoji": (lambda t: body(t, "It burns "), "cut at its first emoji, “🔥”"),
    "a text cut for its length": (lambda t: body(t, "It bu"), "cut: "),
    "another text": (lambda t: body(t, "Something else"), "was changed by the portal"),
    "no text": (lambda t: body(t, ""), "is empty on the portal"),
    "another subject": (lambda t: replace(t, subject="No pong"), "subject was changed by the portal"),
    "another department": (lambda t: replace(t, department="Billing"), "department is “Billing”"),
    "another priority": (lambda t: replace(t, priority="low"), "priority is “low”"),
    "another service": (lambda t: replace(t, service="VPS 8GB"), "related service is “VPS 8GB”"),
    "a missing CC": (lambda t: replace(t, cc=("a@example.com",)), "b@example.com is not among"),
    "no encryption": (lambda t: opening(t, encrypted=False), "not encrypted"),
    "a missing attachment": (lambda t: opening(t, attachments=()), "log.txt did not arrive"),
    "an attachment of another size": (lambda t: resized(t, 3), "log.txt has 3 bytes on the portal"),
}


def opening(ticket: Ticket, **changes: object) -> Ticket:
    first = (ticket.messages or ())[0]
    return replace(ticket, messages=(replace(first, **changes),))  # type: ignore[arg-type]


def body(ticket: Ticket, text: str) -> Ticket:
    return opening(ticket, body=text)


def resized(ticket: Ticket, size: int) -> Ticket:
    first = (ticket.messages or ())[0]
    return opening(ticket, attachments=tuple(replace(item, size=size) for item in first.attachments))


@pytest.mark.parametrize("case", DIFFERENCES)
def test_what_is_not_as_asked_is_told(desk: Desk, tmp_path: Path, case: str) -> None:
    path = tmp_path / "log.txt"
    path.write_text("Destination host unreachable")
    ticket = NewTicket(
        DEPARTMENTS[0],
        "No ping",
        "It burns 🔥 and burns",
        service=SERVICES[0],
        cc=("a@example.com", "b@example.com"),
        priority="high",
        encrypt="encryption" in case,
        files=(File("log.txt", path, path.stat().st_size),),
    )
    change, words = DIFFERENCES[case]
    desk.portal.store_as = change
    sent = desk.new(ticket)
    assert [words in difference for difference in sent.differences] == [True], sent.differences
    assert desk.states == []


def test_an_encrypted_text_that_the_portal_hides_is_not_called_different(desk: Desk) -> None:
    desk.portal.store_as = lambda ticket: body(ticket, "*** encrypted ***")
    sent = desk.new(replace(TICKET, encrypt=True))
    assert sent.differences == ()
    assert "stores the message encrypted" in sent.unverified[0]


def test_a_portal_seen_to_cut_texts_is_remembered(desk: Desk) -> None:
    desk.portal.store_as = lambda ticket: body(ticket, "It burns ")
    desk.new(NewTicket(DEPARTMENTS[0], "No ping", "It burns 🔥 and burns"))
    assert desk.portal.capabilities().cuts_emoji


def test_an_attachment_that_arrived_broken_is_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("Destination host unreachable")

    def broken(ticket: Ticket) -> Ticket:
        desk.portal.files = dict.fromkeys(desk.portal.files, b"Destination host unr")
        return resized(ticket, 28)

    desk.portal.store_as = broken
    ticket = replace(TICKET, files=(File("log.txt", path, 28),))
    assert Feature.ATTACHMENTS in ticket.features
    assert desk.new(ticket).differences == ("log.txt is different on the portal (20 bytes there).",)
