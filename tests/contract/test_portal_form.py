"""The double's new-ticket form does what its switches say."""

from __future__ import annotations

from typing import Any

import pytest
from tests.contract.browser import find, signed_in, value_of
from tests.contract.portal import Quirks
from tests.contract.profiles import REQUIRED
from tests.contract.records import Widget

NEW = {"dept_id": "3", "subject": "Disk full", "body": "Since 10:00\r\nnothing works"}


# The new-ticket form


def test_a_ticket_from_the_form_with_everything() -> None:
    with signed_in(Quirks()) as (portal, browser):
        page = browser.new_ticket()
        values = {
            **NEW,
            "priority": "2",
            "encrypt": "1",
            "flag": "256",
            "secondary[]": "41",
            "widget[9][value]": "17",
            "widget[12][value]": "a@example.com, b@example.com",
        }
        files = [("attachments[]", ("C:\\logs\\日本.png", b"one")), ("attachments[]", ("b.ZIP", b"two"))]
        done = browser.send(page, "make", values, files)
        ticket = portal.tickets[0]
        assert done.links(f"num={ticket.number}")
        assert (ticket.subject, ticket.text, ticket.dept_id) == (
            "Disk full",
            "Since 10:00\nnothing works",
            "3",
        )
        assert (ticket.priority, ticket.encrypted, ticket.secondary) == ("2", True, ["41"])
        assert (ticket.service, ticket.cc) == ("17", ["a@example.com", "b@example.com"])
        assert [(one.name, one.size) for one in ticket.attachments] == [("日本.png", 3), ("b.ZIP", 3)]
        assert ticket.extra == {}
        assert portal.writes[-1].names[0] == "make"


@pytest.mark.parametrize(
    ("parameter", "arrives"),
    [("filename*=UTF-8''a.png", False), ('filename=""', False), ('filename="a.png"', True)],
)
def test_a_file_part_needs_a_plain_filename(parameter: str, arrives: bool) -> None:
    with signed_in(Quirks()) as (portal, browser):
        page = browser.new_ticket()
        token = value_of(page.form("make"), "security_token")
        lines = []
        for name, value in {**NEW, "make": "addticket", "security_token": token}.items():
            lines += ["--x", f'Content-Disposition: form-data; name="{name}"', "", value or ""]
        lines += [
            "--x",
            f'Content-Disposition: form-data; name="attachments[]"; {parameter}',
            "",
            "x",
        ]
        body = "\r\n".join([*lines, "--x--", ""]).encode()
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        browser.client.post(str(page.response.url), content=body, headers=headers)
        assert [one.name for one in portal.tickets[0].attachments] == (["a.png"] if arrives else [])


def test_priority_blocks_are_disabled_for_departments_not_chosen() -> None:
    with signed_in(Quirks()) as (_, browser):
        form = browser.new_ticket().form("make")
        blocks = {one.attributes["id"]: find(one, "select").attributes for one in form.css(".dptpriority")}
        assert {key: "disabled" in value for key, value in blocks.items()} == {"p3": False, "p12": True}


@pytest.mark.parametrize("markup", ["for", "wrap", "form-group", "table", "placeholder"])
@pytest.mark.parametrize("control", ["text", "textarea", "emails", "inputs"])
def test_a_cc_widget_in_every_markup_and_kind(markup: Any, control: Any) -> None:
    name = "cc[]" if control == "inputs" else "custom_field[3]"
    widget = Widget("cc", name, "CC", control, markup)
    with signed_in(Quirks(cc=widget)) as (portal, browser):
        page = browser.new_ticket()
        assert "CC" in (page.form("make").html or "")
        value: str | list[str] = "a@example.com,b@example.com"
        if control == "inputs":
            value = ["a@example.com", "b@example.com", ""]
        browser.send(page, "make", {**NEW, name: value})
        assert portal.tickets[0].cc == ["a@example.com", "b@example.com"]


def test_a_service_with_prefixed_values_and_an_empty_first_option() -> None:
    widget = Widget("service", "hosting", "関連サービス", "select", prefix="hosting_")
    with signed_in(Quirks(service=widget)) as (portal, browser):
        page = browser.new_ticket()
        options = page.form("make").css("[name=hosting] option")
        values = [one.attributes.get("value") or "" for one in options]
        assert values == ["", "hosting_17", "hosting_18", "hosting_203"]
        assert browser.send(page, "make", {**NEW, "hosting": "17"}).form("make")
        browser.send(page, "make", {**NEW, "hosting": "hosting_17"})
        assert [ticket.service for ticket in portal.tickets] == ["17"]


def test_a_required_field_holds_the_ticket_back() -> None:
    with signed_in(Quirks(other_widgets=(REQUIRED,))) as (portal, browser):
        page = browser.send(browser.new_ticket(), "make", NEW)
        assert "Server root password hint" in find(page.tree, ".alert").text()
        assert portal.tickets == []


@pytest.mark.parametrize(
    ("kind", "selector"), [("alert", ".alert"), ("ul.errors", "ul.errors li"), ("#infos", "#infos")]
)
def test_a_failure_brings_the_form_back_with_words(kind: Any, selector: str) -> None:
    with signed_in(Quirks(failure=kind, language="ja")) as (portal, browser):
        page = browser.send(browser.new_ticket(), "make", {**NEW, "subject": "Casino"})
        assert find(page.tree, selector).text().strip("×") == "この件名ではチケットを作成できません"
        assert value_of(page.form("make"), "subject") == "Casino"
        assert portal.tickets == []


def test_a_body_above_the_limit_brings_back_an_empty_form() -> None:
    with signed_in(Quirks(post_max_size=4000)) as (portal, browser):
        files = [("attachments[]", ("a.png", b"x" * 5000))]
        page = browser.send(browser.new_ticket(), "make", NEW, files)
        assert value_of(page.form("make"), "subject") in ("", None)
        assert not page.tree.css(".alert")
        assert portal.tickets == []


def test_a_file_above_its_own_limit_is_dropped_in_silence() -> None:
    with signed_in(Quirks(upload_max_filesize=10)) as (portal, browser):
        files = [("attachments[]", ("a.png", b"x" * 11)), ("attachments[]", ("b.png", b"x"))]
        browser.send(browser.new_ticket(), "make", NEW, files)
        assert [one.name for one in portal.tickets[0].attachments] == ["b.png"]


def test_a_token_for_one_use_and_a_ticket_captcha() -> None:
    with signed_in(Quirks(token_single_use=True, ticket_captcha=True)) as (portal, browser):
        page = browser.new_ticket()
        assert browser.send(page, "make", NEW).form("make")
        good = {**NEW, "image_verification": portal.captcha}
        assert browser.send(page, "make", good).form("make")
        browser.send(browser.new_ticket(), "make", good)
        assert len(portal.tickets) == 1


# Uploads ahead of the form


@pytest.mark.parametrize("bare", [True, False])
def test_files_that_only_travel_ahead_of_the_form(bare: bool) -> None:
    quirks = Quirks(attach="form", upload_answer="list" if bare else "files", token_single_use=True)
    with signed_in(quirks) as (portal, browser):
        page = browser.new_ticket()
        form = page.form("make")
        url, field = form.attributes["data-url"] or "", "files[]"
        token = {"security_token": value_of(form, "security_token")}
        assert "<html" in browser.client.post(url, files=[(field, ("a.png", b"x"))]).text
        files = [(field, ("a.png", b"png")), (field, ("b.exe", b"exe"))]
        answer = browser.client.post(url, data=token, files=files).json()
        good, bad = answer if bare else answer["files"]
        assert (good["name"], good["size"], "error" in good) == ("a.png", 3, False)
        assert "b.exe" in bad["error"]
        plain = [("files[]", ("c.png", b"x"))]
        browser.send(page, "make", {**NEW, "asyncattachment[]": [good["hash"], "unknown"]}, plain)
        assert [(one.name, one.content) for one in portal.tickets[0].attachments] == [("a.png", b"png")]
