"""Whatever a portal sends: no exception but the ones for it, and nothing that a terminal would obey."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.contract.portal import Portal
from tests.contract.profiles import PROFILES
from tests.contract.wire import Request

from ticketcli.model.ticket import Attachment
from ticketcli.portals.base import PortalError
from ticketcli.portals.hostbill import times
from ticketcli.portals.hostbill.api import decode, php_json, swagger
from ticketcli.portals.hostbill.web.list_page import read_list
from ticketcli.portals.hostbill.web.page import Page, parse_viewed_number
from ticketcli.portals.hostbill.web.ticket_form import read_offer
from ticketcli.portals.hostbill.web.ticket_page import is_page_of, read_ticket
from ticketcli.portals.http.response import Answer

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ud800-\udfff]")

NASTY = st.sampled_from(
    [
        *(
            "",
            "0",
            "17",
            "1024",
            "-1",
            "0000-00-00 00:00:00",
            "2026-03-15 10:20:30",
            "9" * 400,
            "1e999",
            "NaN",
        ),
        *("\x1b]52;c;aGVsbG8=\x07", "\x1b[2J", "\x9b31m", "a\x00b", "\u202egnp.exe", "[/red]", "a\r\nb\rc"),
        *("<script>alert(1)</script>", "<b>" * 50, "&lt;b&gt; &#27;[31m &amp;", "&#x1b;]0;x&#7;", "\ud800"),
        *("../../etc/passwd", "C:\\CON", "http://x/\x1b[1m", "javascript:alert(1)", "\ufeff", "١٢٣", "²"),
    ]
)
TEXTS = NASTY | st.text(max_size=30)
KEYS = st.sampled_from(
    [
        *(
            "id",
            "ticket_number",
            "number",
            "ticket_id",
            "subject",
            "body",
            "status",
            "priority",
            "date",
            "flags",
        ),
        *("lastreply", "type", "client_read", "cc", "deptname", "name", "email", "org_filename", "filename"),
        *("size", "reply_id", "description", "domain", "ticket", "tickets", "replies", "attachments", "data"),
        *(
            "error",
            "errors",
            "info",
            "success",
            "page",
            "current",
            "total",
            "client",
            "firstname",
            "departments",
        ),
        *("services", "paths", "/tickets", "/tickets/{number}", "post", "parameters", "schema", "$ref", "in"),
        *("properties", "0", "1", "17", "definitions", "requestBody", "content", "application/json"),
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | TEXTS, inner, max_size=6),
    max_leaves=25,
)
MAPS = st.dictionaries(KEYS, VALUES, max_size=8)


def strings(value: object) -> Iterator[str]:
    """All that could be shown; the address of a file is only ever asked for."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        yield from strings([*value.items()])
    elif is_dataclass(value):
        for one in fields(value):
            if not (isinstance(value, Attachment) and one.name == "address"):
                yield from strings(getattr(value, one.name))


def harmless(value: object) -> None:
    for text in strings(value):
        assert not OBEYED.search(text), repr(text)


@QUICK
@given(MAPS)
def test_every_decoder_of_json_takes_whatever_comes(answer: dict[str, Any]) -> None:
    harmless(php_json.list_errors(answer))
    harmless(php_json.list_infos(answer))
    harmless(decode.decode_identity(answer))
    harmless(decode.decode_new_number(answer))
    harmless(decode.decode_attachments(answer.get("attachments")))
    harmless(decode.decode_addresses(answer.get("cc")))
    row, messages = decode.decode_conversation(answer, zone=None)
    harmless(decode.decode_ticket(row, None, zone=None, messages=messages))
    for name in ("tickets", "departments", "services"):
        for item in php_json.list_items(answer, name):
            harmless(decode.decode_department(item))
            harmless(decode.decode_service(item))
            harmless(decode.decode_ticket(item, None, zone=None, messages=None))
    assert php_json.has_failed(answer) in (True, False)
    assert php_json.has_list(answer, "tickets") in (True, False)
    meta = php_json.decode_page_position(answer)
    assert meta is None or all(isinstance(part, int) for part in meta)


@QUICK
@given(MAPS)
@example({"paths": {"/tickets": {"post": {"parameters": {"name": "cc"}}}}})
@example({"paths": {"/tickets": {"post": {"parameters": 7, "requestBody": {"content": 7}}}}})
@example({"paths": {"/tickets": {"post": {"parameters": [{"schema": {"$ref": "#/a"}}]}}}, "a": 1})
def test_a_swagger_document_may_hold_anything(document: dict[str, Any]) -> None:
    calls = swagger.read(document)
    assert set(calls.new.values()) | set(calls.reply.values()) <= {
        *("attachments", "cc", "service_id", "related_service", "service", "encrypt", "encrypted", "priority")
    }


@QUICK
@given(TEXTS | VALUES.map(lambda value: json.dumps(value)) | st.text(max_size=200))
@example("[" * 100_000)
@example('{"a":' * 50_000)
@example("\ufeff{}")
@example("1" * 10_000)
@example('{"a": ' + "9" * 5000 + "}")
def test_text_is_json_or_it_is_not(text: str) -> None:
    try:
        php_json.read_json(text)
    except php_json.NotJson:
        return


@QUICK
@given(TEXTS, st.none() | st.sampled_from(["ymd", "dmy", "mdy"]))
@example("99/99/9999 99:99:99", None)
@example("2026-02-30", None)
@example("0000-00-00 00:00:00", None)
@example("31/12/2026 24:61", "dmy")
@example("12/31/٢٠٢٦", None)
def test_a_time_is_one_or_none(text: str, order: Any) -> None:
    times.parse_api_time(text)
    times.has_date(text)
    times.find_date_order([text, text])
    times.parse_page_time(text, order)


TAGS = st.sampled_from(
    [
        *('<form id="ticketsform" data-url="http://[">', "<form action='http://[::'>", "</form>", "<table>"),
        *(
            '<select name="dept_id" multiple>',
            '<option value="1">',
            "</select>",
            '<input type="file" name="x">',
        ),
        *('<input name="make" value="addticket">', "<label for=x>", '<textarea name="body">', "</textarea>"),
        *('<a href="/tickets/view/12/&hash=1">', '<a href="?cmd=tickets&action=view&num=\x1b[1m">', "</a>"),
        *(
            '<a href="http://[::1/tickets/view/7/">',
            '<a href="?action=download&id=3">',
            "<base href='http://['>",
        ),
        *(
            '<div class="comment comment-admin">',
            '<p id="r17">',
            '<td id="r1">',
            "</p>",
            "</div>",
            "<tr><td>",
        ),
        *('<span class="badge badge-Open">', "<h1>#12 ", '<table class="checker">', '<small class="date">'),
        *(
            "<h1>",
            "15/03/2026 10:20",
            "2026年3月15日",
            '<base href="//">',
            '<input type="password" name="p">',
        ),
        *(
            '<div class="alert">',
            "<script>",
            "</script>",
            "<!--",
            "<plaintext>",
            "<svg><a href=x>",
            "<template>",
        ),
        *(
            '<form id="replyform">',
            '<input name="code">',
            '<select name="priority">',
            "&#27;[31m",
            "&#x202e;",
        ),
    ]
)
PAGES = st.lists(TAGS | TEXTS, max_size=40).map("".join)


def read_all(html: str, url: str = "http://127.0.0.1/?cmd=tickets") -> None:
    page = Page(Answer(200, url, html.encode("utf-8", "replace")))
    harmless(page.messages)
    harmless(page.title)
    assert page.signed_out in (True, False)
    assert page.turned_away in (True, False)
    for form in page.forms:
        assert isinstance(form.untouched, list)
        harmless([[field.label, [option.label for option in field.options]] for field in form.fields])
        offer = read_offer(page, form)
        harmless([offer.departments, offer.services, offer.extensions, offer.demands])
        assert offer.max_bytes is None or offer.max_bytes > 0
    harmless(read_list(page, departments=["BESTNET-CLOUD"], zone=None))
    is_page_of(page, "12")
    harmless(read_ticket(page, "12", departments=(), zone=None))


@QUICK
@given(PAGES)
def test_every_reader_of_pages_takes_whatever_comes(html: str) -> None:
    try:
        read_all(html)
    except PortalError:
        return


@QUICK
@given(TEXTS)
@example("http://[::1/tickets/view/1")
@example("?cmd=tickets&action=view&num=%00")
def test_a_link_names_a_ticket_or_does_not(href: str) -> None:
    number = parse_viewed_number(href)
    assert number is None or number


@pytest.fixture(scope="module")
def real_pages() -> list[str]:
    """The pages of a list, a ticket and a form, as installations send them."""
    found = []
    for name in ("plain-2019-english", "old-table-theme-web-only", "chinese-2019-async-only"):
        with Portal(PROFILES[name]) as portal:
            ticket = portal.add_ticket(messages=["<b>We look.</b>"], attachments=[("a.png", b"x")])
            session = portal.web.sessions.start("in")
            views = portal.web.views
            found += [views.ticket(session, ticket, ["No"]), views.list(session, [ticket], 2)]
            request = Request("GET", "/", "", {}, b"")
            found.append(portal.web.new(session, request)[1].body.decode())
    return found


@QUICK
@given(st.data())
def test_pages_that_break_in_the_middle_are_still_read(real_pages: list[str], data: st.DataObject) -> None:
    html = data.draw(st.sampled_from(real_pages))
    at = data.draw(st.integers(0, len(html)))
    more = data.draw(st.integers(0, 40))
    read_all(html[:at] + data.draw(TEXTS) + html[at + more :])
