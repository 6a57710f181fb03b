"""Sending: once, confirmed by reading back, looked for where no answer came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.commands.fake_portal import DEPARTMENTS, SERVICES
from tests.usecases.sender import LOST, OLD, REPLY, TICKET, Sender

from ticketcli.drafts import store
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import (
    Feature,
    File,
    MorePages,
    NewTicket,
    NotSent,
    OutcomeUnknown,
    PortalUnreachable,
    RouteName,
    TicketClosed,
    TurnedAway,
)
from ticketcli.usecases.outcome import DoneInPart
from ticketcli.usecases.settle import TICKET_LATEST
from ticketcli.usecases.submit import ATTEMPTS


def test_a_ticket_that_is_read_back_is_no_draft_any_more(sender: Sender) -> None:
    sent = sender.new()
    assert (sent.differences, sent.found, sent.unread) == ((), False, "")
    assert sent.number in sender.portal.stored
    assert sender.states == []


def test_an_answer_without_a_number_is_found_in_the_list(sender: Sender) -> None:
    sender.portal.stored["100"] = OLD  # the same words, but older
    sender.portal.tells_number = False
    assert sender.new().number != "100"


def test_a_list_that_lags_is_given_time(sender: Sender) -> None:
    sender.portal.tells_number = False
    sender.portal.lag = 3
    assert sender.new().number in sender.portal.stored
    assert sender.pauses[:1] == [0.5]


def test_a_lost_answer_is_looked_up_and_not_sent_again(sender: Sender) -> None:
    sender.portal.fail("create", LOST, after=True)
    sent = sender.new()
    assert sent.found
    assert len(sender.portal.sent) == 1
    assert sender.states == []


def test_a_lost_request_is_unknown_and_kept(sender: Sender) -> None:
    sender.portal.stored["100"] = OLD  # must not be taken for the new one
    sender.portal.fail("create", LOST)
    with pytest.raises(OutcomeUnknown, match="not in your ticket list yet"):
        sender.new()
    assert sender.states == ["unconfirmed"]


@pytest.mark.parametrize("error", [NotSent("no connection"), ContentRefused(["blocked subject"])])
def test_what_certainly_did_not_arrive_stays_unsent(sender: Sender, error: TicketError) -> None:
    sender.portal.fail("create", error)
    with pytest.raises(type(error)):
        sender.new()
    assert sender.states == ["unsent"]


def test_a_created_ticket_that_cannot_be_read_is_told_with_its_number(sender: Sender) -> None:
    sender.portal.fail("ticket", PortalUnreachable("The portal is down."))
    sent = sender.new()
    assert (sent.ticket, sent.unread) == (None, "The portal is down.")
    assert sent.number in sender.portal.stored
    assert sender.states == ["unconfirmed"]


class TestRunningACommandAgain:
    """After an unknown outcome people, and scripts, run the same command again."""

    def test_what_had_arrived_is_not_sent_twice(self, sender: Sender) -> None:
        sender.portal.lag = 50
        sender.portal.fail("create", LOST, after=True)
        with pytest.raises(OutcomeUnknown):
            sender.new()
        sender.portal._hidden.clear()
        assert sender.new().found
        assert (len(sender.portal.stored), sender.states) == (1, [])

    def test_what_may_still_arrive_is_not_sent_again_yet(self, sender: Sender) -> None:
        sender.portal.fail("create", LOST)
        for _ in range(2):
            with pytest.raises(OutcomeUnknown):
                sender.new()
        assert (len(sender.portal.stored), sender.states) == (0, ["unconfirmed"])

    def test_what_certainly_did_not_arrive_is_sent(self, sender: Sender) -> None:
        sender.portal.fail("create", LOST)
        with pytest.raises(OutcomeUnknown):
            sender.new()
        sender.time += TICKET_LATEST
        assert not sender.new().found
        assert (len(sender.portal.stored), sender.states) == (1, [])

    @pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(hours=2), timedelta(days=40)])
    def test_an_unknown_outcome_stays_in_force_however_old_it_is(
        self, sender: Sender, later: timedelta
    ) -> None:
        sender.portal.lag = 50
        sender.portal.fail("create", LOST, after=True)
        with pytest.raises(OutcomeUnknown):
            sender.new()
        sender.portal._hidden.clear()
        sender.time += later
        assert sender.new().found
        assert (len(sender.portal.stored), sender.states) == (1, [])
        assert not sender.new().found, "once it is settled, the same words are another ticket"
        assert len(sender.portal.stored) == 2


class TestSettling:
    def test_two_that_could_be_it_are_named_and_neither_is_believed(self, sender: Sender) -> None:
        sender.portal.fail("create", LOST)
        with pytest.raises(OutcomeUnknown):
            sender.new()
        sender.portal.stored |= {"201": replace(OLD, number="201"), "202": replace(OLD, number="202")}
        sender.time += TICKET_LATEST
        with pytest.raises(OutcomeUnknown, match=r"202, 201"):
            sender.settle()
        assert sender.states == ["unconfirmed"]

    def test_a_ticket_cut_where_a_database_cuts_is_found_too(self, sender: Sender) -> None:
        long = replace(TICKET, body="再起動しました。\n" * 4000)
        sender.portal.store_as = lambda ticket: body(
            ticket, long.body.encode()[:65_535].decode(errors="ignore")
        )
        sender.portal.lag = 50
        sender.portal.fail("create", LOST, after=True)
        with pytest.raises(OutcomeUnknown):
            sender.new(long)
        sender.portal._hidden.clear()
        sender.time += TICKET_LATEST
        sent = sender.settle()
        assert sent is not None
        assert "cut: " in sent.differences[0]

    def test_a_reply_that_had_arrived_is_found(self, sender: Sender) -> None:
        sender.portal.stored["100"] = OLD
        sender.portal.fail("reply", LOST)
        with pytest.raises(OutcomeUnknown):
            sender.reply("100")
        late = Message("9", "山田 花子", False, None, REPLY.body)
        sender.portal.stored["100"] = replace(OLD, messages=(*(OLD.messages or ()), late))
        sent = sender.settle()
        assert sent is not None
        assert sent.found
        assert sender.states == []


def test_a_reply_to_a_closed_ticket_is_not_sent(sender: Sender) -> None:
    sender.portal.stored["100"] = replace(OLD, status="Closed", state="closed")
    with pytest.raises(TicketClosed):
        sender.reply("100")
    assert (sender.portal.sent, sender.states) == ([], ["unsent"])
    assert ("reply", "100") not in sender.portal.calls


def test_a_reply_that_reopens_a_closed_ticket_is_sent(sender: Sender) -> None:
    sender.portal.stored["100"] = replace(OLD, status="Closed", state="closed", reply_reopens=True)
    with pytest.raises(TicketClosed):  # as the portal in memory says, which reopens none
        sender.reply("100")
    assert ("reply", "100") in sender.portal.calls


def test_the_same_reply_as_before_is_told_from_the_earlier_one(sender: Sender) -> None:
    sender.portal.stored["100"] = replace(OLD, messages=(Message("7", "me", False, None, REPLY.body),))
    sender.portal.fail("reply", LOST)
    with pytest.raises(OutcomeUnknown):
        sender.reply("100")
    assert sender.states == ["unconfirmed"]


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
def test_what_is_not_as_asked_is_told(sender: Sender, tmp_path: Path, case: str) -> None:
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
    sender.portal.store_as = change
    sent = sender.new(ticket)
    assert [words in difference for difference in sent.differences] == [True], sent.differences
    assert sender.states == []


def test_an_encrypted_text_that_the_portal_hides_is_not_called_different(sender: Sender) -> None:
    sender.portal.store_as = lambda ticket: body(ticket, "*** encrypted ***")
    sent = sender.new(replace(TICKET, encrypt=True))
    assert sent.differences == ()
    assert "stores the message encrypted" in sent.unverified[0]


def test_a_portal_seen_to_cut_texts_is_remembered(sender: Sender) -> None:
    sender.portal.store_as = lambda ticket: body(ticket, "It burns ")
    sender.new(NewTicket(DEPARTMENTS[0], "No ping", "It burns 🔥 and burns"))
    assert sender.portal.capabilities().cuts_emoji


def test_an_attachment_that_arrived_broken_is_told(sender: Sender, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("Destination host unreachable")

    def broken(ticket: Ticket) -> Ticket:
        sender.portal.files = dict.fromkeys(sender.portal.files, b"Destination host unr")
        return resized(ticket, 28)

    sender.portal.store_as = broken
    ticket = replace(TICKET, files=(File("log.txt", path, 28),))
    assert Feature.ATTACHMENTS in ticket.features
    assert sender.new(ticket).differences == ("log.txt is different on the portal (20 bytes there).",)


BUSY = PortalUnreachable("Too many requests.")


class TestWhatThePortalTurnsAway:
    """It says that it took nothing: that is looked at, and only then it is sent again."""

    def test_it_is_sent_again_after_the_pause_that_was_asked_for(self, sender: Sender) -> None:
        sender.portal.fail("create", TurnedAway(BUSY, wait=7.0))
        assert not sender.new().found
        assert (sender.pauses[0], len(sender.portal.stored), sender.states) == (7.0, 1, [])

    def test_it_is_given_up_after_some_attempts(self, sender: Sender) -> None:
        sender.portal.fail("create", *[TurnedAway(BUSY)] * (ATTEMPTS + 1))
        with pytest.raises(PortalUnreachable, match="Too many"):
            sender.new()
        tried = [call for call in sender.portal.calls if call[0] == "create"]
        assert (len(tried), sender.states) == (ATTEMPTS, ["unsent"])

    def test_it_is_not_sent_again_where_the_portal_does_not_want_that(self, sender: Sender) -> None:
        sender.portal.fail("create", TurnedAway(BUSY, again=False))
        with pytest.raises(PortalUnreachable, match="Too many"):
            sender.new()
        assert (len(sender.portal.stored), sender.states) == (0, ["unsent"])

    def test_it_is_not_sent_again_where_it_arrived_all_the_same(self, sender: Sender) -> None:
        sender.portal.fail("create", TurnedAway(BUSY), after=True)
        assert sender.new().found
        assert len(sender.portal.sent) == 1

    def test_it_is_not_sent_again_where_something_like_it_is_new(self, sender: Sender) -> None:
        sender.portal.store_as = lambda ticket: body(ticket, TICKET.body[:9])
        sender.portal.fail("create", TurnedAway(BUSY), after=True)
        with pytest.raises(OutcomeUnknown):
            sender.new()
        assert (len(sender.portal.sent), sender.states) == (1, ["unconfirmed"])

    def test_it_is_not_sent_again_where_the_list_could_not_be_read_to_its_end(self, sender: Sender) -> None:
        sender.portal.fail("create", TurnedAway(BUSY))
        sender.portal.fail("tickets", *[MorePages(sender.portal.url)] * 20)
        with pytest.raises(OutcomeUnknown):
            sender.new()
        assert (len(sender.portal.stored), sender.states) == (0, ["unconfirmed"])


def test_a_reply_is_not_sent_twice_where_the_first_had_arrived(sender: Sender) -> None:
    sender.portal.stored["100"] = OLD
    sender.portal.fail("reply", LOST, after=True)
    hidden = sender.portal.stored["100"]
    sender.portal.store_as = lambda _ticket: hidden  # not there yet
    with pytest.raises(OutcomeUnknown):
        sender.reply("100")
    late = Message("9", "山田 花子", False, None, REPLY.body)
    sender.portal.stored["100"] = replace(OLD, messages=(*(OLD.messages or ()), late))
    assert sender.reply("100").found
    assert (len(sender.portal.sent), sender.states) == (1, [])


def test_two_like_it_are_not_told_apart_by_an_answer_without_a_number(sender: Sender) -> None:
    sender.portal.tells_number = False

    def store_with_another(ticket: Ticket) -> Ticket:
        short = body(ticket, TICKET.body[:9])
        sender.portal.stored["900"] = replace(short, number="900")
        return short

    sender.portal.store_as = store_with_another
    with pytest.raises(OutcomeUnknown):
        sender.new()
    assert sender.states == ["unconfirmed"]


def test_the_only_new_one_like_it_is_it_where_the_portal_said_that_it_took_it(sender: Sender) -> None:
    sender.portal.tells_number = False
    sender.portal.store_as = lambda ticket: body(ticket, TICKET.body[:9])
    sent = sender.new()
    assert (sent.number in sender.portal.stored, sender.states) == (True, [])
    assert "was cut" in sent.differences[0]


def test_a_ticket_of_somebody_else_with_the_same_words_is_not_taken_for_it(sender: Sender) -> None:
    sender.portal.fail("create", LOST, after=True)
    sender.portal.store_as = lambda ticket: opening(ticket, author="A colleague")
    with pytest.raises(OutcomeUnknown):
        sender.new()
    assert sender.states == ["unconfirmed"]


def test_a_reply_of_somebody_else_with_the_same_words_is_not_taken_for_it(sender: Sender) -> None:
    sender.portal.stored["100"] = OLD
    sender.portal.fail("reply", LOST, after=True)
    sender.portal.store_as = lambda ticket: replace(
        ticket, messages=(*(OLD.messages or ()), Message("9", "A colleague", False, None, REPLY.body))
    )
    with pytest.raises(OutcomeUnknown):
        sender.reply("100")
    assert sender.states == ["unconfirmed"]


def test_a_file_that_changed_while_it_was_sent_is_named(sender: Sender, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("unreachable")

    def store_and_write(ticket: Ticket) -> Ticket:
        path.write_text("unreachable\nand so on")
        return ticket

    sender.portal.store_as = store_and_write
    sent = sender.new(replace(TICKET, files=(File("log.txt", path, 11),)))
    assert sent.differences[0] == "log.txt changed while it was sent: part of it may be old, and part new."


def test_a_file_that_is_gone_is_told_before_anything_is_sent(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(TicketError, match=r"gone\.txt"):
        sender.new(replace(TICKET, files=(File("gone.txt", tmp_path / "gone.txt", 11),)))
    assert (sender.portal.sent, sender.states) == ([], ["unsent"])


def test_what_another_command_is_sending_is_not_sent_as_well(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "WAIT", 0.0)

    def send_the_same(ticket: Ticket) -> Ticket:
        with pytest.raises(OutcomeUnknown, match="already sending the same"):
            sender.new()
        return ticket

    sender.portal.store_as = send_the_same
    sender.new()
    assert len(sender.portal.stored) == 1


def test_a_ticket_that_was_created_without_its_message_is_told_as_it_is_sent(sender: Sender) -> None:
    sender.portal.tells_number = False
    sender.portal.store_as = lambda ticket: replace(ticket, messages=(), lacks_message=True)
    with pytest.raises(DoneInPart, match="was created, but without its message"):
        sender.new()
    (entry,) = sender.drafts.all()
    assert (entry.state, entry.draft.kind, entry.draft.message) == ("unsent", "reply", TICKET.body)


def test_a_ticket_that_is_accepted_and_not_shown_is_told_with_its_number(sender: Sender) -> None:
    sender.portal.store_as = lambda ticket: replace(body(ticket, "x"), subject="Something else")
    sent = sender.new()
    assert (sent.number, sent.ticket, sent.unread) == ("482910", None, "The portal does not show it yet.")
    assert sender.states == ["unconfirmed"]


def test_the_routes_and_the_portals_own_words_are_told(sender: Sender) -> None:
    sender.portal.notices = ("Thank you.",)
    sent = sender.new()
    assert (sent.route, sent.notices) == ("api", ("Thank you.",))
    sender.portal.fail("ticket", *[PortalUnreachable("The portal is down.")] * 9)
    sent = sender.new(replace(TICKET, body="Another one."))
    assert (sent.route, sent.notices, sent.url) == (
        "api",
        ("Thank you.",),
        sender.portal.address(sent.number),
    )


def test_a_reply_is_confirmed_by_its_own_message(sender: Sender) -> None:
    sender.portal.stored["100"] = OLD
    sent = sender.reply("100")
    assert (sent.number, sent.found, sender.states) == ("100", False, [])
    (confirmed,) = sender.drafts.history.confirmed()
    assert (confirmed.number, confirmed.message) == ("100", "1")


def test_a_reply_goes_by_the_route_that_is_for_replies(sender: Sender) -> None:
    asked: list[bool] = []
    check = sender.portal.check

    def note(features: frozenset[Feature], *, reply: bool = False) -> RouteName:
        asked.append(reply)
        return check(features, reply=reply)

    sender.portal.check = note  # type: ignore[method-assign,assignment]
    sender.portal.stored["100"] = OLD
    sender.reply("100")
    sender.new()
    assert asked == [True, False]


def test_a_reply_that_the_portal_took_needs_no_name_to_be_found(sender: Sender) -> None:
    sender.portal.stored["100"] = OLD
    sender.portal.store_as = lambda ticket: replace(
        ticket, messages=(*(OLD.messages or ()), Message("9", "A colleague", False, None, REPLY.body))
    )
    assert sender.reply("100").number == "100"
    assert "who" not in [name for name, _argument in sender.portal.calls]


def test_a_reply_whose_answer_names_no_ticket_is_the_tickets_that_it_answers(sender: Sender) -> None:
    sender.portal.stored["100"] = OLD
    reply = sender.portal.reply
    sender.portal.reply = lambda *arguments: replace(reply(*arguments), number=None)  # type: ignore[method-assign]
    sender.portal.store_as = lambda _ticket: OLD
    sent = sender.reply("100")
    assert (sent.number, sent.unread) == ("100", "The portal does not show it yet.")


def test_one_that_is_like_it_is_not_taken_for_it_where_others_are_the_same(sender: Sender) -> None:
    sender.portal.tells_number = False

    def store_with_others(ticket: Ticket) -> Ticket:
        sender.portal.stored |= {number: replace(ticket, number=number) for number in ("900", "901")}
        return body(ticket, TICKET.body[:9])

    sender.portal.store_as = store_with_others
    with pytest.raises(OutcomeUnknown):
        sender.new()
    assert sender.states == ["unconfirmed"]
