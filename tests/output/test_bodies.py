"""How the text of a message looks: HTML laid out, quotations folded, links that tell where they lead."""

from __future__ import annotations

import time

import pytest
from rich.cells import cell_len
from tests.output.conftest import ASKED, On

from ticketcli.html.to_text import extract_body
from ticketcli.model.ticket import Message, Ticket
from ticketcli.output.colour import paint
from ticketcli.output.links import can_pass_links, make_safe_address, wants_links
from ticketcli.output.message_body import MOST, draw_body

MAIL = """\
<h1>障害のご報告</h1>
<p>Dear customer,<br>the host <b>web1</b> is <i>down</i>: run <code>systemctl restart nginx</code>,
see <a href="https://status.example.com/i/17?x=1">our status page</a>.</p>
<h2>Steps</h2>
<ol><li>Restart the service and wait until it answers again on its port</li>
<li>then<ul><li>ログを確認してください</li>
<li>write to <a href="mailto:noc@example.com">us</a></li></ul></li></ol>
<pre>$ ping web1
  64 bytes</pre>
<table><tr><th>Host</th><th>State</th><th>説明</th></tr>
<tr><td>web1</td><td>down</td><td>ネットワーク障害が発生しております</td></tr>
<tr><td>db1</td><td>up</td><td>OK</td></tr></table>
<div>Regards</div><div><br></div><div>Sato</div>
<blockquote>It does not<br>answer.</blockquote>
"""


def message(raw: str) -> Message:
    text, html = extract_body(raw)
    return Message("1", "Sato", True, None, text, html)


def draw(raw: str, width: int = 78, *, links: bool = False, colour: bool = False) -> str:
    return paint(draw_body(message(raw), width, links=links), shade="either" if colour else None)


def test_html_at_80_columns() -> None:
    assert draw(MAIL) == (
        "障害のご報告\n"
        "============\n"
        "\n"
        "Dear customer,\n"
        "the host web1 is down: run `systemctl restart nginx`, see our status page\n"
        "<https://status.example.com/i/17?x=1>.\n"
        "\n"
        "Steps\n"
        "-----\n"
        "\n"
        "1. Restart the service and wait until it answers again on its port\n"
        "2. then\n"
        "   - ログを確認してください\n"
        "   - write to us <mailto:noc@example.com>\n"
        "\n"
        "    $ ping web1\n"
        "      64 bytes\n"
        "\n"
        "Host  State  説明\n"
        "----  -----  ----------------------------------\n"
        "web1  down   ネットワーク障害が発生しております\n"
        "db1   up     OK\n"
        "\n"
        "Regards\n"
        "\n"
        "Sato\n"
        "\n"
        "> It does not\n"
        "> answer.\n"
    )


def test_html_at_40_columns() -> None:
    assert draw(MAIL, 38) == (
        "障害のご報告\n"
        "============\n"
        "\n"
        "Dear customer,\n"
        "the host web1 is down: run `systemctl\n"
        "restart nginx`, see our status page\n"
        "<https://status.example.com/i/17?x=1>.\n"
        "\n"
        "Steps\n"
        "-----\n"
        "\n"
        "1. Restart the service and wait until\n"
        "   it answers again on its port\n"
        "2. then\n"
        "   - ログを確認してください\n"
        "   - write to us\n"
        "     <mailto:noc@example.com>\n"
        "\n"
        "    $ ping web1\n"
        "      64 bytes\n"
        "\n"
        "Host  State  説明\n"
        "----  -----  -------------------------\n"
        "web1  down   ネットワーク障害が発生し\n"
        "             ております\n"
        "db1   up     OK\n"
        "\n"
        "Regards\n"
        "\n"
        "Sato\n"
        "\n"
        "> It does not\n"
        "> answer.\n"
    )


def test_a_table_too_wide_for_a_window_names_its_columns_in_each_row() -> None:
    head = "".join(f"<th>Column {each}</th>" for each in "ABCD")
    cells = "".join(f"<td>値は{each}です、確認済み</td>" for each in "ABCD")
    assert draw(f"<table><tr>{head}</tr><tr>{cells}</tr></table>", 30) == (
        "Column A: 値はAです、確認済み\n"
        "Column B: 値はBです、確認済み\n"
        "Column C: 値はCです、確認済み\n"
        "Column D: 値はDです、確認済み\n"
    )


def test_a_table_that_only_lays_out_a_mail_is_none() -> None:
    inner = "<table><tr><td>Sato</td></tr></table>"
    raw = f"<table><tr><td><p>Hello</p><p>there</p></td><td>{inner}</td></tr></table>"
    assert draw(raw) == "Hello\n\nthere\nSato\n"


def test_text_that_was_only_passed_through_nl2br_keeps_its_blanks() -> None:
    assert draw("eth0   up<br />\n  lo   <b>down</b>") == "eth0   up\n  lo   down\n"


def quote(count: int) -> str:
    return "".join(f"> line {number}\n" for number in range(count))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"Yes.\n\n{quote(8)}", f"Yes.\n\n{quote(8)}"),
        (f"Yes.\n\n{quote(23)}\nSato", "Yes.\n\n[23 quoted lines; --raw shows them]\n\nSato\n"),
        (
            "<p>Yes.</p><blockquote>" + "<br>".join("abcdefghi") + "</blockquote>",
            "Yes.\n\n[9 quoted lines; --raw shows them]\n",
        ),
        (
            "はい。\n\n----- 元のメッセージ -----\n" + "行\n" * 10,
            "はい。\n\n[11 quoted lines; --raw shows them]\n",
        ),
    ],
)
def test_a_long_quotation_is_folded(raw: str, expected: str) -> None:
    assert draw(raw) == expected


def test_links_can_be_followed_and_tell_their_host() -> None:
    line = draw(
        '<p><a href="https://hb.example.com/reset?a=1&amp;b=2">Reset</a>!</p>', links=True, colour=True
    )
    assert line == (
        "\x1b]8;;https://hb.example.com/reset?a=1&b=2\x1b\\\x1b[4mReset\x1b[0m\x1b]8;;\x1b\\"
        "\x1b[38;5;243m (hb.example.com)\x1b[0m!\n"
    )
    bare = draw("See https://example.com/a_(b), please.", links=True, colour=True)
    assert "\x1b]8;;https://example.com/a_(b\x1b\\https://example.com/a_(b\x1b]8;;" in bare


@pytest.mark.parametrize(
    ("href", "label", "seen"),
    [
        (
            "https://evil.example/login",
            "https://bank.example/login",
            "https://bank.example/login (evil.example)",
        ),
        ("https://bank.example@evil.example/", "Log in", "Log in (evil.example)"),
        ("https://xn--80ak6aa92e.com/", "apple.com", "apple.com (xn--80ak6aa92e.com)"),
        ("https://аррӏе.com/", "https://аррӏе.com/", "https://аррӏе.com/ (xn--80ak6aa92e.com)"),
        ("https://example.com/", "https://example.com", "https://example.com"),
        ("https://example.com/x", "Example.com", "Example.com"),
        ("mailto:boss@example.com?subject=x", "us", "us (boss@example.com)"),
        ("https://evil.example/", "", "<https://evil.example/>"),
        ("https://evil.example\\@bank.example/", "bank", "bank <https://evil.example\\@bank.example/>"),
        ("javascript:alert(1)", "click", "click"),
        ("file:///etc/passwd", "click", "click"),
    ],
)
def test_what_is_seen_of_a_link_is_where_it_leads(href: str, label: str, seen: str) -> None:
    assert draw(f'<p><a href="{href}">{label}</a></p>', links=True) == f"{seen}\n"


def test_no_address_carries_anything_a_terminal_obeys() -> None:
    hostile = 'https://e.com/\x1b]8;;https://evil.example\x1b \x07\u202e"'
    address = make_safe_address(hostile)
    assert address is not None
    assert address.isascii()
    assert address.isprintable()
    shown = draw(f"<p><a href='{hostile}'>x</a></p>", links=True, colour=True)
    assert shown.count("\x1b]8;;") == 2
    assert "\x07" not in shown


@pytest.mark.parametrize(
    ("env", "wanted"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm-kitty", "TICKET_ACCESSIBLE": "1"}, False),
        ({"TERM": "dumb", "FORCE_HYPERLINK": "1"}, False),
    ],
)
def test_links_only_where_the_terminal_can_and_may(env: dict[str, str], wanted: bool) -> None:
    assert wants_links(env, terminal=True) is wanted
    assert not wants_links(env, terminal=False)


@pytest.mark.parametrize(("sentence", "passes"), [("less 590 (GNU)", True), ("less 551", False), ("", False)])
def test_an_old_less_gets_no_links(
    tmp_path_factory: pytest.TempPathFactory, sentence: str, passes: bool
) -> None:
    less = tmp_path_factory.mktemp("bin") / "less"
    less.write_text(f"#!/bin/sh\necho '{sentence}'\n")
    less.chmod(0o755)
    assert can_pass_links([str(less)], {}) is passes
    assert not can_pass_links(["most"], {})


HOSTILE = {
    "deep": "<div>" * 100_000 + "x",
    "lists": "<ul><li>x" * 100_000,
    "tables": "<table><tr><td>x" * 60_000,
    "quotes": "<blockquote><p>x" * 60_000,
    "bold": "<b>x</b>" * 100_000,
    "items": "<ol>" + "<li>x" * 150_000,
    "one word": "<p>" + "x" * 2_000_000,
    "unclosed": '<a href="' * 100_000,
    "wide": "お世話になっております。" * 100_000,
    "cells": "<table>" + ("<tr>" + "<td>x</td>" * 9 + "</tr>") * 10_000 + "</table>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_huge_body_takes_no_more_time_than_what_is_shown_of_it(name: str) -> None:
    raw = HOSTILE[name]
    one = Message("1", "Sato", True, None, "x" if "<" in raw else raw, raw if "<" in raw else None)
    began = time.process_time()
    lines = list(draw_body(one, 38, links=True))
    assert time.process_time() - began < 5
    assert sum(len(text) for line in lines for text, _ in line) < 5 * MOST
    for line in lines:
        text = "".join(part for part, _ in line)
        assert cell_len(text) <= 38 or "https://" in text


def test_that_more_is_left_out_is_said() -> None:
    assert draw("word " * 200_000).endswith("\n\n[about 900 kB more; --raw shows all]\n")


def test_raw_is_the_portals_own_body_without_control_characters(on: On) -> None:
    shown = on(40)
    hostile = Message("1", "Sato", True, None, "Hi", "<p>Hi \x1b]0;x\x07<b>there</b> and everybody else</p>")
    shown.screen.ticket(Ticket("7", "Hello", messages=(hostile,)), raw=True)
    assert shown.out.endswith("\nSato (staff)\n<p>Hi <b>there</b> and everybody else</p>\n")
    pipe = on(None)
    pipe.screen.ticket(Ticket("7", "Hello", messages=(hostile,)), raw=True)
    assert pipe.out.endswith("--\n<p>Hi <b>there</b> and everybody else</p>\n--\n")


def test_that_earlier_messages_are_left_out_is_said(on: On) -> None:
    shown = on(40)
    shown.screen.ticket(Ticket("7", "Hello", messages=(ASKED,)), earlier=2)
    assert "\n[2 earlier messages: ticket show 7]\n" in shown.out


@pytest.mark.parametrize("caption", ["<caption>Hosts</caption>", "<caption><ul><li>Hosts</ul></caption>"])
@pytest.mark.parametrize("cells", ["", "<tr><td>web1", "<tr><td>web1<td>down"])
def test_what_stands_beside_the_rows_of_a_table_is_kept(caption: str, cells: str) -> None:
    assert "Hosts\n" in draw(f"<table>{caption}{cells}</table>")
