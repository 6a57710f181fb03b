"""Conversations in shapes of themes that nobody has seen, written by hand after the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.portals.pages import page

from ticketcli.portals.hostbill.web.ticket_page import is_page_of, read_ticket

VIEW = "https://portal.example/tickets/view/100001/"
OUT = '<a href="?action=logout">Sign out</a>'


class Message:
    """What a theme shows of a message; `id` is that of its text."""

    def __init__(
        self, id: str, author: str, time: str, text: str, *, file: str = "", secret: bool = False
    ) -> None:
        self.id, self.author, self.time, self.text = id, author, time, text
        self.staff, self.secret = author == "Jo Helper", secret
        self.files = f'<a href="?cmd=tickets&amp;action=download&amp;id=31">{file}</a>' if file else ""

    def mark(self, tag: str, name: str) -> str:
        return f'<{tag} class="{name}"><small>sensitive</small></{tag}>' if self.secret else ""


MESSAGES = [
    Message("t500", "Hana Mori", "2026-03-04 09:10", "first<br />\nline", file="shot.png"),
    Message("r71", "Jo Helper", "2026-03-05 11:30", "second"),
    Message("r72", "Hana Mori", "2026-03-05 18:05", "third", secret=True),
]


def with_a_class_inside(one: Message) -> str:
    side = "admin" if one.staff else "client"
    return (
        f'<div class="reply"><div class="meta"><span class="author">{one.author}</span>'
        f' <span class="date">{one.time}</span> <span class="label {side}">{side.title()}</span>'
        f'{one.mark("span", "red")}</div><div class="text" id="{one.id}">{one.text}</div>{one.files}</div>'
    )


def in_rows(one: Message) -> str:
    return (
        f'<tr class="{"aticket" if one.staff else "cticket"}"><td><b>{one.author}</b><br>{one.time}'
        f'{one.mark("span", "red")}</td><td><div id="{one.id}">{one.text}</div>{one.files}</td></tr>'
    )


def in_a_list(one: Message) -> str:
    return (
        f'<li class="message {"admin-c" if one.staff else "client-c"}"><strong>{one.author}</strong>'
        f'<em>{one.time}</em>{one.mark("p", "text-warning")}<p id="{one.id}">{one.text}</p>{one.files}</li>'
    )


def beside_pictures(one: Message) -> str:
    return (
        f'<div class="media ticket-{"admin" if one.staff else "client"}">'
        '<a href="#"><img alt="avatar" src="x"></a>'
        f'<div class="media-body"><h4><strong>{one.author}</strong> <small>{one.time}</small></h4>'
        f'{one.mark("div", "text-warning")}<div id="{one.id}">{one.text}</div>{one.files}</div></div>'
    )


def in_a_time_line(one: Message) -> str:
    return (
        f'<li><div class="timeline-badge {"admin" if one.staff else "client"}"><i></i></div>'
        f'<div class="panel"><div class="heading"><b>{one.author}</b>'
        f' <small class="text-muted">{one.time}</small>'
        f'{one.mark("span", "text-warning")}</div><p id="{one.id}">{one.text}</p>{one.files}</div></li>'
    )


SHAPES = {
    "class inside": (with_a_class_inside, "div"),
    "rows": (in_rows, "table"),
    "list": (in_a_list, "ul"),
    "pictures": (beside_pictures, "div"),
    "time line": (in_a_time_line, "ul"),
}


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize(("draw", "around"), SHAPES.values(), ids=list(SHAPES))
def test_a_conversation_is_read_in_any_shape(
    draw: Callable[[Message], str], around: str, newest_first: bool
) -> None:
    drawn = "".join(draw(one) for one in (MESSAGES[::-1] if newest_first else MESSAGES))
    found = page(f"{OUT}<h2>Disk full</h2><p>No. <b>#100001</b></p><{around}>{drawn}</{around}>", VIEW)
    assert is_page_of(found, "100001")
    ticket = read_ticket(found, "100001", departments=("Cloud",), zone=None)
    told = [
        (one.author, one.staff, one.time_text, one.body, [file.name for file in one.attachments])
        for one in ticket.messages or ()
    ]
    assert told == [
        ("Hana Mori", False, "2026-03-04 09:10", "first\nline", ["shot.png"]),
        ("Jo Helper", True, "2026-03-05 11:30", "second", []),
        ("Hana Mori", False, "2026-03-05 18:05", "third", []),
    ]
    assert [one.encrypted for one in ticket.messages or ()][1:] == [False, True]
    assert (ticket.messages or ())[0].encrypted is not True
