"""Draws what stood on a terminal as an SVG, one frame after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from itertools import groupby

from pyte.screens import Char as Cell
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

SECONDS = 1.6
LAST_SECONDS = 6.0
# The palette of Windows Terminal ("Campbell"), whose colours are read well on its background.
THEME = TerminalTheme(
    (12, 12, 12),
    (204, 204, 204),
    [
        *((12, 12, 12), (231, 72, 86), (22, 198, 12), (249, 241, 165)),
        *((59, 120, 255), (180, 0, 158), (97, 214, 214), (204, 204, 204)),
    ],
    [
        *((118, 118, 118), (231, 72, 86), (22, 198, 12), (249, 241, 165)),
        *((59, 120, 255), (180, 0, 158), (97, 214, 214), (242, 242, 242)),
    ],
)
_CUT = "<!-- cut -->"
_PARTS = _CUT.join(("{styles}", "{backgrounds}", "{matrix}", "{terminal_width} {terminal_height}"))
_CLIPPED = re.compile(r' clip-path="[^"]*"')  # lines are never longer than the terminal is wide
_COLOURS = {"brown": "yellow"}  # what pyte calls them, and rich


def animation(frames: Sequence[Sequence[Sequence[Cell]]], title: str) -> str:
    """An SVG that shows the frames in turn; the last one alone where nothing may move."""
    drawn = [_frame(cells, f"f{number}") for number, cells in enumerate(frames)]
    whole = SECONDS * (len(frames) - 1) + LAST_SECONDS
    width, height = drawn[0][3].split()
    styles, bodies = [], []
    for number, (colours, backgrounds, matrix, _size) in enumerate(drawn):
        begin = 100 * SECONDS * number / whole
        end = 100 if number == len(drawn) - 1 else 100 * SECONDS * (number + 1) / whole
        styles.append(f"{colours}\n{_turn(number, begin, end, whole)}")
        bodies.append(
            f'<g class="turn t{number}">{backgrounds}<g class="cells">{_CLIPPED.sub("", matrix)}</g></g>'
        )
    last = len(drawn) - 1
    return _WHOLE.format(
        title=title,
        width=float(width) + 32,
        height=float(height) + 32,
        styles="\n".join(styles),
        still=f".t{last} {{ visibility: visible; }}",
        frames="\n".join(bodies),
    )


def _turn(number: int, begin: float, end: float, whole: float) -> str:
    shown = f"{begin:.3f}% {{ visibility: visible; }}"
    before = "0% { visibility: hidden; } " if begin else ""
    after = f" {end:.3f}% {{ visibility: hidden; }}" if end < 100 else ""
    return (
        f"@keyframes turn{number} {{ {before}{shown}{after} }}\n"
        f".t{number} {{ animation: turn{number} {whole:.1f}s step-end infinite; }}"
    )


def _frame(rows: Sequence[Sequence[Cell]], name: str) -> list[str]:
    """Styles, backgrounds, text and size of one frame."""
    console = Console(
        record=True, width=len(rows[0]), file=StringIO(), force_terminal=True, color_system="truecolor"
    )
    for row in rows:
        console.print(_line(row), soft_wrap=True)
    svg = console.export_svg(theme=THEME, code_format=_PARTS, unique_id=name)
    return [re.sub(r"\n\s+", "\n", part.strip()) for part in svg.split(_CUT)]


def _line(row: Sequence[Cell]) -> Text:
    line = Text()
    for style, cells in groupby(row, _style):
        line.append("".join(cell.data for cell in cells), style)
    line.rstrip()
    return line


def _style(cell: Cell) -> Style:
    return Style(
        color=_colour(cell.fg),
        bgcolor=_colour(cell.bg),
        bold=cell.bold,
        italic=cell.italics,
        underline=cell.underscore,
        reverse=cell.reverse,
    )


def _colour(name: str) -> str | None:
    if name == "default":
        return None
    if re.fullmatch("[0-9a-f]{6}", name):
        return f"#{name}"
    name = _COLOURS.get(name, name)
    return f"bright_{name.removeprefix('bright')}" if name.startswith("bright") else name


_WHOLE = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}">
<title>{title}</title>
<style>
.cells {{
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK JP", monospace;
  font-size: 20px; line-height: 24.4px; white-space: pre;
}}
.turn {{ visibility: hidden; }}
{styles}
@media (prefers-reduced-motion: reduce) {{
  .turn {{ animation: none; }}
  {still}
}}
</style>
<rect width="100%" height="100%" rx="8" fill="#0c0c0c" />
<g transform="translate(16, 16)">
{frames}
</g>
</svg>
"""
