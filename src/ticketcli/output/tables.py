"""Rows of cells: a table on a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ticketcli.i18n import _
from ticketcli.model.text import clean_line
from ticketcli.output.colour import Line, Part

Row = Sequence[Part]
_GAP = 2
_SQUEEZED = 4  # cells of a column in a window that is too narrow for anything


@dataclass(frozen=True)
class Column:
    """A column of a table. Its title is looked up when it is drawn.

    `least` is how far it may be narrowed, None where it may not be. `keep` is how long it stays
    when the window is narrow: columns with the lowest number go first, those with 0 stay.
    """

    title: str
    least: int | None = None
    keep: int = 0

    @property
    def heading(self) -> str:
        """The title in the language spoken now."""
        return _(self.title) if self.title else ""


def write_tabbed(rows: Iterable[Row]) -> Iterator[Line]:
    """Write one line for each row, its cells whole and with tabs between them."""
    for row in rows:
        line: list[Part] = []
        for text, style in row:
            line += [("\t", ""), (clean_line(text), style)]
        yield line[1:]


def draw_table(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Iterator[Line]:
    """Draw a header and the rows in columns, no line wider than `width` cells.

    A column that would be empty in all rows is left out. In a narrow window columns are narrowed
    as far as they go, then left out; nothing is wrapped.
    """
    from ticketcli.output.widths import fit_text

    if not rows:
        return
    cells = [[(fit_text(clean_line(text), width), style) for text, style in row] for row in rows]
    shown = [index for index in range(len(columns)) if any(row[index][0] for row in cells)]
    widths = _choose_widths(columns, cells, shown, width)
    yield _draw_line([(columns[index].heading, "dim") for index in widths], list(widths.values()))
    for row in cells:
        yield _draw_line([row[index] for index in widths], list(widths.values()))


def _choose_widths(
    columns: Sequence[Column], cells: Sequence[Row], shown: Sequence[int], width: int
) -> dict[int, int]:
    # The columns that fit, with their widths.
    from rich.cells import cell_len

    wanted = {
        index: max(cell_len(columns[index].heading), *(cell_len(row[index][0]) for row in cells))
        for index in shown
    }
    while True:
        least = {index: _get_least_width(columns[index], wanted[index]) for index in wanted}
        space = width - _GAP * (len(wanted) - 1)
        if sum(wanted.values()) <= space:
            return wanted
        if sum(least.values()) <= space:
            return _shrink_widths(wanted, least, space)
        droppable = [index for index in wanted if columns[index].keep and len(wanted) > 1]
        if not droppable:
            squeezed = {
                index: cells if columns[index].least is None else min(cells, _SQUEEZED)
                for index, cells in least.items()
            }
            return _shrink_widths(least, squeezed, space)
        del wanted[min(droppable, key=lambda index: columns[index].keep)]


def _get_least_width(column: Column, wanted: int) -> int:
    return wanted if column.least is None else min(wanted, column.least)


def _shrink_widths(wanted: dict[int, int], least: dict[int, int], space: int) -> dict[int, int]:
    # Takes the cells one by one from the column that is farthest from its least width.
    narrowed = dict(wanted)
    while sum(narrowed.values()) > space:
        index = max(narrowed, key=lambda index: narrowed[index] - least[index])
        if narrowed[index] <= least[index]:
            break
        narrowed[index] -= 1
    return narrowed


def _draw_line(cells: Row, widths: Sequence[int]) -> Line:
    from ticketcli.output.widths import fit_text, pad_text

    line: list[Part] = []
    last = max((index for index, cell in enumerate(cells) if cell[0]), default=-1)
    for index, ((text, style), width) in enumerate(zip(cells, widths, strict=True)):
        if index > last:
            break
        text = fit_text(text, width)
        line.append((text, style))
        if index < last:
            line.append((pad_text(text, width + _GAP)[len(text) :], ""))
    return line
