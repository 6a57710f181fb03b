"""What is sent again, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.usecases.sender import LOST, OLD, REPLY, TICKET, Sender, change_body

from ticketcli.drafts import draft_locks
from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import MorePages, OutcomeUnknown, PortalUnreachable, TurnedAway
from ticketcli.usecases.settle import TICKET_LATEST
from ticketcli.usecases.submit import ATTEMPTS


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
        sender.portal.store_as = lambda ticket: change_body(ticket, TICKET.body[:9])
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


def test_what_another_command_is_sending_is_not_sent_as_well(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_locks, "WAIT", 0.0)

    def send_the_same(ticket: Ticket) -> Ticket:
        with pytest.raises(OutcomeUnknown, match="already sending the same"):
            sender.new()
        return ticket

    sender.portal.store_as = send_the_same
    sender.new()
    assert len(sender.portal.stored) == 1
