"""What a page says to whoever reads it: in its message boxes, or in a script that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from ticketcli.html.to_text import convert_html, extract_text
from ticketcli.model.text import clean_line
from ticketcli.portals.hostbill.web.elements import list_child_elements, read_own_words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_PUSHED = re.compile(r"""\berrors\.push\(\s*(['"])((?:\\.|(?!\1)[^\\\n])*)\1\s*\)""")
_LONGEST_SCRIPT = 20_000  # characters of a script that are looked through for errors
_MOST_MESSAGES = 10
_LONGEST = 4000  # characters of a message box
_ERRORS = "#errors, .alert-danger, .alert-error, .errors li, ul.errors, .errormsg"
_MESSAGES = (
    f"{_ERRORS}, .alert-warning, .alert, .error, #infos, .notification, .invalid-feedback, .text-danger"
)


def read_messages(page: LexborHTMLParser) -> tuple[str, ...]:
    """Return what a page says, each sentence once: its errors where it has any, else all its boxes.

    A page that shows an error has other boxes as well, such as one that explains a form.
    """
    said: list[str] = []
    _add_boxes(said, page, _MESSAGES)
    return read_errors(page) or tuple(said[:_MOST_MESSAGES])


def read_errors(page: LexborHTMLParser) -> tuple[str, ...]:
    """Return the errors of a page, each once."""
    errors = list(dict.fromkeys(_read_scripted_errors(page)))[:_MOST_MESSAGES]
    _add_boxes(errors, page, _ERRORS)
    return tuple(errors[:_MOST_MESSAGES])


def _add_boxes(said: list[str], page: LexborHTMLParser, selector: str) -> None:
    for node in page.css(selector):
        if len(said) >= _MOST_MESSAGES:
            return
        if "display:none" in (node.attributes.get("style") or "").replace(" ", ""):
            continue
        for line in _list_lines(node):
            text = clean_line(line).removeprefix("- ").strip("×").strip()
            if text and text not in said and not any(text in other for other in said):
                said.append(text)


def _list_lines(box: LexborNode) -> list[str]:
    """Return the lines of a message box. Where it holds nothing but several spans, each is a sentence."""
    while len(children := list_child_elements(box)) == 1 and not read_own_words(box):
        box = children[0]
    spans = [child for child in children if child.tag == "span"]
    if len(spans) > 1 and not read_own_words(box):
        return [extract_text(span, most=_LONGEST) for span in spans]
    return extract_text(box, most=_LONGEST).split("\n")


def _read_scripted_errors(page: LexborHTMLParser) -> Iterator[str]:
    """Return the errors that some themes only hand to a script. Those within a function are none yet."""
    for script in page.css("script:not([src])"):
        text = (script.text() or "")[:_LONGEST_SCRIPT]
        for found in _PUSHED.finditer(text):
            if text.count("{", 0, found.start()) <= text.count("}", 0, found.start()):
                plain = re.sub(r"\\(.)", lambda match: " " if match[1] in "nrt" else match[1], found[2])
                words = clean_line(convert_html(plain) if "<" in plain else unescape(plain))
                if words:
                    yield words
