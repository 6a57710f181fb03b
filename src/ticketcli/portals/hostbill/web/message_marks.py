"""What stands beside a message and may be a mark that it is encrypted, in the way of an unknown theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ticketcli.portals.hostbill.times import has_date
from ticketcli.portals.hostbill.web.elements import (
    is_within,
    list_ancestors,
    list_class_names,
    read_own_words,
)
from ticketcli.portals.hostbill.web.message_parts import MOST_LOOKED_AT, find_author

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MARK = re.compile(r"(?i)crypt|(?<![a-z])(?:pad)?lock(?:ed)?(?![a-z])|secur|shield|暗号|加密")
_ATTRIBUTES = ("class", "title", "alt", "aria-label", "data-original-title", "src")
_CLOCK = re.compile(r"[0-9:.,/\-\s]*(?:[ap]m)?", re.I)


def has_unknown_mark(around: LexborNode, texts: Sequence[LexborNode]) -> bool:
    """Return whether an element outside the message's `texts` speaks of encryption or shows a lock."""
    return any(_speaks_of_encryption(node) for node in _list_outside(around, texts))


def has_unknown_part(around: LexborNode, texts: Sequence[LexborNode]) -> bool:
    """Return whether anything stands beside the message but its author, its date, its files and links."""
    if len(around.css("*")) > MOST_LOOKED_AT:
        return True
    author = find_author(around, texts[0])
    return any(
        _speaks_of_encryption(node) or not _is_known(node, author) for node in _list_outside(around, texts)
    )


def _list_outside(around: LexborNode, texts: Sequence[LexborNode]) -> Iterator[LexborNode]:
    inside = {text.mem_id for text in texts}
    for node in [around, *around.css("*")]:
        if not any(above.mem_id in inside or _has_no_mark(above) for above in [node, *list_ancestors(node)]):
            yield node


def _has_no_mark(node: LexborNode) -> bool:
    return node.tag in {"script", "style"} or "rating" in list_class_names(node)


def _speaks_of_encryption(node: LexborNode) -> bool:
    texts = [read_own_words(node), *(node.attributes.get(name) or "" for name in _ATTRIBUTES)]
    if any("encrypt" in name for name in node.attributes):
        return True
    return any(_MARK.search(text) for text in texts)


def _is_known(node: LexborNode, author: LexborNode | None) -> bool:
    """Return whether an element is the author, a date, a link or a button, or has nothing of its own."""
    if any(one.tag in {"a", "button"} for one in [node, *list_ancestors(node)]):
        return True
    if author is not None and is_within(node, author):
        return True
    if node.tag in {"i", "svg"}:
        return False
    words = read_own_words(node)
    return not words or has_date(words) or _CLOCK.fullmatch(words) is not None
