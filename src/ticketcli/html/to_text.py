"""HTML bodies as plain text.

Portals send bodies as plain text, as text with entities, or as HTML, without saying which.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from ticketcli.html.markup import tame
from ticketcli.html.pasted import label_image
from ticketcli.html.shape import escape_words
from ticketcli.html.walk import BLOCKS, SPACED, ListMarks, walk
from ticketcli.model.text import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND = re.compile(r"^(?:https?://|mailto:)|/$")  # what of an address is not worth repeating
_EMPTY_LINES = re.compile(r"\n{3,}")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_LAYOUT = re.compile(
    r"<(?:br|p|div|li|td|tr|table|pre|h[1-6]|blockquote|section|article|center)\b", re.IGNORECASE
)
_DEEPEST = 8  # quotes or lists within each other; beyond it the signs would outgrow the text
_TIGHT_IN_LISTS = frozenset({"ul", "ol", "p"})
_CELLS = frozenset({"td", "th"})
_LARGEST_CELL = 300  # characters of a cell that stays on the line of its row


def parse(html: str) -> LexborHTMLParser:
    """Read a page, in time and memory that grow with its length only."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(tame(html))


def parse_message(html: str) -> LexborNode | None:
    """Return the body of a message's HTML, its words in angle brackets kept as words."""
    return parse(escape_words(html)[0]).body


def extract_body(raw: str) -> tuple[str, str | None]:
    """Return a body as plain text, and its HTML where the portal sent some.

    A body without tags is text with entities, as PHP's htmlspecialchars leaves it.
    """
    html, has_tags = escape_words(raw)
    if has_tags:
        only_breaks = not _LAYOUT.search(_BREAK.sub("", raw)) and _BREAK.search(raw) is not None
        return _convert(html, keep_blanks=only_breaks, keep_lines=not _LAYOUT.search(raw)), clean(raw)
    return clean(unescape(raw)).strip("\n"), None


def convert_html(html: str, *, keep_blanks: bool = False) -> str:
    """Return the words of an HTML fragment, laid out in lines.

    `keep_blanks` keeps runs of blanks, for text that the portal only passed through nl2br.
    Markup without any layout of its own has its line ends kept.
    """
    return _convert(escape_words(html)[0], keep_blanks=keep_blanks, keep_lines=not _LAYOUT.search(html))


def _convert(html: str, *, keep_blanks: bool, keep_lines: bool) -> str:
    body = parse(html).body
    return "" if body is None else _Layout(keep_blanks=keep_blanks, keep_lines=keep_lines).read(body)


def extract_text(node: LexborNode, *, most: int | None = None) -> str:
    """Return the words below a node of a page, as labels and cells have them: where links lead is left out.

    No more is read than `most` characters.
    """
    return _Layout(keep_blanks=False, keep_lines=False, bare=True, most=most).read(node)


class _Layout:
    """Collects words into lines while the walk enters and leaves elements."""

    def __init__(
        self, *, keep_blanks: bool, keep_lines: bool, bare: bool = False, most: int | None = None
    ) -> None:
        self.bare = bare
        self.most = most
        self.keep_blanks = keep_blanks
        self.keep_lines = keep_lines
        self.lines: list[str] = []
        self.filled = 0  # how many lines there are up to the last that is not empty
        self.words: list[str] = []
        self.quotes = 0
        self.pre = 0
        self.lists: list[ListMarks] = []
        self.mark = ""  # of an item whose first line is still to come
        self.cell_ends: list[bool] = []  # of each open cell, whether its blocks end lines
        self.links: list[tuple[str, int]] = []
        self.images = 0

    def read(self, root: LexborNode) -> str:
        """Return the lines of what is below a node."""
        left = self.most
        for kind, text, node in walk(root):
            if left is not None:
                if left <= 0:
                    break
                text = text[:left] if kind == "text" else text
                left -= len(text) if kind == "text" else kind == "begin"
            if kind == "text" or node is None:
                self.add(text)
            elif kind == "begin":
                self.enter(text, node)
            else:
                self.leave(text)
        self.end_line()
        del self.lines[self.filled :]
        return clean(_EMPTY_LINES.sub("\n\n", "\n".join(self.lines)).strip("\n"))

    def add(self, text: str) -> None:
        """Add words to the line."""
        if self.pre or self.keep_lines:
            first, *rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self.words.append(first)
            for line in rest:
                self.end_line(empty=True)
                self.words.append(line)
        elif self.keep_blanks:
            self.words.append(text.replace("\r", "").replace("\n", ""))
        else:
            if "  " in text or not text.isprintable():
                text = _BLANKS.sub(" ", text)
            if text.startswith(" ") and (not self.words or self.words[-1].endswith(" ")):
                text = text[1:]
            if text:
                self.words.append(text)

    def enter(self, tag: str, node: LexborNode) -> None:
        """Begin an element."""
        inline = self.within_cell
        if tag in BLOCKS and tag not in _CELLS and not inline:
            self.end_line()
            if tag in SPACED and not (tag in _TIGHT_IN_LISTS and self.lists) and not self.mark:
                self.add_blank_line()
        elif inline and (tag in BLOCKS or tag == "br"):
            self.add(" ")
        if tag == "br" and not inline:
            self.end_line(empty=True)
        elif tag == "hr":
            self.lines.append("-" * 20)
            self.filled = len(self.lines)
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.pre += 1
        elif tag in {"ul", "ol"}:
            self.lists.append(ListMarks(node))
        elif tag == "li":
            indent = "  " * min(len(self.lists) - 1, _DEEPEST)
            self.mark = f"{indent}{self.lists[-1].next(node) if self.lists else '-'} "
        elif tag in _CELLS:
            if any(word.strip() for word in self.words):
                self.words.append(" " if self.bare else " | ")
            self.cell_ends.append(self.bare or _is_large_cell(node))
        elif tag == "a":
            self.links.append((node.attributes.get("href") or "", len(self.words)))
        elif tag == "img":
            self.images += 1
            label = label_image(node, self.images)
            if label or not self.bare:
                self.words.append(f"[{label or 'image'}]")

    @property
    def within_cell(self) -> bool:
        """Whether blocks stay on the line of a table's row."""
        return bool(self.cell_ends) and not self.cell_ends[-1]

    def leave(self, tag: str) -> None:
        """End an element."""
        if tag == "a" and self.links:
            href, start = self.links.pop()
            label = "".join(self.words[start:]).strip()
            shown = not self.bare and href.startswith(("http://", "https://", "mailto:"))
            if shown and not _is_same_place(href, label):
                self.words.append(f" <{href}>" if label else f"<{href}>")
        if tag in _CELLS and self.cell_ends:
            self.cell_ends.pop()
        if tag in BLOCKS and not self.within_cell and tag not in _CELLS:
            self.end_line()
            if tag == "pre":
                self.pre = max(0, self.pre - 1)
            elif tag == "blockquote":
                self.quotes = max(0, self.quotes - 1)
            elif tag == "li" and self.mark:
                self.end_line(empty=True)
            around = len(self.lists) - (tag in {"ul", "ol"})
            if tag in SPACED and not (tag in _TIGHT_IN_LISTS and around):
                self.add_blank_line()
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()

    def end_line(self, *, empty: bool = False) -> None:
        """End the line, if there is one or an empty one is wanted."""
        if not self.words and not empty:
            return
        line = "".join(self.words).rstrip()
        if not (self.pre or self.keep_blanks or self.keep_lines):
            line = line.lstrip(" ")
        if line or empty:
            line = (self.mark + line).rstrip()
            self.mark = ""
        self.words = []
        self.links = [(href, 0) for href, _ in self.links]
        if line or empty:
            self.lines.append("> " * min(self.quotes, _DEEPEST) + line)
        if line:
            self.filled = len(self.lines)

    def add_blank_line(self) -> None:
        """Have an empty line before what follows."""
        if self.lines and self.filled == len(self.lines):
            self.lines.append(("> " * min(self.quotes, _DEEPEST)).rstrip())


def _is_large_cell(cell: LexborNode) -> bool:
    """Return whether a cell holds more than a few words: tables lay out whole letters, too."""
    text = cell.text(deep=True)
    return len(text) > _LARGEST_CELL or cell.css_first("table, ul, ol, pre, blockquote") is not None


def _is_same_place(href: str, label: str) -> bool:
    return _AROUND.sub("", href) == _AROUND.sub("", label)
