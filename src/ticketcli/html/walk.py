"""One way through a document, for whoever makes words of it: plain text, or blocks on a screen.

The walk is a loop and not a recursion: how deep a body nests is not ours to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HIDDEN = frozenset(
    {"head", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title"}
)
SPACED = frozenset({"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"})
BLOCKS = SPACED | {
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "section", "summary",
    "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
_MARKS = {"sup": "^", "sub": "_"}
# What stands high or low for its looks alone: 1st, 2nd, a trademark, a footnote's number in brackets.
_ORNAMENT = re.compile(r"(?i)st|nd|rd|th|er|re|e|o|a|tm|sm|®|™|\W*|[\[(].*[\])]|\*+")
_SHORT = 40  # characters of a power or an index
_ONE_WORD = re.compile(r"[+\-−]?\w+")


class Step(NamedTuple):
    """A piece of text, or an element that begins or ends; `node` is None where words were made of one."""

    kind: Literal["text", "begin", "end"]
    text: str
    node: LexborNode | None


def walk(root: LexborNode) -> Iterator[Step]:
    """Yield each text once, each element when it begins and when it ends; what is hidden is left out.

    The text of a step is the words, or the tag. A power is `10^6`, an index `x_1`.
    """
    node, depth = root.first_child, 1
    while node is not None:
        inside = None
        tag = node.tag or ""
        if tag == "-text":
            yield Step("text", node.text_content or "", node)
        elif node.is_element_node and tag not in HIDDEN:
            words = _raise_digits(tag, node) if tag in _MARKS else None
            if words is not None:
                yield Step("text", words, None)
            else:
                yield Step("begin", tag, node)
                inside = node.first_child
                if inside is None:
                    yield Step("end", tag, node)
        if inside is not None:
            node, depth = inside, depth + 1
            continue
        following = node.next
        while following is None:
            node, depth = node.parent, depth - 1
            if depth == 0 or node is None:
                return
            yield Step("end", node.tag or "", node)
            following = node.next
        node = following


def _raise_digits(tag: str, node: LexborNode) -> str | None:
    """Return the words of a power or an index; None where what it holds is to be walked through."""
    first = node.first_child
    if first is None or first.next is not None or first.tag != "-text":
        return None
    words = (first.text_content or "").strip()
    if len(words) > _SHORT or _ORNAMENT.fullmatch(words):
        return None
    return _MARKS[tag] + (words if _ONE_WORD.fullmatch(words) else f"({words})")


class ListMarks:
    """The marks of one list's items, as its `start`, `reversed` and `type` have them."""

    def __init__(self, node: LexborNode) -> None:
        attributes = node.attributes
        self.type = attributes.get("type") or ("1" if node.tag == "ol" else "")
        self._step = -1 if "reversed" in attributes else 1
        self._number = _parse_integer(attributes.get("start"))
        if self._number is None:
            self._number = 1 if self._step == 1 else sum(child.tag == "li" for child in node.iter())

    def next(self, item: LexborNode) -> str:
        """Return the mark of the next item, without the blank behind it."""
        if not self.type or self.type in {"disc", "circle", "square", "none"}:
            return "-"
        own = _parse_integer(item.attributes.get("value"))
        number = self._number if own is None else own
        self._number = (number or 0) + self._step
        return f"{format_number(number or 0, self.type)}."


def format_number(number: int, kind: str) -> str:
    """Return a number as lists of that `type` count: 1, a, A, i or I."""
    if kind in {"a", "A"} and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord(kind) + rest) + letters
        return letters
    if kind in {"i", "I"} and 0 < number < 4000:
        roman = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            roman += sign * count
        return roman if kind == "i" else roman.upper()
    return str(number)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _parse_integer(text: str | None) -> int | None:
    found = re.match(r"\s*([+-]?\d{1,6})(?!\d)", text or "", re.ASCII)
    return int(found[1]) if found else None
