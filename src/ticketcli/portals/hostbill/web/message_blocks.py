"""Where the messages stand on a ticket's page, whatever its theme.

A message's text stands in an element with the id `rID`, or `tID` for the opening one. Themes without such
ids have an element with a known class, or a table, for each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ticketcli.portals.hostbill.times import has_date
from ticketcli.portals.hostbill.web.elements import (
    find_enclosing,
    is_within,
    list_ancestors,
    list_child_elements,
    list_class_names,
    read_own_words,
    read_words,
)
from ticketcli.portals.hostbill.web.message_parts import (
    MOST_LOOKED_AT,
    find_author,
    find_side,
    read_author,
    read_date_text,
)
from ticketcli.portals.hostbill.web.page import DOWNLOAD, Page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

BODY_ID = re.compile(r"([rt])([0-9]*)")
_QUOTED = re.compile(r"quoteTicket\('([rt][0-9]+)'\)")
_BOUNDS = "form, textarea, h1"
_PLACES = frozenset({"body", "html", "form", "main", "nav", "aside"})
_BLOCKS = frozenset({"div", "table", "li", "article", "section", "tr", "dl", "blockquote"})
_MOST_IN_A_COMMENT = 20  # texts that may be messages; each costs a look at all of them
_Look = tuple[str | None, tuple[str, ...]]


@dataclass(frozen=True)
class Found:
    """A message on a page: the element with its text, the one around it all, and the text of its date.

    `kind` is the letter of the text's id: "t", "r", or "" where it has none.
    """

    body: LexborNode
    around: LexborNode
    kind: str
    id: str | None
    date: str


def find_messages(page: Page) -> list[Found] | None:
    """Return the messages in the page's order; None where there are some that cannot be read.

    Half a conversation is worse than none.
    """
    bodies = _find_marked_bodies(page)
    ids = {body.attributes.get("id") for body in bodies}
    if any(target not in ids for target in _QUOTED.findall(page.answer.text)):
        return None
    found = []
    for place, body in enumerate(bodies):
        neighbours = bodies[max(0, place - 1) : place] + bodies[place + 1 : place + 2]
        found.append(_make_found(body, _find_container(body, neighbours)))
    rest = _find_unmarked(page, found)
    others = [_find_unmarked_body(node) for node in rest]
    if any(body is None for body in others):
        return None
    found += [_make_found(body, node) for body, node in zip(others, rest, strict=True) if body is not None]
    if _is_one_left_out(found):
        return None
    places = (
        {node.mem_id: place for place, node in enumerate(page.document.css("*"))} if rest and bodies else {}
    )
    return sorted(found, key=lambda one: places.get(one.body.mem_id, 0))


def _is_one_left_out(found: list[Found]) -> bool:
    """Return whether something looks like a message, with a name and a date, and is not among those found."""
    dates = {one.date for one in found}
    arounds = {one.around.mem_id for one in found}
    outside: set[int] = set()  # the elements around a message that was found
    looks: dict[int, tuple[LexborNode, set[_Look]]] = {}  # of the elements below another, by its id
    for one in found:
        for outer in list_ancestors(one.around):
            if outer.mem_id in outside:
                break
            outside.add(outer.mem_id)
        for node in [one.around, *islice(list_ancestors(one.around), 2)]:
            if node.parent is not None and _look(node)[1]:
                looks.setdefault(node.parent.mem_id, (node.parent, set()))[1].add(_look(node))
    taken = arounds | outside
    for parent, known in looks.values():
        if any(outer.mem_id in arounds for outer in [parent, *list_ancestors(parent)]):
            continue
        for twin in list_child_elements(parent):
            if _look(twin) not in known or twin.mem_id in taken or find_author(twin, None) is None:
                continue
            if any(has_date(text) and text not in dates for text in map(read_own_words, twin.css("*"))):
                return True
    return False


def _make_found(body: LexborNode, around: LexborNode) -> Found:
    known = BODY_ID.fullmatch(body.attributes.get("id") or "")
    return Found(
        body,
        around,
        known[1] if known else "",
        (known[2] or None) if known else None,
        read_date_text(around, body),
    )


def _find_marked_bodies(page: Page) -> list[LexborNode]:
    """Return the elements whose id says that they hold a message's text, but for those in another one."""
    marked: list[LexborNode] = []
    crowd: Counter[int] = Counter()
    for node in page.document.css(
        "p[id], div[id], td[id], span[id], pre[id], article[id], section[id], blockquote[id]"
    ):
        if BODY_ID.fullmatch(node.attributes.get("id") or "") is None:
            continue
        if (marked and is_within(node, marked[-1])) or any(
            above.tag == "form" for above in list_ancestors(node)
        ):
            continue
        comment = next(
            (above for above in list_ancestors(node) if "comment" in list_class_names(above)), None
        )
        if comment is not None:
            crowd[comment.mem_id] += 1
            if crowd[comment.mem_id] > _MOST_IN_A_COMMENT:
                continue
        marked.append(node)
    return marked


def _find_container(body: LexborNode, neighbours: list[LexborNode]) -> LexborNode:
    """Return the element of one message: with text, author and date, without another message or a form.

    Where others stand beside it, it is the largest that holds none of them; a message alone has the
    smallest that has both an author and a date, since the rest of the page may be around it too.
    """
    largest, complete = body, None
    for above in list_ancestors(body):
        if (
            above.tag in _PLACES
            or any(is_within(other, above) for other in neighbours)
            or _has_bounds(above, body)
        ):
            break
        if not neighbours and (_has_twin(largest) or find_side(largest) is not None):
            break
        largest = above
        if not neighbours and complete is None and read_date_text(above, body) and read_author(above, body):
            complete = above
    if neighbours or complete is None:
        return largest
    # The class that tells whose message it is may stand on an element with nothing else in it.
    for above in list_ancestors(complete):
        if not is_within(above, largest):
            break
        if find_side(above) is not None:
            return above
    return complete


def _has_twin(node: LexborNode) -> bool:
    """Return whether another element beside this one has the same classes, as messages have."""
    names = list_class_names(node)
    beside = list_child_elements(node.parent) if node.parent is not None and names else []
    return any(other.mem_id != node.mem_id and list_class_names(other) == names for other in beside)


def _has_bounds(node: LexborNode, body: LexborNode) -> bool:
    """Return whether an element holds what no message does, outside of its text."""
    return any(not is_within(inner, body) for inner in node.css(_BOUNDS))


def _find_unmarked(page: Page, found: list[Found]) -> list[LexborNode]:
    """Return the elements of messages whose texts have no id."""
    if found:
        return _find_similar(page, found)
    blocks = [node for node in page.document.css("[class]") if node.tag in _BLOCKS]
    sided = [node for node in blocks if find_side(node) is not None]
    inside = {node.mem_id for node in sided}
    outer = [node for node in sided if not any(above.mem_id in inside for above in list_ancestors(node))]
    outer = [node for node in outer if _may_be_message(node)]
    if not any(has_date(read_words(node)) for node in outer):
        outer = []
    near = {above.mem_id for node in outer for above in islice(list_ancestors(node), 2)}
    taken = {node.mem_id for node in outer}
    for table in page.document.css("table"):
        beside = any(above.mem_id in near for above in islice(list_ancestors(table), 2))
        complete = has_date(read_words(table)) and find_author(table, None) is not None
        if table.mem_id not in taken and (beside or complete) and _is_message(table):
            outer.append(table)
    return outer


def _is_message(table: LexborNode) -> bool:
    """Return whether a table can be one message: a row with author and date, and one with the text."""
    return _find_text_cell(table) is not None and not table.css("th") and _may_be_message(table)


def _find_text_cell(table: LexborNode) -> LexborNode | None:
    """Return the cell with the text in a table of two rows: alone in its row, beside that with the date."""
    rows = [row for row in table.css("tr") if _find_table(row).mem_id == table.mem_id]
    wide = [row.css("td")[0] for row in rows if len(list_child_elements(row)) == 1 and row.css("td")]
    return wide[0] if len(rows) == 2 and len(wide) == 1 else None


def _may_be_message(node: LexborNode) -> bool:
    outside = not any(above.tag in {"form", "nav", "a", "button"} for above in list_ancestors(node))
    return outside and node.css_first(_BOUNDS) is None and bool(read_words(node))


def _find_similar(page: Page, found: list[Found]) -> list[LexborNode]:
    """Return the elements near messages that look like them, inside too, but whose texts have no id."""
    kinds, parts = defaultdict[_Look, set[int]](set), set[_Look]()  # and what is close around each
    outside: set[int] = set()  # what is around a message is none
    for one in found:
        parts.update(_look(node) for node in one.around.css("[class]")[:MOST_LOOKED_AT])
        for above in list_ancestors(one.body):
            if is_within(above, one.around):
                kinds[_look(above)] |= {outer.mem_id for outer in islice(list_ancestors(above), 3)}
            else:
                outside.add(above.mem_id)
    arounds = {one.around.mem_id for one in found}
    alike: dict[int, LexborNode] = {}
    for node in page.document.css("[class]"):
        sided = node.tag in _BLOCKS and find_side(node) is not None
        close = {outer.mem_id for outer in islice(list_ancestors(node), 3)}
        if (
            not (sided or close & kinds.get(_look(node), set()))
            or node.mem_id in outside
            or node.mem_id in arounds
        ):
            continue
        upwards = {outer.mem_id for outer in list_ancestors(node)}
        if upwards & arounds or upwards & set(alike) or not _may_be_message(node):
            continue
        inside = {_look(part) for part in node.css("[class]") if part.mem_id != node.mem_id}
        if sided or not inside or any(tag != "i" for tag, _ in inside & parts):
            alike[node.mem_id] = node
    return list(alike.values())


def _look(node: LexborNode) -> _Look:
    return node.tag, tuple(list_class_names(node))


def _find_unmarked_body(node: LexborNode) -> LexborNode | None:
    """Return the element with the text of a message without an id: the rest beside author, date and files."""
    if node.tag == "table":
        cell = _find_text_cell(node)
        return _descend_to_block(cell) if cell is not None else None
    author = find_author(node, None)
    if author is None or not has_date(read_words(node)):
        return None
    while True:
        children = [child for child in list_child_elements(node) if read_words(child)]
        if len(children) != 1 or read_own_words(node):
            break
        node = children[0]
    left = [
        child
        for child in children
        if not any(has_date(read_own_words(inner)) for inner in [child, *child.css("*")])
        and child.tag not in {"a", "button", "small"}
        and not is_within(author, child)
        and re.search(r"[^\W\d]", read_words(child))
        and not any(DOWNLOAD.search(link.attributes.get("href") or "") for link in child.css("a[href]"))
    ]
    return _descend_to_block(left[0]) if len(left) == 1 and not read_own_words(node) else None


def _find_table(row: LexborNode) -> LexborNode:
    return find_enclosing(row, {"table"}) or row


def _descend_to_block(node: LexborNode) -> LexborNode:
    """Return the innermost block that holds all there is."""
    while True:
        children = [child for child in list_child_elements(node) if child.tag != "br"]
        if len(children) != 1 or read_own_words(node) or children[0].tag not in {"div", "p", "td", "section"}:
            return node
        node = children[0]
