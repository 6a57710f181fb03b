"""Which of the portal's tickets and messages is the one that was sent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.usecases.sender import LOST, OLD, REPLY, TICKET, Sender, change_body, change_opening

from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import OutcomeUnknown
from ticketcli.usecases.settle import TICKET_LATEST


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
        sender.portal.store_as = lambda ticket: change_body(
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


def test_two_like_it_are_not_told_apart_by_an_answer_without_a_number(sender: Sender) -> None:
    sender.portal.tells_number = False

    def store_with_another(ticket: Ticket) -> Ticket:
        short = change_body(ticket, TICKET.body[:9])
        sender.portal.stored["900"] = replace(short, number="900")
        return short

    sender.portal.store_as = store_with_another
    with pytest.raises(OutcomeUnknown):
        sender.new()
    assert sender.states == ["unconfirmed"]


def test_the_only_new_one_like_it_is_it_where_the_portal_said_that_it_took_it(sender: Sender) -> None:
    sender.portal.tells_number = False
    sender.portal.store_as = lambda ticket: change_body(ticket, TICKET.body[:9])
    sent = sender.new()
    assert (sent.number in sender.portal.stored, sender.states) == (True, [])
    assert "was cut" in sent.differences[0]


def test_a_ticket_of_somebody_else_with_the_same_words_is_not_taken_for_it(sender: Sender) -> None:
    sender.portal.fail("create", LOST, after=True)
    sender.portal.store_as = lambda ticket: change_opening(ticket, author="A colleague")
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
        return change_body(ticket, TICKET.body[:9])

    sender.portal.store_as = store_with_others
    with pytest.raises(OutcomeUnknown):
        sender.new()
    assert sender.states == ["unconfirmed"]
