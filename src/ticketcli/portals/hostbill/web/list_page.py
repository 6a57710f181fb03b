"""The client area's list of tickets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import tzinfo
from typing import TYPE_CHECKING

from ticketcli.html.to_text import node_text
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import Ticket
from ticketcli.portals.hostbill.times import date_order, has_date, page_time
from ticketcli.portals.hostbill.web.page import Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

STATUSES = ("Open", "Answered", "Client-Reply", "In-Progress", "Closed")  # data
_LONGEST = 2000  # characters of a subject or a cell, and of what is on it
_MOST_ICONS = 20
_MOST_IN_A_ROW = 50  # tickets; what holds more is no row, and each costs a look at all of it
_LOOKS = re.compile(
    r"success|danger|warning|info|primary|secondary|default|details|styled|pill|light|dark|white|muted|group"
    r"|icon|label|text|row"
)
_STATUS_ALONE = re.compile(r"[A-Z][\w-]*")
_STATUS_CLASS = re.compile(
    r"(?:badge|label|status|ticket(?:-icon)?)-([\w-]+)|([A-Z][\w-]*)-(?:label|row|status)"
)


def read_list(page: Page, *, departments: Iterable[str], zone: tzinfo | None) -> tuple[Ticket, ...]:
    """The tickets on one page of the list, each once, in the page's order."""
    rows: dict[str, tuple[str, LexborNode]] = {}
    names: dict[str, list[LexborNode]] = {}
    crowd: Counter[int] = Counter()
    for number, url, link in _in_the_list(page):
        row = _row(link)
        if number not in rows:
            crowd[row.mem_id] += 1
            if crowd[row.mem_id] > _MOST_IN_A_ROW:
                continue
            rows[number] = (url, row)
        names.setdefault(number, []).append(link)
    order = date_order(text for _, row in rows.values() for text in _plain_cells(row))
    known = {name.casefold(): name for name in departments}
    unread = {number: _unread(row, names[number]) for number, (_, row) in rows.items()}
    marks = any(unread.values())  # where nothing is marked, the theme may have no mark for it
    tickets = []
    for number, (url, row) in rows.items():
        cells = _plain_cells(row)
        dates = [cell for cell in cells if has_date(cell)]
        subject = _subject(names[number], number)
        tickets.append(
            Ticket(
                number=number,
                subject=subject,
                url=url,
                status=status_in(row),
                department=_department(row, cells, {subject, number, f"#{number}", *dates}, known),
                created=page_time(dates[0], order, zone) if dates else None,
                unread=unread[number] if marks else None,
            )
        )
    return tuple(tickets)


def status_in(node: LexborNode) -> str | None:
    """The untranslated status that a theme writes into a class name."""
    for inner in [node, *node.css("[class]")]:
        for name in (inner.attributes.get("class") or "").split():
            if name in STATUSES or (_STATUS_ALONE.fullmatch(name) and name == inner.attributes.get("class")):
                return name
            found = _STATUS_CLASS.fullmatch(name)
            status = found and (found[1] or found[2])
            if (
                status
                and not _LOOKS.fullmatch(status.lower())
                and (status[0].isupper() or status in STATUSES)
            ):
                return status
    return None


def words(node: LexborNode) -> str:
    """A node's words on one line, without the names that icon fonts turn into pictures."""
    text = clean_line(node_text(node, most=_LONGEST))
    for icon in node.css("i[class*=icon]")[:_MOST_ICONS]:
        name = clean_line(icon.text())
        if name:
            text = clean_line(text.replace(name, " ", 1))
    return text


def _in_the_list(page: Page) -> list[tuple[str, str, LexborNode]]:
    """The links of the table that has most of them: side bars name tickets too."""
    groups: dict[int, list[tuple[str, str, LexborNode]]] = {}
    for found in page.ticket_links():
        table = _above(found[2], {"table"})
        groups.setdefault(table.mem_id if table is not None else 0, []).append(found)
    tables = {key: group for key, group in groups.items() if key}
    return max((tables or groups).values(), key=lambda group: len({item[0] for item in group}), default=[])


def _row(link: LexborNode) -> LexborNode:
    return _above(link, {"tr"}) or _above(link, {"li"}) or link.parent or link


def _above(node: LexborNode, tags: set[str]) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag not in tags:
        above = above.parent
    return above


def _subject(links: list[LexborNode], number: str) -> str:
    texts = [words(link) for link in links]
    telling = [text for text in texts if text.lstrip("#") != number]
    subject = max(telling, key=len, default="")
    return re.sub(rf"^#{re.escape(number)}\s*[-:]?\s*", "", subject)


def _plain_cells(row: LexborNode) -> list[str]:
    """The words of a row's cells, but for those that link the ticket: a subject can hold a date."""
    return [words(cell) for cell in row.css("td") if cell.css_first("a[href*='tickets']") is None]


def _department(row: LexborNode, cells: list[str], others: set[str], known: dict[str, str]) -> str | None:
    for cell in cells:
        if cell.casefold() in known:
            return known[cell.casefold()]
    rest = [
        words(cell)
        for cell in row.css("td")
        if cell.css_first("a, input, [class*=badge], [class*=label]") is None
    ]
    rest = [text for text in rest if text and text not in others and not has_date(text)]
    return rest[0] if len(rest) == 1 else None


def _unread(row: LexborNode, links: list[LexborNode]) -> bool:
    classes = f"{row.attributes.get('class') or ''} {row.attributes.get('data-unread') or ''}".split()
    if {"unread", "bold", "font-weight-bold", "fw-bold"} & set(classes):
        return True
    for link in links:
        if link.css_first("strong, b") is not None:
            return True
        for above in (link.parent, link.parent and link.parent.parent):
            if above is not None and (
                above.tag in {"strong", "b"}
                or {"unread", "bold", "font-weight-bold"} & set((above.attributes.get("class") or "").split())
            ):
                return True
    return False
