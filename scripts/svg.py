"""Draws what stood on a terminal as an SVG, one frame after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from pyte.screens import Char as Cell

SECONDS = 1.6
LAST_SECONDS = 6.0
WIDTH, HEIGHT, BASELINE = 12.2, 24.4, 18.0  # of a cell, in pixels, as is where its letters stand
MARGIN = 16
FIRST_SECONDS = 3.0  # that the last screen is shown for, before all else


class Palette(NamedTuple):
    """The colours of a terminal; those of `named` go by the names that pyte gives them."""

    background: str
    foreground: str
    named: Mapping[str, str]


_NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
# "Campbell" and "One Half Light" of Windows Terminal: learn.microsoft.com/windows/terminal
_CAMPBELL = (
    "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
)
_ONE_HALF = (
    "383a42 e45649 50a14f c18301 0184bc a626a4 0997b3 fafafa "
    "4f525d df6c75 98c379 e4c07a 61afef c577dd 56b5c1 ffffff"
)


def _name_colours(colours: str) -> Mapping[str, str]:
    names = (*_NAMES, *(f"bright{name}" for name in _NAMES))
    return {name: f"#{colour}" for name, colour in zip(names, colours.split(), strict=True)}


PALETTES = {
    "dark": Palette("#0c0c0c", "#cccccc", _name_colours(_CAMPBELL)),
    "light": Palette("#fafafa", "#383a42", _name_colours(_ONE_HALF)),
}
FONTS = {
    "en": "monospace",
    "ja": '"Noto Sans Mono CJK JP", monospace',
    "zh_TW": '"Noto Sans Mono CJK TC", monospace',
}


Rows = Sequence[Sequence[Cell]]


class Run(NamedTuple):
    """Neighbours in a line that look alike and are equally wide; `cells` is how many they take."""

    column: int
    cells: int
    text: str
    look: Cell


def animation(frames: Sequence[Rows], title: str, language: str, shade: str) -> str:
    """An SVG that shows the last frame, then all in turn; the last one alone where nothing may move.

    `language` is one of the program's, `shade` "dark" or "light".
    """
    palette = PALETTES[shade]
    last = len(frames) - 1
    whole = FIRST_SECONDS + SECONDS * last + LAST_SECONDS
    turns, bodies = [], []
    for number, rows in enumerate(frames):
        begin = 100 * (FIRST_SECONDS + SECONDS * number) / whole
        end = begin + 100 * SECONDS / whole
        turns.append(_turn(number, begin, None if number == last else end, whole))
        bodies.append(f'<g class="turn t{number}">\n{"".join(_frame(rows, palette))}</g>')
    return _WHOLE.format(
        title=escape(title),
        width=len(frames[0][0]) * WIDTH + 2 * MARGIN,
        height=len(frames[0]) * HEIGHT + 2 * MARGIN,
        margin=MARGIN,
        background=palette.background,
        foreground=palette.foreground,
        language={"zh_TW": "zh-Hant-TW"}.get(language, language),
        fonts=FONTS[language],
        turns="\n".join(turns),
        last=last,
        frames="\n".join(bodies),
    )


def _turn(number: int, begin: float, end: float | None, whole: float) -> str:
    first = f"0% {{ visibility: {'hidden' if end else 'visible'}; }}"
    if end is None:
        first += f" {100 * FIRST_SECONDS / whole:.2f}% {{ visibility: hidden; }}"
    after = "" if end is None else f" {end:.2f}% {{ visibility: hidden; }}"
    return (
        f"@keyframes turn{number} {{ {first} {begin:.2f}% {{ visibility: visible; }}{after} }}\n"
        f".t{number} {{ animation: turn{number} {whole:.1f}s step-end infinite; }}"
    )


def _frame(rows: Rows, palette: Palette) -> Iterator[str]:
    for line, row in enumerate(rows):
        for run in _runs(row):
            x, y = run.column * WIDTH, line * HEIGHT
            front, back = _colours(run.look, palette)
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


def _colours(look: Cell, palette: Palette) -> tuple[str | None, str | None]:
    front, back = _colour(look.fg, palette), _colour(look.bg, palette)
    return (back or palette.background, front or palette.foreground) if look.reverse else (front, back)


def _colour(name: str, palette: Palette) -> str | None:
    return None if name == "default" else palette.named.get(name) or f"#{name}"


_WHOLE = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="{language}" lang="{language}"
  viewBox="0 0 {width:.0f} {height:.0f}">
<title>{title}</title>
<style>
text {{
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, {fonts};
  font-size: 20px; white-space: pre;
}}
.wide {{ font-size: 23px; }}
.turn {{ visibility: hidden; }}
.t{last} {{ visibility: visible; }}
{turns}
@media (prefers-reduced-motion: reduce) {{
  .turn {{ animation: none; }}
}}
</style>
<rect width="100%" height="100%" rx="8" fill="{background}"/>
<g transform="translate({margin}, {margin})" fill="{foreground}">
{frames}
</g>
</svg>
"""
