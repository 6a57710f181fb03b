"""Small questions about the elements of a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from ticketcli.html.to_text import extract_text
from ticketcli.model.text import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

STATUSES = ("Open", "Answered", "Client-Reply", "In-Progress", "Closed")  # data
_LONGEST = 2000  # characters of a subject or a cell, and of what is on it
_MOST_ICONS = 20
_WRITES_STATUS = frozenset(
    {"span", "strong", "b", "i", "em", "small", "font", "label", "div", "p", "td", "tr", "li"}
)
_BEFORE = r"(?:badge|label|status|ticket(?:-icon)?)-"
_BEHIND = r"-(?:label|row|status)"
_NO_STATUS = re.compile(
    r"(?i)success|danger|warning|info|primary|secondary|default|details|styled|pill|light|dark|white|muted|group"
    r"|icon|label|text|row|important|inverse"
)


def read_words(node: LexborNode) -> str:
    """Return the words of an element on one line, without pictures and the names of icons."""
    text = clean_line(extract_text(node, most=_LONGEST))
    for icon in node.css("i")[:_MOST_ICONS]:
        name = clean_line(icon.text())
        if name and ("icon" in (icon.attributes.get("class") or "") or re.fullmatch("[a-z0-9_]+", name)):
            text = clean_line(text.replace(name, " ", 1))
    for picture in node.css("img[alt]")[:_MOST_ICONS]:
        alt = clean_line(picture.attributes.get("alt") or "")
        if alt:
            text = clean_line(text.replace(f"[{alt}]", " ", 1))
    return text


def read_own_words(node: LexborNode) -> str:
    """Return the words that stand in an element itself, and not in one within it."""
    parts: list[str] = []
    child = node.first_child
    while child is not None and len(parts) < _MOST_ICONS:
        if child.tag == "-text":
            parts.append((child.text_content or "")[:_LONGEST])
        child = child.next
    return clean_line(" ".join(parts))


def list_class_names(node: LexborNode) -> list[str]:
    """Return the classes of an element."""
    return (node.attributes.get("class") or "").split()


def find_enclosing(node: LexborNode, tags: Collection[str]) -> LexborNode | None:
    """Return the innermost element around a node that has one of these tags."""
    above = node.parent
    while above is not None and above.tag not in tags:
        above = above.parent
    return above


def list_ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements around a node, from the inside out."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def is_within(node: LexborNode, other: LexborNode) -> bool:
    """Return whether a node is another one or stands in it."""
    return node.mem_id == other.mem_id or any(above.mem_id == other.mem_id for above in list_ancestors(node))


def find_status(nodes: list[LexborNode]) -> str | None:
    """Return the one status that the classes of these elements tell; None where they tell none, or several.

    Themes write it untranslated: `label-Open`, `badge-Open`, `Open-label`, or `Open` alone.
    """
    statuses = list(dict.fromkeys(status for node in nodes if (status := _read_status(node)) is not None))
    known = [status for status in statuses if status in STATUSES]
    return (known or statuses)[0] if len(known or statuses) == 1 else None


def find_status_within(node: LexborNode) -> str | None:
    """Return the status that an element, or one within it, has in its class."""
    return find_status([node, *node.css("[class]")])


def _read_status(node: LexborNode) -> str | None:
    """Return the status in the class of one element. A status with a blank in it makes several classes."""
    if node.tag not in _WRITES_STATUS:
        return None
    names = list_class_names(node)
    said = read_own_words(node) or read_words(node)
    for place, name in enumerate(names):
        before = re.fullmatch(rf"{_BEFORE}([\w-]+)", name)
        behind = re.fullmatch(rf"([A-Z][\w-]*){_BEHIND}", name)
        found = before or behind
        if found is None:
            if name in STATUSES or (
                names == [name] and re.fullmatch(r"[A-Z][\w-]*", name) and node.tag != "tr"
            ):
                return name
            continue
        status = found[1]
        if _NO_STATUS.fullmatch(status) or not (status[0].isupper() or status in STATUSES):
            continue
        if before:
            return _find_end([status, *names[place + 1 :]], said)
        return _find_beginning([*names[:place], status], said)
    return None


def _find_end(names: list[str], said: str) -> str | None:
    """Return the status that begins with the first of these classes; None where its end is not known.

    A status with blanks in it makes several classes. It is known to end where the element says the same, and
    in front of a class that no status goes on with.
    """
    for end in range(len(names), 0, -1):
        if (text := " ".join(names[:end])).casefold() == said.casefold():
            return text
    if names[0] in STATUSES:
        return names[0]
    words = list(takewhile(_is_capitalized, names))
    beyond = names[len(words)] if len(words) < len(names) else "-"
    return " ".join(words) if "-" in beyond or _NO_STATUS.fullmatch(beyond) else None


def _find_beginning(names: list[str], said: str) -> str | None:
    """Return the status that ends with the last of these classes. See `_find_end`."""
    for start in range(len(names)):
        if (text := " ".join(names[start:])).casefold() == said.casefold():
            return text
    if names[-1] in STATUSES:
        return names[-1]
    words = list(takewhile(_is_capitalized, reversed(names)))[::-1]
    return None if any(map(_is_capitalized, names[: -len(words)])) else " ".join(words)


def _is_capitalized(name: str) -> bool:
    return name[:1].isupper() and _NO_STATUS.fullmatch(name) is None


def list_child_elements(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.first_child
    while child is not None:
        if child.is_element_node:
            found.append(child)
        child = child.next
    return found
