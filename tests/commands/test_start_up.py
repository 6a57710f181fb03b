"""A start waits for what it uses, and for nothing else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.imported import LARGE, SLOW, imported

from ticketcli.cli.registry import COMMANDS

TYPER = {"typer", "click"}
WHOLLY_TYPERS = ("template", "config", "alias", "completion", "sandbox")
"""Groups in one module each, seldom called."""


@pytest.mark.usefixtures("isolated")
def test_the_package_alone_imports_nothing() -> None:
    line = "import sys; before = {*sys.modules}; import ticketcli; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout == "ticketcli\n"


def test_the_version_is_told_at_once() -> None:
    modules, said = imported("--version", env=os.environ)
    assert said.startswith("ticket ")
    assert not modules & SLOW


@pytest.mark.parametrize("line", ["--help", "new --help", "drafts list --help"])
def test_help_waits_for_typer_the_first_time_and_then_for_nothing(line: str) -> None:
    first, page = imported(*line.split(), env=os.environ)
    assert "typer" in first
    assert not first & LARGE
    second, again = imported(*line.split(), env=os.environ)
    assert not second & SLOW
    assert page == again
    assert page.startswith("Usage: ticket")


@pytest.mark.parametrize("line", ["drafts list", "drafts list --json", "auth status --offline", "help"])
def test_a_command_that_asks_no_portal_waits_for_none(line: str) -> None:
    modules, _ = imported(*line.split(), env=os.environ)
    assert not modules & LARGE
    assert line == "help" or not modules & TYPER


@pytest.mark.parametrize("line", ["", "list", "show 5", "new -d Billing -s a -m b", "close 5 --no-input"])
def test_a_command_that_finds_no_account_has_waited_for_no_portal(line: str) -> None:
    modules, _ = imported(*line.split(), env=os.environ)
    assert not modules & (LARGE | TYPER)


def test_no_command_waits_for_typer_to_be_declared() -> None:
    names = [name for name in COMMANDS if name not in WHOLLY_TYPERS]
    program = (
        "import sys\n"
        "from importlib import import_module\n"
        f"for name in {names}:\n"
        "    module = import_module(f'ticketcli.commands.{name}')\n"
        "    for child in getattr(module, 'COMMANDS', ()):\n"
        "        import_module(f'ticketcli.commands.{name}.{child}')\n"
        "    assert 'typer' not in sys.modules, name\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert not done.stderr
