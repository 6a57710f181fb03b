"""Pages of known themes, taken apart: whatever is still read from them is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.contract.portal import Message, Quirks, Ticket
from tests.contract.themes import THEMES
from tests.portals.pages import page, portal

from ticketcli.portals.hostbill.web.list_page import is_list, read_list
from ticketcli.portals.hostbill.web.pager import read_pager
from ticketcli.portals.hostbill.web.ticket_page import read_ticket

MODEST = settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
LIST = "http://portal.example/?cmd=tickets"
WRAPPED = ("div", "table", "h1", "h2", "h3", "p", "ul", "article", "section", "form")
NAMES = ("BESTNET-CLOUD", "Billing & Sales", "Domain / DNS")


@dataclass(frozen=True)
class Known:
    """A page, and the tickets that are on it."""

    html: str
    url: str
    tickets: tuple[Ticket, ...]


@cache
def ticket_page(theme: Any) -> Known:
    with portal(Quirks(theme=theme, date_format="%Y-%m-%d %H:%M", language="ja")) as made:
        ticket = made.add_ticket(
            "Disk full", "first", date="2025-03-28 09:10:00", attachments=[("a.png", b"x")]
        )
        made.add_message(ticket, Message("second", staff=True, date="2025-03-28 11:30:00"))
        secret = Message("third", encrypted=True, date="2025-03-29 08:05:00")
        secret.attachments = [made.store.attachment("b.pdf", b"x")]
        made.add_message(ticket, secret)
        ticket.status = "Answered"
        session = made.web.sessions.start("in")
        html = made.web.layout.page(session, made.web.views.ticket(session, ticket, [])).body.decode()
        return Known(normal(html), made.links.view(ticket.number), (ticket,))


@cache
def list_page(theme: Any) -> Known:
    with portal(Quirks(theme=theme, date_format="%Y-%m-%d %H:%M", language="ja", pager="ul")) as made:
        tickets = [
            made.add_ticket(
                "Disk full", status="Answered", date="2025-03-28 09:10:00", dept_id="3", unread=True
            ),
            made.add_ticket("請求書", status="Closed", date="2025-03-29 10:10:00", dept_id="5"),
            made.add_ticket("Third <one>", status="In-Progress", date="2025-03-30 11:10:00", dept_id="12"),
        ]
        session = made.web.sessions.start("in")
        html = made.web.layout.page(session, made.web.views.list(session, tickets, 3)).body.decode()
        return Known(normal(html), LIST, tuple(tickets))


def normal(html: str) -> str:
    """The HTML as a parser writes it; each element has a number, so that no two read the same."""
    tree = LexborHTMLParser(html)
    for place, node in enumerate(tree.css("#cont *")):
        node.attrs["data-n"] = str(place)
    return tree.html or ""


# Taking apart


def elements(html: str, fits: Callable[[LexborNode], bool]) -> list[LexborNode]:
    body = LexborHTMLParser(html).css_first("#cont")
    return [
        node for node in (body.css("*") if body else []) if node.attributes.get("id") != "cont" and fits(node)
    ]


def wrap(html: str, at: int) -> str:
    """An element within one that says nothing."""
    nodes = elements(html, lambda node: node.tag in WRAPPED)
    node = nodes[at % len(nodes)]
    outer = "span" if any(above == "p" for above in tags_above(node)) else "div"
    return normal(html.replace(node.html or "", f'<{outer} class="ww{at}">{node.html}</{outer}>', 1))


def rename(html: str, at: int) -> str:
    """A class with another name, everywhere."""
    names = sorted(
        {name for node in elements(html, lambda _: True) for name in names_of(node)} - {"text-warning"}
    )
    name = names[at % len(names)]
    return re.sub(
        r'class="([^"]*)"',
        lambda found: 'class="{}"'.format(
            " ".join(f"zz{at}" if one == name else one for one in found[1].split())
        ),
        html,
    )


def drop(html: str, at: int) -> str:
    """One element less, but none with a text or a file, or a mark that says something alone."""
    texts = ("first", "second", "third")
    nodes = elements(
        html,
        lambda node: (
            node.tag not in ("tr", "tbody", "table", "td", "th", "form", "input", "textarea", "ul")
            and not any(text in node.text() for text in texts)
            and node.css_first("form, td, a[href*=view], a[href*=download], .text-warning, .red") is None
        ),
    )
    return normal(html.replace(nodes[at % len(nodes)].html or "", "", 1)) if nodes else html


def forget(html: str, at: int) -> str:
    """An element without its id."""
    nodes = elements(html, lambda node: "id" in node.attributes)
    return html.replace(f' id="{nodes[at % len(nodes)].attributes["id"]}"', "", 1) if nodes else html


def swap(html: str, at: int) -> str:
    """Two neighbours in each other's place."""
    nodes = elements(html, lambda node: following(node) is not None and node.tag not in ("th",))
    node = nodes[at % len(nodes)]
    after = following(node)
    one, other = node.html or "", (after.html if after else "") or ""
    start = html.find(one)
    then = html.find(other, start + len(one))
    if min(start, then) < 0:
        return html
    between = html[start + len(one) : then]
    return normal(html[:start] + other + between + one + html[then + len(other) :])


def following(node: LexborNode) -> LexborNode | None:
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    return after


def names_of(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()


def tags_above(node: LexborNode) -> list[str]:
    found, above = [], node.parent
    while above is not None:
        found.append(str(above.tag))
        above = above.parent
    return found


CHANGES = st.lists(
    st.tuples(st.sampled_from([wrap, rename, drop, forget, swap]), st.integers(0, 500)), max_size=4
)


# What is read then


def is_right(read: datetime | date | None, stored: str) -> bool:
    """Whether a time is the stored one, or its day where the clock was lost."""
    time = datetime.fromisoformat(stored).replace(second=0)
    return read in (None, time, time.date())


@MODEST
@given(st.sampled_from(sorted(THEMES)), CHANGES, st.booleans())
def test_no_value_of_a_ticket_is_wrong(theme: str, changes: list[Any], known: bool) -> None:
    whole = ticket_page(theme)
    html = whole.html
    for change, at in changes:
        html = change(html, at)
    (stored,) = whole.tickets
    read = read_ticket(page(html, whole.url), stored.number, departments=NAMES if known else (), zone=None)
    assert read.subject in ("", stored.subject)
    assert read.status in (None, stored.status)
    assert read.department in (None, "BESTNET-CLOUD")
    assert is_right(read.created, stored.date)
    assert is_right(read.updated, stored.updated)
    if read.messages is None:
        return
    assert sorted(one.body for one in read.messages) == ["first", "second", "third"]
    times = [one.time.isoformat()[:10] for one in read.messages if one.time]
    assert times == sorted(times)
    for one in read.messages:
        right = next(message for message in stored.messages if message.body == one.body)
        assert one.author in (None, right.name)
        assert one.staff in (None, right.staff)
        assert is_right(one.time, right.date)
        assert one.encrypted in (None, right.encrypted)
        assert {file.id for file in one.attachments} <= {file.id for file in right.attachments}
        names = {word for file in right.attachments for word in (file.name, file.id)}
        assert {file.name for file in one.attachments} <= names  # the id where the name was lost


@MODEST
@given(st.sampled_from(sorted(THEMES)), CHANGES, st.booleans())
def test_no_value_in_a_list_is_wrong(theme: str, changes: list[Any], known: bool) -> None:
    whole = list_page(theme)
    html = whole.html
    for change, at in changes:
        html = change(html, at)
    found = page(html, whole.url)
    pager = read_pager(found)
    assert pager is None or pager.pages in (None, 3)
    if not is_list(found):
        return
    rows = read_list(found, departments=NAMES if known else (), zone=None)
    assert {one.number for one in rows} == {ticket.number for ticket in whole.tickets}
    for one in rows:
        right = next(ticket for ticket in whole.tickets if ticket.number == one.number)
        department = {"3": NAMES[0], "5": NAMES[1], "12": NAMES[2]}[right.dept_id]
        assert one.subject in ("", right.subject)
        assert one.status in (None, right.status)
        assert one.department in (None, department)
        assert is_right(one.created, right.date)
        assert one.unread in (None, right.unread)
        assert one.updated is None
