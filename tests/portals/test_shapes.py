"""Shapes of pages that the document allows, written by hand, each the smallest of its kind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contract.php import read_form
from tests.contract.wire import Request, Response, Server
from tests.portals.conftest import Client
from tests.portals.pages import page

from ticketcli.model.errors import ContentRefused
from ticketcli.model.ticket import Department
from ticketcli.portals.base import Credentials, File, NewReply, NewTicket, NotAPortal, TicketClosed
from ticketcli.portals.hostbill.web.ticket_page import read_ticket

PERSON = Credentials("hana@example.com", "secret")
VIEW = "https://portal.example/tickets/view/100001/"
OUT = '<a href="?action=logout">Sign out</a>'


def message(text: str, more: str = "") -> str:
    return (
        '<div class="com-con"><div class="cticket"><div class="byline"><strong>Hana Mori</strong>'
        f' 2026-03-28 09:10</div><div class="comment"><div id="t500">{text}</div>{more}</div></div></div>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "?cmd=tickets&amp;action=download&amp;id=31",
        "?action=download&amp;id=31 ",
        "/tickets/download/&amp;id=31",
        "/index.php?/tickets/download/&amp;id=31",
        "/index.php/tickets/download/?id=31",
        "/?/tickets/download/&amp;id=31&amp;security_token=t",
    ],
)
def test_a_file_is_found_however_its_address_is_written(address: str) -> None:
    more = f'<br><strong>Attachments</strong><br><a href="{address}">shot.png</a>'
    for html in (message("first", more), message(f"first{more}")):
        (only,) = read_ticket(page(OUT + html, VIEW), "100001", departments=(), zone=None).messages or ()
        assert (only.body, [(file.id, file.name) for file in only.attachments]) == (
            "first",
            [("31", "shot.png")],
        )


def test_a_link_to_something_else_is_no_file() -> None:
    more = '<a href="/knowledgebase/download-the-client/?id=31">how to download</a>'
    (only,) = (
        read_ticket(page(OUT + message("x", more), VIEW), "100001", departments=(), zone=None).messages or ()
    )
    assert only.attachments == ()


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("acceptFileTypes", "file type not accepted"),
        ("maxFileSize", "too large"),
        ("Virus found", "Virus found"),
    ],
)
def test_a_refused_upload_is_put_into_words(
    client: Callable[..., Client], tmp_path: Path, word: str, meaning: str
) -> None:
    form = (
        '<form id="ticketsform" method="post" action=""><input type="hidden" name="make" value="addticket">'
        '<select name="dept_id"><option value="1">Cloud</option></select><input name="subject">'
        '<textarea name="body"></textarea><div data-url="?cmd=tickets&amp;action=handleupload">'
        '<input type="file" name="files[]" multiple></div></form>'
    )

    def answer(request: Request) -> Response:
        if request.arg("action") == "handleupload":
            told = [{"name": "a.zip", "size": 2, "error": word}]
            return Response(200, json.dumps({"files": told}).encode(), [("Content-Type", "application/json")])
        return Response(200, (OUT + form).encode(), [("Content-Type", "text/html")])

    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")
    server = Server(answer)
    with server:
        made = client(f"http://127.0.0.1:{server.port}", PERSON, via="web").portal
        ticket = NewTicket(
            Department("1", "Cloud"), "S", "B", files=(File("a.zip", path, 2, "application/zip"),)
        )
        with pytest.raises(ContentRefused, match=f"a.zip: .*{meaning}"):
            made.create(ticket)


def test_a_page_in_place_of_the_sign_in_form_is_named(client: Callable[..., Client]) -> None:
    html = b"<title>Maintenance</title><p>We are back at noon.</p>"
    server = Server(lambda _: Response(200, html, [("Content-Type", "text/html")]))
    with server, pytest.raises(NotAPortal, match=r"no sign-in form found \(page title: “Maintenance”\)"):
        list(client(f"http://127.0.0.1:{server.port}", PERSON, via="web").portal.tickets())


class Portal:
    """A ticket's page with `controls` for one that is open, others for one that is closed."""

    def __init__(self, controls: dict[str, str], body: str = "first") -> None:
        self.status, self.controls, self.body = "Open", controls, body
        self.writes: list[str] = []
        self.server = Server(self.answer)
        self.url = f"http://127.0.0.1:{self.server.port}"

    def answer(self, request: Request) -> Response:
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if request.path.startswith("/api"):
            return Response(404, b"<p>No</p>", headers)
        form = read_form(request.headers.get("content-type", ""), request.body)
        make = form.get("make") or dict(
            part.partition("=")[::2] for part in request.raw_query.split("&")
        ).get("make")
        if make:
            assert "t1" in (form.get("security_token"), request.arg("security_token"))
            self.writes.append(f"{request.method} {make}")
            self.status = {"closeticket": "Closed", "reopen": "Open"}.get(make, self.status)
        text = f"{OUT}<h2>#100001 Disk full</h2>{message(self.body)}{self.controls[self.status]}"
        return Response(200, text.encode(), headers)


def by_link(make: str) -> str:
    address = f"?cmd=tickets&amp;action=view&amp;num=100001&amp;make={make}&amp;security_token=t1"
    return f'<a href="{address}">Do it</a>'


def by_pretty_link(make: str) -> str:
    return f'<a href="/?/tickets/view/100001/&amp;make={make}&amp;security_token=t1">Do it</a>'


def by_button(make: str) -> str:
    text = '<textarea name="body"></textarea><button name="make" value="addreply">Send</button>'
    return (
        '<form method="post" action="" id="replyform"><input type="hidden" name="security_token" value="t1">'
        f'{text if make == "closeticket" else ""}<button name="make" value="{make}">Do it</button></form>'
    )


@pytest.mark.parametrize(
    ("control", "method"),
    [(by_link, "GET"), (by_pretty_link, "GET"), (by_button, "POST")],
)
def test_a_ticket_is_closed_and_reopened_by_what_the_page_has_for_it(
    client: Callable[..., Client], control: Callable[[str], str], method: str
) -> None:
    portal = Portal({"Open": control("closeticket"), "Closed": control("reopen")})
    with portal.server:
        made = client(portal.url, PERSON, via="web").portal
        made.close("100001")
        assert portal.status == "Closed"
        assert made.ticket("100001").status == "Closed"
        with pytest.raises(TicketClosed):
            made.reply("100001", NewReply("More"))
        made.reopen("100001")
        assert portal.status == "Open"
    assert portal.writes == [f"{method} closeticket", f"{method} reopen"]


def test_a_reply_is_sent_by_its_own_button(client: Callable[..., Client]) -> None:
    portal = Portal({"Open": by_button("closeticket"), "Closed": ""})
    with portal.server:
        client(portal.url, PERSON, via="web").portal.reply("100001", NewReply("More"))
    assert portal.writes == ["POST addreply"]


@pytest.mark.parametrize("link", [by_link, by_pretty_link])
def test_a_link_that_somebody_wrote_does_nothing(
    client: Callable[..., Client], link: Callable[[str], str]
) -> None:
    portal = Portal({"Open": "", "Closed": ""}, body=link("reopen"))
    with portal.server:
        made = client(portal.url, PERSON, via="web").portal
        assert made.ticket("100001").status is None
        with pytest.raises(Exception, match="does not let you reopen"):
            made.reopen("100001")
    assert portal.writes == []
