"""Random games of faults, kills, repeats, twins and imitations: never lost, never doubled, never mistaken.

The first of them are in every run of the tests, the others are long. TICKET_FAULT_SEED=N plays others; the
seed stands in every failure. `python -m tests.faults.random_report` plays a thousand.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.faults.forks import Forks
from tests.faults.game import play

SEED = os.environ.get("TICKET_FAULT_SEED", "3")
SHARDS, EACH, ALWAYS = 20, 10, 2
LONG = [pytest.mark.long, pytest.mark.series]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")


@pytest.mark.parametrize(
    "shard", [*range(ALWAYS), *(pytest.param(n, marks=LONG) for n in range(ALWAYS, SHARDS))]
)
def test_whatever_happens_it_is_there_once_and_told_or_kept(shard: int, folder: Path) -> None:
    with Forks() as forks:
        for number in range(EACH):
            place = folder / str(number)
            place.mkdir()
            play(place, f"{SEED}/{shard}/{number}", forks)
