"""A start waits for what it uses, and for nothing else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.imported import LARGE, SLOW, imported

TYPER = {"typer", "click"}


@pytest.mark.usefixtures("isolated")
def test_the_package_alone_imports_nothing() -> None:
    line = "import sys; before = {*sys.modules}; import ticketcli; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout == "ticketcli\n"


def test_the_version_is_told_at_once() -> None:
    modules, outcome = imported("--version", env=os.environ)
    assert outcome.startswith("ticket ")
    assert not modules & SLOW


@pytest.mark.parametrize("line", ["--help", "new --help", "drafts list --help"])
def test_help_is_written_the_first_time_and_then_waits_for_nothing(line: str) -> None:
    first, page = imported(*line.split(), env=os.environ)
    assert "ticketcli.cli.help_page" in first
    assert not first & (LARGE | TYPER)
    second, again = imported(*line.split(), env=os.environ)
    assert not second & SLOW
    assert page == again
    assert page.startswith("Usage: ticket")


@pytest.mark.parametrize("line", ["drafts list", "drafts list --json", "auth status --offline", "help"])
def test_a_command_that_asks_no_portal_waits_for_none(line: str) -> None:
    modules, _ = imported(*line.split(), env=os.environ)
    assert not modules & LARGE
    assert not modules & TYPER


@pytest.mark.parametrize("line", ["", "list", "show 5", "new -d Billing -s a -m b", "close 5 --no-input"])
def test_a_command_that_finds_no_account_has_waited_for_no_portal(line: str) -> None:
    modules, _ = imported(*line.split(), env=os.environ)
    assert not modules & (LARGE | TYPER)


def test_no_command_waits_for_typer_or_anything_large_to_be_declared() -> None:
    program = (
        "import sys; from ticketcli.cli.command_tree import read_commands\n"
        "read_commands(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {*done.stdout.split()} & (LARGE | TYPER)
