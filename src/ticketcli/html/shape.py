"""What of a text is HTML, by its shape: portals send plain text, HTML and mixtures, without saying which.

`<ops@example.com>`, `<your-ip>` and `a<b and c>d` are words, in a message that is HTML too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_BREAKS = frozenset({"br", "hr", "wbr"})
_VOID_WITH_ATTRIBUTES = frozenset(
    {"area", "base", "col", "embed", "frame", "image", "img", "input", "link", "meta", "param", "source"}
)
_END_MAY_MISS = frozenset(
    {"body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr"}
)
_PAIRS = frozenset(
    {"a", "abbr", "acronym", "address", "applet", "article", "aside", "audio", "b", "bdi", "bdo", "big"}
    | {"blink", "blockquote", "button", "canvas", "caption", "center", "cite", "code", "data", "del"}
    | {"details", "dfn", "dialog", "dir", "div", "dl", "em", "fieldset", "figcaption", "figure", "font"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "iframe", "ins", "kbd"}
    | {"label", "legend", "main", "map", "mark", "marquee", "math", "menu", "nav", "nobr", "noscript"}
    | {"object", "ol", "output", "picture", "pre", "progress", "q", "ruby", "rp", "rt", "s", "samp", "script"}
    | {"search", "section", "select", "slot", "small", "span", "strike", "strong", "style", "sub", "summary"}
    | {"sup", "svg", "table", "template", "textarea", "time", "title", "tt", "u", "ul", "var", "video"}
)
_OF_WORD = re.compile(r"(?:o|v|w|st1|m|x):[a-z]\w*")
_BARE_ATTRIBUTES = frozenset(
    {"checked", "compact", "controls", "disabled", "hidden", "multiple", "noshade", "nowrap", "open"}
    | {"readonly", "required", "reversed", "selected"}
)
_NAME = re.compile(r"[a-zA-Z][^\s<>/]*")
_COMMENT_NAME = "!"
_COMMENT = re.compile(
    r"(?is)<!--.*?(?:--!?>|\Z)|<!doctype\b[^>]{0,300}>|<!\[[^>]{0,300}>|<\?xml\b[^>]{0,300}>"
)
_VALUE = re.compile(r"[\w:-]\s*=")
_STOP = re.compile("[<>\"']")
_WELL_FORMED = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[\w:-]+=(?:"[^"<>]*"|'[^'<>]*'))*\s*/?)>""")
_MOST_QUOTES = 128  # in one tag


@dataclass(frozen=True)
class _Tag:
    begin: int
    end: int
    name: str
    closing: bool
    attributes: str


def looks_like_html(text: str) -> bool:
    """Return whether a text holds tags that messages are made of."""
    return "<" in text and escape_words(text)[1]


def escape_words(text: str) -> tuple[str, bool]:
    """Return the text with every `<` that begins no tag written as `&lt;`, and whether it has any tags."""
    if "<" not in text:
        return text, False
    if _is_well_formed(text):
        return text, True
    tags = list(_find_tags(text))
    opened = Counter(tag.name for tag in tags if not tag.closing)
    closed = Counter(tag.name for tag in tags if tag.closing)
    certain = {tag.begin for tag in tags if _is_certain(tag, opened, closed)}
    if not certain and not any(_is_line_start(tag, text) for tag in tags):
        return text.replace("<", "&lt;"), False
    written: list[str] = []
    at = 0
    for tag in tags:
        written.append(text[at : tag.begin].replace("<", "&lt;"))
        at = tag.end
        loose = tag.name in _END_MAY_MISS and not tag.closing
        if tag.begin in certain or loose or tag.name == _COMMENT_NAME:
            written.append(text[tag.begin : tag.end])
        elif not tag.closing or _is_known(tag.name):
            written.append(text[tag.begin : tag.end].replace("<", "&lt;"))
    written.append(text[at:].replace("<", "&lt;"))
    return "".join(written), True


def _is_well_formed(text: str) -> bool:
    """Return whether each `<` begins a certain tag, as in most messages: to read them one by one is slow."""
    found = _WELL_FORMED.findall(text)
    if len(found) != text.count("<"):
        return False
    tags = [_Tag(0, 0, name.lower(), bool(slash), attributes) for slash, name, attributes in set(found)]
    opened = Counter(tag.name for tag in tags if not tag.closing)
    closed = Counter(tag.name for tag in tags if tag.closing)
    return all(_is_certain(tag, opened, closed) for tag in tags)


def _find_tags(text: str) -> Iterator[_Tag]:
    """Yield what may be tags, and comments."""
    at = 0
    while (found := text.find("<", at)) >= 0:
        comment = _COMMENT.match(text, found)
        tag = (
            _Tag(found, comment.end(), _COMMENT_NAME, False, "")
            if comment is not None
            else _read_tag(text, found)
        )
        if tag is not None:
            yield tag
        at = tag.end if tag is not None else found + 1


def _read_tag(text: str, begin: int) -> _Tag | None:
    """Return what may be a tag at that `<`: a name, and whatever comes before the `>` outside of quotes."""
    closing = text.startswith("/", begin + 1)
    name = _NAME.match(text, begin + 1 + closing)
    if name is None:
        return None
    at = name.end()
    for _quotes in range(_MOST_QUOTES):
        stop = _STOP.search(text, at)
        if stop is None or stop[0] == "<":
            return None
        if stop[0] == ">":
            attributes = text[name.end() : stop.start()]
            return _Tag(begin, stop.end(), name[0].lower(), closing, attributes)
        quoted = text[name.end() : stop.start()].rstrip().endswith("=")
        end = text.find(stop[0], stop.end()) if quoted else stop.start()
        if end < 0:
            return None
        at = end + 1
    return None


def _is_certain(tag: _Tag, opened: Counter[str], closed: Counter[str]) -> bool:
    name, words = tag.name, tag.attributes.strip().rstrip("/").strip()
    if tag.closing:
        return _is_known(name) and not words and (opened[name] > 0 or name in {"p", "br"})
    has_values = bool(_VALUE.search(words))
    if words and not has_values and not set(words.lower().split()) <= _BARE_ATTRIBUTES:
        return False
    if name in _BREAKS or _OF_WORD.fullmatch(name):
        return True
    if name in _VOID_WITH_ATTRIBUTES:
        return has_values
    quoted = '="' in words or "='" in words
    return _is_known(name) and (closed[name] > 0 or quoted or (tag.attributes.endswith("/") and name == "p"))


def _is_known(name: str) -> bool:
    return (
        name in _PAIRS
        or name in _END_MAY_MISS
        or name in _BREAKS
        or name in _VOID_WITH_ATTRIBUTES
        or _OF_WORD.fullmatch(name) is not None
    )


def _is_line_start(tag: _Tag, text: str) -> bool:
    """Return whether a paragraph or an item begins with the line: old HTML does without end tags."""
    return (
        tag.name in {"p", "li", "html", "body"}
        and not tag.attributes.strip()
        and (tag.begin == 0 or text[tag.begin - 1] == "\n")
    )
