"""Small pages after real themes, each for a whole kind, and what a person reads on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.contract.portal import Portal as Installation
from tests.contract.portal import Quirks
from tests.contract.wire import Request, Response, Server
from tests.portals.conftest import Client
from tests.portals.pages import page

from ticketcli.model.attachments import Forbidden, accepts_extension
from ticketcli.portals.base import Credentials, File, NewTicket, PortalError
from ticketcli.portals.hostbill.web.list_page import is_list, read_list
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.hostbill.web.pager import read_pager
from ticketcli.portals.hostbill.web.ticket_form import read_offer
from ticketcli.portals.hostbill.web.ticket_page import find_subject_beside, is_page_of, read_ticket

CASES = Path(__file__).with_name("cases")
LIST = "https://portal.example/?cmd=tickets"
VIEW = "https://portal.example/tickets/view/100001/"


def case(name: str, url: str = LIST) -> Page:
    return page(next(CASES.glob(f"{name}_*")).read_text(), url)


def test_a_second_factor_page_with_a_link_to_sign_out_is_not_signed_in() -> None:
    found = case("01")
    assert found.signed_out
    assert found.code_form is not None
    assert not is_list(found)
    assert not is_page_of(found, "100001")


def test_forbidden_extensions_are_refused_and_everything_else_goes() -> None:
    found = case("04")
    assert found.ticket_form is not None
    extensions = read_offer(found, found.ticket_form).extensions
    assert extensions == Forbidden((".exe", ".php", ".sh"))
    assert [accepts_extension(name, extensions) for name in ("a.exe", "a.PHP", "a.zip", "a.txt", "a")] == [
        False, False, True, True, True,
    ]  # fmt: skip


def test_the_dots_of_a_button_do_not_hide_the_extensions_behind_it() -> None:
    found = case("05")
    assert found.ticket_form is not None
    assert read_offer(found, found.ticket_form).extensions == (".jpg", ".gif", ".zip", ".txt")


def test_buttons_tell_how_many_pages_a_list_has() -> None:
    found = case("06")
    pager = read_pager(found)
    assert is_list(found)
    assert pager is not None
    assert (pager.pages, pager.address) == (3, "https://portal.example/tickets")
    (ticket,) = read_list(found, departments=["Cloud"], zone=None)
    assert (ticket.number, ticket.subject, ticket.status) == ("100001", "Disk full", "Open")
    assert (ticket.department, ticket.created) == ("Cloud", datetime(2025, 3, 28, 9, 10))


@pytest.mark.parametrize("known", [(), ("Cloud", "Billing")])
def test_a_conversation_with_its_newest_message_on_top_is_read_in_its_order(known: tuple[str, ...]) -> None:
    found = case("08", VIEW)
    assert is_page_of(found, "100001")
    ticket = read_ticket(found, "100001", departments=known, zone=None)
    assert find_subject_beside(found, "100001") == "Disk full"
    assert ticket.department == ("Cloud" if known else None)
    assert ticket.status == "Answered"
    assert (ticket.created, ticket.updated) == (datetime(2025, 3, 28, 9, 10), datetime(2025, 3, 29, 8, 5))
    told = [
        (one.id, one.author, one.staff, one.body, [file.name for file in one.attachments], one.encrypted)
        for one in ticket.messages or ()
    ]
    assert told == [
        ("500", "Hana Mori", False, "first", ["shot.png"], None),
        ("71", "Jo Helper", True, "second", ["answer.pdf"], False),
        ("72", "Hana Mori", False, "third: a secret", [], True),
    ]


def test_a_picture_beside_the_author_is_no_part_of_the_name() -> None:
    found = case("10", "https://portal.example/tickets/view/100003/")
    ticket = read_ticket(found, "100003", departments=(), zone=None)
    assert [one.author for one in ticket.messages or ()] == ["Hana Mori"]
    assert (ticket.subject, ticket.status, ticket.department) == ("Disk full", "Open", "Cloud")
    assert ticket.created == datetime(2025, 3, 28, 9, 10)


def test_errors_that_only_a_script_is_told_are_read() -> None:
    assert case("13").messages == ("Subject line can't be empty",)


def test_a_function_that_could_find_errors_has_found_none() -> None:
    found = page("<script>function check() { if (x) { errors.push('Fill in the subject'); } }</script>")
    assert found.messages == ()


# A portal of these pages


class Portal:
    """Answers with whole cases: `list` and `ticket`; other pages of the list by `rows`."""

    def __init__(self, listed: str, ticket: str, rows: dict[int, str]) -> None:
        self.listed, self.ticket, self.rows = listed, ticket, rows
        self.server = Server(self.answer)
        self.url = f"http://127.0.0.1:{self.server.port}"

    def answer(self, request: Request) -> Response:
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if request.path.startswith("/api"):
            return Response(404, b"<p>No</p>", headers)
        if request.method == "POST":
            fields = dict(part.split("=") for part in request.body.decode().split("&"))
            assert fields["layer"] == "ajax"
            text = '<!-- {"ERROR":[],"INFO":[]} -->' + self.rows.get(int(fields["page"]), "")
            return Response(200, text.encode(), headers)
        text = self.ticket if request.arg("action") == "view" else self.listed
        return Response(200, text.encode(), headers)


def text_of(name: str) -> str:
    return next(CASES.glob(f"{name}_*")).read_text()


def row(number: int) -> str:
    return (
        f'<tr><td><span class="label label-Closed">Zu</span></td><td>'
        f'<a href="/tickets/view/{number}/">S{number}</a>'
        "</td><td>Cloud</td><td>2025-01-01 10:00</td></tr>"
    )


PERSON = Credentials("hana@example.com", "secret")


def test_all_pages_of_a_list_are_read_that_a_script_would_ask_for(client: Callable[..., Client]) -> None:
    portal = Portal(text_of("06"), "", {1: row(2) + row(3), 2: row(4)})
    with portal.server:
        found = list(client(portal.url, PERSON, via="web").portal.tickets())
    assert [one.number for one in found] == ["100001", "2", "3", "4"]
    assert [one.status for one in found][1:] == ["Closed"] * 3


@pytest.mark.parametrize("rows", [{}, {1: row(2)}])
def test_a_list_of_which_a_page_is_missing_is_not_shown_as_the_whole(
    client: Callable[..., Client], rows: dict[int, str]
) -> None:
    portal = Portal(text_of("06"), "", rows)
    with portal.server, pytest.raises(PortalError, match="has 3 pages, but only"):
        list(client(portal.url, PERSON, via="web").portal.tickets())


def test_what_a_tickets_page_lacks_is_taken_from_the_list(client: Callable[..., Client]) -> None:
    portal = Portal(text_of("06"), text_of("08").replace("Answered", "Beantwortet"), {})
    with portal.server:
        ticket = client(portal.url, PERSON, via="web").portal.ticket("100001")
    assert (ticket.subject, ticket.department, ticket.status) == ("Disk full", "Cloud", "Open")


def test_a_page_of_something_else_is_no_empty_list(client: Callable[..., Client]) -> None:
    links = '<a href="?action=logout">Out</a><a href="/tickets/new/">New</a>'
    other = f"<title>New terms</title>{links}<p>Read this</p>"
    portal = Portal(other, other, {})
    portal.rows = {0: row(1)}
    with portal.server:
        made = client(portal.url, PERSON, via="web").portal
        with pytest.raises(PortalError, match="New terms"):
            list(made.tickets())
        with pytest.raises(PortalError, match="New terms"):
            made.ticket("100001")


def test_a_list_without_a_table_is_empty_where_its_script_is_answered(client: Callable[..., Client]) -> None:
    empty = '<a href="?action=logout">Out</a><a href="/tickets/new/">New</a><h3>Nothing</h3>'
    portal = Portal(empty, empty, {})
    with portal.server:
        assert list(client(portal.url, PERSON, via="web").portal.tickets()) == []


def with_a_pager_of_its_own() -> str:
    steps = "".join(f'<li><a href="#">{at}</a></li>' for at in (1, 2))
    listed = text_of("06").replace("pageswitch", "other").replace("currentpage", "another")
    return listed.replace("</div>", f'<ul class="pagination">{steps}</ul></div>')


def test_a_pager_that_leads_nowhere_is_named(client: Callable[..., Client]) -> None:
    listed = with_a_pager_of_its_own()
    portal = Portal(listed, "", {})
    with portal.server, pytest.raises(PortalError, match="has 2 pages, but only 1"):
        list(client(portal.url, PERSON, via="web").portal.tickets())


def test_a_pager_of_a_theme_nobody_knows_is_tried_as_the_others_are(client: Callable[..., Client]) -> None:
    listed = with_a_pager_of_its_own()
    portal = Portal(listed, "", {1: row(2)})
    with portal.server:
        found = list(client(portal.url, PERSON, via="web").portal.tickets())
    assert [one.number for one in found] == ["100001", "2"]


def test_files_go_ahead_of_a_form_without_a_token_by_the_token_for_scripts(
    client: Callable[..., Client], tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")
    quirks = Quirks(api="404-html", attach="form", form_token=False)
    with Installation(quirks) as installation:
        made = client(installation.url, Credentials(installation.username, installation.password))
        department = made.portal.departments()[0]
        files = (File(path.name, path, 2, "application/zip"),)
        made.portal.create(NewTicket(department=department, subject="S", body="B", files=files))
        assert [one.content for one in installation.tickets[0].attachments] == [b"PK"]
