"""One page of the client area's list of tickets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from ticketcli.model.ticket import Ticket
from ticketcli.portals.hostbill.times import DateOrder, has_date, parse_page_time
from ticketcli.portals.hostbill.web.elements import (
    find_enclosing,
    find_status_within,
    list_class_names,
    read_own_words,
    read_words,
)
from ticketcli.portals.hostbill.web.page import Page, is_list_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST_IN_A_ROW = 50  # tickets; what holds more is no row, and each costs a look at all of it
_MOST_LEAVES = 40  # of a row that is no table's
_DEPARTMENT = re.compile(r"(?i)depart|部署|部門|部门|abteilung|d[ée]part|dzia[łl]|отдел")
_UPDATED = re.compile(r"(?i)updat|last|latest|更新|最終|最后|最後|最近")
_BOLD = frozenset({"unread", "bold", "font-weight-bold", "fw-bold"})


@dataclass(frozen=True)
class _Row:
    """One ticket's row: its own element, the links in it that show the ticket, and its cells."""

    url: str
    node: LexborNode
    links: list[LexborNode]

    @property
    def cells(self) -> list[LexborNode]:
        cells = self.node.css("td")
        if cells:
            return cells
        return [leaf for leaf in self.node.css("*") if read_own_words(leaf)][:_MOST_LEAVES]

    def is_linked(self, cell: LexborNode) -> bool:
        """Return whether a cell holds a link to the ticket, or stands in one: a subject can hold anything."""
        return (
            cell.tag == "a"
            or cell.css_first("a[href*='tickets']") is not None
            or find_enclosing(cell, {"a"}) is not None
        )


def is_list(page: Page) -> bool:
    """Return whether a page is proven to be the list of tickets, be it empty."""
    if (
        page.signed_out
        or page.ends_in_table
        or page.answer.status >= 400
        or page.ticket_form is not None
        or page.reply_form is not None
    ):
        return False
    if page.document.css_first("#updater, #currentlist") is not None and _is_about_tickets(page):
        return True
    in_tables = any(find_enclosing(link, {"table", "ul", "ol"}) for _, _, link in page.ticket_links())
    return is_list_address(page.url) and (in_tables or any(map(_is_of_columns, page.document.css("table"))))


def _is_of_columns(table: LexborNode) -> bool:
    """Return whether a table is one of data, be it without any, and not there for the page's layout."""
    if table.css_first("form, table table") is not None:
        return False
    wide = [cell for cell in table.css("td[colspan]") if (cell.attributes["colspan"] or "") not in {"1", "2"}]
    return table.css_first("th") is not None or len(wide) == len(table.css("td"))


def _is_about_tickets(page: Page) -> bool:
    """Return whether it is tickets that a page is about: other lists have the same tables."""
    current = page.document.css_first("#currentlist[href]")
    if current is not None and is_list_address(page.absolute(current.attributes.get("href") or "")):
        return True
    return bool(page.ticket_links()) or is_list_address(page.url)


def read_list(
    page: Page,
    *,
    departments: Iterable[str],
    zone: tzinfo | None,
    order: DateOrder | None = None,
    today: date | None = None,
) -> tuple[Ticket, ...]:
    """Return the tickets on one page of the list, each once, in the page's order."""
    rows = _find_rows(page)
    known = {name.casefold(): name for name in departments}
    order = order or DateOrder()
    dated = {number: _find_dated_cells(row) for number, row in rows.items()}
    order.learn((text for cells in dated.values() for _, text in cells), today)
    unread = {number: _is_unread(row) for number, row in rows.items()}
    marked = sum(unread.values())
    # Where nothing is marked the theme may have no mark, and where all is, it may be its usual letters.
    marks = 0 < marked < max(3, len(rows))
    column = _find_department_column(rows.values(), known)
    tickets = []
    for number, row in rows.items():
        created, updated = _read_dates(row, dated[number], order, zone)
        tickets.append(
            Ticket(
                number=number,
                subject=_read_subject(row.links, number),
                url=row.url,
                status=find_status_within(row.node),
                department=_read_department(row, number, known, column),
                created=created,
                updated=updated,
                unread=unread[number] if marks else None,
            )
        )
    return tuple(tickets)


def _find_rows(page: Page) -> dict[str, _Row]:
    rows: dict[str, _Row] = {}
    crowd: Counter[int] = Counter()
    for number, url, link in _find_list_links(page):
        node = _find_row(link, number, page)
        if number not in rows:
            crowd[node.mem_id] += 1
            if crowd[node.mem_id] > _MOST_IN_A_ROW:
                continue
            rows[number] = _Row(url, node, [])
        rows[number].links.append(link)
    return rows


def _find_list_links(page: Page) -> list[tuple[str, str, LexborNode]]:
    """Return the ticket links of the list: side bars and menus name tickets too."""
    found = page.ticket_links()
    updater = page.document.css_first("#updater")
    if updater is not None:
        inside = {node.mem_id for node in updater.css("a[href]")}
        own = [item for item in found if item[2].mem_id in inside]
        if own:
            return own
    groups: dict[int, list[tuple[str, str, LexborNode]]] = {}
    for item in found:
        table = find_enclosing(item[2], {"table"})
        groups.setdefault(table.mem_id if table is not None else 0, []).append(item)
    tables = {key: group for key, group in groups.items() if key}
    return max((tables or groups).values(), key=lambda group: len({item[0] for item in group}), default=[])


def _find_row(link: LexborNode, number: str, page: Page) -> LexborNode:
    """Return one ticket's row: of a table, an entry of a list, or what holds no other ticket."""
    row = find_enclosing(link, {"tr"}) or find_enclosing(link, {"li"})
    if row is not None:
        return row
    numbers = {node.mem_id: other for other, _, node in page.ticket_links()}
    best, above = link, link.parent
    for _ in range(3):
        if above is None or above.tag in {"body", "main", "form", "section", "table", "ul", "ol"}:
            break
        if any(numbers.get(other.mem_id, number) != number for other in above.css("a[href]")):
            break
        best, above = above, above.parent
    return best


def _read_subject(links: list[LexborNode], number: str) -> str:
    texts = [read_words(link) for link in links]
    telling = [text for text in texts if text.lstrip("#") != number]
    subject = max(telling, key=len, default="")
    return re.sub(rf"^#{re.escape(number)}\s*[-:]?\s*", "", subject)


def _find_dated_cells(row: _Row) -> list[tuple[int, str]]:
    """Return the place and the words of the cells that hold a date, but for those that link the ticket."""
    texts = [(place, read_words(cell)) for place, cell in enumerate(row.cells) if not row.is_linked(cell)]
    return [(place, text) for place, text in texts if has_date(text)]


def _read_dates(
    row: _Row, dated: list[tuple[int, str]], order: DateOrder, zone: tzinfo | None
) -> tuple[datetime | date | None, datetime | date | None]:
    """Return when a ticket was opened and when it was last written to, as far as its row tells."""
    if not dated:
        return None, None
    if len(dated) == 1:
        time = parse_page_time(dated[0][1], order.order, zone)
        return (None, time) if _UPDATED.search(_find_heading(row, dated[0][0])) else (time, None)
    times = [parse_page_time(text, order.order, zone) for _, text in dated]
    known = [time for time in times if time is not None]
    return (min(known, key=lambda time: time.isoformat()), None) if len(known) == len(times) else (None, None)


def _find_heading(row: _Row, place: int) -> str:
    """Return the words over a cell, or that the cell itself has for narrow screens."""
    cells = row.cells
    label = cells[place].attributes.get("data-label") or ""
    table = find_enclosing(row.node, {"table"})
    heads = table.css("th") if table is not None else []
    return f"{label} {read_words(heads[place]) if len(heads) == len(cells) else ''}"


def _find_department_column(rows: Iterable[_Row], known: dict[str, str]) -> int | None:
    """Return the place of the cell with the department: where known ones stand, or as the head says."""
    places: Counter[int] = Counter()
    for row in rows:
        for place, cell in enumerate(row.cells):
            if row.is_linked(cell):
                continue
            if read_words(cell).casefold() in known:
                places[place] += 2
            elif _DEPARTMENT.search(_find_heading(row, place)):
                places[place] += 1
    return places.most_common(1)[0][0] if places else None


def _read_department(row: _Row, number: str, known: dict[str, str], column: int | None) -> str | None:
    """Return the department: by a known name, else by its own label, else by its place among the cells.

    By its place alone only where it is known which of the cells has the status.
    """
    texts = {
        place: text for place, cell in enumerate(row.cells) if (text := _find_plain_text(row, cell, number))
    }
    named = {known[text.casefold()] for text in texts.values() if text.casefold() in known}
    if named:
        return named.pop() if len(named) == 1 else None
    labelled = [
        text
        for place, text in texts.items()
        if _DEPARTMENT.search(row.cells[place].attributes.get("data-label") or "")
    ]
    if labelled:
        return labelled[0] if len(labelled) == 1 else None
    if row.node.css_first("td") is None or not any(
        find_status_within(cell) is not None for cell in row.cells
    ):
        return None
    if column is not None:
        return texts.get(column)
    return next(iter(texts.values())) if len(texts) == 1 and not known else None


def _find_plain_text(row: _Row, cell: LexborNode, number: str) -> str:
    """Return the words of a cell that has neither subject, number, date nor status."""
    text = read_words(cell)
    other = (
        row.is_linked(cell) or cell.css_first("a, input") is not None or find_status_within(cell) is not None
    )
    return "" if other or text.lstrip("#") == number or has_date(text) else text


def _is_unread(row: _Row) -> bool:
    if _BOLD & {*list_class_names(row.node), *(row.node.attributes.get("data-unread") or "").split()}:
        return True
    for link in row.links:
        if _BOLD & set(list_class_names(link)) or link.css_first("strong, b, .bold, .unread") is not None:
            return True
        for above in (link.parent, link.parent and link.parent.parent):
            if above is not None and (above.tag in {"strong", "b"} or _BOLD & set(list_class_names(above))):
                return True
    return False
