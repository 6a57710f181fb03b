"""Who wrote a message, in themes that mark the name of one side alone."""

from __future__ import annotations

import pytest
from tests.portals.pages import page

from ticketcli.portals.hostbill.web.ticket_page import read_ticket

VIEW = "https://portal.example/?cmd=tickets&action=view&num=482910"
CLOSE = '<form method="post"><input type="hidden" name="make" value="closeticket" /></form>'
PICTURED = """<div class="answer"><div class="avatar"><img src="/x.png" alt="" /><p{mark}>{name}</p></div>
<div class="text"><p id="r{id}">{name} wrote this.</p><span>2026-06-{id} 10:00:00</span></div></div>"""
PLAIN = """<div class="reply"><p class="author green{mark}">{name}</p><p id="r{id}">{name} wrote this.</p>
<div class="bottom"><span>2026-06-{id} 10:00:00</span></div></div>"""
STRONG = """<div class="user-reply"><p class="reply-info"><strong{mark}><i class="icon"></i> {name}</strong>
<span>2026-06-{id} 10:00:00</span></p><p id="r{id}">{name} wrote this.</p></div>"""

Shown = tuple[str, str]  # a name, and what its element has for a mark


def read_names_and_sides(shape: str, *messages: Shown) -> list[tuple[str | None, bool | None]]:
    """Read a page with these messages, the newest on top as in most themes: the opening one is last."""
    made = [shape.format(name=name, mark=mark, id=29 - at) for at, (name, mark) in enumerate(messages)]
    html = f"<html><body><h1>#482910</h1>{CLOSE}<div>{''.join(made)}</div></body></html>"
    ticket = read_ticket(page(html, VIEW), "482910", departments=(), zone=None)
    return [(message.author, message.staff) for message in reversed(ticket.messages or ())]


@pytest.mark.parametrize(("shape", "mark"), [(PICTURED, ' class="user"'), (PLAIN, " user")])
def test_a_reply_whose_name_lacks_the_mark_of_all_customers_is_the_staffs(shape: str, mark: str) -> None:
    read = read_names_and_sides(shape, ("Sato", ""), ("Hanako", mark), ("Hanako", mark))
    assert read == [("Sato", True), ("Hanako", False), ("Hanako", False)]


def test_a_reply_whose_name_lacks_the_mark_of_the_staff_is_the_customers() -> None:
    read = read_names_and_sides(STRONG, ("Sato", ' class="admin-c"'), ("Hanako", ""), ("Hanako", ""))
    assert read == [
        ("Sato", True),
        ("Hanako", False),
        ("Hanako", None),
    ]  # which may be anybody's in such themes


@pytest.mark.parametrize(("shape", "mark"), [(PICTURED, ' class="user"'), (PLAIN, " user"), (STRONG, "")])
def test_an_opening_message_without_a_mark_is_nobodys(shape: str, mark: str) -> None:
    (_, opening) = read_names_and_sides(shape, ("Hanako", mark), ("Sato", ""))
    assert opening[1] is None


@pytest.mark.parametrize("other", [' class="vip"', ' class="user vip"'])
def test_a_name_with_a_class_of_its_own_tells_nothing(other: str) -> None:
    shown = (("Sato", other), ("Hanako", ' class="user"'), ("Hanako", ' class="user"'))
    assert read_names_and_sides(PICTURED, *shown)[0][1] is not True


def test_a_message_whose_name_is_not_there_has_none() -> None:
    made = PICTURED.replace("<p{mark}>{name}</p>", "{mark}")
    html = PICTURED.format(name="Hanako", mark=' class="user"', id=20) + made.format(
        name="Sato", mark="", id=21
    )
    ticket = read_ticket(
        page(f"<h1>#482910</h1>{CLOSE}<div>{html}</div>", VIEW), "482910", departments=(), zone=None
    )
    assert {message.author for message in ticket.messages or ()} == {"Hanako", None}
