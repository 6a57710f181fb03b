"""Tables in HTML bodies: columns where they are data and fit, else one cell below the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from ticketcli.output.blocks import Block, Box, Text
from ticketcli.output.colour import Line, Part

_GAP = "  "
_NARROWEST = 8  # cells of a column
_MOST_COLUMNS = 12

Draw = Callable[[Box, int], Iterator[Line]]


def draw_grid(table: Box, width: int, draw: Draw) -> Iterator[Line]:
    """Draw a table as lines. Tables that only lay out a mail are drawn as if they were none."""
    rows = [row for row in _find_rows(table) if row]
    yield from draw(Box(blocks=[block for block in table.blocks if not _is_row(block)]), width)  # a caption
    columns = max((len(row) for row in rows), default=0)
    if (
        not rows
        or columns < 2
        or columns > _MOST_COLUMNS
        or not all(_is_simple(cell) for row in rows for cell in row)
    ):
        for row in rows:
            for cell in row:
                yield from draw(cell, width)
        return
    widths = _choose_widths(rows, columns, width, draw)
    if widths is None:
        yield from _draw_as_list(rows, width, draw)
        return
    for number, row in enumerate(rows):
        yield from _draw_row(row, widths, draw)
        if number == 0 and all(cell.head for cell in row):
            yield [(_GAP.join("-" * each for each in widths), "dim")]


def _find_rows(table: Box) -> Iterator[list[Box]]:
    for block in table.blocks:
        if isinstance(block, Box) and _is_row(block):
            yield [cell for cell in block.blocks if isinstance(cell, Box) and cell.kind == "cell"]


def _is_row(block: Block) -> bool:
    return isinstance(block, Box) and block.kind == "row"


def _is_simple(cell: Box) -> bool:
    return len(cell.blocks) <= 1 and all(isinstance(block, Text) and not block.level for block in cell.blocks)


def _draw_as_list(rows: list[list[Box]], width: int, draw: Draw) -> Iterator[Line]:
    """Draw one cell below the other, each behind the heading of its column where there are any."""
    heads = [_draw_cell(cell, draw) for cell in rows[0]] if all(cell.head for cell in rows[0]) else []
    for number, row in enumerate(rows[1:] if heads else rows):
        if number:
            yield []
        for head, cell in zip_longest(heads, row, fillvalue=None):
            if cell is None:
                continue
            lines = list(draw(cell, max(10, width - 2)))
            if head and len(lines) == 1 and len(head) + 2 + _measure_line(lines[0]) <= width:
                yield [(f"{head}: ", "bold"), *lines[0]]
                continue
            if head:
                yield [(f"{head}:", "bold")]
            for line in lines:
                yield [("  " if head else "", ""), *line]


def _choose_widths(rows: list[list[Box]], columns: int, width: int, draw: Draw) -> list[int] | None:
    """Choose the width of each column, None where they do not fit side by side."""
    wanted = [1] * columns
    for row in rows:
        for index, cell in enumerate(row):
            wanted[index] = max(wanted[index], *(_measure_line(line) for line in draw(cell, 10_000)), 1)
    space = width - len(_GAP) * (columns - 1)
    least = [min(each, _NARROWEST) for each in wanted]
    if sum(least) > space:
        return None
    while sum(wanted) > space:
        widest = max(range(columns), key=lambda index: wanted[index] - least[index])
        # Not one cell at a time: a cell can be as long as a body.
        second = max((each for index, each in enumerate(wanted) if index != widest), default=0)
        over = sum(wanted) - space
        wanted[widest] = max(least[widest], min(wanted[widest] - 1, max(second, wanted[widest] - over)))
    return wanted


def _draw_row(row: list[Box], widths: list[int], draw: Draw) -> Iterator[Line]:
    drawn = [list(draw(cell, width)) for cell, width in zip(row, widths, strict=False)]
    for lines in zip_longest(*drawn, fillvalue=()):
        line: list[Part] = []
        for index, (parts, width) in enumerate(zip(lines, widths, strict=False)):
            line += parts
            if any(lines[index + 1 :]):
                line.append((" " * max(0, width - _measure_line(parts)) + _GAP, ""))
        yield line


def _draw_cell(cell: Box, draw: Draw) -> str:
    return " ".join("".join(text for text, _ in line) for line in draw(cell, 10_000)).strip()


def _measure_line(line: Line) -> int:
    from rich.cells import cell_len

    return sum(cell_len(text) for text, _ in line)
