"""Closing and reopening: the ticket itself tells what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.commands.fake_portal import FakePortal

from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import OutcomeUnknown, PortalUnreachable, TurnedAway
from ticketcli.usecases.change_state import ATTEMPTS, Changed, change_tickets, close_ticket, reopen_ticket
from ticketcli.usecases.find_sent import FEW_PAUSES, PAUSES
from ticketcli.usecases.outcome import DoneInPart, Failure

OPEN = Ticket("1", "No ping", status="Open", state="open")
CLOSED = replace(OPEN, status="Closed", state="closed")
LOST = OutcomeUnknown("The answer got lost.")
BUSY = PortalUnreachable("Too many requests.")


class LazyPortal(FakePortal):
    """A portal that says that it closes and reopens, and does not."""

    def close(self, number: str) -> None:
        self.calls.append(("close", number))

    reopen = close


def count(portal: FakePortal, name: str) -> int:
    return [call[0] for call in portal.calls].count(name)


@pytest.mark.parametrize("closed", [True, False])
def test_an_outcome_that_is_unknown_is_read_from_the_ticket(closed: bool) -> None:
    portal = FakePortal([OPEN if closed else CLOSED])
    portal.fail("close" if closed else "reopen", LOST, after=True)
    change = close_ticket if closed else reopen_ticket
    done = change(portal, "1", sleep=lambda _: None)
    assert done == Changed("1", already=False)
    assert done.status == ("Closed" if closed else "Open")
    assert portal.stored["1"].closed is closed


def test_what_got_lost_is_asked_for_again() -> None:
    portal = FakePortal([OPEN])
    portal.fail("close", LOST)
    assert close_ticket(portal, "1", sleep=lambda _: None) == Changed("1", already=False)
    assert count(portal, "close") == 2


@pytest.mark.parametrize("closed", [True, False])
def test_what_gets_lost_again_and_again_is_unknown(closed: bool) -> None:
    portal = FakePortal([OPEN if closed else CLOSED])
    name = "close" if closed else "reopen"
    portal.fail(name, *[LOST] * 9)
    change = close_ticket if closed else reopen_ticket
    words = "is not closed yet. The answer" if closed else "is not reopened yet. The answer"
    with pytest.raises(OutcomeUnknown, match=words) as raised:
        change(portal, "1", sleep=lambda _: None)
    assert raised.value.hint == f"Try again: ticket {name} 1"
    assert count(portal, name) == ATTEMPTS


@pytest.mark.parametrize("closed", [True, False])
def test_what_the_portal_says_and_does_not_do_is_told(closed: bool) -> None:
    portal = LazyPortal([OPEN if closed else CLOSED])
    pauses: list[float] = []
    change = close_ticket if closed else reopen_ticket
    with pytest.raises(ContentRefused) as raised:
        change(portal, "1", sleep=pauses.append)
    did = "close" if closed else "reopen"
    assert raised.value.problems == (f"The portal did not {did} ticket 1.",)
    assert raised.value.hint == "See: ticket show 1"
    assert pauses == [pause for pause in PAUSES if pause]
    assert count(portal, "close") == 1


ON_HOLD = replace(OPEN, status="On Hold", state=None)


def test_a_ticket_whose_status_is_not_known_is_reopened_and_never_said_to_be_open_already() -> None:
    portal = FakePortal([ON_HOLD])
    assert reopen_ticket(portal, "1", sleep=lambda _: None) == Changed("1", already=False)
    assert count(portal, "reopen") == 1


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("On Hold", "Its status “On Hold” does not say whether it is open or closed."),
        (None, "The portal does not show its status."),
    ],
)
def test_a_status_that_is_not_known_afterwards_proves_nothing(
    closed: bool, status: str | None, why: str
) -> None:
    portal = LazyPortal([replace(ON_HOLD, status=status)])
    change = close_ticket if closed else reopen_ticket
    with pytest.raises(DoneInPart) as raised:
        change(portal, "1", sleep=lambda _: None)
    assert raised.value.message == (f"The portal accepted it, but ticket 1 could not be checked.\n  - {why}")


@pytest.mark.parametrize("closed", [True, False])
def test_what_got_lost_is_not_said_to_be_undone_where_the_status_tells_nothing(closed: bool) -> None:
    portal = FakePortal([ON_HOLD])
    name = "close" if closed else "reopen"
    portal.fail(name, *[LOST] * 9)
    change = close_ticket if closed else reopen_ticket
    with pytest.raises(OutcomeUnknown, match=r"^No confirmation that .* “On Hold” does not say") as raised:
        change(portal, "1", sleep=lambda _: None)
    assert raised.value.hint == f"Try again (safe to repeat): ticket {name} 1"
    assert count(portal, name) == ATTEMPTS


def test_a_ticket_that_is_refused_to_be_reopened_is_not_said_to_be_open() -> None:
    portal = FakePortal([ON_HOLD])
    portal.fail("reopen", ContentRefused(["The portal does not let you reopen ticket 1."]))
    with pytest.raises(ContentRefused, match="does not let you reopen"):
        reopen_ticket(portal, "1", sleep=lambda _: None)


def test_a_closed_ticket_that_gets_the_provider_s_own_status_is_reopened() -> None:
    class OwnStatus(FakePortal):
        def reopen(self, number: str) -> None:
            self.stored[number] = ON_HOLD

    done = reopen_ticket(OwnStatus([CLOSED]), "1", sleep=lambda _: None)
    assert (done.already, done.status) == (False, "On Hold")


def test_a_status_that_changed_though_the_portal_refused_proves_nothing() -> None:
    class OwnStatus(FakePortal):
        def reopen(self, number: str) -> None:
            self.stored[number] = ON_HOLD
            raise ContentRefused(["The portal does not let you reopen ticket 1."])

    with pytest.raises(ContentRefused, match="does not let you reopen"):
        reopen_ticket(OwnStatus([CLOSED]), "1", sleep=lambda _: None)


def test_a_refusal_is_looked_into_and_then_told() -> None:
    portal = FakePortal([OPEN])
    portal.fail("close", ContentRefused(["You can't close this ticket"]))
    pauses: list[float] = []
    with pytest.raises(ContentRefused, match="You can't close"):
        close_ticket(portal, "1", sleep=pauses.append)
    assert pauses == [pause for pause in FEW_PAUSES if pause]


def test_a_refusal_of_what_is_done_already_is_none() -> None:
    portal = FakePortal([OPEN])
    portal.fail("close", ContentRefused(["It is closed"]), after=True)
    assert close_ticket(portal, "1", sleep=lambda _: None) == Changed("1", already=False)


def test_what_is_turned_away_is_asked_for_again_after_the_pause() -> None:
    portal = FakePortal([OPEN])
    portal.fail("close", TurnedAway(BUSY, wait=7.0))
    pauses: list[float] = []
    assert close_ticket(portal, "1", sleep=pauses.append) == Changed("1", already=False)
    assert pauses[0] == 7.0
    assert count(portal, "close") == 2


@pytest.mark.parametrize(("again", "times"), [(True, ATTEMPTS), (False, 1)])
def test_what_is_turned_away_in_the_end_says_why(again: bool, times: int) -> None:
    portal = FakePortal([OPEN])
    portal.fail("close", *[TurnedAway(BUSY, again=again)] * 9)
    with pytest.raises(PortalUnreachable, match="Too many"):
        close_ticket(portal, "1", sleep=lambda _: None)
    assert count(portal, "close") == times


class SilentPortal(FakePortal):
    """A portal that cannot be read any more once something was changed."""

    def close(self, number: str) -> None:
        self.fail("ticket", *[BUSY] * 9)
        super().close(number)

    def reopen(self, number: str) -> None:
        self.fail("ticket", *[BUSY] * 9)
        super().reopen(number)


def test_what_was_accepted_and_cannot_be_read_is_done_in_part() -> None:
    with pytest.raises(DoneInPart, match="The portal accepted it, but ticket 1 could not be") as raised:
        close_ticket(SilentPortal([OPEN]), "1", sleep=lambda _: None)
    assert raised.value.hint == "See: ticket show 1"


@pytest.mark.parametrize("closed", [True, False])
def test_what_got_lost_and_cannot_be_read_is_unknown(closed: bool) -> None:
    portal = SilentPortal([OPEN if closed else CLOSED])
    portal.fail("close" if closed else "reopen", LOST, after=True)
    change, did, name = (close_ticket, "closed", "close") if closed else (reopen_ticket, "reopened", "reopen")
    words = f"No confirmation that ticket 1 was {did}. The answer got lost. Too many requests."
    with pytest.raises(OutcomeUnknown) as raised:
        change(portal, "1", sleep=lambda _: None)
    assert raised.value.message == words
    assert raised.value.hint == f"Try again (safe to repeat): ticket {name} 1"


# Several


def change_all(portal: FakePortal, **more: object) -> list[tuple[str, object]]:
    outcomes = change_tickets(portal, ["1", "2", "1", "3"], closed=True, sleep=lambda _: None, **more)  # type: ignore[arg-type]
    return [
        (each.name, each.tried)
        if isinstance(each, Failure)
        else (each.number, "already" if each.already else "changed")
        for each in outcomes
    ]


def test_several_are_changed_each_once() -> None:
    portal = FakePortal([OPEN, replace(CLOSED, number="2"), replace(OPEN, number="3")])
    assert change_all(portal) == [("1", "changed"), ("2", "already"), ("3", "changed")]


def test_one_that_is_not_there_does_not_keep_the_others_from_being_changed() -> None:
    portal = FakePortal([OPEN, replace(OPEN, number="3")])
    assert change_all(portal) == [("1", "changed"), ("2", True), ("3", "changed")]


def test_where_the_portal_cannot_be_reached_the_rest_is_not_tried() -> None:
    portal = FakePortal([OPEN, replace(OPEN, number="2"), replace(OPEN, number="3")])
    portal.fail("ticket", BUSY)
    assert change_all(portal) == [("1", True), ("2", False), ("3", False)]
    assert count(portal, "ticket") == 1


def test_what_is_not_to_be_changed_is_left() -> None:
    portal = FakePortal([OPEN, replace(CLOSED, number="2"), replace(OPEN, number="3")])

    def check(ticket: Ticket) -> None:
        if ticket.number == "1":
            raise TicketError("Not this one.")

    assert change_all(portal, check=check) == [("1", True), ("2", "already"), ("3", "changed")]
    assert not portal.stored["1"].closed
