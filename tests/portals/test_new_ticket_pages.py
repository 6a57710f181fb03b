"""New-ticket pages in the shapes that published themes have, read and sent through a real socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from tests.contract.php import read_form
from tests.contract.wire import Request, Response, Server
from tests.portals.conftest import Client
from tests.portals.pages import page

from ticketcli.model.ticket import Department
from ticketcli.portals.base import Credentials, NewTicket, PortalError
from ticketcli.portals.hostbill.web.page import parse_form_address
from ticketcli.portals.hostbill.web.ticket_form import read_offer

OUT = '<a href="?action=logout">Sign out</a>'
LOGIN = """<form method="post" action="{action}"><input name="username">
<input type="password" name="password"><input type="hidden" name="action" value="login"></form>"""
FORM = """<form method="post" enctype="multipart/form-data">
<input type="hidden" name="make" value="addticket">{guest}
<select name="dept_id"><option value="3">Support</option><option value="5">Billing</option></select>
<input name="subject" value="{subject}"><textarea name="body"></textarea></form>"""
GUEST = '<input name="client_name" value=""><input name="client_email" value="">'
CREATED = '<h1>Done <a href="/tickets/view/482913/&amp;hash=a1">#482913</a></h1>'
PERSON = Credentials("office@example.com", "correct horse")


@dataclass
class Installation:
    """A portal without an API whose new-ticket page is `new`; `behind` is the one with parameters."""

    new: str
    behind: str = ""
    guest: str = LOGIN.format(action="")
    signed_in: bool = False
    sent: list[dict[str, str]] = field(default_factory=list)
    passwords: int = 0

    def answer(self, request: Request) -> Response:
        if request.path.startswith("/api"):
            return Response(404, b"<p>No</p>", [("Content-Type", "text/html")])
        return Response(200, self.page(request).encode(), [("Content-Type", "text/html")])

    def page(self, request: Request) -> str:
        given = dict(read_form(request.headers.get("content-type", ""), request.body).fields)
        if "password" in given:
            self.passwords += 1
            self.signed_in = given["password"] == PERSON.password
        elif "make" in given and self.signed_in:
            self.sent.append(given)
            return OUT + CREATED
        if not self.signed_in:
            return self.guest
        return OUT + (self.behind if "deptId" in request.raw_query else self.new)


@contextmanager
def serving(installation: Installation) -> Iterator[str]:
    server = Server(installation.answer)
    with server:
        yield f"http://127.0.0.1:{server.port}"


def create(client: Client, department: str) -> str | None:
    return client.portal.create(NewTicket(Department(department, "Any"), "Disk", "It is full."), None).number


def test_an_account_without_a_first_name_is_no_guest(client: Callable[..., Client]) -> None:
    """The form asks a company for name and address as it asks a guest; the page has a sign-out link."""
    installation = Installation(FORM.format(guest=GUEST, subject=""))
    with serving(installation) as url:
        assert create(client(url, PERSON), "5") == "482913"
    (sent,) = installation.sent
    assert sent["client_name"] == sent["client_email"] == "office@example.com"
    assert (sent["dept_id"], sent["subject"]) == ("5", "Disk")
    assert installation.passwords == 1


def test_what_the_portal_knows_of_the_sender_is_left_as_it_is(client: Callable[..., Client]) -> None:
    known = GUEST.replace('name" value=""', 'name" value="Example KK"')
    installation = Installation(FORM.format(guest=known, subject=""))
    with serving(installation) as url:
        assert create(client(url, PERSON), "3") == "482913"
    assert installation.sent[0]["client_name"] == "Example KK"


def test_a_hidden_sign_in_form_on_the_page_after_signing_in_is_no_refusal(
    client: Callable[..., Client],
) -> None:
    modal = f"<div hidden>{LOGIN.format(action='?cmd=tickets&amp;action=new')}</div>"
    guest = modal + FORM.format(guest=GUEST, subject="")
    installation = Installation(modal + FORM.format(guest="", subject=""), guest=guest)
    with serving(installation) as url:
        assert create(client(url, PERSON), "3") == "482913"
    assert installation.passwords == 1


def test_a_form_behind_the_choice_of_a_department_is_found(client: Callable[..., Client]) -> None:
    links = '<a href="/tickets/new&amp;deptId=5">Billing</a> <a href="/tickets/new&amp;deptId=3">Support</a>'
    installation = Installation(links, behind=FORM.format(guest="", subject=""))
    with serving(installation) as url:
        portal = client(url, PERSON)
        assert [one.name for one in portal.portal.departments()] == ["Support", "Billing"]
        assert create(portal, "3") == "482913"


def test_a_form_that_offers_only_the_chosen_department_is_not_taken_for_the_whole(
    client: Callable[..., Client],
) -> None:
    links = (
        '<a href="/tickets/new/&amp;deptId=5">Billing</a> <a href="?cmd=tickets&amp;action=new&amp;deptId=3">'
    )
    one = FORM.format(guest="", subject="").replace('<option value="5">Billing</option>', "")
    with serving(Installation(links, behind=one)) as url, pytest.raises(PortalError):
        create(client(url, PERSON), "3")


@pytest.mark.parametrize(
    ("href", "choice"),
    [
        ("https://p/index.php?/tickets/new&deptId=5", {"deptId": "5"}),
        ("/tickets/new/&deptId=5#top", {"deptId": "5"}),
        ("?cmd=tickets&action=new&deptId=5", {"deptId": "5"}),
        ("?cmd=tickets&action=new", {}),
        ("/tickets/new/", {}),
        ("/tickets/newest?a=1", {}),
        ("http://[", {}),
    ],
)
def test_a_link_that_chooses_what_a_ticket_is_about_is_known(href: str, choice: dict[str, str]) -> None:
    assert parse_form_address(href) == choice


def test_descriptions_are_found_by_the_number_of_their_department_as_id_too() -> None:
    """Older themes: `#d3` in `.deptsdesc` in place of `.dept_3`."""
    about = '<div class="deptsdesc"><div id="d3"><p>Servers</p></div><div id="d5">Bills</div></div>'
    shown = page(FORM.format(guest="", subject="") + about + '<p id="d3">Not this</p>')
    assert shown.ticket_form is not None
    offer = read_offer(shown, shown.ticket_form)
    assert [one.description for one in offer.departments] == ["Servers", "Bills"]


def test_a_plugins_own_file_field_is_not_that_of_the_attachments() -> None:
    shown = page("""<form id="ticketsform"><select name="dept_id"><option value="3">Support</option></select>
    <p data-url="?cmd=plugin&amp;action=find">Identity card (.tif) <input type="file" name="card"></p>
    <input name="subject"><textarea name="body"></textarea>
    <div data-url="?cmd=tickets&amp;action=handleupload"><p>Allowed: .jpg .zip</p>
    <input type="file" name="attachments[]"></div></form>""")
    assert shown.ticket_form is not None
    offer = read_offer(shown, shown.ticket_form)
    assert offer.files is not None
    assert offer.files.name == "attachments[]"
    assert offer.extensions == (".jpg", ".zip")
    assert offer.form.upload == "?cmd=tickets&action=handleupload"
