"""The ground that every test stands on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import pytest_runtest_setup, summarise_skips


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


def test_the_end_of_a_run_says_what_was_skipped_and_the_command_for_it() -> None:
    reasons = [
        "Skipped: needs zsh: apt-get install zsh",
        "Skipped: needs zsh: apt-get install zsh",
        "Skipped: needs node: apt-get install nodejs npm",
        "Skipped: needs a clone",
    ]
    assert summarise_skips(reasons) == [
        "Skipped 1: needs a clone",
        "Skipped 3 that run after: apt-get install nodejs npm zsh",
    ]
    assert summarise_skips([]) == []


def test_no_proxy_stands_between_the_tests_and_this_machine() -> None:
    assert not [name for name in os.environ if name.lower().endswith("_proxy")]


@pytest.mark.parametrize("seed", ["", "7"])
def test_a_seed_gives_an_order(seed: str) -> None:
    tests = Path(__file__).parent / "model"
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", str(tests)]
    env = {**os.environ, "TICKET_TESTS_ORDER": seed}
    first, second = (
        subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.splitlines()[:-1]
        for _ in range(2)
    )
    names = [line for line in first if "::" in line]
    assert [line for line in second if "::" in line] == names
    assert (names == sorted(names, key=lambda name: name.partition("::")[0])) is (seed == "")


def test_turns_of_a_share_run_each_seed_once() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-m", "long", "-p", "no:cacheprovider"]
    command.append(str(Path(__file__).parent / "prompts" / "test_habits.py"))
    turns = []
    for share in ("", "0/3", "1/3", "2/3"):
        env = {**os.environ, "TICKET_TESTS_SHARE": share}
        shown = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
        turns.append({line for line in shown.splitlines() if "::" in line})
    whole, *parts = turns
    assert len(whole) == sum(map(len, parts)) == len(set.union(*parts))
    assert set.union(*parts) == whole
