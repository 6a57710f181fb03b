"""HTML from strangers, nested well and not too deep, before a parser reads it.

A parser that repairs HTML as browsers do takes time that grows with the square of the depth, of
the attributes of a tag and of the options of a select, and repeats an element that was never
closed in each block that follows: a small page can be made that takes hours, or all memory.
https://html.spec.whatwg.org/multipage/parsing.html has the rules that are followed here. Where a
rule is simplified, an element ends sooner than a browser would end it, never later.
"""

from __future__ import annotations

import re
from collections import Counter

FEW_TAGS = 400
"""Pages with no more tags, and no longer than SHORT characters, do no harm and are left as they are."""

SHORT = 100_000
DEEPEST = 300
_MOST_ATTRIBUTES = 64  # of one tag
_MOST_OPTIONS = 5000  # of one select
_MOST_STYLES = 16  # open at a time
_LONGEST_STYLE = 2000  # characters of an attribute of an element that may be repeated

_BLANK = r"[\t\n\f\r ]"
_NAME = re.compile(r"[a-zA-Z][^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(
    rf"(?:{_BLANK}|/)*(=?[^\t\n\f\r />=]*)"
    rf"(?:{_BLANK}*={_BLANK}*(?:\"([^\"]*)\"|'([^']*)'|(?!['\"])([^\t\n\f\r >]*)))?"
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9:_-]*")
_PLAIN_ATTRIBUTE = re.compile(r"[^\s\x00-\x1f\"'<>/=]+")

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "image", "img", "input", "keygen", "link", "meta"}
    | {"param", "source", "track", "wbr"}
)
_IGNORED = frozenset({"html", "head", "body", "frameset", "frame", "plaintext"})
_DROPPED = frozenset(
    {"script", "style", "svg", "math", "template", "noscript", "iframe", "noembed", "noframes", "xmp"}
)
_TEXT_ONLY = frozenset({"textarea", "title"})
_STYLES = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_CLOSES_P = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "search"}
    | {"section", "summary", "table", "ul"}
)
_SPECIAL = (_CLOSES_P - {"dialog"}) | {
    "applet", "button", "caption", "colgroup", "marquee", "object", "select", "tbody", "td", "tfoot", "th",
    "thead", "tr",
}  # fmt: skip
_CELLS = frozenset({"td", "th", "caption", "object", "marquee", "applet"})
_SCOPE = _CELLS | {"table"}
_P = frozenset({"p"})
_USUAL = _CLOSES_P | _STYLES | _VOID | {"div", "span", "tbody", "td", "th", "thead", "tr"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WALLS = _SCOPE | {"button", "select"}
_LISTS = _WALLS | {"ul", "ol", "menu", "dir"}
# A start tag of this name ends the nearest open element of these names, unless one of those is nearer.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dd": (frozenset({"dd", "dt"}), _WALLS | {"dl"}),
    "dt": (frozenset({"dd", "dt"}), _WALLS | {"dl"}),
    "option": (frozenset({"option"}), frozenset({"select", "optgroup"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    "a": (frozenset({"a"}), _CELLS),
    "nobr": (frozenset({"nobr"}), _CELLS),
    "button": (frozenset({"button"}), _SCOPE),
    "table": (frozenset({"table"}), _CELLS),
}
_ROWS = frozenset({"table", "tbody", "thead", "tfoot"})
_IN_TABLE = {
    **dict.fromkeys(("caption", "colgroup", "col", "tbody", "thead", "tfoot"), frozenset({"table"})),
    "tr": _ROWS,
    **dict.fromkeys(("td", "th"), _ROWS | {"tr"}),
}


def tame(html: str) -> str:
    """Return the same words and elements, but for what nobody sees, in HTML that is quick to parse."""
    if html.count("<") <= FEW_TAGS and len(html) <= SHORT:
        return html
    return Tamer(html).read()


class Tamer:
    """Reads tag by tag and writes what was understood; `open` is what the parser will have open."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.written: list[str] = []
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self.styles = 0
        self.options = 0

    def read(self) -> str:
        html, position = self.html, 0
        while (at := html.find("<", position)) >= 0:
            self.written.append(html[position:at])
            position = self.token(at)
        self.written.append(html[position:])
        return "".join(self.written)

    def token(self, at: int) -> int:
        """Read what begins with the `<` there. Returns where it ends."""
        html = self.html
        if found := _NAME.match(html, at + 1):
            return self.start(found[0].lower(), found.end())
        if html.startswith("/", at + 1):
            if found := _NAME.match(html, at + 2):
                _, end, _ = self.attributes(found.end(), keep=False)
                self.end(found[0].lower())
                return end
            return self.after(">", at)
        if comment := _COMMENT.match(html, at):
            return comment.end()
        if html.startswith(("!", "?"), at + 1):
            return self.after(">", at)
        self.written.append("&lt;")
        return at + 1

    def after(self, sign: str, at: int) -> int:
        found = self.html.find(sign, at)
        return len(self.html) if found < 0 else found + len(sign)

    def attributes(self, at: int, *, keep: bool = True) -> tuple[dict[str, str], int, bool]:
        """Return the attributes of the tag whose name ends there, its end, and whether it is a `<.../>`."""
        found: dict[str, str] = {}
        if self.html.startswith(">", at):  # as most tags
            return found, at + 1, False
        while True:
            match = _ATTRIBUTE.match(self.html, at)
            if match is None or match.end() == at:
                break
            at = match.end()
            name = match[1].lower()
            if keep and len(found) < _MOST_ATTRIBUTES and _PLAIN_ATTRIBUTE.fullmatch(name):
                found.setdefault(name, match[2] or match[3] or match[4] or "")
        return found, at + 1, self.html.startswith("/", at - 1)

    def start(self, name: str, at: int) -> int:
        attributes, end, closed = self.attributes(at)
        if end > len(self.html):  # the page ends within the tag
            return len(self.html)
        if name in _DROPPED:
            return end if closed and name in {"svg", "math"} else self.after_element(name, end)[1]
        if name in _IGNORED or not (name in _USUAL or _PLAIN_NAME.fullmatch(name)):
            return end
        if self.count["select"] and not self.within_select(name):
            return end
        if name == "form" and self.count["form"]:
            return end
        if name in _IN_TABLE:
            if not self.count["table"]:
                return end
            while self.open[-1] not in _IN_TABLE[name]:
                self.pop()
        if name in _ENDS:
            self.end_nearest(*_ENDS[name])
        if name in _CLOSES_P:
            self.end_nearest(_P, _WALLS)
        if name in _TEXT_ONLY:
            text, end = self.after_element(name, end)
            self.write_tag(name, attributes)
            self.written.append(text.replace("<", "&lt;") + f"</{name}>")
        elif name in _VOID:
            self.write_tag(name, attributes)
        elif len(self.open) < DEEPEST and not (name in _STYLES and self.styles >= _MOST_STYLES):
            if name in _STYLES:
                attributes = {key: text for key, text in attributes.items() if len(text) <= _LONGEST_STYLE}
            self.write_tag(name, attributes)
            self.push(name)
        return end

    def within_select(self, name: str) -> bool:
        """Return whether a tag counts inside a select; some end it."""
        if name in {"input", "keygen", "textarea", "button", "table", *_IN_TABLE}:
            self.end("select")
            return True
        if name == "select":
            self.end("select")
        if name == "option":
            self.options += 1
        return name == "optgroup" or (name == "option" and self.options <= _MOST_OPTIONS)

    def after_element(self, name: str, at: int) -> tuple[str, int]:
        """Return what an element holds that is only text, and where it ends."""
        found = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(self.html, at)
        if found is None:
            return self.html[at:], len(self.html)
        return self.html[at : found.start()], self.attributes(found.end(), keep=False)[1]

    def write_tag(self, name: str, attributes: dict[str, str]) -> None:
        given = ""
        for key, value in attributes.items():
            given += f' {key}="{_quote(value)}"'
        self.written.append(f"<{name}{given}>")

    # -- what is open ------------------------------------------------------------------------------

    def push(self, name: str) -> None:
        self.open.append(name)
        self.count[name] += 1
        self.styles += name in _STYLES
        if name == "select":
            self.options = 0

    def pop(self) -> None:
        self.close(len(self.open) - 1)

    def close(self, index: int) -> None:
        name = self.open.pop(index)
        self.count[name] -= 1
        self.styles -= name in _STYLES
        self.written.append(f"</{name}>")

    def end(self, name: str) -> None:
        """Take an end tag: what is open inside the element ends with it; without such an element, nothing."""
        if self.open and self.open[-1] == name:
            self.pop()
            return
        names = _HEADINGS if name in _HEADINGS else frozenset({name})
        if not any(self.count[each] for each in names):
            return
        walls = _SPECIAL
        if name in _STYLES:
            walls = _CELLS
        elif name in {"table", *_IN_TABLE}:
            walls = frozenset({"table"})
        elif name in _SPECIAL:
            walls = _SCOPE
        index = self.nearest(names, walls)
        if index is None:
            return
        if name in _STYLES:
            self.close(index)
            return
        while len(self.open) > index:
            self.pop()

    def end_nearest(self, names: frozenset[str], walls: frozenset[str]) -> None:
        if any(self.count[name] for name in names):
            index = self.nearest(names, walls)
            while index is not None and len(self.open) > index:
                self.pop()

    def nearest(self, names: frozenset[str], walls: frozenset[str]) -> int | None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index] in names:
                return index
            if self.open[index] in walls:
                return None
        return None


def _quote(value: str) -> str:
    return value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
