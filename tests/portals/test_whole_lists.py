"""A long list comes side by side, and is the same list that comes page by page."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice

import pytest
from tests.contract.portal import Fault, Quirks
from tests.contract.portal import Portal as Installation
from tests.contract.wire import Request, Response, Server
from tests.portals.conftest import Client

from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import Credentials, MorePages, OnlyErrors, PortalError, PortalUnreachable
from ticketcli.portals.capabilities import RouteName
from ticketcli.portals.http.prefetch import MOST

MakeClient = Callable[..., Client]


def numbers(client: Client, *, whole: bool) -> list[str]:
    return [ticket.number for ticket in client.portal.tickets(whole=whole)]


# At every kind of installation


@pytest.mark.parametrize("door", ["api", "web"])
@pytest.mark.parametrize("size", [0, 2])
@pytest.mark.parametrize("base", [0, 1])
@pytest.mark.parametrize("end", ["empty", "repeat"])
@pytest.mark.parametrize("meta", [True, False])
def test_the_list_is_the_same_however_it_is_fetched(
    client: MakeClient, door: RouteName, size: int, base: int, end: str, meta: bool
) -> None:
    quirks = Quirks(page_size=size, list_page_size=size, page_base=base, page_end=end, page_meta=meta)  # type: ignore[arg-type]
    with Installation(quirks) as installation:
        for count in range(9):
            installation.add_ticket(f"Server {count}")
        person = Credentials(installation.username, installation.password)
        one = client(installation.url, person, via=door)
        stored = [ticket.number for ticket in installation.store.listed()]
        assert numbers(one, whole=False) == numbers(one, whole=True) == stored


def test_a_token_that_ends_in_between_costs_a_renewal_and_no_ticket(client: MakeClient) -> None:
    with Installation(Quirks(page_size=2, token_calls=5)) as installation:
        for count in range(24):
            installation.add_ticket(f"Server {count}")
        one = client(installation.url, Credentials(installation.username, installation.password))
        assert numbers(one, whole=True) == [ticket.number for ticket in installation.store.listed()]


def test_a_web_session_that_ends_in_between_is_begun_anew_once(client: MakeClient) -> None:
    ends = Fault(on="GET web/tickets", happens="end-session", skip=4)
    with Installation(Quirks(list_page_size=2, faults=(ends,))) as installation:
        for count in range(24):
            installation.add_ticket(f"Server {count}")
        person = Credentials(installation.username, installation.password)
        one = client(installation.url, person, via="web")
        assert numbers(one, whole=True) == [ticket.number for ticket in installation.store.listed()]
        assert len([each for each in installation.requests if each.form.get("action") == "login"]) == 2


# How many requests, and when


class Shelf:
    """A portal's API with a list of `last` pages with one ticket each, counted from 1.

    `answers` has what a page is answered with before it comes, first to last. The requests for the pages
    of `together` are answered when all of them are there.
    """

    def __init__(self, last: int, answers: dict[int, list[Response]], together: range = range(0)) -> None:
        self.last, self.answers, self.together = last, answers, together
        self.all_there = threading.Barrier(max(1, len(together)), timeout=20)
        self.lock = threading.Lock()
        self.asked: list[int] = []
        self.at_once = self.most_at_once = 0
        self.alone: set[int] = set()
        self.server = Server(self.answer)
        self.url = f"http://127.0.0.1:{self.server.port}"

    def answer(self, request: Request) -> Response:
        page = int(request.arg("page") or 1)
        with self.lock:
            self.asked.append(page)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            prepared = self.answers.get(page, [])
            response = prepared.pop(0) if prepared else self.page(page)
            together = page in self.together and self.asked.count(page) == 1
        if together:
            self.all_there.wait()
        with self.lock:
            self.at_once -= 1
        return response

    def page(self, page: int) -> Response:
        rows = [{"ticket_number": str(page), "subject": "Hello"}] if page <= self.last else []
        return Response(200, json.dumps({"tickets": rows}).encode(), [("Content-Type", "application/json")])

    @property
    def expected(self) -> list[str]:
        return [str(page) for page in range(1, self.last + 1)]


MakeShelf = Callable[..., tuple[Shelf, Client]]


@pytest.fixture
def shelf(client: MakeClient) -> Iterator[MakeShelf]:
    with ExitStack() as stack:

        def make(
            last: int, answers: dict[int, list[Response]] | None = None, together: range = range(0)
        ) -> tuple[Shelf, Client]:
            made = Shelf(last, answers or {}, together)
            stack.enter_context(made.server)
            return made, client(made.url, Credentials(token="t"), via="api")

        yield make


def refused(status: int, *headers: tuple[str, str]) -> Response:
    body = json.dumps({"error": ["No"]}).encode()
    return Response(status, body, [("Content-Type", "application/json"), *headers])


def test_six_pages_are_asked_for_at_once_and_never_more(shelf: MakeShelf) -> None:
    here, one = shelf(40, together=range(2, 2 + MOST))
    assert numbers(one, whole=True) == here.expected
    assert here.most_at_once == MOST == 6


def test_few_are_asked_for_in_vain(shelf: MakeShelf) -> None:
    here, one = shelf(40)
    numbers(one, whole=True)
    assert max(here.asked) <= 40 + MOST
    assert set(Counter(here.asked).values()) <= {1, 2}  # page 1 is asked for twice: it may be the second


def test_a_list_that_is_not_read_to_its_end_is_asked_for_page_by_page(shelf: MakeShelf) -> None:
    here, one = shelf(40)
    assert [ticket.number for ticket in islice(one.portal.tickets(), 5)] == ["1", "2", "3", "4", "5"]
    assert max(here.asked) == 5
    assert here.most_at_once == 1


def test_a_rate_limit_is_waited_for_once_and_one_page_at_a_time_from_then_on(shelf: MakeShelf) -> None:
    limit = [refused(429, ("Retry-After", "7"))]
    answers = {page: list(limit) for page in range(4, 8)}
    here, one = shelf(40, answers, together=range(2, 8))
    assert numbers(one, whole=True) == here.expected
    assert len(one.pauses) == 1
    assert 7 <= one.pauses[0] <= 7.25
    assert {page: here.asked.count(page) for page in range(2, 8)} == {2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 2}
    begun_before = (8, 9)
    later = [page for page in here.asked if page not in begun_before]
    assert later[-36:] == [4, 5, 6, 7, *range(10, 42)]


@pytest.mark.parametrize("breaks", ["close", "reset", "truncate"])
def test_a_page_that_breaks_off_is_asked_for_again_alone(shelf: MakeShelf, breaks: str) -> None:
    broken = Response(200, b'{"tickets": []}', breaks=breaks)  # type: ignore[arg-type]
    here, one = shelf(40, {9: [broken, broken]})
    assert numbers(one, whole=True) == here.expected
    assert Counter(here.asked)[9] == 3
    assert len(one.pauses) == 2


def test_one_page_that_never_comes_fails_the_whole(shelf: MakeShelf) -> None:
    here, one = shelf(40, {9: [refused(500)] * 20})
    with pytest.raises(OnlyErrors):
        numbers(one, whole=True)
    assert Counter(here.asked)[9] == 4
    assert len(one.pauses) == 3


def test_a_connection_that_never_comes_fails_the_whole(shelf: MakeShelf) -> None:
    here, one = shelf(40, {9: [Response(breaks="close")] * 20})
    with pytest.raises(PortalUnreachable, match="the connection was cut"):
        numbers(one, whole=True)
    assert Counter(here.asked)[9] == 4


def test_something_else_may_be_asked_while_a_list_is_read(shelf: MakeShelf) -> None:
    here, one = shelf(20)
    found: list[str] = []
    for ticket in one.portal.tickets(whole=True):
        with pytest.raises(PortalError):
            one.portal.ticket("none")
        found.append(ticket.number)
    assert found == here.expected
    assert here.most_at_once <= MOST


# A list without an end


@pytest.fixture
def five_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("api.paging", "web.ticket_list", "api.raw"):
        monkeypatch.setattr(f"ticketcli.portals.hostbill.{module}.MOST_PAGES", 5)


@pytest.mark.usefixtures("five_pages")
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("base", "meta"), [(0, True), (0, False), (1, True), (1, False)])
@pytest.mark.parametrize("door", ["api", "web"])
def test_a_list_that_goes_on_and_on_says_so(
    client: MakeClient, door: RouteName, base: int, meta: bool, whole: bool
) -> None:
    quirks = Quirks(page_size=2, list_page_size=2, page_base=base, page_meta=meta)  # type: ignore[arg-type]
    with Installation(quirks) as installation:
        for count in range(20):
            installation.add_ticket(f"Server {count}")
        person = Credentials(installation.username, installation.password)
        one = client(installation.url, person, via=door)
        seen: list[Ticket] = []
        with pytest.raises(MorePages, match="has more than"):
            seen.extend(one.portal.tickets(whole=whole))
        listed = one.portal.tickets(whole=whole)
        stored = [ticket.number for ticket in installation.store.listed()]
        found = [ticket.number for ticket in islice(listed, 8)]
        assert found == stored[:8]


@pytest.mark.usefixtures("five_pages")
def test_a_call_whose_pages_go_on_and_on_says_so_behind_them(client: MakeClient) -> None:
    with Installation(Quirks(page_size=2, page_base=0)) as installation:
        for count in range(20):
            installation.add_ticket(f"Server {count}")
        one = client(installation.url, Credentials(token=installation.pat))
        answers: list[str] = []
        with pytest.raises(MorePages, match="has more than"):
            answers.extend(one.portal.raw("GET", "/tickets", all_pages=True))
        answers = list(islice(one.portal.raw("GET", "/tickets", all_pages=True), 5))
        numbers = [row["ticket_number"] for answer in answers for row in json.loads(answer)["tickets"]]
        assert numbers == [ticket.number for ticket in installation.store.listed()][:10]


@pytest.mark.usefixtures("five_pages")
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("door", ["api", "web"])
def test_a_list_that_ends_on_the_last_page_that_is_read_is_whole(
    client: MakeClient, door: RouteName, whole: bool
) -> None:
    with Installation(Quirks(page_size=2, list_page_size=2, page_base=0)) as installation:
        for count in range(10):
            installation.add_ticket(f"Server {count}")
        person = Credentials(installation.username, installation.password)
        assert len(numbers(client(installation.url, person, via=door), whole=whole)) == 10
