"""Nothing lost, nothing sent twice, nothing believed: each cell of the fault matrix, over real sockets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.faults.matrix import COMMANDS, Cell, Command, broken_rules, cells, part, play
from tests.faults.proxy import KINDS, Kind


def all_hold(played: Iterable[Cell], folder: Path) -> None:
    broken = {}
    for cell in played:
        measured = play(cell, folder / cell.name)
        if rules := broken_rules(cell, measured):
            broken[cell.name] = (rules, measured)
    assert broken == {}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_whatever_goes_wrong_it_is_there_once_or_kept(command: Command, folder: Path) -> None:
    all_hold((cell for cell in part() if cell.command == command), folder)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_whatever_goes_wrong_anywhere_it_is_there_once_or_kept(
    command: Command, kind: Kind, folder: Path
) -> None:
    all_hold((cell for cell in cells() if (cell.command, cell.kind) == (command, kind)), folder)


def test_the_part_that_is_always_played_has_something_of_everything() -> None:
    played, every = set(part()), set(cells())
    assert played < every
    for spot in (
        lambda cell: (cell.command.name, cell.kind),
        lambda cell: (cell.command.name, cell.point, cell.onwards, cell.terminal),
        lambda cell: (cell.kind, cell.point),
    ):
        assert {spot(cell) for cell in played} == {spot(cell) for cell in every}
