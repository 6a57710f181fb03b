"""Draws what stood on a terminal as an SVG, one frame after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from pyte.screens import Char as Cell

SECONDS = 1.6
LAST_SECONDS = 6.0
WIDTH, HEIGHT, BASELINE = 12.2, 24.4, 18.0  # of a cell, in pixels, as is where its letters stand
MARGIN = 16
# The palette of Windows Terminal ("Campbell"): learn.microsoft.com/windows/terminal
BACKGROUND, FOREGROUND = "#0c0c0c", "#cccccc"
COLOURS = {
    "black": "#0c0c0c",
    "red": "#c50f1f",
    "green": "#13a10e",
    "brown": "#c19c00",
    "blue": "#0037da",
    "magenta": "#881798",
    "cyan": "#3a96dd",
    "white": "#cccccc",
    "brightblack": "#767676",
    "brightred": "#e74856",
    "brightgreen": "#16c60c",
    "brightbrown": "#f9f1a5",
    "brightblue": "#3b78ff",
    "brightmagenta": "#b4009e",
    "brightcyan": "#61d6d6",
    "brightwhite": "#f2f2f2",
}
"""By the names that pyte gives them."""

Rows = Sequence[Sequence[Cell]]


class Run(NamedTuple):
    """Neighbours in a line that look alike and are equally wide; `cells` is how many they take."""

    column: int
    cells: int
    text: str
    look: Cell


def animation(frames: Sequence[Rows], title: str) -> str:
    """An SVG that shows the frames in turn; the last one alone where nothing may move."""
    whole = SECONDS * (len(frames) - 1) + LAST_SECONDS
    last = len(frames) - 1
    turns, bodies = [], []
    for number, rows in enumerate(frames):
        begin = 100 * SECONDS * number / whole
        end = None if number == last else 100 * SECONDS * (number + 1) / whole
        turns.append(_turn(number, begin, end, whole))
        bodies.append(f'<g class="turn t{number}">\n{"".join(_frame(rows))}</g>')
    return _WHOLE.format(
        title=escape(title),
        width=len(frames[0][0]) * WIDTH + 2 * MARGIN,
        height=len(frames[0]) * HEIGHT + 2 * MARGIN,
        margin=MARGIN,
        background=BACKGROUND,
        foreground=FOREGROUND,
        turns="\n".join(turns),
        last=last,
        frames="\n".join(bodies),
    )


def _turn(number: int, begin: float, end: float | None, whole: float) -> str:
    before = "0% { visibility: hidden; } " if begin else ""
    after = "" if end is None else f" {end:.2f}% {{ visibility: hidden; }}"
    return (
        f"@keyframes turn{number} {{ {before}{begin:.2f}% {{ visibility: visible; }}{after} }}\n"
        f".t{number} {{ animation: turn{number} {whole:.1f}s step-end infinite; }}"
    )


def _frame(rows: Rows) -> Iterator[str]:
    for line, row in enumerate(rows):
        for run in _runs(row):
            x, y = run.column * WIDTH, line * HEIGHT
            front, back = _colours(run.look)
            if back:
                yield (
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{run.cells * WIDTH:.1f}" height="{HEIGHT}" '
                    f'fill="{back}"/>\n'
                )
            if run.text.strip():
                style = "".join(
                    (
                        ' class="wide"' if run.cells > len(run.text) else "",
                        f' fill="{front}"' if front else "",
                        ' font-weight="bold"' if run.look.bold else "",
                        ' font-style="italic"' if run.look.italics else "",
                        ' text-decoration="underline"' if run.look.underscore else "",
                    )
                )
                yield (
                    f'<text x="{x:.1f}" y="{y + BASELINE:.1f}" textLength="{run.cells * WIDTH:.1f}"{style}>'
                    f"{escape(run.text, quote=False)}</text>\n"
                )


def _runs(row: Sequence[Cell]) -> Iterator[Run]:
    """A line in runs. The second cell of a wide character is empty, and belongs to the first."""
    cells = list(_settled(row))
    seen = [
        (column, cell, column + 1 < len(cells) and not cells[column + 1].data)
        for column, cell in enumerate(cells)
        if cell.data
    ]
    for (look, wide), group in groupby(seen, lambda each: (each[1]._replace(data=""), each[2])):
        run = list(group)
        text = "".join(cell.data for _column, cell, _wide in run)
        kept = text if _is_seen(look) else text.rstrip()
        if kept:
            yield Run(run[0][0], len(kept) * (2 if wide else 1), kept, look)


def _settled(row: Sequence[Cell]) -> Iterator[Cell]:
    """A line whose blanks look as what is before them: how they do depends on how often it was drawn."""
    before = Cell(" ")
    for cell in row:
        if cell.data == " " and not _is_seen(cell):
            cell = before._replace(data=" ") if not _is_seen(before) else Cell(" ")
        yield cell
        before = cell if cell.data else before


def _is_seen(look: Cell) -> bool:
    """Whether a blank of that look can be seen."""
    return bool(look.reverse or look.underscore or look.bg != "default")


def _colours(look: Cell) -> tuple[str | None, str | None]:
    front, back = _colour(look.fg), _colour(look.bg)
    return (back or BACKGROUND, front or FOREGROUND) if look.reverse else (front, back)


def _colour(name: str) -> str | None:
    return None if name == "default" else COLOURS.get(name) or f"#{name}"


_WHOLE = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}">
<title>{title}</title>
<style>
text {{
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK JP", monospace;
  font-size: 20px; white-space: pre;
}}
.wide {{ font-size: 23px; }}
.turn {{ visibility: hidden; }}
{turns}
@media (prefers-reduced-motion: reduce) {{
  .turn {{ animation: none; }}
  .t{last} {{ visibility: visible; }}
}}
</style>
<rect width="100%" height="100%" rx="8" fill="{background}"/>
<g transform="translate({margin}, {margin})" fill="{foreground}">
{frames}
</g>
</svg>
"""
