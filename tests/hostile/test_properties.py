"""What holds for every text and every page: nothing is obeyed, nothing ordinary is lost, nothing fails."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, datetime, timezone
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.fuzz.targets import TARGETS
from tests.hostile.conftest import HOSTILE, obeyed

from ticketcli.html import markup
from ticketcli.html.markup import tame
from ticketcli.html.to_text import convert_html, extract_body, extract_text, parse
from ticketcli.model.errors import ContentRefused, TicketError, UnknownName
from ticketcli.model.text import clean, clean_line
from ticketcli.portals.hostbill import times
from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.hostbill.web.forms import read_forms
from ticketcli.portals.http.retry import read_retry_after

hostile = st.lists(st.sampled_from(sorted(HOSTILE.values())) | st.text(max_size=20), max_size=6).map("".join)
TAGS = sorted({"p", "div", "b", "a", "table", "tr", "td", "ul", "li", "select", "option", "form", "input"})
MORE = [
    "button",
    "textarea",
    "title",
    "svg",
    "script",
    "h1",
    "span",
    "font",
    "br",
    "pre",
    "blockquote",
    "style",
]
tag_names = st.sampled_from([*TAGS, *MORE])
tags = (
    tag_names.map("<{}>".format)
    | tag_names.map("</{}>".format)
    | st.builds("<{} {}='{}'>".format, tag_names, st.sampled_from(["id", "class", "href", "name"]), hostile)
)
scraps = st.sampled_from(
    ["<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#27;", "&#x9b;", '"', "'"]
)
html = st.lists(tags | scraps | hostile, max_size=25).map("".join)


# -- the sanitiser ---------------------------------------------------------------------------------

WRITTEN = [
    "お世話になっております。サーバーに接続できません。",
    "繁體中文：伺服器無法連線，請協助處理！",
    "한국어 텍스트와 ﾊﾝｶｸ ｶﾅ",
    "Ελληνικά, русский, Türkçe, Tiếng Việt, naïve café",
    "مرحبا بالعالم و שלום עולם",
    "हिन्दी क्\u200dष, தமிழ், ภาษาไทย, မြန်မာ",
    "فارسی: می\u200cخواهم",
    "👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f 👍🏽 🇯🇵 1\ufe0f\u20e3 🏳\ufe0f\u200d🌈",
    "葛\U000e0100飾区 辻\U000e0101 神\ufe00",
    "e\u0301 か\u3099 \u00ad soft\u00a0hyphen",
    "tab\tand\nlines, 100 % “quotes” — ∑∞≠ €£¥ ①②③",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_people_write_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text
    assert convert_html(f"<pre>{escape(text)}</pre>") == text.strip("\n")
    assert extract_body(escape(text))[0] == text


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S"], exclude_characters="\U000e0001")))
def test_letters_marks_and_signs_of_every_script_are_left(text: str) -> None:
    assert clean(text) == text


@given(hostile)
def test_nothing_is_left_to_obey(text: str) -> None:
    assert not obeyed(clean(text))
    assert not obeyed(clean_line(text))
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\n" not in clean_line(text)
    assert "\t" not in clean_line(text)


@given(hostile, hostile)
def test_two_harmless_texts_side_by_side_are_harmless(one: str, other: str) -> None:
    assert not obeyed(clean(one) + clean(other))
    assert clean(clean(one) + clean(other)) == clean(one) + clean(other)


@given(hostile, st.lists(hostile, max_size=3))
def test_no_error_holds_anything_to_obey(text: str, more: list[str]) -> None:
    for error in (TicketError(text, text), ContentRefused(more, text), UnknownName(text, more, text)):
        assert not obeyed(error.message + error.hint + str(error))
    assert not obeyed("".join(ContentRefused(more).problems))
    assert not any(obeyed(name) or "\n" in name for name in UnknownName(text, more).existing)


# -- HTML ------------------------------------------------------------------------------------------


@given(html)
def test_a_body_becomes_text_that_nothing_obeys(text: str) -> None:
    for words in (convert_html(text), convert_html(text, keep_blanks=True), *extract_body(text)):
        assert not obeyed(words or "")
    assert clean(convert_html(text)) == convert_html(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
@example(">")
@example("a >>>")
def test_text_without_tags_keeps_its_words(text: str) -> None:
    assert convert_html(escape(text)).split() == text.split()


@given(html)
def test_no_markup_is_deeper_than_it_may_be(text: str) -> None:
    tamed = markup.Tamer(text).read()
    deepest = 0
    for node in parse(tamed).root.traverse():  # type: ignore[union-attr]
        depth, above = 0, node.parent
        while above is not None:
            depth, above = depth + 1, above.parent
        deepest = max(deepest, depth)
    assert deepest <= markup.DEEPEST + 10


@given(html)
def test_taming_what_is_tame_changes_nothing(text: str) -> None:
    once = markup.Tamer(text).read()
    assert markup.Tamer(once).read() == once


def elements(depth: int = 3) -> st.SearchStrategy[str]:
    """HTML as a person or a program writes it, each element closed, in places where it may stand."""
    words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).map(escape)
    inline = st.recursive(
        words,
        lambda inner: st.builds(
            '<{0} class=\'x "y"\' title="a > b">{1}</{0}>'.format,
            st.sampled_from(["b", "i", "span", "em", "small", "label"]),
            st.lists(inner, max_size=3).map(" ".join),
        ),
        max_leaves=5,
    )
    rows = st.lists(
        st.builds("<tr><td>{}</td><td>{}</td></tr>".format, inline, inline), min_size=1, max_size=3
    )
    listed = st.lists(st.builds("<li>{}</li>".format, inline), min_size=1, max_size=3).map("".join)
    block = st.recursive(
        st.builds("<p id='r1'>{}</p>".format, inline)
        | st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["h1", "h2", "pre"]), inline)
        | rows.map(lambda inner: f"<table><tbody>{''.join(inner)}</tbody></table>")
        | st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["ul", "ol"]), listed)
        | st.builds("<input name='n' value='{}'><br>".format, words)
        | st.builds("<select name='s'><option value='1' selected>{}</option></select>".format, words)
        | st.builds("<textarea name='t'>{}</textarea>".format, words),
        lambda inner: st.builds(
            "<{0} class='k'>{1}</{0}>".format,
            st.sampled_from(["div", "section", "blockquote", "fieldset"]),
            st.lists(inner, max_size=3).map("".join),
        ),
        max_leaves=8,
    )
    return st.lists(block, max_size=5).map(
        lambda blocks: f"<form id='f' action='/x'>{''.join(blocks)}</form>"
    )


@given(elements())
def test_well_made_html_reads_the_same_tamed_or_not(text: str) -> None:
    from selectolax.lexbor import LexborHTMLParser

    plain, tamed = LexborHTMLParser(text), LexborHTMLParser(markup.Tamer(text).read())
    assert plain.body is not None
    assert tamed.body is not None
    assert tamed.body.html == plain.body.html
    assert read_forms(tamed) == read_forms(plain)
    assert extract_text(tamed.body) == extract_text(plain.body)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("<b>bold<i>both</b>italic</i> end", "boldbothitalic end"),
        ("<div><p>in</div>out", "in\n\nout"),
        ("1 < 2 and 3 > 2, <user@example.com", "1 < 2 and 3 > 2, "),
        ("a<!-- <b> -->b<script>c</script>d<style>e</style>f", "abdf"),
        ("<td>no table</td> still", "no table still"),
        ("<h1>head</h2>tail", "head\n\ntail"),
        ("<a href='x>y'>link</a>", "link"),
    ],
)
def test_sloppy_html_reads_as_in_a_browser(written: str, read: str) -> None:
    from selectolax.lexbor import LexborHTMLParser

    padded = written + "<br>" * (markup.FEW_TAGS + 1)
    body, browser = parse(padded).body, LexborHTMLParser(padded).body
    assert body is not None
    assert browser is not None
    assert extract_text(body).strip() == read.strip()
    assert extract_text(browser).strip() == read.strip()


def test_a_small_page_is_left_as_it_is() -> None:
    assert tame("<p>one<p>two") == "<p>one<p>two"


# -- the portal's pages and answers ----------------------------------------------------------------


@given(html)
def test_any_page_is_read_as_a_list_a_ticket_and_a_form(text: str) -> None:
    for name in ("pages", "forms"):
        TARGETS[name](f"<h1>#123456 {text}</h1><form>{text}</form><table><tr><td>{text}</table>".encode())


PLACES = {
    "list": '<table class="table"><tr><td><a href="/tickets/view/7/">{}</a></td><td>{}</td></tr></table>',
    "ticket": '<h1>#123456 {}</h1><div class="comment comment-admin"><b>{}</b><p id="r1">{}</p>'
    '<a href="?action=download&id={}">{}</a><span class="date">{}</span></div>',
    "form": '<form id=ticketsform><select name=dept_id><option value="{}">{}</option></select>'
    '<label>{}<input name="{}"></label><input type=file name=attachments[]> {} MB .png</form>',
    "notice": '<div class="alert">{}</div>{}',
}


@given(hostile, st.sampled_from(sorted(PLACES)), st.booleans())
@example("²", "form", False)
def test_hostile_text_in_every_place_of_a_page(text: str, place: str, escaped: bool) -> None:
    text = escape(text) if escaped else text
    page = PLACES[place].replace("{}", text.replace("{", "(")).encode("utf-8", "replace")
    for name in ("pages", "forms"):
        TARGETS[name](page)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | hostile | html,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    *(
        "id",
        "ticket_number",
        "subject",
        "body",
        "status",
        "name",
        "email",
        "date",
        "lastreply",
        "flags",
        "cc",
    ),
    *(
        "priority",
        "type",
        "client_read",
        "deptname",
        "description",
        "domain",
        "size",
        "filename",
        "org_filename",
    ),
]
rows = st.dictionaries(st.sampled_from(FIELDS), values, max_size=8)
NAMES = ["data", "error", "errors", "info", "success", "status", "page", "paths", "client", "ticket_number"]
LISTS = ["tickets", "departments", "services", "replies", "attachments", "ticket", "data", "files"]
answers = st.dictionaries(st.sampled_from(NAMES), values, max_size=3).flatmap(
    lambda plain: st.dictionaries(
        st.sampled_from(LISTS),
        rows | st.lists(rows, max_size=3) | st.dictionaries(st.text(max_size=4), rows, max_size=3) | values,
        max_size=4,
    ).map(lambda more: {**plain, **more})
)


@given(answers)
def test_any_json_is_decoded_without_a_failure(answer: dict[str, object]) -> None:
    TARGETS["json"](json.dumps(answer).encode())


@given(st.text() | hostile)
def test_any_text_is_a_json_object_or_none(text: str) -> None:
    try:
        assert isinstance(php_json.read_json(text), dict)
    except php_json.NotJson:
        return


# -- times and waits -------------------------------------------------------------------------------


@given(st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda time: time.replace(microsecond=0)))
def test_a_time_is_read_as_it_was_written(time: datetime) -> None:
    assert times.parse_api_time(f"{time:%Y-%m-%d %H:%M:%S}".rjust(19, "0")) == time
    assert times.parse_page_time(f"{time:%Y/%m/%d %H:%M:%S}", "ymd") == time
    assert times.parse_page_time(f"{time:%d.%m.%Y %H:%M:%S}", "dmy") == time
    assert times.parse_page_time(f"{time:%m/%d/%Y, %H:%M:%S}", "mdy") == time


@given(st.text(st.sampled_from("0123456789²١-/.:年月日T ,Z+")) | hostile)
def test_no_text_makes_the_reading_of_times_fail(text: str) -> None:
    orders: list[times.Order | None] = [times.find_date_order([text]), "ymd", "dmy", "mdy", None]
    read: list[date | None] = [times.parse_api_time(text), times.parse_api_time(text, timezone.utc)]
    read += [times.parse_page_time(text, order, timezone.utc) for order in orders]
    assert all(time is None or isinstance(time, date) for time in read)
    if any(time is not None for time in read[2:]):
        assert times.has_date(text)


@given(st.text(st.sampled_from("0123456789²-+ :,GMTWedOct")) | hostile, st.booleans())
def test_a_wait_is_some_seconds_or_none(text: str, after: bool) -> None:
    name = "retry-after" if after else "x-ratelimit-reset"
    now = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)
    wait = read_retry_after({name: text, "x-ratelimit-remaining": "0"}, now)
    assert wait is None or wait >= 0


def test_normal_forms_are_left_to_who_compares() -> None:
    apart = unicodedata.normalize("NFD", "がぎぐ é")
    assert clean(apart) == apart
