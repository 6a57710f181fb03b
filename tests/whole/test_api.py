"""`ticket api`: any call of the portal's API, over real sockets."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal

import pytest
from tests.contract.portal import Quirks
from tests.contract.records import Fault
from tests.contract.wire import Request, Response
from tests.whole.conftest import Visit

At = Callable[..., Visit]


@pytest.fixture
def visit(at: At) -> Visit:
    """An installation with an API, and tickets on several pages."""
    return at("plain-2019-english")


def test_the_answer_is_printed_as_it_came(visit: Visit) -> None:
    ticket = visit.portal.add_ticket("Router is down & <out>")
    outcome = visit.person.ticket("api", "GET", f"/tickets/{ticket.number}")
    assert outcome.json["ticket"]["ticket_number"] == ticket.number
    seen = [one for one in visit.portal.requests if one.route == f"GET api/tickets/{ticket.number}"]
    assert len(seen) == 1
    assert outcome.err == ""


@pytest.mark.parametrize("path", ["tickets", "/tickets", "api/tickets", "/api/tickets"])
def test_the_path_is_written_as_people_do(visit: Visit, path: str) -> None:
    visit.portal.add_ticket()
    assert len(visit.person.ticket("api", "get", path).json["tickets"]) == 1


def test_values_go_into_the_address_or_the_body(visit: Visit) -> None:
    department = visit.quirks.departments[0].id
    posted = ("-f", f"dept_id={department}", "-f", "subject=a=b & c", "-f", "body=Hello\nworld")
    visit.person.ticket("api", "POST", "/tickets", *posted)
    (stored,) = visit.portal.tickets
    assert (stored.subject, stored.text) == ("a=b & c", "Hello\nworld")
    visit.person.ticket("api", "GET", "/tickets", "-f", "page=1", "-f", "q=a b&c")
    (requested,) = visit.portal.seen("GET api/tickets")
    assert requested.raw_query == "page=1&q=a+b%26c"


@pytest.mark.parametrize("end", ["empty", "repeat"])
@pytest.mark.parametrize("meta", [True, False])
@pytest.mark.parametrize("base", [0, 1])
def test_all_pages_come_one_after_another(
    at: At, base: Literal[0, 1], meta: bool, end: Literal["empty", "repeat"]
) -> None:
    visit = at(Quirks(page_size=2, page_base=base, page_meta=meta, page_end=end))
    numbers = {visit.portal.add_ticket(f"Ticket {at}").number for at in range(5)}
    outcome = visit.person.ticket("api", "GET", "/tickets", "--paginate", "--jq", ".tickets[].ticket_number")
    assert set(outcome.out.split()) == numbers
    assert len(outcome.out.split()) == len(numbers)
    assert len(visit.person.ticket("api", "GET", "/tickets").json["tickets"]) == 2


def test_a_path_alone_is_read(visit: Visit) -> None:
    visit.portal.add_ticket()
    assert len(visit.person.ticket("api", "/tickets").json["tickets"]) == 1


def test_a_body_comes_from_standard_input(visit: Visit) -> None:
    body = {"dept_id": visit.quirks.departments[0].id, "subject": "From a pipe", "body": "Hello"}
    visit.person.ticket("api", "POST", "/tickets", "--input", "-", stdin=json.dumps(body))
    (stored,) = visit.portal.tickets
    assert (stored.subject, stored.text) == ("From a pipe", "Hello")
    assert "is not JSON" in visit.person.ticket("api", "POST", "/x", "--input", "-", stdin="{", code=2).err
    assert "GET has none" in visit.person.ticket("api", "/x", "--input", "-", stdin="{}", code=2).err


def test_what_the_portal_refuses_in_a_200_is_exit_code_5(visit: Visit) -> None:
    department = visit.quirks.departments[0].id
    outcome = visit.person.ticket("api", "POST", "/tickets", "-f", f"dept_id={department}", code=5)
    assert outcome.out == ""
    assert outcome.err.startswith("ticket: The portal says: ")
    assert visit.portal.tickets == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_write_that_is_forbidden_is_exit_code_5_and_is_not_repeated(visit: Visit, method: str) -> None:
    normal, made = visit.portal.server.app, []

    def forbid(request: Request) -> Response:
        if request.method != method or not request.path.endswith("/tickets"):
            return normal(request)
        made.append(request)
        body = b'{"error": ["You may not do this"]}'
        return Response(403, body, [("Content-Type", "application/json")])

    visit.portal.server.app = forbid
    outcome = visit.person.ticket("api", method, "/tickets", "-f", "subject=a", code=5)
    assert "You may not do this" in outcome.err
    assert len(made) == 1


def test_a_call_that_there_is_not_is_an_error(visit: Visit) -> None:
    outcome = visit.person.ticket("api", "GET", "/nonsense", code=None)
    assert outcome.code in (1, 5)
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) <= 2


def test_a_token_that_ended_is_renewed(visit: Visit) -> None:
    visit.portal.add_ticket()
    visit.person.ticket("api", "GET", "/tickets")
    visit.portal.expire_tokens()
    assert len(visit.person.ticket("api", "GET", "/tickets").json["tickets"]) == 1


def test_a_write_without_an_answer_is_exit_code_7_and_is_not_repeated(visit: Visit) -> None:
    department = visit.quirks.departments[0].id
    visit.portal.fail(Fault("POST api/tickets", "close", after=True))
    posted = ("-f", f"dept_id={department}", "-f", "subject=a", "-f", "body=b")
    visit.person.ticket("api", "POST", "/tickets", *posted, code=7)
    assert len(visit.portal.tickets) == 1


def test_a_portal_without_an_api_is_refused(at: At) -> None:
    visit = at(Quirks(api="404-html"))
    outcome = visit.person.ticket("api", "POST", "/tickets", "-f", "subject=a", code=5)
    assert outcome.err.startswith(f"ticket: The API of {visit.portal.url}")
    assert visit.portal.tickets == []
    assert visit.person.ticket("--via", "web", "api", "GET", "/tickets", code=2).out == ""


@pytest.mark.parametrize(
    ("arguments", "outcome"),
    [
        (("GET", "/tickets/../../admin"), "is not a path below the portal's /api"),
        (("GET", "https://elsewhere.example.com/x"), "is not a path below the portal's /api"),
        (("GET", "//elsewhere.example.com"), "is not a path below the portal's /api"),
        (("GET", "/tickets#x"), "is not a path below the portal's /api"),
        (("FETCH", "/tickets"), "Unknown method “FETCH”"),
        (("POST", "/tickets", "--paginate"), "--paginate can only be used with GET"),
        (("GET", "/tickets", "-f", "page"), "“page” is not KEY=VALUE."),
        (("GET", "/tickets", "--jq", ".["), "--jq “.[”"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    visit: Visit, arguments: tuple[str, ...], outcome: str
) -> None:
    ended = visit.person.ticket("api", *arguments, code=2)
    assert outcome in ended.err
    assert visit.portal.requests == []


def test_fields_and_templates_choose_from_what_came(visit: Visit) -> None:
    visit.portal.add_ticket()
    assert list(visit.person.ticket("api", "GET", "/tickets", "--fields", "tickets").json) == ["tickets"]
    outcome = visit.person.ticket("api", "GET", "/tickets", "--template", "{tickets[0].subject}")
    assert outcome.out == "Server does not answer\n"
    outcome = visit.person.ticket("api", "--fields", "help", code=1)
    assert "--jq" in outcome.err


def test_on_a_terminal_nothing_in_it_is_obeyed(visit: Visit) -> None:
    visit.portal.add_ticket("a\u009b31mb \u202e c")
    outcome = visit.person.ticket("api", "GET", "/tickets", terminal=True)
    assert not set(outcome.out) & set("\x1b\x9b\u202e")
    assert json.loads(outcome.out)["tickets"]
