"""Help texts: what of them is said in words, and the same text in another language.

A text is one of paragraphs. One that begins with a line of `\\b` keeps its lines, as the command
line's library has it; lines of it that are set in by two blanks are typed and not said, but for
a remark in parentheses at their end.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

_KEPT = "\b"
_REMARK = re.compile(r"(?P<typed>  .*?)(?P<gap> {2,})\((?P<said>.+)\)")


def split_sentences(text: str) -> Iterator[str]:
    """Split a help text into what is to be translated, in its order."""
    said: list[str] = []

    def note(sentence: str) -> str:
        said.append(sentence)
        return sentence

    translate_help(text, note)
    yield from said


def translate_help(text: str, say: Callable[[str], str]) -> str:
    """Replace every sentence of the text by what `say` makes of it."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(_translate_paragraph(paragraph, say) for paragraph in paragraphs if paragraph)


def _translate_paragraph(paragraph: str, say: Callable[[str], str]) -> str:
    first, *lines = paragraph.split("\n")
    if first.strip() != _KEPT:
        return say(" ".join(line.strip() for line in (first, *lines)))
    return "\n".join([first, *(_translate_line(line, say) for line in lines)])


def _translate_line(line: str, say: Callable[[str], str]) -> str:
    if not line.startswith("  "):
        return say(line) if line.strip() else line
    found = _REMARK.fullmatch(line)
    if found is None:
        return line
    return f"{found['typed']}{found['gap']}({say(found['said'])})"
