"""Nothing lost, nothing sent twice, nothing believed: each cell of the fault matrix, over real sockets."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.matrix import Cell, broken_rules, cells, play


@pytest.mark.parametrize("cell", [pytest.param(cell, id=cell.name) for cell in cells()])
def test_whatever_goes_wrong_it_is_there_once_or_kept(cell: Cell, tmp_path: Path) -> None:
    measured = play(cell, tmp_path)
    assert broken_rules(cell, measured) == [], measured
