"""HTML as plain text, and the same on a screen: powers, lists, tables, quotations, links."""

from __future__ import annotations

import pytest
from tests.output.test_bodies import draw

from ticketcli.html.to_text import convert_html
from ticketcli.html.walk import format_number

SAME = {
    "<p>10<sup>6</sup> and 2<sup>-3</sup></p>": "10^6 and 2^-3",
    "<p>x<sub>1</sub>, x<sup>n + 1</sup></p>": "x_1, x^(n + 1)",
    "<p>1<sup>st</sup>, Acme<sup>®</sup>, note<sup>[2]</sup></p>": "1st, Acme®, note[2]",
    "<p>a<sup><b>2</b></sup></p>": "a2",
    '<ol start="3"><li>c</li><li>d</li></ol>': "3. c\n4. d",
    "<ol reversed><li>a</li><li>b</li></ol>": "2. a\n1. b",
    '<ol reversed start="10"><li>a</li><li>b</li></ol>': "10. a\n9. b",
    '<ol type="a"><li>x</li><li>y</li></ol>': "a. x\nb. y",
    '<ol type="I" start="4"><li>x</li><li>y</li></ol>': "IV. x\nV. y",
    '<ol><li>a</li><li value="7">b</li><li>c</li></ol>': "1. a\n7. b\n8. c",
    '<ol start="-1"><li>a</li><li>b</li></ol>': "-1. a\n0. b",
    '<ol start="x"><li>a</li></ol>': "1. a",
    '<ol start="99999999999999"><li>a</li></ol>': "1. a",
    "<ul><li><p>a</p></li><li><div>b</div></li></ul>": "- a\n- b",
}


@pytest.mark.parametrize("html", SAME)
def test_text_and_screen_say_the_same(html: str) -> None:
    assert convert_html(html) == SAME[html]
    assert "\n".join(line for line in draw(html).rstrip("\n").split("\n") if line) == SAME[html]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>", "- a\n  - b\n    1. c\n- d"),
        ("<ul><li></li><li>b</li></ul>", "-\n- b"),
        ("<pre>  a\n    b\n</pre>", "  a\n    b"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2"),
        ("<table><tr><td><p>a</p><p>b</p></td><td><div>c</div></td></tr></table>", "a b | c"),
        ("<table><tr><td>x<br>y</td><td>z</td></tr></table>", "x y | z"),
        ("<blockquote>a<br>b<blockquote>c</blockquote></blockquote>", "> a\n> b\n>\n> > c"),
        ('<a href="https://x.example/1">here</a>', "here <https://x.example/1>"),
        ('<a href="https://x.example/">x.example</a>', "x.example"),
        ('<img src="x.png"> <img alt="a  logo">', "[image] [a logo]"),
        (
            '<img src="data:image/png;base64,AA"> <img alt=a src="data:image/jpeg,x">',
            "[pasted-1.png] [a: pasted-2.jpg]",
        ),
    ],
)
def test_html_as_plain_text(html: str, text: str) -> None:
    assert convert_html(html) == text


@pytest.mark.parametrize(
    ("number", "kind", "written"),
    [
        *((1, "a", "a"), (26, "a", "z"), (27, "a", "aa"), (703, "A", "AAA"), (0, "a", "0"), (-2, "A", "-2")),
        *((1994, "i", "mcmxciv"), (4000, "I", "4000"), (5, "1", "5"), (5, "?", "5")),
    ],
)
def test_numbers_as_lists_count(number: int, kind: str, written: str) -> None:
    assert format_number(number, kind) == written
