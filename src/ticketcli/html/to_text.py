"""HTML bodies as plain text.

Portals send bodies as plain text, as text with entities, or as HTML, without saying which.
The walk over the document is a loop and not a recursion: how deep a body nests is not ours
to choose.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from ticketcli.html.markup import tame
from ticketcli.model.text import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Only tags that occur in messages count: "<user@example.com>" and "<ip>" are text.
_TAG = re.compile(
    r"<(?=[/a-z])/?(?:a|abbr|address|article|b|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|head|hr"
    r"|html|i|img|ins|li|ol|p|pre|s|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th"
    r"|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND = re.compile(r"^(?:https?://|mailto:)|/$")  # what of an address is not worth repeating
_EMPTY_LINES = re.compile(r"\n{3,}")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_LAYOUT = re.compile(
    r"<(?:br|p|div|li|td|tr|table|pre|h[1-6]|blockquote|section|article|center)\b", re.IGNORECASE
)

_SPACED = frozenset({"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"})
_BLOCKS = _SPACED | {
    "address", "article", "aside", "body", "center", "dd", "div", "dt", "fieldset", "figure", "footer",
    "form", "header", "hr", "li", "main", "nav", "section", "tbody", "tfoot", "thead", "tr",
}  # fmt: skip
_HIDDEN = frozenset(
    {"head", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title"}
)
_DEEPEST_QUOTE = 8  # beyond it the "> " would outgrow the text


def parse(html: str) -> LexborHTMLParser:
    """A document, read in time and memory that grow with its length only."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(tame(html))


def looks_like_html(text: str) -> bool:
    """Whether a body holds tags that messages are made of."""
    return "<" in text and _TAG.search(text) is not None


def body_text(raw: str) -> tuple[str, str | None]:
    """A body as the portal sent it, as plain text, and its HTML where it is some.

    A body without tags is text with entities, as PHP's htmlspecialchars leaves it.
    """
    if looks_like_html(raw):
        only_breaks = not _LAYOUT.search(_BREAK.sub("", raw)) and _BREAK.search(raw) is not None
        return to_text(raw, keep_blanks=only_breaks), clean(raw)
    return clean(unescape(raw)).strip("\n"), None


def to_text(html: str, *, keep_blanks: bool = False) -> str:
    """The words of an HTML fragment, laid out in lines.

    `keep_blanks` keeps runs of blanks, for text that the portal only passed through nl2br.
    Markup without any layout of its own has its line ends kept.
    """
    body = parse(html).body
    if body is None:
        return ""
    return _Layout(keep_blanks=keep_blanks, keep_lines=not _LAYOUT.search(html)).read(body)


def node_text(node: LexborNode, *, most: int | None = None) -> str:
    """The words below a node of a page, as labels and cells have them: where links lead is left out.

    No more is read than `most` characters.
    """
    return _Layout(keep_blanks=False, keep_lines=False, bare=True, most=most).read(node)


class _Layout:
    """Collects words into lines while the walk enters and leaves elements."""

    def __init__(
        self, *, keep_blanks: bool, keep_lines: bool, bare: bool = False, most: int | None = None
    ) -> None:
        self.bare = bare
        self.room = most
        self.keep_blanks = keep_blanks
        self.keep_lines = keep_lines
        self.lines: list[str] = []
        self.said = 0  # how many lines there are up to the last that is not empty
        self.words: list[str] = []
        self.quotes = 0
        self.pre = 0
        self.counters: list[int | None] = []
        self.links: list[tuple[str, int]] = []

    def read(self, root: LexborNode) -> str:
        node = root.first_child
        entered: list[str] = []  # the elements around the node, from the outermost
        while node is not None and (self.room is None or self.room > 0):
            tag = node.tag
            following = None
            if tag == "-text":
                text = node.text_content or ""
                if self.room is not None:
                    text, self.room = text[: self.room], self.room - len(text)
                self.add(text)
            elif tag is not None and tag not in _HIDDEN and node.is_element_node:
                if self.room is not None:
                    self.room -= 1
                self.enter(tag, node)
                following = node.first_child
                if following is None:
                    self.leave(tag)
                else:
                    entered.append(tag)
            if following is None:
                following = node.next
            while following is None and entered:
                node = node.parent
                if node is None:
                    break
                self.leave(entered.pop())
                following = node.next
            node = following
        self.end_line()
        del self.lines[self.said :]
        return clean(_EMPTY_LINES.sub("\n\n", "\n".join(self.lines)).strip("\n"))

    def add(self, text: str) -> None:
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
        if tag in _BLOCKS:
            self.end_line()
            if tag in _SPACED and not (tag in {"ul", "ol"} and self.counters):
                self.blank_line()
        if tag == "br":
            self.end_line(empty=True)
        elif tag == "hr":
            self.lines.append("-" * 20)
            self.said = len(self.lines)
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.pre += 1
        elif tag in {"ul", "ol"}:
            self.counters.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.words.append(self.bullet())
        elif tag in {"td", "th"} and any(word.strip() for word in self.words):
            self.words.append(" " if self.bare else " | ")
        elif tag == "a":
            self.links.append((node.attributes.get("href") or "", len(self.words)))
        elif tag == "img":
            alt = (node.attributes.get("alt") or "").strip()
            if alt or not self.bare:
                self.words.append(f"[{alt or 'image'}]")

    def leave(self, tag: str) -> None:
        if tag == "a" and self.links:
            href, start = self.links.pop()
            label = "".join(self.words[start:]).strip()
            shown = not self.bare and href.startswith(("http://", "https://", "mailto:"))
            if shown and not _same_place(href, label):
                self.words.append(f" <{href}>" if label else f"<{href}>")
        if tag in _BLOCKS:
            self.end_line()
            if tag == "pre":
                self.pre = max(0, self.pre - 1)
            elif tag == "blockquote":
                self.quotes = max(0, self.quotes - 1)
            if tag in _SPACED and not (tag in {"ul", "ol"} and len(self.counters) > 1):
                self.blank_line()
        if tag in {"ul", "ol"} and self.counters:
            self.counters.pop()

    def bullet(self) -> str:
        indent = "  " * min(len(self.counters) - 1, _DEEPEST_QUOTE)
        if self.counters and self.counters[-1] is not None:
            self.counters[-1] += 1
            return f"{indent}{self.counters[-1]}. "
        return f"{indent}- "

    def end_line(self, *, empty: bool = False) -> None:
        if not self.words and not empty:
            return
        line = "".join(self.words).rstrip()
        if not (self.pre or self.keep_blanks or self.keep_lines or self.counters):
            line = line.lstrip(" ")
        self.words = []
        self.links = [(href, 0) for href, _ in self.links]
        if line or empty:
            self.lines.append("> " * min(self.quotes, _DEEPEST_QUOTE) + line)
        if line:
            self.said = len(self.lines)

    def blank_line(self) -> None:
        if self.lines and self.said == len(self.lines):
            self.lines.append(("> " * min(self.quotes, _DEEPEST_QUOTE)).rstrip())


def _same_place(href: str, label: str) -> bool:
    return _AROUND.sub("", href) == _AROUND.sub("", label)
