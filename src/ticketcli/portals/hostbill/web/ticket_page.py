"""The client area's page of one ticket: the 2019 theme, and what can be read of others."""

from __future__ import annotations

import re
from collections import Counter
from datetime import tzinfo
from typing import TYPE_CHECKING

from ticketcli.html.to_text import looks_like_html, node_text, to_text
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Attachment, Message, Ticket
from ticketcli.portals.hostbill.times import Order, date_order, has_date, page_time
from ticketcli.portals.hostbill.web.list_page import status_in, words
from ticketcli.portals.hostbill.web.page import Page, query_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BODY_ID = re.compile(r"r[0-9]+")
_LONGEST_HEADLINE = 2000  # characters
_LONGEST_DATE = 120
_MOST_IN_A_COMMENT = 20  # texts that may be messages; each costs a look at all of them
_STAFF = re.compile(r"(?i)(?:^|[-_ ])(?:aticket|admin|staff|operator|system)(?:$|[-_ ])")
_CLIENT = re.compile(r"(?i)(?:^|[-_ ])(?:cticket|client|customer|user)(?:$|[-_ ])")
_INLINE = frozenset(
    {"a", "abbr", "b", "br", "code", "em", "font", "i", "img", "small", "span", "strong", "u"}
)


def shows(page: Page, number: str) -> bool:
    """Whether a page is that of a ticket with this number."""
    return bool(_headline(page, number)) or page.reply_form is not None or bool(_bodies(page))


def read_ticket(page: Page, number: str, *, departments: tuple[str, ...], zone: tzinfo | None) -> Ticket:
    """The ticket that a page shows. What the theme does not tell is None."""
    bodies = _bodies(page)
    containers = [
        _container(body, bodies[max(0, place - 1) : place] + bodies[place + 1 : place + 2])
        for place, body in enumerate(bodies)
    ]
    dated = [_date_text(container, body) for container, body in zip(containers, bodies, strict=True)]
    badges = page.document.css(".badge-details, .badges-group .badge")
    details = list(dict.fromkeys(words(node) for node in badges))
    cells = [words(cell) for cell in page.document.css("table.checker td")]
    order = date_order([*dated, *details, *cells])
    messages = tuple(
        _message(page, container, body, date, order, zone)
        for container, body, date in zip(containers, bodies, dated, strict=True)
    )
    known = {name.casefold(): name for name in departments}
    facts = [text for text in [*details, *cells] if text]
    dates = [text for text in facts if has_date(text)]
    named = next((known[text.casefold()] for text in facts if text.casefold() in known), None)
    # Where it is not known what departments there are, it is the badge that is no date; elder themes have
    # a table with department, date, subject and status.
    others = [text for text in details or cells[:1] if text and not has_date(text)]
    return Ticket(
        number=number,
        subject=_subject(page, number),
        url=page.url,
        status=_status(page, containers),
        department=named or (others[0] if len(others) == 1 else None),
        encrypted=messages[0].encrypted if messages else None,
        created=(messages[0].time if messages else None)
        or (page_time(dates[0], order, zone) if dates else None),
        updated=messages[-1].time if messages else None,
        messages=messages or None,
    )


def _headline(page: Page, number: str) -> str:
    for node in page.document.css("h1, h2, h3"):
        text = clean_line(node_text(node, most=_LONGEST_HEADLINE))
        if re.search(rf"#\s*{re.escape(number)}(?!\d)", text):
            return text
    return ""


def _subject(page: Page, number: str) -> str:
    text = _headline(page, number)
    after = re.split(rf"#\s*{re.escape(number)}(?!\d)\s*[-:–]?\s*", text, maxsplit=1)
    if len(after) == 2 and after[1]:
        return after[1]
    # Elder themes have the subject in a table: the third column, behind department and date.
    cells = [words(cell) for cell in page.document.css("table.checker td")]
    return cells[2] if len(cells) >= 4 else ""


def _status(page: Page, containers: list[LexborNode]) -> str | None:
    inside = {node.mem_id for container in containers for node in container.css("[class]")}
    for node in page.document.css("[class*=badge-], [class*=label-], [class*=status-]"):
        if node.mem_id not in inside:
            status = status_in(node)
            if status:
                return status
    for node in page.document.css("table.checker span[class]"):
        name = (node.attributes.get("class") or "").strip()
        if re.fullmatch(r"[A-Z][\w-]*", name):
            return name
    if page.make_form("reopen") is not None:
        return "Closed"  # data
    return None


def _bodies(page: Page) -> list[LexborNode]:
    """The elements that hold the texts of messages, in the page's order."""
    marked: list[LexborNode] = []
    crowd: Counter[int] = Counter()
    for node in page.document.css("p[id], div[id], td[id], span[id], pre[id]"):
        if not _is_body(node) or (marked and _within(node, marked[-1])):  # what a message quotes is none
            continue
        comment = _comment(node)
        if comment is not None:
            crowd[comment.mem_id] += 1
            if crowd[comment.mem_id] > _MOST_IN_A_COMMENT:
                continue
        marked.append(node)
    return marked or _table_bodies(page)


def _is_body(node: LexborNode) -> bool:
    return _BODY_ID.fullmatch(node.attributes.get("id") or "") is not None


def _comment(body: LexborNode) -> LexborNode | None:
    """The element that the 2019 theme puts around one message."""
    above = body.parent
    while above is not None and "comment" not in (above.attributes.get("class") or "").split():
        above = above.parent
    return above


def _table_bodies(page: Page) -> list[LexborNode]:
    """Elder themes have a table for each message: a row with author and date, then the text in a cell."""
    found = []
    for table in page.document.css("table:not(.checker)"):
        inner = [node for node in table.css("table, form, input") if node.mem_id != table.mem_id]
        rows = table.css("tr")
        if not inner and len(rows) >= 2 and has_date(words(rows[0])):
            cell = rows[1].css_first("td")
            if cell is not None:
                found.append(cell)
    return found


def _container(body: LexborNode, neighbours: list[LexborNode]) -> LexborNode:
    """The element of one message: the largest around its body that holds no other body.

    Who holds any other body holds one of the neighbours, since bodies stand in the page's order.
    """
    best, above = body, body.parent
    while above is not None and above.tag not in {"body", "html", "form"}:
        if "comment" in (above.attributes.get("class") or "").split():
            return above
        if any(_within(other, above) for other in neighbours) or above.css_first("form, h1") is not None:
            break
        best, above = above, above.parent
    return best


def _date_text(container: LexborNode, body: LexborNode) -> str:
    for selector in (".comment-date", ".date", "small", "td", "th", "span", "div"):
        for node in container.css(selector):
            if _within(node, body) or _within(body, node):
                continue
            text = clean_line(node_text(node, most=2 * _LONGEST_DATE))
            if len(text) < _LONGEST_DATE and has_date(text):
                return text
    return ""


def _message(
    page: Page,
    container: LexborNode,
    body: LexborNode,
    date: str,
    order: Order | None,
    zone: tzinfo | None,
) -> Message:
    html, plain = _read_body(body)
    themed = "comment" in (container.attributes.get("class") or "").split()
    marked = any(not _within(node, body) for node in container.css("small.text-warning"))
    return Message(
        id=(body.attributes.get("id") or "").removeprefix("r") or None,
        author=_author(container, body),
        staff=_by_staff(container),
        time=page_time(date, order, zone),
        body=to_text(html, keep_blanks=plain),
        body_html=None if plain else clean(html),
        encrypted=marked or (False if themed else None),
        attachments=_attachments(page, container),
        time_text=date or None,
    )


def _by_staff(container: LexborNode) -> bool | None:
    """Whose message it is, by the class names of its element, else of those inside it."""
    inside = [node.attributes.get("class") or "" for node in container.css("[class]")]
    for names in (container.attributes.get("class") or "", " ".join(inside)):
        if _STAFF.search(names):
            return True
        if _CLIENT.search(names):
            return False
    return None


def _author(container: LexborNode, body: LexborNode) -> str | None:
    for selector in (".comment-sender", ".sender", ".author", "strong", "b"):
        for node in container.css(selector):
            if _within(node, body) or _above_link(node):
                continue
            text = words(node)
            if text and not has_date(text):
                return text
    return None


def _within(node: LexborNode, other: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == other.mem_id:
            return True
        above = above.parent
    return False


def _above_link(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == "a":
            return True
        above = above.parent
    return False


def _attachments(page: Page, container: LexborNode) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for link in container.css("a[href]"):
        href = link.attributes.get("href") or ""
        query = query_of(href)
        if query.get("action") == ["download"] and query.get("id"):
            id_ = clean_line(query["id"][0])
            found.setdefault(id_, Attachment(id_, words(link) or id_, None, page.absolute(href)))
    return tuple(found.values())


def _spilled(body: LexborNode) -> str:
    """What the parser moved behind the body: a `<p>` cannot hold the blocks of an HTML message."""
    if body.tag != "p":
        return ""
    parts = []
    node = body.next
    while node is not None and not _ends_body(node):
        parts.append(node.html or "")
        node = node.next
    html = "".join(parts)
    return html if html.strip() else ""


def _ends_body(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    if _is_body(node):
        return True
    if node.tag == "a" and "action=download" in (node.attributes.get("href") or ""):
        return True
    classes = node.attributes.get("class") or ""
    return node.css_first("a[href*='action=download'], .comment-date, form") is not None or bool(
        re.search(r"comment|widget|attach|date|small|d-flex", classes)
    )


def _read_body(body: LexborNode) -> tuple[str, bool]:
    """The HTML of a message, and whether it is plain text that the portal only broke and linked."""
    html = (body.inner_html or "") + _spilled(body)
    html = html[: _first_download(html)]  # the elder themes' cells hold the attachments too
    return html, not looks_like_html(re.sub(r"(?i)<(?:br|/?a)\b[^<>]*>", "", html))


def _first_download(html: str) -> int:
    found = re.search(r"<a\b[^<>]*action=download", html)
    return found.start() if found else len(html)
