"""Every scenario at every kind of portal, with the outcome that `docs/portals.md` tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.kinds.rt_server import RtServer, find_missing_program
from tests.kinds.scenarios import SCENARIOS, Scenario
from tests.kinds.stages import STAGES
from tests.kinds.table import name_scenario, play, read_cells


@pytest.fixture(scope="module")
def rt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtServer]:
    """Request Tracker, started once for all scenarios."""
    if (missing := find_missing_program()) is not None:
        pytest.skip(missing)
    with RtServer(tmp_path_factory.mktemp("rt")) as server:
        yield server


@pytest.mark.parametrize(
    "stage_name", [pytest.param(name, marks=pytest.mark.long if name == "rt" else ()) for name in STAGES]
)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_scenario(
    stage_name: str, scenario: Scenario, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("rt") if stage_name == "rt" else None
    outcome = play(scenario, stage_name, tmp_path, server)
    written = read_cells().get((name_scenario(scenario), stage_name))
    assert outcome == written, "docs/portals.md is written by: python -m tests.kinds.table"
