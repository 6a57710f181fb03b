"""The API of an installation: what is asked of it, and what its answers mean."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from tests.contract.wire import Request, Response, Server
from tests.portals.conftest import MemoryKeys, end, now

from ticketcli.model.errors import ContentRefused
from ticketcli.model.ticket import Attachment, Department, Service
from ticketcli.portals.base import (
    Credentials,
    File,
    NewReply,
    NewTicket,
    NoSuchTicket,
    OutcomeUnknown,
    PortalError,
    Session,
)
from ticketcli.portals.capabilities import Feature
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.api.address import ApiAddress
from ticketcli.portals.hostbill.api.answers import NoApi
from ticketcli.portals.hostbill.api.calls import ApiCalls
from ticketcli.portals.hostbill.api.sign_in import ApiSignIn
from ticketcli.portals.hostbill.api.user_api import UserApi
from ticketcli.portals.hostbill.session import SharedSession
from ticketcli.portals.http.client import Http

PERSON = {"success": True, "client": {"id": "1", "email": "hanako@example.com", "firstname": "Hanako"}}
NOTHING_MORE = swagger.Calls({}, {})


class Api:
    """A real server whose answers are made up: a value (JSON), or a Response, for each call."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {"GET api/details": PERSON}
        self.seen: list[Request] = []
        self.slept: list[float] = []
        self.server = Server(self.answer)
        self.url = f"http://127.0.0.1:{self.server.port}"
        self.http = Http(self.url, sleep=self.slept.append, now=now, timeout=5.0)
        self.keys = MemoryKeys(Credentials(token="t0k3n"))
        self.base: str | None = None
        self.api = self.make_api()

    def make_api(self) -> UserApi:
        address = ApiAddress(
            self.http,
            load_base=lambda: self.base,
            save_base=lambda base: setattr(self, "base", base),
        )
        sign_in = ApiSignIn(address, SharedSession(self.keys, self.http), now)
        return UserApi(ApiCalls(sign_in), find_zone=lambda: timezone.utc)

    def answer(self, request: Request) -> Response:
        self.seen.append(request)
        name = f"{request.method} {request.path.lstrip('/')}"
        answer = self.answers.get(f"{name}?{request.raw_query}", self.answers.get(name, {"success": True}))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Response):
            return answer
        return Response(200, json.dumps(answer).encode(), [("Content-Type", "application/json")])

    @property
    def paths(self) -> list[str]:
        return [
            f"{each.method} {each.path}" + f"?{each.raw_query}" * bool(each.raw_query) for each in self.seen
        ]

    def body(self) -> dict[str, Any]:
        """Return what was sent last."""
        sent: dict[str, Any] = json.loads(self.seen[-1].body)
        return sent


@pytest.fixture
def here() -> Iterator[Api]:
    made = Api()
    with made.server:
        yield made
        end(made.http)


# Lists


def test_departments_without_a_name_or_an_id_are_none(here: Api) -> None:
    rows = [{"id": "1", "name": "Cloud"}, {"id": "2", "name": ""}, {"id": "", "name": "Billing"}]
    here.answers["GET api/ticket/departments"] = {"success": True, "departments": rows}
    assert here.api.departments() == (Department("1", "Cloud"),)


def test_an_empty_list_is_believed_where_the_answer_has_that_list(here: Api) -> None:
    here.answers["GET api/tickets"] = {"success": True, "tickets": []}
    assert here.api.newest() == ()
    assert here.paths == ["GET /api/tickets"]


def test_an_answer_without_the_list_is_believed_of_a_portal_that_knows_us(here: Api) -> None:
    assert here.api.newest() == ()
    assert here.paths == ["GET /api/tickets", "GET /api/details"]
    here.answers["GET api/details"] = {"hello": "world"}
    with pytest.raises(NoApi):
        here.api.newest()


def test_rows_without_a_number_are_no_tickets(here: Api) -> None:
    rows = [{"ticket_number": "7", "subject": "One"}, {"subject": "Two"}]
    here.answers["GET api/tickets"] = {"success": True, "tickets": rows}
    (ticket,) = here.api.newest()
    assert (ticket.number, ticket.messages) == ("7", None)
    assert ticket.url == f"{here.url}/?cmd=tickets&action=view&num=7"


def row(number: int) -> dict[str, Any]:
    return {"ticket_number": str(number), "subject": f"Ticket {number}"}


def pages(here: Api, *answers: list[int], first: int = 1, **more: Any) -> None:
    """Answer the pages of the list: the first without a number, and under its own, as portals do."""
    for place, numbers in enumerate(answers):
        answer = {"success": True, "tickets": [row(number) for number in numbers]}
        answer |= {name: value(place) if callable(value) else value for name, value in more.items()}
        here.answers[f"GET api/tickets?page={place + first}"] = answer
        if place == 0:
            here.answers["GET api/tickets"] = answer
    here.answers.setdefault("GET api/tickets?page=0", here.answers["GET api/tickets"])


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("end", ["empty", "repeats"])
def test_all_pages_are_read_however_they_are_counted(here: Api, first: int, whole: bool, end: str) -> None:
    pages(here, [1, 2], [3, 4], [5], first=first)
    last = {"success": True, "tickets": [] if end == "empty" else [row(5)]}
    for page in range(3 + first, 20):
        here.answers[f"GET api/tickets?page={page}"] = last
    assert [ticket.number for ticket in here.api.tickets(whole=whole)] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_list_that_says_how_many_pages_it_has_is_read_to_the_last(
    here: Api, first: int, whole: bool, count: int
) -> None:
    numbers = list(range(count))
    pages(
        here,
        *([each] for each in numbers),
        first=first,
        page=lambda at: {"current": at + first, "total": count},
    )
    assert [ticket.number for ticket in here.api.tickets(whole=whole)] == [str(each) for each in numbers]
    here.http.early.stop()
    asked = {path.partition("=")[2] for path in here.paths if path.startswith("GET /api/tickets")}
    # Page 1 is asked for beside the first, whatever that will say.
    assert asked <= {"", "1", *(str(each + first) for each in numbers)}


def test_services_are_those_of_all_pages(here: Api) -> None:
    rows = [{"id": "17", "name": "VPS", "domain": "a.example"}, {"id": "18", "domain": "b.example"}]
    here.answers["GET api/service"] = {"success": True, "services": rows[:1]}
    here.answers["GET api/service?page=1"] = {"success": True, "services": rows[1:]}
    here.answers["GET api/service?page=2"] = {"success": True, "services": []}
    assert here.api.services() == (
        Service("17", "VPS", "a.example"),
        Service("18", "b.example", "b.example"),
    )


# One ticket


def test_a_ticket_has_its_messages_and_its_link(here: Api) -> None:
    here.answers["GET api/tickets/7"] = {
        "success": True,
        "ticket": {
            "ticket_number": "7",
            "subject": "No ping",
            "body": "Since 10:00.",
            "date": "2026-06-09 12:00:00",
        },
        "replies": [{"id": "9", "body": "We look.", "date": "2026-06-09 12:05:00"}],
    }
    ticket = here.api.ticket("7")
    assert (ticket.number, ticket.subject) == ("7", "No ping")
    assert [message.body for message in ticket.messages or ()] == ["Since 10:00.", "We look."]
    assert ticket.created == datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)
    assert ticket.url == f"{here.url}/?cmd=tickets&action=view&num=7"


def test_a_ticket_that_does_not_name_its_number_has_that_which_was_asked_for(here: Api) -> None:
    here.answers["GET api/tickets/7"] = {"success": True, "ticket": {"id": "3", "subject": "No ping"}}
    assert here.api.ticket("7").number == "7"
    here.answers["GET api/tickets/7"] = {"success": True, "ticket": {"ticket_number": "8", "subject": "x"}}
    assert here.api.ticket("7").number == "8"


def test_a_ticket_that_the_portal_refuses_is_not_there(here: Api) -> None:
    here.answers["GET api/tickets/7"] = {"success": False, "error": ["No such ticket"]}
    with pytest.raises(NoSuchTicket) as raised:
        here.api.ticket("7")
    assert raised.value.message == "Ticket 7 was not found (No such ticket)."
    here.answers["GET api/tickets/7"] = {"success": False, "error": ["Ticket not found"]}
    with pytest.raises(NoSuchTicket) as raised:
        here.api.ticket("7")
    assert raised.value.message == "Ticket 7 was not found."


def test_each_thing_that_the_portal_complains_of_stands_for_itself(here: Api) -> None:
    here.answers["GET api/tickets/7"] = {"success": False, "error": ["No subject", "No message"]}
    with pytest.raises(ContentRefused, match="The portal says: No subject; No message"):
        here.api.calls.call("GET", "tickets/7")


def test_an_answer_about_nothing_is_no_ticket_of_a_portal_that_knows_us(here: Api) -> None:
    with pytest.raises(NoSuchTicket, match=r"Ticket 7 was not found\."):
        here.api.ticket("7")
    here.answers["GET api/details"] = {"hello": "world"}
    with pytest.raises(NoApi):
        here.api.ticket("7")


def test_a_number_is_one_part_of_the_address(here: Api) -> None:
    with pytest.raises(NoSuchTicket):
        here.api.ticket("7/../8?a")
    assert (here.seen[0].path, here.seen[0].raw_query) == ("/api/tickets/7/../8?a", "")
    assert here.api.address("7&x").endswith("num=7%26x")


# Sending

CLOUD = Department("1", "Cloud")


def test_a_ticket_goes_with_what_its_installation_takes(here: Api) -> None:
    here.answers["POST api/tickets"] = {"success": True, "ticket_id": "900", "info": ["Thank you."]}
    ticket = NewTicket(
        CLOUD, "No ping", "One\nTwo", Service("17", "VPS"), ("a@x.jp", "b@x.jp"), "high", encrypt=True
    )
    names = {
        Feature.CC: "cc",
        Feature.SERVICE: "service_id",
        Feature.ENCRYPTION: "encrypt",
        Feature.PRIORITY: "p",
    }
    receipt = here.api.create(ticket, swagger.Calls(names, {}), None)
    assert here.body() == {
        "dept_id": "1",
        "subject": "No ping",
        "body": "One\r\nTwo",
        "cc": "a@x.jp,b@x.jp",
        "service_id": "17",
        "encrypt": "1",
        "p": "2",
    }
    assert (receipt.route, receipt.number, receipt.notices) == ("api", "900", ("Thank you.",))
    assert receipt.url == here.api.address("900")
    here.api.create(ticket, NOTHING_MORE, None)
    assert set(here.body()) == {"dept_id", "subject", "body"}
    here.api.create(NewTicket(CLOUD, "No ping", "x"), swagger.Calls(names, {}), None)
    assert set(here.body()) == {"dept_id", "subject", "body"}


def test_a_ticket_whose_number_is_not_told_has_no_link(here: Api) -> None:
    receipt = here.api.create(NewTicket(CLOUD, "No ping", "x"), NOTHING_MORE, None)
    assert (receipt.number, receipt.url) == (None, None)


def test_files_go_under_the_name_that_the_installation_has_for_them(here: Api, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"unreachable")
    files = (File("a.txt", path, 11),)
    here.api.create(
        NewTicket(CLOUD, "x", "y", files=files), swagger.Calls({Feature.ATTACHMENTS: "attachments"}, {}), None
    )
    assert base64.b64encode(b"unreachable") in here.seen[-1].body
    here.api.reply("7", NewReply("y", files=files), swagger.Calls({}, {Feature.ATTACHMENTS: "files"}), None)
    assert b'"files"' in here.seen[-1].body
    here.api.create(NewTicket(CLOUD, "x", "y"), swagger.Calls({Feature.ATTACHMENTS: "attachments"}, {}), None)
    assert "attachments" not in here.body()


@pytest.mark.parametrize("encrypt", [True, False])
def test_a_reply_is_encrypted_where_that_is_asked_for_and_taken(here: Api, encrypt: bool) -> None:
    here.answers["POST api/tickets/7"] = {"success": True, "info": ["Thank you."]}
    calls = swagger.Calls({}, {Feature.ENCRYPTION: "encrypt"})
    receipt = here.api.reply("7", NewReply("One\nTwo", encrypt=encrypt), calls, None)
    assert here.body() == {"body": "One\r\nTwo", **({"encrypt": "1"} if encrypt else {})}
    assert (receipt.route, receipt.number, receipt.url) == ("api", "7", here.api.address("7"))
    assert receipt.notices == ("Thank you.",)
    here.api.reply("7", NewReply("x", encrypt=encrypt), NOTHING_MORE, None)
    assert set(here.body()) == {"body"}


@pytest.mark.parametrize("answer", [Response(503, b"{}"), Response(breaks="close")])
def test_a_ticket_without_an_answer_is_not_sent_again(here: Api, answer: Response) -> None:
    here.answers["POST api/tickets"] = answer
    with pytest.raises(OutcomeUnknown):
        here.api.create(NewTicket(CLOUD, "No ping", "x"), NOTHING_MORE, None)
    assert len(here.seen) == 1


@pytest.mark.parametrize("opened", [True, False])
def test_closing_and_reopening_are_asked_for_again_after_a_fault(here: Api, opened: bool) -> None:
    path = f"PUT api/tickets/7/{'open' if opened else 'close'}"
    here.answers[path] = [Response(503, b"{}"), {"success": True}]
    here.api.set_open("7", opened=opened)
    assert len(here.seen) == 2
    here.answers[path] = {"success": False, "error": ["It is so already"]}
    with pytest.raises(ContentRefused, match="It is so already"):
        here.api.set_open("7", opened=opened)


# Files


def download(here: Api, attachment: Attachment) -> bytes:
    into = io.BytesIO()
    here.api.download(attachment, into, None)
    return into.getvalue()


FILE = Response(200, b"unreachable", [("Content-Type", "text/plain")])
JSON_FILE = Response(
    200, b"{}", [("Content-Type", "application/json"), ("Content-Disposition", "attachment")]
)
PAGE = Response(200, b"<p>no</p>", [("Content-Type", "text/html")])


def test_a_file_is_asked_for_by_the_name_it_is_stored_under_and_then_by_its_id(here: Api) -> None:
    here.answers |= {"GET api/ticket/attachment/a_1.txt": PAGE, "GET api/ticket/attachment/5": FILE}
    assert download(here, Attachment("5", "a.txt", 11, address="a_1.txt")) == b"unreachable"
    assert here.paths == ["GET /api/ticket/attachment/a_1.txt", "GET /api/ticket/attachment/5"]
    assert {each.headers["authorization"] for each in here.seen} == {"Bearer t0k3n"}


@pytest.mark.parametrize(
    ("answer", "is_file"),
    [
        (FILE, True),
        (JSON_FILE, True),
        (PAGE, False),
        (Response(200, b"{}", [("Content-Type", "application/json")]), False),
        (Response(404, b"x", [("Content-Type", "text/plain")]), False),
        (Response(201, b"x", [("Content-Type", "text/plain")]), False),
    ],
    ids=["file", "json file", "page", "json", "404", "201"],
)
def test_a_complaint_is_not_saved_as_the_file(here: Api, answer: Response, is_file: bool) -> None:
    here.answers["GET api/ticket/attachment/5"] = answer
    if is_file:
        assert download(here, Attachment("5", "a.txt")) == answer.body
    else:
        with pytest.raises(PortalError, match="did not provide a"):
            download(here, Attachment("5", "a.txt"))
    assert len(here.seen) == 1


def test_a_file_without_a_link_is_named(here: Api) -> None:
    with pytest.raises(PortalError, match=r"no link to a\.txt"):
        download(here, Attachment(None, "a.txt"))
    assert here.seen == []


def test_a_token_that_ended_meanwhile_is_renewed_for_a_file(here: Api) -> None:
    here.keys.given = Credentials("hanako@example.com", "s3cr3t")
    here.keys.kept = Session(access="old", refresh="again")
    here.answers["POST api/token"] = {"success": True, "token": "new", "refresh": "later"}
    here.answers["GET api/ticket/attachment/5"] = [Response(401, b"{}"), FILE]
    assert download(here, Attachment("5", "a.txt")) == b"unreachable"
    assert here.keys.kept.access == "new"
    here.answers["GET api/ticket/attachment/5"] = [Response(401, b"{}"), Response(401, b"{}"), FILE]
    with pytest.raises(PortalError):
        download(here, Attachment("5", "a.txt"))


# Signing out


def test_signing_out_ends_the_session(here: Api) -> None:
    here.api.sign_in.sign_out()
    assert here.seen == []
    here.keys.kept = Session(access="a", refresh="r")
    other = here.make_api()
    other.sign_in.sign_out()
    assert (here.paths, here.body()) == (["POST /api/revoke"], {"refresh_token": "r"})
    assert here.seen[0].headers["authorization"] == "Bearer a"
    here.keys.kept = Session(access="a")
    here.make_api().sign_in.sign_out()
    assert here.body() == {}


# What the installation says of itself


@pytest.mark.parametrize("text", [b"<p>no</p>", b""])
def test_a_description_that_is_none_says_nothing(here: Api, text: bytes) -> None:
    here.answers["GET ?cmd=userapi&action=swagger"] = Response(200, text)
    assert here.api.read_parameters() is swagger.NOTHING


def test_a_description_is_read_once_where_it_was_asked_for_early(here: Api) -> None:
    here.api.read_parameters_early()
    here.api.read_parameters()
    assert len(here.seen) == 1
