"""The ground that every test stands on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.conftest import pytest_runtest_setup


def test_a_test_that_needs_an_absent_program_is_skipped_with_the_line_that_installs_it(
    request: pytest.FixtureRequest,
) -> None:
    request.node.add_marker(pytest.mark.needs("no-such-program", "no-such-package"))
    with pytest.raises(
        pytest.skip.Exception, match=r"^needs no-such-program: apt-get install no-such-package$"
    ):
        pytest_runtest_setup(request.node)


@pytest.mark.needs("sh", "dash")
def test_a_test_whose_program_is_there_runs() -> None:
    assert Path("/bin/sh").exists()


def test_no_test_sees_the_home_or_the_accounts_of_whoever_runs_it(isolated: Path) -> None:
    assert Path.home() == isolated
    assert list(isolated.iterdir()) == []
    assert not [name for name in os.environ if name.startswith("TICKET_")]
