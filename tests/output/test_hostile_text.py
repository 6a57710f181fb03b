"""Whatever a portal sends, the terminal obeys none of it and nothing hangs."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.output.conftest import NOW, OUTAGE, Shown

from ticketcli.model.ticket import Attachment, Department, Message, Service, Ticket
from ticketcli.output.conversation import draw_conversation
from ticketcli.output.listings import print_departments, print_services
from ticketcli.output.screen import Screen
from ticketcli.output.widths import fit_text, wrap_text

HOSTILE = [
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1bP1$r\x1b\\",
    "\x9b31m",
    "\x90q\x9c",
    "gpj.\u202eexe",
    "\u2066hidden\u2069",
    "[bold]x[/x] [link=https://evil.example]",
    "[/]",
    "a\rb",
    "line\nbreak\ttab",
    "\x00\x08\x7f",
    "\ud800",
]
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def everything_says(text: str) -> Ticket:
    """A ticket whose every text is that text."""
    message = Message("1", text, True, None, text, text, True, (Attachment("1", text, 3),), text)
    return Ticket(
        number=text,
        subject=text,
        url=text,
        status=text,
        department=text,
        service=text,
        cc=(text,),
        priority=text,
        messages=(message,),
        unread=True,
    )


def show_everywhere(screen: Screen, text: str) -> None:
    ticket = everything_says(text)
    screen.tickets([ticket])
    screen.ticket(ticket)
    print_departments([Department(text, text, text)], screen)
    print_services([Service(text, text, text, text, text)], screen)
    for say in (screen.note, screen.hint, screen.warn, screen.print, screen.long):
        say(text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [80, 40, None])
def test_no_text_reaches_the_terminal_as_control(text: str, width: int | None) -> None:
    shown = Shown(width, {"NO_COLOR": "1"})
    show_everywhere(shown.screen, text)
    assert not OBEYED.search(shown.out + shown.err)


@given(text=st.text(), width=st.sampled_from([80, 40, 20, None]))
def test_no_text_at_all_reaches_the_terminal_as_control(text: str, width: int | None) -> None:
    shown = Shown(width, {"NO_COLOR": "1"})
    show_everywhere(shown.screen, text)
    assert not OBEYED.search(shown.out + shown.err)


def test_markup_is_shown_as_it_was_written() -> None:
    shown = Shown(80, {"FORCE_COLOR": "1"})
    shown.screen.ticket(replace(OUTAGE, subject="[bold]x[/x] [/] :smile:"))
    assert "[bold]x[/x] [/] :smile:" in shown.out


def test_a_cell_stays_on_its_line() -> None:
    for width in (80, None):
        shown = Shown(width, {"NO_COLOR": "1"})
        shown.screen.tickets([Ticket("7", "one\ntwo\tthree\r\nfour", status="Open", state="open")])
        assert "one two three four" in shown.out
        assert shown.out.count("\n") == (2 if width else 1)


LONG = {
    "word": "xxxxxxxxxx",
    "words": "x x x x x ",
    "wide": "障",
    "accents": "e\u0301",
    "almost links": "a:/",
    "joiners": "\u200d",
    "brackets": "「",
    "links": "https://",
    "blanks": "          ",
    "quotes": "> ",
}


@pytest.mark.parametrize("count", [10**5, pytest.param(10**6, marks=pytest.mark.long)])
@pytest.mark.parametrize("piece", LONG.values(), ids=list(LONG))
def test_megabytes_on_one_line_come_to_an_end(piece: str, count: int) -> None:
    """The suite's own time limit ends a test that hangs; a busy machine is no failure."""
    line = piece * count
    message = Message("1", "Sato", True, None, line)
    lines = sum(1 for _ in draw_conversation(Ticket("7", line, messages=(message,)), 80, NOW))
    fit_text(line, 30)
    assert lines > 4


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300), width=st.integers(2, 90))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    saved = "".join(part for line in wrap_text(text, width) for part in line.split())
    # Quoting marks at the start of a line are repeated on the lines that continue it.
    assert saved.replace(">", "") == "".join(text.split()).replace(">", "")
