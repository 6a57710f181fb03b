"""The double's sign-in to the client area does what its switches say."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.contract.browser import Browser, signed_in
from tests.contract.portal import Fault, Portal, Quirks
from tests.contract.profiles import PROFILES

NEW = {"dept_id": "3", "subject": "Disk full", "body": "Since 10:00\r\nnothing works"}


@pytest.mark.parametrize(
    ("where", "location"),
    [("query", "/?cmd=login"), ("clientarea", "/clientarea/"), ("index.php", "/index.php?/login/")],
)
def test_the_signed_out_are_sent_to_one_of_three_places(where: Any, location: str) -> None:
    with Portal(Quirks(login_at=where)) as portal:
        response = httpx.get(f"{portal.url}/?cmd=tickets", trust_env=False)
        assert response.headers["location"] == portal.url + location


def test_the_login_form_can_stand_at_the_page_itself_among_other_forms() -> None:
    with Portal(PROFILES["inline-login-decoy-forms"]) as portal, Browser(portal) as browser:
        page = browser.get("?cmd=tickets&action=new")
        assert page.response.history == []
        assert len(page.tree.css("form")) == 6
        assert len(page.tree.css("input[type=password]")) == 3
        browser.sign_in()
        assert browser.new_ticket().form("dept_id")


def test_a_login_without_the_hidden_fields_a_captcha_or_the_password_is_refused() -> None:
    with Portal(Quirks(login_captcha=True, nonce=True)) as portal, Browser(portal) as browser:
        page = browser.get("?cmd=login")
        good = {"username": portal.username, "password": portal.password, "captcha": portal.captcha}
        for change in ({"hb_nonce": ""}, {"captcha": ""}, {"password": "wrong"}, {"security_token": ""}):
            assert browser.send(page, "username", {**good, **change}).tree.css("[name=username]")
        assert not browser.send(page, "username", good).tree.css("[name=username]")


def test_two_factor_wants_its_fields_and_remembers() -> None:
    with Portal(PROFILES["two-factor"]) as portal, Browser(portal) as browser:
        page = browser.sign_in()
        assert browser.send(page, "code", {"code": "000000", "make": "submit"}).form("code")
        assert browser.send(page, "code", {"code": portal.code}).form("code")
        page = browser.send(
            page, "code", {"code": portal.code, "make": "submit", "rememberme": "1", "device": "app"}
        )
        assert page.form("dept_id")
        browser.get("?action=logout")
        assert browser.sign_in().form("dept_id")


def test_a_session_ends_between_reading_and_sending() -> None:
    ends = Fault("POST web/tickets/new", "end-session")
    with signed_in(Quirks(faults=(ends,))) as (portal, browser):
        page = browser.new_ticket()
        assert browser.send(page, "make", NEW).form("username")
        assert portal.tickets == []


def test_a_guest_gets_a_form_of_his_own() -> None:
    with Portal(PROFILES["guest-form"]) as portal, Browser(portal) as browser:
        page = browser.new_ticket()
        form = {"client_name": "G", "client_email": "g@example.com", "subject": "Q", "body": "B"}
        browser.send(page, "make", form)
        assert [ticket.guest for ticket in portal.tickets] == [True]
