"""The blocks of an HTML body: headings, paragraphs, lists, quotes, code and tables.

The walk is a loop and not a recursion, and boxes within boxes end at a depth: how deep a body nests
is not ours to choose.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ticketcli.html.pasted import label_image
from ticketcli.html.to_text import parse_message
from ticketcli.html.walk import BLOCKS, ListMarks, walk
from ticketcli.i18n import _
from ticketcli.output.colour import Part, make_link_style
from ticketcli.output.links import describe_destination, make_safe_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DEEPEST = 16  # boxes within boxes; what nests deeper is drawn as if it did not
_BOLD = frozenset({"b", "strong", "th", "dt", "summary"})
_ITALIC = frozenset({"i", "em", "cite"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_LAYOUT = re.compile(
    r"<(?:p|div|li|td|tr|table|pre|h[1-6]|blockquote|section|article|center)\b", re.IGNORECASE
)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


Kind = Literal["", "quote", "list", "item", "table", "row", "cell"]


@dataclass
class Text:
    """A paragraph; `level` makes it a heading. Line ends in its parts are where lines break.

    `tight`: it has no empty line around it. Without any words it is an empty line itself.
    """

    parts: list[Part] = field(default_factory=list)
    level: int = 0
    tight: bool = True


@dataclass
class Code:
    """Text whose lines and blanks stay as they are."""

    text: str


@dataclass
class Rule:
    """A line across."""


@dataclass
class Box:
    """Blocks within a block. `kind` is "" for the whole, and for what is only kept together."""

    kind: Kind = ""
    blocks: list[Block] = field(default_factory=list)
    marks: ListMarks | None = None  # of a list
    mark: str = "-"  # of an item
    head: bool = False  # a cell of a table's head


Block = Text | Code | Rule | Box


def parse_blocks(html: str, *, links: bool) -> Box:
    """Parse an HTML fragment into blocks. `links`: addresses go into the styles, else into the text.

    Where `<br>` is all the layout there is, blanks stay as they are, and where there is none at all,
    line ends do too: such a text was made by hand, and passed through nl2br or through nothing.
    """
    builder = _Builder(links, "no" if _LAYOUT.search(html) else "blanks" if _BREAK.search(html) else "lines")
    body = parse_message(html)
    if body is not None:
        for kind, text, node in walk(body):
            if kind == "text" or node is None:
                builder.add(text)
            elif kind == "begin":
                builder.enter(text, node)
            else:
                builder.leave(text)
    builder.end_text()
    return builder.root


class _Builder:
    """Grows the tree while elements begin and end."""

    def __init__(self, links: bool, keeps: Literal["no", "blanks", "lines"]) -> None:
        self.root = Box()
        self._links = links
        self._keeps = keeps
        self._open: list[tuple[str, Box]] = [("", self.root)]
        self._too_deep: Counter[str] = Counter()
        self._text = Text()
        self._pre = 0
        self._images = 0
        self._styles = {"bold": 0, "italic": 0}
        self._code = 0
        self._anchors: list[tuple[str, int]] = []

    @property
    def _box(self) -> Box:
        return self._open[-1][1]

    def add(self, text: str) -> None:
        """Add words, in the style of where they stand."""
        if self._pre:
            text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(8)
        elif self._keeps == "blanks":
            text = text.replace("\r", "").replace("\n", "")
        elif self._keeps == "lines":
            text = text.replace("\r\n", "\n")
        else:
            text = _SPACES.sub(" ", text)
            before = self._text.parts[-1][0] if self._text.parts else "\n"
            if text.startswith(" ") and before[-1:] in (" ", "\n"):
                text = text[1:]
        if text:
            self._text.parts.append((text, self._style()))

    def enter(self, tag: str, node: LexborNode) -> None:
        """Enter an element."""
        if tag in BLOCKS:
            self._begin_block(tag, node)
        elif tag == "br":
            self._text.parts.append(("\n", ""))
        elif tag == "img":
            self._images += 1
            label = label_image(node, self._images) or _("image")
            self._text.parts.append((f"[{label}]", "dim"))
        elif tag == "a":
            self._anchors.append((node.attributes.get("href") or "", len(self._text.parts)))
        if tag in _BOLD:
            self._styles["bold"] += 1
        elif tag in _ITALIC:
            self._styles["italic"] += 1
        elif tag in _CODE and not self._pre:
            self._code += 1
            self._text.parts.append(("`", "cyan"))

    def leave(self, tag: str) -> None:
        """Leave an element."""
        if tag in _BOLD:
            self._styles["bold"] -= 1
        elif tag in _ITALIC:
            self._styles["italic"] -= 1
        elif tag in _CODE and self._code:
            self._code -= 1
            self._text.parts.append(("`", "cyan"))
        if tag == "a" and self._anchors:
            self._end_link(*self._anchors.pop())
        elif tag in BLOCKS:
            self._end_block(tag)

    def end_text(self) -> None:
        """End the paragraph."""
        # A link that goes on behind it begins anew there.
        for index, (href, start) in enumerate(self._anchors):
            self._style_link(href, start)
            self._anchors[index] = (href, 0)
        done, self._text = self._text, Text()
        text = "".join(part for part, _ in done.parts)
        if self._pre:
            if text.strip():
                self._box.blocks.append(Code(text.strip("\n")))
        elif text.strip():
            self._box.blocks.append(done)
        elif "\n" in text:
            self._box.blocks.append(Text())

    def _begin_block(self, tag: str, node: LexborNode) -> None:
        self.end_text()
        if tag == "hr":
            self._box.blocks.append(Rule())
        elif tag == "pre":
            self._pre += 1
        elif tag == "p" or tag in _HEADINGS:
            self._text = Text(level=_HEADINGS.get(tag, 0), tight=False)
        elif tag in _KINDS:
            self._open_box(tag, node)

    def _open_box(self, tag: str, node: LexborNode) -> None:
        if len(self._open) > _DEEPEST:
            self._too_deep[tag] += 1
            return
        box = Box(_KINDS[tag], head=tag == "th")
        if box.kind == "list":
            box.marks = ListMarks(node)
        elif box.kind == "item" and self._box.marks is not None:
            box.mark = self._box.marks.next(node)
        self._box.blocks.append(box)
        self._open.append((tag, box))

    def _end_block(self, tag: str) -> None:
        self.end_text()
        if tag == "pre":
            self._pre -= 1
        elif self._too_deep[tag]:
            self._too_deep[tag] -= 1
        elif tag in _KINDS:
            self._open.pop()

    def _style(self) -> str:
        if self._code:
            return "cyan"
        return " ".join(name for name, depth in self._styles.items() if depth)

    def _end_link(self, href: str, start: int) -> None:
        label = "".join(text for text, _ in self._text.parts[start:]).strip()
        address = make_safe_address(href)
        seen = self._style_link(href, start)
        if address is None:
            if href.startswith(("http://", "https://", "mailto:")) and not is_same_address(href, label):
                self._text.parts.append((f" <{href}>" if label else f"<{href}>", ""))
        elif not label:
            self._text.parts.append((f"<{address}>", make_link_style("underline", address) if seen else ""))
        elif not (
            is_same_address(address, label)
            or (seen and label.casefold() == describe_destination(address).casefold())
        ):
            where = f" ({describe_destination(address)})" if seen else f" <{address}>"
            self._text.parts.append((where, "dim" if seen else ""))

    def _style_link(self, href: str, start: int) -> bool:
        """Make the words from `start` on lead to where a link leads; False where it is to be written out."""
        address = make_safe_address(href) if self._links else None
        if address is None:
            return False
        for index in range(start, len(self._text.parts)):
            text, style = self._text.parts[index]
            if text.strip() and "\n" not in style:
                self._text.parts[index] = (text, make_link_style(f"underline {style}".strip(), address))
        return True


def is_same_address(address: str, label: str) -> bool:
    # Whether a label says by itself where the link leads. An @ can make it seem to.
    bare = re.compile(r"^(?:https?://|mailto:)|/$")
    return bare.sub("", address) == bare.sub("", label) and (
        "@" not in label or address.startswith("mailto:")
    )


_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS: dict[str, Kind] = {
    "blockquote": "quote",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "cell",
}
