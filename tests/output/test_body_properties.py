"""Whatever HTML a message holds, it is drawn: nothing fails, nothing is too wide, nothing obeys."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ticketcli.html.to_text import extract_body
from ticketcli.model.ticket import Message
from ticketcli.output.colour import paint
from ticketcli.output.message_body import draw_body

TAGS = (
    *("p", "div", "br", "b", "i", "code", "pre", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th"),
    *("tbody", "h1", "h2", "h4", "hr", "a", "img", "span", "dl", "dt", "dd", "script", "caption"),
)
HREFS = ("https://e.com/x", "https://b.com@e.com", "mailto:a@b.com", "javascript:x", "", "https://[", "//e")
words = st.text(alphabet="ab <>&;\t\n\r\x1b\x07\x9b\u202e\u3000日本。「」\u0301👩\u200d-", max_size=12)
pieces = st.one_of(
    words,
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(HREFS).map(lambda href: f'<a href="{href}">'),
    st.just('<ol start="99999">'),
    st.just('<img alt="\x1b]0;x\x07写真">'),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(pieces, max_size=40).map("".join), st.integers(18, 100), st.booleans())
@example('<blockquote><h1><a href="https://e.com/x">', 18, False)  # a heading that cannot be broken
def test_any_body_is_drawn_within_the_window(raw: str, width: int, links: bool) -> None:
    text, html = extract_body(raw)
    lines = list(draw_body(Message("1", None, None, None, text, html), width, links=links))
    for line in lines:
        drawn = "".join(part for part, _ in line)
        assert "://" in drawn or cell_len(drawn) <= width
    plain = paint(lines, shade=None)
    assert not any(sign in plain for sign in "\x1b\x07\x9b\u202e\r")
    coloured = paint(lines, shade="either")
    assert not any(sign in coloured for sign in "\x07\x9b\u202e\r")


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
def test_no_word_of_a_body_is_lost(raw: str) -> None:
    text, html = extract_body(raw)
    one = Message("1", None, None, None, text, html)
    drawn = paint(draw_body(one, 1000, links=False), shade=None)
    if "quoted lines" not in drawn:
        assert drawn.count("日") == text.count("日")
