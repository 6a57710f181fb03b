"""The whole way of a ticket at every theme: what is read there is right, or said to be unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contract.themes import THEMES
from tests.portals.cells import CELLS, Cell, make_cell, row, walk, written_rows


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.name)
def test_everything_that_is_read_at_a_theme_is_right(cell: Cell, tmp_path: Path) -> None:
    line = row(cell, walk(cell, tmp_path))
    assert line in written_rows().values(), "docs/portals.md is written by: python -m tests.portals.cells"


@pytest.mark.long
@pytest.mark.series
@pytest.mark.parametrize("turn", range(20))
@pytest.mark.parametrize("theme", THEMES)
def test_everything_that_is_read_at_any_mixture_is_right(theme: str, turn: int, tmp_path: Path) -> None:
    walk(make_cell(theme, turn, step=5), tmp_path)
