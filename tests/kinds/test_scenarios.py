"""Every scenario at every kind of portal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.kinds.customer import Customer
from tests.kinds.rt_server import RtServer, find_missing_program
from tests.kinds.scenarios import SCENARIOS, Play, Scenario
from tests.kinds.stages import STAGES, set_stage


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
    with set_stage(stage_name, tmp_path, server) as stage:
        customer = Customer(tmp_path / "home", stage.url)
        customer.sign_in(stage.username, stage.password)
        scenario(Play(stage, customer, tmp_path))
