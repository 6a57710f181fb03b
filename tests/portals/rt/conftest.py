"""A customer at a real Request Tracker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.proxy import Proxy
from tests.kinds.customer import Customer
from tests.kinds.rt_server import RtServer, find_missing_program
from tests.kinds.stages import RtStage


@pytest.fixture(scope="session")
def rt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtServer]:
    """Request Tracker, started once."""
    if (missing := find_missing_program()) is not None:
        pytest.skip(missing)
    with RtServer(tmp_path_factory.mktemp("rt")) as server:
        yield server


@pytest.fixture
def stage(rt: RtServer) -> Iterator[RtStage]:
    """What its staff does."""
    with Proxy(rt.port) as proxy:
        yield RtStage(proxy, rt)


@pytest.fixture
def customer(stage: RtStage, tmp_path: Path) -> Customer:
    """Somebody who is signed in there."""
    somebody = Customer(tmp_path / "home", stage.url)
    somebody.sign_in(stage.username, stage.password)
    return somebody
