"""The double can be any of the themes: what hostbill.md says of each is on its pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.contract.browser import Browser, find, signed_in
from tests.contract.portal import Portal, Quirks
from tests.contract.themes import THEMES
from tests.contract.words import WORDS

DATE = "2026-03-15 10:20:30"
LATER = "2026-03-16 09:00:00"


def quirks_of(theme: Any, **more: Any) -> Quirks:
    return Quirks(theme=theme, date_format="%Y-%m-%d %H:%M", **more)


@pytest.mark.parametrize("theme", THEMES)
def test_a_ticket_has_both_messages_their_files_and_forms(theme: str) -> None:
    with signed_in(quirks_of(theme)) as (portal, browser):
        ticket = portal.add_ticket(body="Help me", date=DATE, attachments=[("a.png", b"x")])
        portal.add_staff_reply(ticket.number, "See here", date=LATER)
        page = browser.get(portal.view_url(ticket.number))
        places = [page.text.index(text) for text in ("Help me", "See here")]
        assert (places == sorted(places)) is THEMES[theme].oldest_first  # type: ignore[index]
        assert len(page.links("action=download")) == 1
        assert page.form("body").css("[value=addreply]")
        assert len(page.tree.css("[value=closeticket]")) == 1
        ids = [re.fullmatch(r"[rt][0-9]+", one.attributes["id"] or "") for one in page.tree.css("[id]")]
        assert len([one for one in ids if one]) == (0 if THEMES[theme].opening == "none" else 2)  # type: ignore[index]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pager", ["links", "buttons", "ul", "select"])
def test_a_list_has_rows_and_a_pager(theme: str, pager: Any) -> None:
    with signed_in(quirks_of(theme, list_page_size=2, pager=pager, pager_wants_token=True)) as (
        portal,
        browser,
    ):
        for at in range(5):
            portal.add_ticket(subject=f"T{at}")
        page = browser.get("?cmd=tickets")
        assert len({*page.links("num=")}) == 2
        second = browser.get("?cmd=tickets&page=1")
        assert ("T2" in second.text) is (pager == "links")
        token = find(page.tree, "meta[name=csrf-token]").attributes["content"] or ""
        address = find(page.tree, "#currentlist").attributes["href"] or ""
        posted = browser.client.post(
            address, data={"page": "2", "layer": "ajax"}, headers={"X-CSRF-Token": token}
        )
        assert posted.text.startswith('<!-- {"ERROR":[],"INFO":[]} -->')
        assert "T0" in posted.text
        assert "<html" not in posted.text


@pytest.mark.parametrize("urls", ["query", "pretty", "index.php", "index.php/", "?/"])
def test_every_way_to_write_an_address_leads_to_the_same_page(urls: Any) -> None:
    with signed_in(Quirks(urls=urls)) as (portal, browser):
        ticket = portal.add_ticket("Disk full")
        assert "Disk full" in browser.get(portal.view_url(ticket.number)).text
        assert "Disk full" in browser.get(portal.links.view(ticket.number, "abc")).text
        assert browser.get(portal.links.to("tickets", "new")).form("dept_id")


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_every_word_is_known_in_every_language(language: Any) -> None:
    assert WORDS[language].keys() == WORDS["en"].keys()


def test_the_plugin_is_a_script_and_its_choices_are_asked_for() -> None:
    with signed_in(Quirks(service_plugin="script")) as (portal, browser):
        page = browser.new_ticket()
        assert not page.tree.css("form [name=related_client_service]")
        found = json.loads(browser.get("?cmd=ticket_related_client_service").text)
        values = {"dept_id": "3", "subject": "S", "body": "B", "related_client_service": found[1]["id"]}
        browser.send(page, "make", values)
        assert portal.tickets[0].service == "18"
        assert portal.tickets[0].extra == {}
    with signed_in(Quirks(service_plugin="script-old")) as (_, browser):
        path = "?cmd=ticket_related_client_service&action=get_related_client_services"
        rows = json.loads(browser.get(path).text)["related_client_services"]
        assert rows[0]["acc_id"] == "17"


def test_a_code_by_mail_is_good_once_it_was_asked_for() -> None:
    quirks = Quirks(two_factor=True, two_factor_by="mail", two_factor_sign_out=True)
    with Portal(quirks) as portal, Browser(portal) as browser:
        page = browser.sign_in()
        assert page.links("action=logout")
        code = {"code": portal.code, "make": "submit"}
        page = browser.send(page, "code", code)
        assert find(page.tree, "[data-resend]").attributes["data-resend"] == "0"
        browser.client.post(f"{portal.url}/?cmd=mfa&action=verify&resend=0")
        page = browser.get("?cmd=tickets")
        assert find(page.tree, "[data-resend]").attributes["data-resend"] == "1"
        browser.send(page, "code", code)
        assert browser.new_ticket().form("dept_id")


def test_what_was_encrypted_is_gone_when_the_ticket_is_closed() -> None:
    with signed_in(Quirks()) as (portal, browser):
        ticket = portal.add_ticket(body="secret", encrypted=True)
        page = browser.get(portal.view_url(ticket.number))
        browser.client.post(
            str(page.response.url),
            data={
                "make": "closeticket",
                "security_token": find(page.tree, "[name=security_token]").attributes["value"],
            },
        )
        assert "removed" in portal.ticket(ticket.number).body


@pytest.mark.parametrize("failure", ["alert", "ul.errors", "#infos", "#errors", "script"])
def test_what_is_wrong_is_said_in_one_of_five_places(failure: Any) -> None:
    with signed_in(Quirks(failure=failure, form_token=False)) as (portal, browser):
        page = browser.new_ticket()
        assert not page.form("make").css("[name=security_token]")
        page = browser.send(page, "make", {"dept_id": "3", "subject": "", "body": "B"})
        assert "Subject line cannot be empty" in page.text
        browser.send(page, "make", {"dept_id": "3", "subject": "S", "body": "B"})
        assert len(portal.tickets) == 1
