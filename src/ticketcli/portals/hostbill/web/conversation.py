"""The messages on a ticket's page, whatever its theme.

A message's text stands in an element with the id `rID`, or `tID` for the opening one; its author, date and
files stand around it. Themes without such ids have an element with a known class, or a table, for each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from ticketcli.html.pasted import add_pasted
from ticketcli.html.shape import looks_like_html
from ticketcli.html.to_text import to_text
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Attachment, Message
from ticketcli.portals.hostbill.times import Order, has_date, page_time
from ticketcli.portals.hostbill.web.elements import (
    ancestors,
    class_names,
    enclosing,
    is_within,
    read_own_words,
    read_words,
)
from ticketcli.portals.hostbill.web.page import Page, query_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BODY_ID = re.compile(r"([rt])([0-9]*)")
_STAFF = re.compile(
    r"aticket|adminmsg|(?:[a-z]+[-_])?(?:admin|staff|operator)(?:[-_](?:c|msg|message|reply|comment|ticket|post))?"
)
_CLIENT = re.compile(
    r"cticket|clientmsg|(?:[a-z]+[-_])?(?:client|customer)(?:[-_](?:c|msg|message|comment|ticket|post))?|user"
)
_PICTURES = re.compile(r"icon|avatar|gravatar|image|img")
_BOUNDS = "form, textarea, h1"
_LONGEST_NAME = 200
_MOST_IN_A_COMMENT = 20  # texts that may be messages; each costs a look at all of them
_MOST_LOOKED_AT = 400  # elements of one message
_BLOCKS = frozenset({"div", "table", "li", "article", "section", "tr", "dl", "blockquote"})
_QUOTED = re.compile(r"quoteTicket\('([rt][0-9]+)'\)")
_Look = tuple[str | None, tuple[str, ...]]
_PLACES = frozenset({"body", "html", "form", "main", "nav", "aside"})


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
    """The messages in the page's order; None where there are some that cannot be read.

    Half a conversation is worse than none.
    """
    bodies = _marked_bodies(page)
    ids = {body.attributes.get("id") for body in bodies}
    if any(target not in ids for target in _QUOTED.findall(page.answer.text)):
        return None
    found = []
    for place, body in enumerate(bodies):
        neighbours = bodies[max(0, place - 1) : place] + bodies[place + 1 : place + 2]
        found.append(_found(body, _container(body, neighbours)))
    rest = _unmarked(page, found)
    others = [_unmarked_body(node) for node in rest]
    if any(body is None for body in others):
        return None
    found += [_found(body, node) for body, node in zip(others, rest, strict=True) if body is not None]
    places = (
        {node.mem_id: place for place, node in enumerate(page.document.css("*"))} if rest and bodies else {}
    )
    return sorted(found, key=lambda one: places.get(one.body.mem_id, 0))


def read_messages(
    page: Page, found: Sequence[Found], *, order: Order | None, zone: tzinfo | None
) -> tuple[Message, ...]:
    """The messages, the opening one first, then in the order of time."""
    repeated = Counter(one.id for one in found)
    marked = [_is_marked(one) for one in found]
    any_reply = any(mark and one.kind == "r" for one, mark in zip(found, marked, strict=True))
    messages = [
        Message(
            id=one.id,
            author=_author_of(one.around, one.body),
            staff=_by_staff(one),
            time=page_time(one.date, order, zone) if one.date else None,
            body=read_body(one)[0],
            body_html=read_body(one)[1],
            encrypted=True if mark else _known_unmarked(one, any_reply=any_reply),
            attachments=_attachments(page, one),
            time_text=clean_line(one.date) or None,
        )
        for one, mark in zip(found, marked, strict=True)
    ]
    places = _in_order(page, found, messages)
    ordered = [add_pasted(messages[place]) for place in places]
    first = found[places[0]]
    if first.id is not None and repeated[first.id] > 1:  # the loop over the replies left its last id behind
        from dataclasses import replace

        ordered[0] = replace(ordered[0], id=None)
    return tuple(ordered)


# -- finding -------------------------------------------------------------------------------------------


def _found(body: LexborNode, around: LexborNode) -> Found:
    known = _BODY_ID.fullmatch(body.attributes.get("id") or "")
    return Found(
        body,
        around,
        known[1] if known else "",
        (known[2] or None) if known else None,
        _date_text(around, body),
    )


def _marked_bodies(page: Page) -> list[LexborNode]:
    """The elements whose id says that they hold a message's text, but for those in another one."""
    marked: list[LexborNode] = []
    crowd: Counter[int] = Counter()
    for node in page.document.css(
        "p[id], div[id], td[id], span[id], pre[id], article[id], section[id], blockquote[id]"
    ):
        if _BODY_ID.fullmatch(node.attributes.get("id") or "") is None:
            continue
        if (marked and is_within(node, marked[-1])) or any(above.tag == "form" for above in ancestors(node)):
            continue
        comment = next((above for above in ancestors(node) if "comment" in class_names(above)), None)
        if comment is not None:
            crowd[comment.mem_id] += 1
            if crowd[comment.mem_id] > _MOST_IN_A_COMMENT:
                continue
        marked.append(node)
    return marked


def _container(body: LexborNode, neighbours: list[LexborNode]) -> LexborNode:
    """The element of one message: around its text, with author and date, without another message or a form.

    Where others stand beside it, it is the largest that holds none of them; a message alone has the
    smallest that has both an author and a date, since the rest of the page may be around it too.
    """
    largest, complete = body, None
    for above in ancestors(body):
        if (
            above.tag in _PLACES
            or any(is_within(other, above) for other in neighbours)
            or _has_bounds(above, body)
        ):
            break
        if not neighbours and (_has_twin(largest) or _side(largest) is not None):
            break
        largest = above
        if not neighbours and complete is None and _date_text(above, body) and _author_of(above, body):
            complete = above
    if neighbours or complete is None:
        return largest
    # The class that tells whose message it is may stand on an element with nothing else in it.
    for above in ancestors(complete):
        if not is_within(above, largest):
            break
        if _side(above) is not None:
            return above
    return complete


def _has_twin(node: LexborNode) -> bool:
    """Whether another element beside this one has the same classes, as messages have."""
    names = class_names(node)
    beside = _children(node.parent) if node.parent is not None and names else []
    return any(other.mem_id != node.mem_id and class_names(other) == names for other in beside)


def _has_bounds(node: LexborNode, body: LexborNode) -> bool:
    """Whether an element holds what no message does, outside of its text."""
    return any(not is_within(inner, body) for inner in node.css(_BOUNDS))


def _unmarked(page: Page, found: list[Found]) -> list[LexborNode]:
    """The elements of messages whose texts have no id."""
    if found:
        return _like_those(page, found)
    blocks = [node for node in page.document.css("[class]") if node.tag in _BLOCKS]
    sided = [node for node in blocks if _side(node) is not None]
    inside = {node.mem_id for node in sided}
    outer = [node for node in sided if not any(above.mem_id in inside for above in ancestors(node))]
    outer = [node for node in outer if _may_be_message(node)]
    if not any(has_date(read_words(node)) for node in outer):
        outer = []
    near = {above.mem_id for node in outer for above in islice(ancestors(node), 2)}
    taken = {node.mem_id for node in outer}
    for table in page.document.css("table"):
        beside = any(above.mem_id in near for above in islice(ancestors(table), 2))
        complete = has_date(read_words(table)) and _author_node(table, None) is not None
        if table.mem_id not in taken and (beside or complete) and _is_message(table):
            outer.append(table)
    return outer


def _is_message(table: LexborNode) -> bool:
    """Whether a table can be that of one message: a row with author and date, and one with the text."""
    return _text_cell(table) is not None and not table.css("th") and _may_be_message(table)


def _text_cell(table: LexborNode) -> LexborNode | None:
    """The cell with the text, in a table of two rows: the only one in its row, beside that with the date."""
    rows = [row for row in table.css("tr") if _own_table(row).mem_id == table.mem_id]
    wide = [row.css("td")[0] for row in rows if len(_children(row)) == 1 and row.css("td")]
    return wide[0] if len(rows) == 2 and len(wide) == 1 else None


def _may_be_message(node: LexborNode) -> bool:
    outside = not any(above.tag in {"form", "nav", "a", "button"} for above in ancestors(node))
    return outside and node.css_first(_BOUNDS) is None and bool(read_words(node))


def _like_those(page: Page, found: list[Found]) -> list[LexborNode]:
    """The elements that look like those of messages, inside too, but whose texts have no id."""
    kinds, parts = set[_Look](), set[_Look]()
    outside: set[int] = set()  # what is around a message is none
    for one in found:
        parts.update(_look(node) for node in one.around.css("[class]")[:_MOST_LOOKED_AT])
        for above in ancestors(one.body):
            if is_within(above, one.around):
                kinds.add(_look(above))
            else:
                outside.add(above.mem_id)
    arounds = {one.around.mem_id for one in found}
    alike: dict[int, LexborNode] = {}
    for node in page.document.css("[class]"):
        sided = node.tag in _BLOCKS and _side(node) is not None
        if not (sided or _look(node) in kinds) or node.mem_id in outside or node.mem_id in arounds:
            continue
        upwards = {outer.mem_id for outer in ancestors(node)}
        if upwards & arounds or upwards & set(alike) or not _may_be_message(node):
            continue
        inside = {_look(part) for part in node.css("[class]") if part.mem_id != node.mem_id}
        if sided or not inside or any(tag != "i" for tag, _ in inside & parts):
            alike[node.mem_id] = node
    return list(alike.values())


def _look(node: LexborNode) -> _Look:
    return node.tag, tuple(class_names(node))


def _unmarked_body(node: LexborNode) -> LexborNode | None:
    """The element with the text of a message that has no id: what is left without author, date and files."""
    if node.tag == "table":
        cell = _text_cell(node)
        return _only_child(cell) if cell is not None else None
    author = _author_node(node, None)
    if author is None or not has_date(read_words(node)):
        return None
    while True:
        children = [child for child in _children(node) if read_words(child)]
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
        and child.css_first("a[href*='action=download']") is None
    ]
    return _only_child(left[0]) if len(left) == 1 and not read_own_words(node) else None


def _own_table(row: LexborNode) -> LexborNode:
    return enclosing(row, {"table"}) or row


def _only_child(node: LexborNode) -> LexborNode:
    """The innermost block that holds all there is."""
    while True:
        children = [child for child in _children(node) if child.tag != "br"]
        if len(children) != 1 or read_own_words(node) or children[0].tag not in {"div", "p", "td", "section"}:
            return node
        node = children[0]


def _children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.first_child
    while child is not None:
        if child.is_element_node:
            found.append(child)
        child = child.next
    return found


# -- reading -------------------------------------------------------------------------------------------


def _outside(around: LexborNode, body: LexborNode | None) -> Iterable[LexborNode]:
    """The elements of a message that are not in its text, its links or its buttons."""
    for node in around.css("*")[:_MOST_LOOKED_AT]:
        if body is not None and is_within(node, body):
            continue
        if node.tag in {"a", "button", "script", "style", "option"} or any(
            above.tag in {"a", "button"} for above in ancestors(node)
        ):
            continue
        yield node


def _date_text(around: LexborNode, body: LexborNode) -> str:
    """The words of a message's date, with its time where that stands apart. Empty where several differ."""
    dated = []
    for node in [around, *_outside(around, body)]:
        own = read_own_words(node) if node.mem_id != body.mem_id else ""
        if has_date(own):
            dated.append((node, own))
    named = [item for item in dated if any("date" in name or "time" in name for name in class_names(item[0]))]
    texts = {own for _, own in named or dated}
    if len(texts) != 1:
        return ""
    node, own = (named or dated)[0]
    beside = node.parent
    if not re.search(r"\d:\d\d", own) and beside is not None and not is_within(body, beside):
        whole = read_words(beside)
        if len(whole) < _LONGEST_NAME and is_within(beside, around):
            return whole
    return own


def _author_of(around: LexborNode, body: LexborNode | None) -> str | None:
    node = _author_node(around, body)
    return read_words(node) if node is not None else None


def _author_node(around: LexborNode, body: LexborNode | None) -> LexborNode | None:
    """The element with the name in front of a message's text: by its class, else in strong letters."""
    before = _before(around, body)
    by_class = [node for node in before if _names_author(node)]
    strong = [node for node in before if node.tag in {"strong", "b"}]
    inner = [node for node in strong if any(is_within(node, other) for other in by_class)]
    for node in [*inner, *by_class, *strong]:
        text = read_words(node)
        if text and len(text) <= _LONGEST_NAME and not has_date(text) and not text.endswith((":", "：")):
            return node
    return None


def _before(around: LexborNode, body: LexborNode | None) -> list[LexborNode]:
    """The elements in front of a message's text, but for those around it."""
    found = []
    for node in around.css("*")[:_MOST_LOOKED_AT]:
        if body is not None and node.mem_id == body.mem_id:
            break
        if body is not None and (is_within(body, node) or is_within(node, body)):
            continue
        if node.tag not in {"a", "button"} and not any(
            above.tag in {"a", "button"} for above in ancestors(node)
        ):
            found.append(node)
    return found


def _names_author(node: LexborNode) -> bool:
    names = class_names(node)
    return any(
        re.search(r"(?:^|[-_])(?:sender|author|name|user)$|^(?:admin-c|client-c)$", name) for name in names
    ) and not any(_PICTURES.search(name) for name in names)


def _side(node: LexborNode) -> bool | None:
    """Whose message an element is by its classes: True for the staff's, False for the customer's."""
    names = [name for name in class_names(node) if not _PICTURES.search(name)]
    staff = any(_STAFF.fullmatch(name) for name in names)
    client = any(_CLIENT.fullmatch(name) for name in names)
    return staff if staff != client else None


def _by_staff(one: Found) -> bool | None:
    """Whose message it is: by the class of its element, else of those right around or in it."""
    own = _side(one.around)
    if own is not None:
        return own
    inside = {side for node in _outside(one.around, one.body) if (side := _side(node)) is not None}
    return inside.pop() if len(inside) == 1 else None


def _is_marked(one: Found) -> bool:
    """Whether a message is marked as encrypted."""
    return any(
        not is_within(node, one.body)
        for node in one.around.css("small.text-warning, small.red, .text-warning small, .red small")
    )


def _known_unmarked(one: Found, *, any_reply: bool) -> bool | None:
    """What no mark means: not encrypted where a theme marks such messages, else nothing."""
    marks_all = one.around.css_first(".comment-sender") is not None
    return False if marks_all or (any_reply and one.kind == "r") else None


def _attachments(page: Page, one: Found) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for link in one.around.css("a[href]"):
        href = (link.attributes.get("href") or "").strip()
        query = query_of(href)
        if query.get("action") == ["download"] and query.get("id"):
            id_ = clean_line(query["id"][0])
            found.setdefault(id_, Attachment(id_, read_words(link) or id_, None, page.absolute(href)))
    return tuple(found.values())


def read_body(one: Found) -> tuple[str, str | None]:
    """A message's text, and its HTML where it is more than text that the portal broke and linked."""
    html = (one.body.inner_html or "") + _spilled(one.body)
    html = _without_files(html)
    plain = not looks_like_html(re.sub(r"(?i)<(?:br|/?a)\b[^<>]*>", "", html))
    text = to_text(html, keep_blanks=plain).strip("\n")
    return text, None if plain else clean(html)


def _without_files(html: str) -> str:
    """The HTML of a text without the files behind it: elder themes have both in one element."""
    found = re.search(r"<a\b[^<>]*action=download", html)
    if found is None:
        return html
    html = re.sub(r"(?:\s|<br\b[^<>]*>)+$", "", html[: found.start()])
    return re.sub(r"(?:<br\b[^<>]*>|\s)*<(strong|b)\b[^<>]*>[^<>]*</\1>$", "", html)


def _spilled(body: LexborNode) -> str:
    """What the parser moved behind the body: a `<p>` cannot hold the blocks of an HTML message.

    The end tag that is left then makes an empty paragraph, up to which all belongs to the message.
    """
    if body.tag != "p":
        return ""
    parts: list[str] = []
    whole = ""
    node = body.next
    while node is not None and not _ends_body(node):
        if node.tag == "p" and not node.attributes and node.first_child is None:
            whole = "".join(parts)
        parts.append(node.html or "")
        node = node.next
    return whole if whole.strip() else ""


def _ends_body(node: LexborNode) -> bool:
    if not node.is_element_node:
        return False
    if _BODY_ID.fullmatch(node.attributes.get("id") or "") is not None:
        return True
    return "action=download" in (node.html or "") or node.css_first("form, .comment-date") is not None


# -- order ---------------------------------------------------------------------------------------------


def _in_order(page: Page, found: Sequence[Found], messages: Sequence[Message]) -> list[int]:
    """The places of the messages on the page, the opening one first, then by time."""
    newest_first = _newest_first(page, found, messages)
    places = list(range(len(found)))
    if newest_first:
        places.reverse()
    days = [message.time.isoformat()[:10] if message.time else None for message in messages]
    exact = all(message.time is not None and len(message.time.isoformat()) > 10 for message in messages)
    times = [
        message.time.isoformat() if message.time and exact else day
        for message, day in zip(messages, days, strict=True)
    ]
    if all(time is not None for time in times):
        places.sort(key=lambda place: times[place] or "")
    opening = [place for place in places if found[place].kind == "t"]
    if len(opening) == 1:
        places = opening + [place for place in places if place not in opening]
    return places


def _newest_first(page: Page, found: Sequence[Found], messages: Sequence[Message]) -> bool:
    """Whether the page has its newest message on top: as times tell, or ids, or what is known of themes."""
    if len(found) < 2:
        return False
    kinds = [one.kind for one in found]
    if kinds.count("t") == 1 and kinds[-1] == "t":
        return True
    times = [message.time.isoformat()[:16] for message in messages if message.time]
    ids = [one.id.zfill(20) for one in found if one.id and one.kind == "r"]
    for told in (times, ids if len(ids) > 2 else []):
        falls = {earlier > later for earlier, later in pairwise(told) if earlier != later}
        if len(falls) == 1:
            return falls.pop()
    # Of those that were read only 2019, and the one without ids, have the oldest on top.
    return kinds[0] != "" and found[0].around.css_first(".comment-sender") is None
