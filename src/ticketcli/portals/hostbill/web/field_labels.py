"""The words that belong to a form's field, wherever a theme puts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.html.to_text import extract_text
from ticketcli.model.text import clean_line

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CONTROLS = frozenset({"input", "select", "textarea", "button"})
_LONGEST_LABEL = 300  # what is longer is a page and not a label


class FieldLabels:
    """The labels of all fields of a page."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._by_id: dict[str, str] = {}
        self._summaries: dict[int, tuple[set[str | None], str]] = {}
        """Of an element: the names of the controls in it, and its words."""
        for label in page.css("label[for]"):
            target = label.attributes.get("for") or ""
            words = self._by_id.get(target, "")
            if len(words) <= _LONGEST_LABEL:
                self._by_id[target] = f"{words} {clean_line(extract_text(label))}".strip()

    def find(self, node: LexborNode) -> str:
        """Return all the words that belong to a control, on one line."""
        given = node.attributes
        parts = [
            self._by_id.get(given.get("id") or "", ""),
            self._read_surroundings(node),
            given.get("aria-label") or "",
            given.get("placeholder") or "",
            given.get("title") or "",
        ]
        return " ".join(dict.fromkeys(clean_line(part) for part in parts if part.strip()))

    def _read_surroundings(self, node: LexborNode) -> str:
        """Return the words of the largest element around a control that holds no other control."""
        words = ""
        above = node.parent
        own = node.attributes.get("name")
        while above is not None and above.tag not in {"form", "body", "html", "fieldset", "table", "tbody"}:
            names, text = self._summarize(above)
            if len(names) > (own in names) or len(text) > _LONGEST_LABEL:
                break
            words = text or words
            above = above.parent
        return words or _read_words_before(node)

    def _summarize(self, node: LexborNode) -> tuple[set[str | None], str]:
        if node.mem_id not in self._summaries:
            inside = node.css("input:not([type=hidden]), select, textarea")
            words = clean_line(extract_text(node, most=2 * _LONGEST_LABEL))  # not what a control holds
            self._summaries[node.mem_id] = {other.attributes.get("name") for other in inside}, words
        return self._summaries[node.mem_id]


def _read_words_before(node: LexborNode) -> str:
    """Return the words between a control and the one in front of it, where all stand side by side."""
    words: list[str] = []
    before = node.prev
    while before is not None and before.tag not in _CONTROLS and len(words) < _LONGEST_LABEL:
        if before.is_element_node and before.css_first("input, select, textarea") is not None:
            break
        words.insert(0, before.text()[-_LONGEST_LABEL:])
        before = before.prev
    return clean_line(" ".join(words))[:_LONGEST_LABEL]
