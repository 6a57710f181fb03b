"""Sending: once, confirmed by reading back, looked for where no answer came."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.usecases.sender import LOST, OLD, REPLY, TICKET, Sender, change_body

from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Message
from ticketcli.portals.base import (
    File,
    NotSent,
    OutcomeUnknown,
    PortalUnreachable,
    TicketClosed,
)
from ticketcli.portals.capabilities import Feature, RouteName
from ticketcli.usecases.outcome import DoneInPart


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


def test_a_file_that_is_gone_is_told_before_anything_is_sent(sender: Sender, tmp_path: Path) -> None:
    with pytest.raises(TicketError, match=r"gone\.txt"):
        sender.new(replace(TICKET, files=(File("gone.txt", tmp_path / "gone.txt", 11),)))
    assert (sender.portal.sent, sender.states) == ([], ["unsent"])


def test_a_ticket_that_was_created_without_its_message_is_told_as_it_is_sent(sender: Sender) -> None:
    sender.portal.tells_number = False
    sender.portal.store_as = lambda ticket: replace(ticket, messages=(), lacks_message=True)
    with pytest.raises(DoneInPart, match="was created, but without its message"):
        sender.new()
    (entry,) = sender.drafts.all()
    assert (entry.state, entry.draft.kind, entry.draft.message) == ("unsent", "reply", TICKET.body)


def test_a_ticket_that_is_accepted_and_not_shown_is_told_with_its_number(sender: Sender) -> None:
    sender.portal.store_as = lambda ticket: replace(change_body(ticket, "x"), subject="Something else")
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
    requested: list[bool] = []
    check = sender.portal.check

    def note(features: frozenset[Feature], *, reply: bool = False) -> RouteName:
        requested.append(reply)
        return check(features, reply=reply)

    sender.portal.check = note  # type: ignore[method-assign,assignment]
    sender.portal.stored["100"] = OLD
    sender.reply("100")
    sender.new()
    assert requested == [True, False]
