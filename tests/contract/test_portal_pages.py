"""The double's pages of tickets do what its switches say."""

from __future__ import annotations

from typing import Any

import pytest
from tests.contract.browser import api, find, signed_in, value_of
from tests.contract.portal import Portal, Quirks
from tests.contract.profiles import CC_ZH, PROFILES

NEW = {"dept_id": "3", "subject": "Disk full", "body": "Since 10:00\r\nnothing works"}


@pytest.mark.parametrize(
    ("kind", "main", "older"),
    [("link", 2, 0), ("no-link", 0, 0), ("sidebar", 2, 1), ("sidebar-no-link", 0, 1)],
)
def test_the_success_page_links_the_ticket_or_others_or_none(kind: Any, main: int, older: int) -> None:
    with signed_in(Quirks(created_page=kind, urls="pretty")) as (portal, browser):
        before = portal.add_ticket().number
        page = browser.send(browser.new_ticket(), "make", NEW)
        number = portal.tickets[-1].number
        assert len(page.links(f"/tickets/view/{number}/&hash=")) == main
        assert len(page.links(f"/tickets/view/{before}/")) == older


def test_the_success_page_can_be_the_ticket() -> None:
    with signed_in(Quirks(created_page="redirect", urls="index.php")) as (portal, browser):
        page = browser.send(browser.new_ticket(), "make", NEW)
        assert find(page.tree, "h1").text().strip() == f"#{portal.tickets[0].number} Disk full"


def test_the_2019_view_shows_messages_sides_files_and_marks() -> None:
    with signed_in(Quirks(download_link="short")) as (portal, browser):
        ticket = portal.add_ticket(
            body="a < b\nhttps://example.com/", attachments=[("a.png", b"x")], encrypted=True
        )
        portal.add_staff_reply(ticket.number, "<p>Done.</p>")
        page = browser.get(portal.view_url(ticket.number))
        sides = [one.attributes["class"] for one in page.tree.css(".comment")]
        assert sides == ["comment comment-client media", "comment comment-admin media"]
        assert find(page.tree, f"p#r{ticket.id}").html == (
            f'<p id="r{ticket.id}">a &lt; b<br>\n'
            '<a href="https://example.com/" target="_blank">https://example.com/</a></p>'
        )
        assert page.links(f"?action=download&id={ticket.attachments[0].id}")
        assert len(page.tree.css("small.text-warning")) == 1
        assert page.tree.css(".badge-Answered")


def test_a_closed_ticket_has_no_reply_form_and_opens_again() -> None:
    with signed_in(Quirks()) as (portal, browser):
        number = portal.add_ticket().number
        page = browser.get(portal.view_url(number))
        browser.send(page, "body", {"body": "More"}, [("attachments[]", ("a.pdf", b"%PDF"))])
        assert [(one.number, one.body, len(one.attachments)) for one in portal.replies] == [
            (number, "More", 1)
        ]
        close = [one for one in page.tree.css("form") if one.css('[value="closeticket"]')]
        assert len(close) == 1
        token = value_of(close[0], "security_token")
        data = {"make": "closeticket", "security_token": token}
        browser.client.post(portal.view_url(number), data=data)
        page = browser.get(portal.view_url(number))
        assert not page.tree.css("textarea")
        browser.send(page, "make", {})
        assert portal.ticket(number).status == "Open"


def test_the_old_table_theme_has_tables_labels_and_pages_from_nought() -> None:
    with signed_in(PROFILES["old-table-theme-web-only"]) as (portal, browser):
        numbers = [portal.add_ticket(subject=f"T{at}").number for at in range(3)]
        first, second = browser.get("?cmd=tickets"), browser.get("tickets/?page=1")
        assert [one.text() for one in first.tree.css("#updater a:not(.view)")] == ["T0", "T1"]
        assert [one.text() for one in second.tree.css("#updater a:not(.view)")] == ["T2"]
        assert first.tree.css("span.Open")
        page = browser.get(f"tickets/view/{numbers[0]}/")
        assert numbers[0] in find(page.tree, "h1.tickets2").text()
        assert find(page.tree, "table.checker span.Open strong").text() == "Open"


@pytest.mark.parametrize("link", ["?action=download&id=", "?cmd=tickets&action=download&id="])
def test_downloads_with_and_without_headers(link: str) -> None:
    ranges = Quirks(download_ranges=True)
    chunked = Quirks(download_framing="chunked", download_name="none")
    for quirks in (ranges, chunked, Quirks(download_framing="close")):
        with signed_in(quirks) as (portal, browser):
            file = portal.add_ticket(attachments=[("日.pdf", b"0123456789")]).attachments[0]
            url = f"{portal.url}/{link}{file.id}"
            response = browser.client.get(url)
            assert response.content == b"0123456789"
            assert ("content-length" in response.headers) == (quirks is ranges)
            assert ("content-disposition" in response.headers) == (quirks.download_name != "none")
            part = browser.client.get(url, headers={"Range": "bytes=4-"})
            expected = (206, b"456789") if quirks.download_ranges else (200, b"0123456789")
            assert (part.status_code, part.content) == expected


def test_a_chinese_page_with_a_base_radios_and_an_extension_line() -> None:
    with signed_in(PROFILES["chinese-2019-async-only"]) as (portal, browser):
        page = browser.new_ticket()
        assert find(page.tree, "base").attributes["href"] == f"{portal.url}/"
        assert "允許的檔案副檔名: .jpg, .gif, .zip, .png, .pdf" in page.text
        assert [one.attributes["value"] for one in page.tree.css("[name=dept_id]")] == ["1", "2"]
        assert CC_ZH.label in page.text


def test_what_was_sent_can_be_proven() -> None:
    with Portal() as portal, api(portal) as client:
        client.get("/tickets")
        assert portal.writes == []
        client.post("/tickets", json=NEW)
        assert [(one.route, one.user) for one in portal.writes] == [("POST api/tickets", "personal")]
        assert [one.path for one in portal.seen("* api/tickets")] == ["/api/tickets", "/api/tickets"]


@pytest.mark.parametrize(("kind", "status"), [("404", 404), ("redirect", 200), ("home", 200)])
def test_a_number_that_is_nobodys(kind: Any, status: int) -> None:
    with signed_in(Quirks(missing_ticket=kind)) as (portal, browser):
        page = browser.get(portal.view_url("999999"))
        assert page.response.status_code == status
        assert bool(page.tree.css("table")) == (kind == "redirect")


def test_plain_addresses_can_redirect_to_pretty_ones() -> None:
    with signed_in(Quirks(urls="pretty", to_pretty=True)) as (portal, browser):
        number = portal.add_ticket().number
        page = browser.get(f"?cmd=tickets&action=view&num={number}&hash=x")
        assert str(page.response.url) == f"{portal.url}/tickets/view/{number}/?hash=x"
        assert str(browser.get("?cmd=tickets&page=1").response.url) == f"{portal.url}/tickets/?page=1"


def test_hostile_text_reaches_the_page_as_text() -> None:
    with signed_in(Quirks()) as (portal, browser):
        ticket = portal.add_ticket(subject="<script>x</script>\x1b[31m", body="</p><b>\u202e")
        page = browser.get(portal.view_url(ticket.number))
        assert find(page.tree, "h1").text().endswith("<script>x</script>\x1b[31m")
        assert find(page.tree, f"p#r{ticket.id}").text() == "</p><b>\u202e"
