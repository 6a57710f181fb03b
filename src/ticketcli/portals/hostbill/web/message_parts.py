"""What stands around the text of one message: its author, its date, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ticketcli.portals.hostbill.times import has_date
from ticketcli.portals.hostbill.web.elements import (
    is_within,
    list_ancestors,
    list_child_elements,
    list_class_names,
    read_own_words,
    read_words,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_STAFF = re.compile(
    r"aticket|adminmsg|(?:[a-z]+[-_])?(?:admin|staff|operator)(?:[-_](?:c|msg|message|reply|comment|ticket|post))?"
)
_CLIENT = re.compile(
    r"cticket|clientmsg|(?:[a-z]+[-_])?(?:client|customer)(?:[-_](?:c|msg|message|comment|ticket|post))?|user"
)
_PICTURES = re.compile(r"icon|avatar|gravatar|image|img")
_LONGEST_NAME = 200
MOST_LOOKED_AT = 400  # elements of one message


def list_elements_outside(around: LexborNode, body: LexborNode | None) -> Iterator[LexborNode]:
    """Yield the elements of a message that are not in its text, its links or its buttons."""
    for node in around.css("*")[:MOST_LOOKED_AT]:
        if body is not None and is_within(node, body):
            continue
        if node.tag in {"a", "button", "script", "style", "option"} or any(
            above.tag in {"a", "button"} for above in list_ancestors(node)
        ):
            continue
        yield node


def read_date_text(around: LexborNode, body: LexborNode) -> str:
    """Return the words of a message's date, with its time where that stands apart.

    Empty where several differ.
    """
    dated = []
    for node in [around, *list_elements_outside(around, body)]:
        own = read_own_words(node) if node.mem_id != body.mem_id else ""
        if has_date(own):
            dated.append((node, own))
    named = [
        item for item in dated if any("date" in name or "time" in name for name in list_class_names(item[0]))
    ]
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


def find_authors(messages: Sequence[tuple[LexborNode, LexborNode]]) -> list[LexborNode | None]:
    """Find the elements with the names in messages, each given by what is around it and its text.

    Where a name has nothing that tells it, it is what stands where the name of another message does.
    """
    authors = [find_author(around, body) for around, body in messages]
    places = {_describe_place(author) for author in authors if author is not None}
    if len(places) != 1:
        return authors
    return [
        author or _find_in_place(around, body, places.copy().pop())
        for author, (around, body) in zip(authors, messages, strict=True)
    ]


def infer_sides(sides: Sequence[bool | None], authors: Sequence[LexborNode | None]) -> list[bool | None]:
    """Fill in whose the replies are whose names lack the one class that others' names have: the other side's.

    `sides` and `authors` are of all messages, the opening one first, of which nothing is inferred: there are
    themes that give it no mark, whoever wrote it.
    """
    marked = {
        (side, frozenset(_list_plain_classes(author)))
        for side, author in zip(sides, authors, strict=True)
        if side is not None and author is not None and find_side(author) is side
    }
    inferred = list(sides)
    for place, (side, author) in enumerate(zip(sides, authors, strict=True)):
        if place and side is None and author is not None and len(marked) == 1:
            ((other, plain),) = marked
            inferred[place] = not other if set(list_class_names(author)) == plain else None
    return inferred


def _list_plain_classes(author: LexborNode) -> list[str]:
    """Return the classes of a name's element but for those that say whose it is."""
    return [
        name for name in list_class_names(author) if not (_STAFF.fullmatch(name) or _CLIENT.fullmatch(name))
    ]


_Place = tuple[str, tuple[str, ...], int, tuple[str, ...]]


def _describe_place(node: LexborNode) -> _Place:
    """Describe where an element stands: its tag, its parent's classes, and its place beside which others."""
    parent = node.parent
    beside = list_child_elements(parent) if parent is not None else [node]
    place = next((place for place, child in enumerate(beside) if child.mem_id == node.mem_id), 0)
    classes = tuple(list_class_names(parent)) if parent is not None else ()
    return node.tag or "", classes, place, tuple(child.tag or "" for child in beside)


def _find_in_place(around: LexborNode, body: LexborNode, place: _Place) -> LexborNode | None:
    found = [
        node
        for node in _list_elements_before(around, body)
        if node.tag == place[0] and _describe_place(node) == place and place[1]
    ]
    if len(found) != 1 or find_side(found[0]) is not None:
        return None
    text = read_words(found[0])
    return found[0] if text and len(text) <= _LONGEST_NAME and not has_date(text) else None


def read_author(around: LexborNode, body: LexborNode | None) -> str | None:
    node = find_author(around, body)
    return read_words(node) if node is not None else None


def find_author(around: LexborNode, body: LexborNode | None) -> LexborNode | None:
    """Return the element with the name in front of a message's text: by its class, else in strong letters."""
    before = _list_elements_before(around, body)
    by_class = [node for node in before if _is_author(node)]
    strong = [node for node in before if node.tag in {"strong", "b"}]
    inner = [node for node in strong if any(is_within(node, other) for other in by_class)]
    for node in [*inner, *by_class, *strong]:
        text = read_words(node)
        if text and len(text) <= _LONGEST_NAME and not has_date(text) and not text.endswith((":", "：")):
            return node
    return None


def _list_elements_before(around: LexborNode, body: LexborNode | None) -> list[LexborNode]:
    """Return the elements in front of a message's text, but for those around it."""
    found = []
    for node in around.css("*")[:MOST_LOOKED_AT]:
        if body is not None and node.mem_id == body.mem_id:
            break
        if body is not None and (is_within(body, node) or is_within(node, body)):
            continue
        if node.tag not in {"a", "button"} and not any(
            above.tag in {"a", "button"} for above in list_ancestors(node)
        ):
            found.append(node)
    return found


def _is_author(node: LexborNode) -> bool:
    names = list_class_names(node)
    return any(
        re.search(r"(?:^|[-_])(?:sender|author|name|user)$|^(?:admin-c|client-c)$", name) for name in names
    ) and not any(_PICTURES.search(name) for name in names)


def find_side(node: LexborNode) -> bool | None:
    """Return whose message an element is by its classes: True for the staff's, False for the customer's."""
    names = [name for name in list_class_names(node) if not _PICTURES.search(name)]
    staff = any(_STAFF.fullmatch(name) for name in names)
    client = any(_CLIENT.fullmatch(name) for name in names)
    return staff if staff != client else None


def is_by_staff(around: LexborNode, body: LexborNode) -> bool | None:
    """Return whose message it is: by the class of its element, else of those right around or in it."""
    own = find_side(around)
    if own is not None:
        return own
    inside = {side for node in list_elements_outside(around, body) if (side := find_side(node)) is not None}
    return inside.pop() if len(inside) == 1 else None
