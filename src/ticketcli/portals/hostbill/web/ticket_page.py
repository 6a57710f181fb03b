"""The client area's page of one ticket: what it says of the ticket, and the messages on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from ticketcli.html.to_text import extract_text
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import Ticket
from ticketcli.portals.hostbill.times import DateOrder, is_date
from ticketcli.portals.hostbill.web.conversation import read_messages
from ticketcli.portals.hostbill.web.elements import (
    STATUSES,
    find_status,
    find_status_within,
    is_within,
    list_ancestors,
    read_own_words,
    read_words,
)
from ticketcli.portals.hostbill.web.message_blocks import Found, find_messages
from ticketcli.portals.hostbill.web.page import Page, parse_viewed_number

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADINGS = "h1, h2, h3, h4, h5"
_LONGEST_HEADLINE = 2000  # characters
_MOST_FACTS = 300
_FACTS = "b, strong, td, dd, span, em, li, p"
_NOT_FACTS = frozenset({"a", "button", "form", "nav", "header", "footer", "aside", "select", "script"})
_MAKES = ("addreply", "closeticket", "reopen")


def is_page_of(page: Page, number: str) -> bool:
    """Return whether a page is proven to be that of a ticket with this number.

    A heading alone is no proof: the page of a new ticket has one too.
    """
    if page.signed_out or page.ticket_form is not None or page.answer.status >= 400:
        return False
    if parse_viewed_number(page.url) not in {None, number}:
        return False
    return any(page.can_make(make, number) for make in _MAKES) or bool(find_messages(page))


def read_ticket(
    page: Page,
    number: str,
    *,
    departments: tuple[str, ...],
    zone: tzinfo | None,
    order: DateOrder | None = None,
    today: date | None = None,
) -> Ticket:
    """Return the ticket that a page shows. What the page does not tell is None, or an empty subject."""
    found = find_messages(page)
    order = order or DateOrder()
    facts = [node for node in page.document.css(_FACTS)[:_MOST_FACTS] if _is_fact(node, found or [])]
    texts = list(dict.fromkeys(read_own_words(node) for node in facts))
    order.learn([*(one.date for one in found or ()), *(text for text in texts if is_date(text))], today)
    messages = read_messages(page, found, order=order.order, zone=zone) if found else ()
    known = {name.casefold(): name for name in departments}
    named = {known[text.casefold()] for text in texts if text.casefold() in known}
    times = [message.time for message in messages]
    updated = max(
        (time for time in times if time is not None), key=lambda time: time.isoformat(), default=None
    )
    return Ticket(
        number=number,
        subject=_find_subject(page, number),
        url=page.url,
        status=_find_status(page, number, found or [], texts),
        department=named.pop() if len(named) == 1 else None if named else _find_badge(facts),
        encrypted=messages[0].encrypted if messages else None,
        created=messages[0].time if messages and None not in times else None,  # else it may be another's
        updated=updated if None not in times else None,
        messages=messages or None,
    )


def find_subject_beside(page: Page, number: str) -> str:
    """Return the one heading in the element that also has the ticket's number; empty where there is none.

    It may be the page's own title: only for where nothing else tells the subject.
    """
    for heading in page.document.css(_HEADINGS):
        if heading.parent is not None and re.search(
            rf"#\s*{re.escape(number)}(?!\d)", read_own_words(heading.parent)
        ):
            return _read_heading(heading) if len(heading.parent.css(_HEADINGS)) == 1 else ""
    return ""


def _find_subject(page: Page, number: str) -> str:
    """Return the subject, where it stands in one heading with the number."""
    for heading in page.document.css(_HEADINGS):
        parts = re.split(rf"#\s*{re.escape(number)}(?!\d)\s*[-:–]?\s*", _read_heading(heading), maxsplit=1)
        if len(parts) == 2:
            return parts[1]
    return ""


def _read_heading(heading: LexborNode) -> str:
    """Return the words of a heading, but for badges and buttons in it."""
    text = clean_line(extract_text(heading, most=_LONGEST_HEADLINE))
    for inner in heading.css("span[class*=badge], span[class*=label], button, form"):
        own = clean_line(extract_text(inner, most=_LONGEST_HEADLINE))
        text = clean_line(text.replace(own, " ", 1)) if own else text
    return text


def _is_fact(node: LexborNode, found: list[Found]) -> bool:
    """Return whether an element can say something of the ticket: it is in no message, link, form or menu."""
    if any(is_within(node, one.around) for one in found):
        return False
    return not any(above.tag in _NOT_FACTS for above in list_ancestors(node))


def _find_badge(facts: list[LexborNode]) -> str | None:
    """Return the department as 2019 has it: the one badge, beside that of the status, that is no date."""
    badges = [node for node in facts if "badge" in (node.attributes.get("class") or "")]
    single = [node for node in badges if len(node.css("[class]")) == 1]  # an element is found in itself
    others = [node for node in single if find_status_within(node) is None]
    texts = {text for node in others if (text := read_words(node)) and not is_date(text)}
    return texts.pop() if len(texts) == 1 and len(others) < len(single) else None


def _find_status(page: Page, number: str, found: list[Found], texts: list[str]) -> str | None:
    """Return the status: by the class of an element outside of messages and other tickets, else by its word.

    Only a closed ticket can be reopened.
    """
    if page.can_make("reopen", number):
        return "Closed"  # data
    arounds = {one.around.mem_id for one in found}
    status = find_status(
        [
            node
            for node in _list_elements_beside(page)
            if arounds.isdisjoint(inside.mem_id for inside in [node, *list_ancestors(node)])
        ]
    )
    if status is None:
        words = {text for text in texts if text.replace(" ", "-") in STATUSES}
        status = words.pop().replace(" ", "-") if len(words) == 1 else None
    can_write = page.reply_form is not None or page.can_make("closeticket", number)
    return None if status == "Closed" and can_write else status  # data


def _list_elements_beside(page: Page) -> Iterator[LexborNode]:
    """Yield the elements with a class, but for those in a row or an entry that links other tickets."""
    crowded = {
        row.mem_id
        for _, _, link in page.ticket_links()
        for row in list_ancestors(link)
        if row.tag in {"tr", "li", "aside", "nav"}
    }
    for node in page.document.css("[class]"):
        inside = [node, *list_ancestors(node)]
        if not any(above.mem_id in crowded or above.tag in _NOT_FACTS for above in inside):
            yield node
