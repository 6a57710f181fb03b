"""Measure and cut text in terminal cells: a Japanese character takes two, an accent none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

# What may not be torn apart: a blank run, a link, a word of narrow characters, or one wide
# character with the marks, variation selectors and joined parts that belong to it; each with the
# closing marks that may not begin a line, and the opening ones that may not end it.
_MARKS = r"[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"
# Full-width forms are written as numbers: they look like the ASCII ones beside them.
_CLOSING = (
    r"[、。」』】〉》〕っッゃゅょャュョーぁぃぅぇぉァィゥェォ々"
    r",.!?:;)}\uff0c\uff01\uff1f\uff1a\uff1b\uff09\uff5d\u201d\u2019]"
)
_OPENING = r"[「『【〈《〔({\uff08\uff5b\u201c\u2018]"
_PIECES = re.compile(
    rf"(?P<blank> {{1,4096}})|(?P<link>[(<\[\"']{{0,2}}[a-z]{{1,12}}://[!-~]+){_CLOSING}{{0,3}}"
    rf"|(?P<word>{_OPENING}{{0,3}}[!-\u10ff]{{1,4096}}{_CLOSING}{{0,3}})"
    rf"|{_OPENING}{{0,3}}(?:[^ ]{_MARKS}{{0,30}})(?:\u200d[^ ]{_MARKS}{{0,30}}){{0,8}}{_CLOSING}{{0,3}}",
    re.DOTALL,
)
_MARGIN = re.compile(r" *(?:> ?)*")
_TAB = 8


def fit_text(text: str, width: int) -> str:
    """Cut a text to so many cells, with an ellipsis where something was left out."""
    text = text[: width * 8]  # marks take no cell; no name has more of them than this
    if cell_len(text) <= width:
        return text
    return cut_text(text, width - 1).rstrip() + "…" if width > 0 else ""


def cut_text(text: str, width: int) -> str:
    """Cut the longest beginning that takes at most so many cells."""
    space = width
    for index, character in enumerate(text):
        space -= cell_len(character)
        if space < 0:
            return text[:index]
    return text


def pad_text(text: str, width: int) -> str:
    """Fill a text up with blanks to so many cells."""
    return text + " " * max(0, width - cell_len(text))


def wrap_text(text: str, width: int) -> Iterator[str]:
    """Wrap a text into lines, none wider than so many cells but for links, which stay whole.

    Line ends stay, and so do indentation and quoting marks, on continued lines too. The time
    taken grows with the length only.
    """
    for line in text.split("\n"):
        line = line.expandtabs(_TAB)
        if len(line) <= width and line.isascii():
            yield line.rstrip()
        else:
            margin = _MARGIN.match(line)
            start = margin.group() if margin and margin.end() <= width // 2 else ""
            line = line[len(start) :]
            for begin, end in split_line(line, max(2, width - len(start))):
                yield (start + line[begin:end]).rstrip()


def split_line(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Find where a line is broken: the begin and end of each piece, blanks at a break left out.

    As `wrap` has it, but for one line without tabs, and without a margin.
    """
    start = end = 0
    space = width
    for piece in _PIECES.finditer(line):
        text = piece.group()
        cells = len(text) if text.isascii() else cell_len(text)
        parts = (text,) if cells <= width or piece.lastgroup == "link" else _split_parts(text, width)
        at = piece.start()
        for part in parts:
            if part is not text:
                cells = cell_len(part)
            if cells > space and end > start:
                yield start, end
                start, space = at, width
                if part.isspace():
                    start = end = at + len(part)
                    at = end
                    continue
            at += len(part)
            end = at
            space -= cells
    yield start, end


def _split_parts(text: str, width: int) -> Iterator[str]:
    while text:
        head = cut_text(text, width) or text[0]
        yield head
        text = text[len(head) :]
