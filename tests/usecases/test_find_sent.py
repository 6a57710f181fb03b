"""Whether something that was sent is there: what is read for it, and what is taken for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.commands.fake_portal import FakePortal

from ticketcli.model.ticket import Message, Ticket
from ticketcli.portals.base import Identity, NoSuchTicket, PortalError, PortalUnreachable, Receipt
from ticketcli.usecases import find_sent
from ticketcli.usecases.expectation import Expectation
from ticketcli.usecases.find_sent import (
    Before,
    Search,
    list_authors,
    note_messages,
    note_tickets,
    read_ticket,
    search_messages,
    search_repeatedly,
    search_tickets,
    select_known,
)

BODY = "The server has not answered since 10:00."
ASKED = Expectation(BODY, subject="VPS is down")
OURS = frozenset({"山田 花子"})


def make_ticket(number: str, minute: int = 0, **changes: object) -> Ticket:
    time = datetime(2026, 6, 9, 12, minute)
    message = Message("1", "山田 花子", False, time, BODY)
    ticket = Ticket(number, "VPS is down", created=time, updated=time, messages=(message,))
    return replace(ticket, **changes)  # type: ignore[arg-type]


def search(portal: FakePortal, before: Before, others: Iterable[str] = ()) -> Search:
    return search_tickets(portal, ASKED, before, set(others), OURS)


# What was there before


def test_of_a_list_that_is_newest_first_one_page_is_noted() -> None:
    portal = FakePortal([make_ticket("1", 1), make_ticket("2", 2), make_ticket("3", 3)])
    portal.page = 2
    assert note_tickets(portal) == Before(("3", "2"), "2026-06-09T12:03:00")


def test_of_a_list_in_another_order_all_is_noted() -> None:
    portal = FakePortal([make_ticket("1", 3), make_ticket("2", 2), make_ticket("3", 1)])
    portal.page = 2
    assert note_tickets(portal) == Before(("3", "2", "1"), "2026-06-09T12:03:00")


def test_a_list_whose_pages_go_on_is_noted_as_far_as_it_was_read() -> None:
    portal = FakePortal([make_ticket("1", created=None, updated=None)])
    portal.endless = True
    assert note_tickets(portal) == Before(("1",), None)


def test_messages_are_known_by_their_id_and_else_by_their_place() -> None:
    first, second = Message("7", None, None, datetime(2026, 6, 9), "a"), Message(None, None, None, None, "b")
    ticket = make_ticket("1", messages=(first, second))
    assert note_messages(ticket) == Before(("7", "#1"), "2026-06-09T00:00:00")
    assert note_messages(make_ticket("1", messages=None)) == Before((), None)
    assert select_known(ticket, Before(("#1",))).messages == (second,)


# The ticket that the answer named


def test_a_number_that_was_there_before_is_not_believed() -> None:
    portal = FakePortal([make_ticket("1")])
    assert read_ticket(portal, "1", ASKED, Before(("1",))) is None
    assert read_ticket(portal, "1", ASKED, Before(("2",))) is not None


def test_a_number_that_is_not_there_yet_is_looked_for_in_the_list() -> None:
    assert read_ticket(FakePortal(), "1", ASKED, Before(())) is None


@pytest.mark.parametrize(
    ("changes", "is_it"),
    [
        ({"subject": "An invoice"}, True),
        ({"messages": ()}, True),
        ({"messages": None}, True),
        ({"subject": "An invoice", "messages": (Message("1", None, None, None, "Not ours."),)}, False),
    ],
    ids=["another subject", "no message", "no messages", "neither"],
)
def test_a_named_ticket_is_it_where_its_subject_or_its_message_fits(
    changes: dict[str, object], is_it: bool
) -> None:
    portal = FakePortal([make_ticket("1", **changes)])  # type: ignore[arg-type]
    assert (read_ticket(portal, "1", ASKED, Before(())) is not None) is is_it


# The list


def test_a_ticket_that_was_not_there_before_is_found() -> None:
    portal = FakePortal([make_ticket("1", 1), make_ticket("2", 2)])
    found = search(portal, Before(("1",), "2026-06-09T12:01:00"))
    assert [ticket.number for ticket, _message in found.proven] == ["2"]
    assert (found.complete, found.one) == (True, found.proven[0])


def test_what_is_known_to_be_something_else_is_not_opened() -> None:
    portal = FakePortal([make_ticket("1", 1), make_ticket("2", 2)])
    assert search(portal, Before(("1",), None), others=["2"]).proven == []
    assert "ticket" not in [name for name, _argument in portal.calls]


def test_two_that_could_be_it_prove_neither() -> None:
    found = search(FakePortal([make_ticket("1"), make_ticket("2")]), Before(()))
    assert (len(found.proven), found.one) == (2, None)


def test_of_a_list_that_is_newest_first_nothing_older_is_read() -> None:
    portal = FakePortal([make_ticket(str(minute), minute) for minute in range(1, 9)])
    portal.page = 3
    search(portal, Before(("6",), "2026-06-09T12:07:00"))
    assert "tickets" not in [name for name, _argument in portal.calls]
    assert [argument for name, argument in portal.calls if name == "ticket"] == ["8", "7"]


@pytest.mark.parametrize("odd", [make_ticket("2", 9), make_ticket("2", created=None, updated=None)])
def test_a_list_that_turns_out_to_be_in_no_order_is_read_to_its_end(odd: Ticket) -> None:
    rows = [make_ticket("5", 6), make_ticket("1", 1), odd, make_ticket("3", 7), make_ticket("4", 8)]
    portal = FakePortal(rows)  # which shows the last first
    portal.page = 2
    found = search(portal, Before((), "2026-06-09T12:05:00"))
    assert "5" in [ticket.number for ticket, _message in found.proven]


@pytest.mark.parametrize(
    ("subject", "opened"),
    [
        ("VPS is down", True),
        ("vps  IS down", True),
        ("VPS is d…", True),
        ("VPS ...", True),
        ("[URGENT] VPS is down", True),
        ("", True),
        ("VP", False),
        ("An invoice", False),
    ],
)
def test_only_what_may_have_its_subject_is_opened(subject: str, opened: bool) -> None:
    portal = FakePortal([make_ticket("1", subject=subject)])
    search(portal, Before(()))
    assert (("ticket", "1") in portal.calls) is opened


def test_a_list_that_goes_on_after_all_that_is_read_is_not_complete() -> None:
    portal = FakePortal([make_ticket("1", created=None, updated=None)])
    portal.endless = True
    found = search(portal, Before(()))
    assert (len(found.proven), found.complete) == (1, False)


@pytest.mark.parametrize(("most", "complete"), [(2, False), (3, True)])
def test_a_list_longer_than_is_read_is_not_complete(
    most: int, complete: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_sent, "MOST_ROWS", most)
    rows = [make_ticket(str(number), created=None, updated=None) for number in range(2)]
    assert search(FakePortal(rows), Before(())).complete is complete


@pytest.mark.parametrize(("most", "complete"), [(2, False), (3, True)])
def test_where_too_many_have_its_subject_it_is_not_complete(
    most: int, complete: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_sent, "MOST_OPENED", most)
    other = Message("1", "A colleague", False, None, BODY)
    rows = [make_ticket("1"), make_ticket("2"), make_ticket("3", messages=(other,))]
    found = search(FakePortal(rows), Before(()))
    assert (len(found.proven) + len(found.possible), found.complete) == (min(most, 3), complete)


@pytest.mark.parametrize(
    ("on_page", "in_list", "proven"),
    [
        (None, datetime(2026, 6, 9, 8), False),
        (None, datetime(2026, 6, 9, 12), True),
        (datetime(2026, 6, 9, 8), None, False),
        (datetime(2026, 6, 9, 12), None, True),
    ],
)
def test_when_it_was_opened_is_read_where_the_portal_shows_it(
    on_page: datetime | None, in_list: datetime | None, proven: bool
) -> None:
    class ElsewherePortal(FakePortal):
        def ticket(self, number: str) -> Ticket:
            return replace(super().ticket(number), created=on_page)

    message = Message("1", None, False, None, BODY)
    row = make_ticket("1", created=in_list, updated=None, messages=(message,))
    found = search(ElsewherePortal([row]), Before((), "2026-06-09T12:00:00"))
    assert bool(found.proven) is proven


def test_a_ticket_that_goes_away_meanwhile_is_passed_over() -> None:
    portal = FakePortal([make_ticket("1"), make_ticket("2")])
    portal.fail("ticket", NoSuchTicket("It is gone."))
    assert [ticket.number for ticket, _message in search(portal, Before(())).proven] == ["1"]


@pytest.mark.parametrize(("subject", "partial"), [("vps is down", 0), ("VPS  is down", 1), ("VPS is d…", 0)])
def test_a_ticket_without_its_message_is_it_by_its_whole_subject_alone(subject: str, partial: int) -> None:
    portal = FakePortal([make_ticket("1", subject=subject, messages=(), lacks_message=True)])
    found = search(portal, Before(()))
    assert (len(found.partial), found.proven, found.possible) == (partial, [], [])


# A ticket's messages


def test_a_message_that_is_known_is_not_the_reply() -> None:
    ticket = make_ticket("1", messages=tuple(Message(id, None, False, None, BODY) for id in "789"))
    found = search_messages(ticket, ASKED, Before(("7",)), {"8"}, ())
    assert [message.id for _ticket, message in found.proven] == ["9"]


def test_a_message_of_the_staff_is_not_the_reply() -> None:
    ticket = make_ticket("1", messages=(Message("7", None, True, None, BODY),))
    assert search_messages(ticket, ASKED, Before(()), (), ()) == Search()


# Under which name a person writes


def test_the_name_is_what_the_portal_says() -> None:
    assert list_authors(FakePortal(), []) == {"山田 花子", "hanako@example.com", "example kk"}


class NamelessPortal(FakePortal):
    def who(self) -> Identity:
        super().who()
        return Identity(email="hanako@example.com")


def test_else_it_is_who_opened_a_ticket() -> None:
    portal = NamelessPortal([make_ticket("1", messages=()), make_ticket("2")])
    assert list_authors(portal, ["1", "2"]) == {"山田 花子", "hanako@example.com"}


def test_else_it_is_who_wrote_in_the_ticket_and_not_the_staff() -> None:
    messages = (Message("1", "Support", True, None, "Hello."), Message("2", "Hanako", None, None, "Hello."))
    ticket = make_ticket("1", messages=messages)
    assert list_authors(NamelessPortal(), ["2"], ticket=ticket) == {"hanako", "hanako@example.com"}


def test_else_it_is_not_known() -> None:
    staff = make_ticket("1", messages=(Message("1", "Support", True, None, "Hello."),))
    assert list_authors(NamelessPortal([staff]), ["1"]) == frozenset()
    assert list_authors(NamelessPortal(), ["1"]) == frozenset()


def test_who_answered_in_a_ticket_did_not_open_it() -> None:
    messages = (Message("1", "Hanako", False, None, "Hello."), Message("2", "Taro", False, None, "Hello."))
    portal = NamelessPortal([make_ticket("1", messages=messages)])
    assert list_authors(portal, ["1"]) == {"hanako", "hanako@example.com"}


def test_a_ticket_whose_messages_are_not_shown_names_nobody() -> None:
    assert list_authors(NamelessPortal(), [], ticket=make_ticket("1", messages=None)) == frozenset()


def test_where_the_name_cannot_be_read_tickets_sent_from_here_tell_it() -> None:
    portal = FakePortal([make_ticket("1")])
    portal.fail("who", PortalError("odd page"))
    assert list_authors(portal, ["1"]) == {"山田 花子"}


@pytest.mark.parametrize("call", ["who", "ticket"])
def test_where_nothing_tells_the_name_because_of_a_fault_a_colleagues_ticket_proves_nothing(
    call: str,
) -> None:
    portal = NamelessPortal([make_ticket("1", messages=()), make_ticket("3", 5)])
    portal.fail(call, PortalError("odd page"))
    found = search_tickets(portal, ASKED, Before(("1",)), set(), list_authors(portal, ["1"]))
    assert found.proven == []
    assert [ticket.number for ticket, _message in found.possible] == ["3"]


def open_by(number: str, author: str) -> Ticket:
    return make_ticket(number, messages=(Message("1", author, False, None, "Hello."),))


def test_where_several_opened_tickets_nobody_knows_which_of_them_it_is() -> None:
    portal = NamelessPortal([open_by("1", "Taro"), open_by("2", "Hanako")])
    assert list_authors(portal, [], ["1", "2"]) == {"hanako@example.com"}


def test_where_the_user_has_no_address_either_a_colleagues_ticket_proves_nothing() -> None:
    class UnknownPortal(FakePortal):
        def who(self) -> Identity:
            return Identity()

    portal = UnknownPortal([open_by("1", "Taro"), open_by("2", "Hanako"), make_ticket("3", 5)])
    authors = list_authors(portal, [], ["1", "2"])
    found = search_tickets(portal, ASKED, Before(("1", "2")), set(), authors)
    assert found.proven == []
    assert [ticket.number for ticket, _message in found.possible] == ["3"]


def test_who_opened_a_ticket_that_was_sent_from_here_is_the_user() -> None:
    portal = NamelessPortal([open_by("1", "Taro"), open_by("2", "Hanako")])
    assert list_authors(portal, ["2"], ["1", "2"]) == {"hanako", "hanako@example.com"}


def test_few_tickets_are_opened_for_a_name() -> None:
    portal = NamelessPortal([make_ticket(number, messages=()) for number in "12345"])
    list_authors(portal, "12345")
    assert [argument for name, argument in portal.calls if name == "ticket"] == ["1", "2", "3"]


# Again and again


class Searches:
    """Finds one thing after another, the last again and again."""

    def __init__(self, *results: Search | Exception) -> None:
        self.results = list(results)
        self.pauses: list[float] = []

    def __call__(self, receipt: Receipt | None) -> Search:
        result = self.results.pop(0) if len(self.results) > 1 else self.results[0]
        if isinstance(result, Exception):
            raise result
        return result

    def run(self) -> Search:
        return search_repeatedly(self, None, self.pauses.append, pauses=(0.0, 0.5, 1.0))


ONE = Search(proven=[(make_ticket("1"), Message(None, None, None, None, ""))])


def test_a_search_ends_where_something_is_proven() -> None:
    searches = Searches(Search(), ONE, Search())
    assert (searches.run(), searches.pauses) == (ONE, [0.5])


def test_a_search_ends_where_a_part_was_stored() -> None:
    searches = Searches(Search(partial=[make_ticket("1")]), ONE)
    assert (searches.run().partial[0].number, searches.pauses) == ("1", [])


def test_a_search_that_fails_once_goes_on() -> None:
    searches = Searches(PortalError("odd page"), ONE)
    assert searches.run() is ONE


def test_a_search_that_fails_last_fails() -> None:
    with pytest.raises(PortalError, match="odd page"):
        Searches(Search(), PortalError("odd page")).run()


def test_a_search_that_finds_nothing_after_a_failure_found_nothing() -> None:
    assert Searches(PortalError("odd page"), Search()).run() == Search()


def test_a_portal_that_cannot_be_reached_is_not_asked_again() -> None:
    searches = Searches(PortalUnreachable("down"), ONE)
    with pytest.raises(PortalUnreachable):
        searches.run()
    assert searches.pauses == []


def test_a_list_of_days_is_in_order_too() -> None:
    rows = [make_ticket(str(day), created=date(2026, 6, day), updated=None) for day in (1, 2, 3)]
    portal = FakePortal(rows)
    portal.page = 2
    assert note_tickets(portal) == Before(("3", "2"), "2026-06-03")
