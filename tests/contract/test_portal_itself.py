"""The double does what its switches say. (The client's own tests lean on it.)"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import httpx
import pytest
from tests.contract.browser import Browser, api
from tests.contract.portal import Fault, Portal, Quirks
from tests.contract.profiles import PROFILES
from tests.contract.records import too_many

NEW = {"dept_id": "3", "subject": "Disk full", "body": "Since 10:00\r\nnothing works"}


# Every profile


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_serves_a_sign_in_and_a_new_ticket_form(name: str) -> None:
    quirks = PROFILES[name]
    with Portal(quirks) as portal, Browser(portal) as browser:
        portal.add_ticket(messages=["<b>We look.</b>"], attachments=[("a.png", b"png")])
        first = browser.new_ticket()
        if quirks.guest_form:
            assert first.form("client_email")
            first = browser.get("?cmd=tickets")
        answers = {"username": portal.username, "password": portal.password}
        if quirks.login_captcha:
            answers["captcha"] = portal.captcha
        page = browser.send(first, "username", answers)
        if quirks.two_factor:
            page = browser.send(page, "code", {"code": portal.code, "make": "submit"})
        assert not page.tree.css("[name=username]")
        page = browser.new_ticket()
        assert not page.form("dept_id").css("[name=client_email]")
        values = {"dept_id": quirks.departments[-1].id, "subject": "Disk full", "body": "Help"}
        values |= {widget.name: "x" for widget in quirks.other_widgets if widget.required}
        if quirks.ticket_captcha:
            values["image_verification"] = portal.captcha
        with suppress(httpx.RemoteProtocolError):  # a stormy one hangs up
            browser.send(page, "dept_id", values)
        assert [ticket.subject for ticket in portal.tickets][1:] == ["Disk full"]


@pytest.mark.parametrize("name", [name for name, one in PROFILES.items() if one.api == "on"])
def test_every_profile_with_an_api_lists_tickets(name: str) -> None:
    quirks = PROFILES[name]
    with Portal(quirks) as portal, httpx.Client(trust_env=False) as client:
        number = portal.add_ticket(subject="Router").number
        for _ in range(2):  # the first of some is refused
            if quirks.personal_tokens:
                headers = {"Authorization": f"Bearer {portal.pat}"}
                response = client.get(f"{portal.url}/api/tickets", headers=headers)
            else:
                auth = httpx.BasicAuth(portal.username.encode(), portal.password.encode())
                response = client.get(f"{portal.url}/api/tickets", auth=auth)
        assert response.status_code == 200
        assert number.lstrip("0") in response.text


# Faults


@pytest.mark.parametrize("happens", ["status", "close", "reset", "truncate"])
def test_an_answer_can_get_lost_after_the_ticket_was_stored(happens: Any) -> None:
    fault = Fault("POST api/tickets", happens, after=True)
    with Portal(Quirks(faults=(fault,))) as portal, api(portal) as client:
        if happens == "status":
            assert client.post("/tickets", json=NEW).status_code == 502
        else:
            with pytest.raises(httpx.TransportError):
                client.post("/tickets", json=NEW)
        assert len(portal.tickets) == 1
        assert client.post("/tickets", json=NEW).status_code == 200


def test_a_fault_before_the_work_stores_nothing_and_a_limit_says_when() -> None:
    limit = too_many("GET api/*", header="retry-after")
    with Portal(Quirks(faults=(Fault("POST api/tickets", "close"), limit))) as portal, api(portal) as client:
        with pytest.raises(httpx.TransportError):
            client.post("/tickets", json=NEW)
        assert portal.tickets == []
        response = client.get("/tickets")
        assert (response.status_code, response.headers["Retry-After"]) == (429, "1")
        assert client.get("/tickets").status_code == 200


def test_a_portal_that_hangs_lets_go_when_it_ends() -> None:
    with Portal(Quirks(faults=(Fault("GET api/details", "hang"),))) as portal, api(portal) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.get("/details", timeout=0.05)
        assert portal.requests[-1].status == 0


def test_old_utf8_cuts_at_the_first_emoji() -> None:
    with Portal(Quirks(four_byte_cut=True)) as portal, api(portal) as client:
        client.post("/tickets", json={**NEW, "body": "before 🔥 after"})
        assert portal.tickets[0].body == "before "
