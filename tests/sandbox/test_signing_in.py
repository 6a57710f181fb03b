"""People sign in to the client area, and out."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from tests.sandbox.conftest import Clock
from tests.sandbox.visitor import Visitor

from ticketcli.sandbox import CUSTOMER, PASSWORD, SECOND_FACTOR, TWO_FACTOR_CUSTOMER
from ticketcli.sandbox.server import Sandbox

Portal = Callable[..., Sandbox]
Visit = Callable[..., Visitor]


def signed_in(person: Visitor) -> bool:
    person.open("/?cmd=tickets")
    return person.page.css_first("table") is not None


def test_the_right_password_lets_in(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    assert person.answer.url.path == "/clientarea/"
    assert signed_in(person)


def test_a_wrong_password_does_not(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in(password="no")
    assert person.errors == ["Invalid e-mail address or password"]
    assert not signed_in(person)


def test_the_login_form_has_the_fields_that_portals_have(portal: Portal, visit: Visit) -> None:
    person = visit(portal())
    person.open("/?cmd=login")
    assert list(person.fields()) == ["action", "username", "security_token"]


@pytest.mark.parametrize(
    "place", ["/?cmd=tickets", "/tickets/new/", "/index.php?/tickets/view/1/", "/?cmd=userapi&action=tokens"]
)
def test_who_is_not_signed_in_is_sent_to_the_login_page(portal: Portal, visit: Visit, place: str) -> None:
    person = visit(portal())
    person.open(place)
    assert person.answer.history[0].status_code == 302
    assert "password" in person.answer.text


def test_a_session_ends_when_nothing_was_opened_for_long(portal: Portal, visit: Visit, clock: Clock) -> None:
    person = visit(portal(session_seconds=100)).sign_in()
    for _ in range(2):
        clock.pass_(99)
        assert signed_in(person)
    clock.pass_(100)
    assert not signed_in(person)


def test_what_is_sent_after_the_session_ended_is_not_stored(
    portal: Portal, visit: Visit, clock: Clock
) -> None:
    sandbox = portal(session_seconds=100)
    person = visit(sandbox).sign_in()
    person.open("/?cmd=tickets&action=new")
    clock.pass_(100)
    person.send("#ticketsform", subject="s", body="b", dept_id="1")
    assert "password" in person.answer.text
    with sandbox.store.open() as db:
        assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 0


def test_a_post_without_the_sessions_token_does_nothing(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    person.open("/?cmd=tickets&action=new")
    person.send("#ticketsform", subject="s", body="b", dept_id="1", security_token="forged")
    assert len(person.errors) == 1
    with sandbox.store.open() as db:
        assert db.execute("SELECT count(*) FROM tickets").fetchone()[0] == 0


def test_signing_in_changes_the_session_and_its_token(portal: Portal, visit: Visit) -> None:
    person = visit(portal())
    person.open("/?cmd=login")
    before = (person.http.cookies["PHPSESSID"], person.fields()["security_token"])
    person.send(username=CUSTOMER, password=PASSWORD)
    person.open("/tickets/new/")
    assert person.http.cookies["PHPSESSID"] != before[0]
    assert person.fields()["security_token"] != before[1]


def test_sign_out_ends_the_session(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    person.open("/?action=logout")
    assert not signed_in(person)


def test_the_second_factor_is_asked_for(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in(TWO_FACTOR_CUSTOMER)
    form = person.page.css_first("main form")
    assert form is not None
    assert person.page.css_first("a[href*='action=logout']") is not None  # which proves nothing
    assert form.attributes["action"] == "?cmd=mfa&action=verify"
    assert not signed_in(person)


def test_a_right_code_lets_in_and_a_wrong_one_asks_again(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in(TWO_FACTOR_CUSTOMER)
    person.send(code="000000", make="submit")
    assert person.errors == ["Invalid code"]
    person.send(code=SECOND_FACTOR, make="submit")
    assert signed_in(person)


@pytest.mark.parametrize(("remember", "asked_again"), [("1", False), ("", True)])
def test_a_remembered_device_is_not_asked_again(
    portal: Portal, visit: Visit, remember: str, asked_again: bool
) -> None:
    person = visit(portal()).sign_in(TWO_FACTOR_CUSTOMER)
    person.send(code=SECOND_FACTOR, make="submit", rememberme=remember)
    person.open("/?action=logout")
    person.sign_in(TWO_FACTOR_CUSTOMER)
    assert (person.page.css_first("input[name=code]") is not None) == asked_again


def test_the_code_works_only_after_the_password(portal: Portal, visit: Visit) -> None:
    person = visit(portal())
    person.open("/?cmd=mfa&action=verify")
    assert "password" in person.answer.text


def test_a_captcha_guards_the_login_where_it_is_on(portal: Portal, visit: Visit) -> None:
    sandbox = portal(login_captcha=True)
    person = visit(sandbox)
    person.open("/?cmd=login")
    image = person.http.get("/?cmd=root&action=captcha")
    assert image.headers["content-type"] == "image/png"
    with sandbox.store.open() as db:
        code = db.execute("SELECT captcha FROM sessions").fetchone()[0]
    person.send(username=CUSTOMER, password=PASSWORD, captcha=code)
    assert signed_in(person)


def test_a_captcha_left_empty_keeps_out(portal: Portal, visit: Visit) -> None:
    person = visit(portal(login_captcha=True)).sign_in()
    assert person.errors == ["Invalid captcha"]


def test_the_captcha_is_a_readable_png(portal: Portal, visit: Visit) -> None:
    image = visit(portal(login_captcha=True)).http.get("/?cmd=root&action=captcha").content
    width, height = struct.unpack(">II", image[16:24])
    size = struct.unpack(">I", image[33:37])[0]
    assert len(zlib.decompress(image[41 : 41 + size])) == (width + 1) * height


def test_sessions_survive_a_restart_on_another_port(portal: Portal, visit: Visit) -> None:
    first = portal()
    cookies = visit(first).sign_in().http.cookies
    first.stop()
    person = visit(portal())
    person.http.cookies = cookies
    assert signed_in(person)
