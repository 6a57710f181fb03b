"""A portal that means harm, its customer, and what may reach their terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.streams import Outcome
from tests.whole.person import Person, customer

HOSTILE = {
    "csi": "\x1b[2J\x1b[1;777Hgone\x1b[38;5;201mpink",
    "title": "\x1b]0;owned\x07after",
    "link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07after",
    "dcs": "\x1bP+q544e\x1b\\after",
    "apc": "\x1b_Gf=24;AAAA\x1b\\after",
    "pm and sos": "\x1b^pm\x1b\\\x1bXsos\x1b\\after",
    "c1": "\x9b2J\x9d0;owned\x9c\x90q\x9c\x85after",
    "entities": "&#27;[31m&#x1b;]0;owned&#7; &#x9b;2J &#155;31m&NewLine;after",
    "twice encoded": "&amp;#27;[31m &amp;#x9b;2J after",
    "bidi": "invoice\u202efdp.exe \u2066hidden\u2069 \u200fright\u200e \u061cletter",
    "zero width and tags": "a\u200bb\u2060c\ufeffd\U000e0041\U000e007fafter",
    "markup": "[bold]x[/x] [/] [link=https://evil.example]y[/link] {0} {evil} %s $(id) `id`",
    "null and friends": "nul\x00bell\x07back\x08form\x0cvertical\x0bdelete\x7fafter",
    "lines": "one\r\ntwo\rthree\u2028four\u2029five\tsix\x1c\x1d\x1eseven",
    "html": "<script>alert(1)</script><b onclick=x>bold</b></i></a> after",
}
OURS = re.compile(r"\x1b\[[0-9]{1,3}(?:;[0-9]{1,3})*m|\x1b\]8;;(?:(?:https?://|mailto:)[!-~]+)?\x1b\\")
"""What is written on a terminal by the program itself: colours, and links on terminals that know them."""

MOVING = re.compile(r"\x1b\[\?25[lh]|\r?\x1b\[2K|\r\x1b\[1A")
"""How the signs of life on stderr move, and are taken back."""

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def obeyed(text: str) -> set[str]:
    """The characters in a text that a terminal would obey, as their numbers."""
    return {
        f"U+{ord(sign):04X}"
        for sign in text
        if sign not in "\n\t"
        and (
            unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
            or sign in BIDI
            or 0xE0000 <= ord(sign) <= 0xE007F
        )
    }


def harmless(sentence: Outcome, *, terminal: bool = False) -> Outcome:
    """The same, after a look at both streams."""
    for text in (sentence.out, sentence.err):
        rest = MOVING.sub("", OURS.sub("", text)) if terminal else text
        assert not obeyed(rest), f"{obeyed(rest)} in {rest!r}"
    return sentence


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Callable[..., tuple[Portal, Person]]]:
    """Starts a portal with these quirks; gives it and its customer."""
    with ExitStack() as stack:

        def start(**quirks: object) -> tuple[Portal, Person]:
            portal = stack.enter_context(Portal(Quirks(**quirks)))  # type: ignore[arg-type]
            return portal, customer(tmp_path / "home", portal)

        yield start
