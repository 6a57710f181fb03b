"""Reflow explanations to the width of the window."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ticketcli.model.phrases import join_phrases
from ticketcli.output.widths import pad_text, wrap_text

_ROW = re.compile(r"(?P<name> +\S(?:.*?\S)?)(?P<gap> {2,})(?P<text>\S.*)")
_LEAST = 24  # cells that a text beside a name needs
_UNDER = 6  # cells that it is set in by, where it stands below the name instead
_WIDEST = 88  # longer lines are hard to read


def reflow_text(text: str, width: int) -> Iterator[str]:
    """Reflow the lines of a text for a window of so many cells.

    A paragraph is what stands at the margin. Of what is set in, a name with blanks between it and a text is
    a row of a list, which goes on in lines that begin where the text does; all else keeps its lines.
    """
    width = min(width, _WIDEST)
    for name, column, words in _split_pieces(text.split("\n")):
        if column is None:
            yield from wrap_text(words, width) if words and not name else [name]
        elif column + _LEAST > width:
            yield name
            yield from (" " * _UNDER + line for line in wrap_text(words, max(width - _UNDER, 10)))
        else:
            lines = list(wrap_text(words, width - column))
            beside = len(name) + 2 <= column
            if not beside:
                yield name
            for number, line in enumerate(lines):
                yield pad_text(name if beside and number == 0 else "", column) + line


def _split_pieces(lines: list[str]) -> Iterator[tuple[str, int | None, str]]:
    """Split lines into names with column and words, paragraphs without name, fixed lines without words."""
    name, column, words = "", None, ""
    for line in lines:
        inset = len(line) - len(line.lstrip())
        row = _ROW.fullmatch(line)
        if name and (column == inset or (column is None and inset > _UNDER + 2)):
            column, words = inset, _join_lines(words, line.strip())
            continue
        if line and not inset and not name and words:
            words = _join_lines(words, line)
            continue
        if name or words:
            yield name, column, words
        name, column, words = "", None, ""
        if not line:
            yield "", None, ""
        elif not inset:
            words = line
        elif row is not None:
            name, column, words = row["name"], row.start("text"), row["text"]
        else:
            name = line
    if name or words:
        yield name, column, words


def _join_lines(one: str, other: str) -> str:
    # Lines of Japanese and Chinese have no blank between them.
    wide = one[-1:] > "\u10ff" and other[:1] > "\u10ff" and not {one[-1:], other[:1]} & set("“”‘’")
    return f"{one}{other}" if wide or not one else join_phrases(one, other)
