"""Nothing lost, nothing sent twice, nothing believed: each cell of the fault matrix, over real sockets."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.matrix import COMMANDS, Command, broken_rules, cells, play
from tests.faults.proxy import KINDS, Kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_whatever_goes_wrong_it_is_there_once_or_kept(command: Command, kind: Kind, folder: Path) -> None:
    broken = {}
    for cell in cells():
        if (cell.command, cell.kind) == (command, kind):
            measured = play(cell, folder / cell.name)
            if rules := broken_rules(cell, measured):
                broken[cell.name] = (rules, measured)
    assert broken == {}
