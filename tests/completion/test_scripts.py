"""The scripts for shells: short, fixed, and in no language."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ticketcli.cli.completion.scripts import FILES

FOLDER = Path(__file__).parents[2] / "completions"


def test_there_is_one_for_each_shell_and_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*FILES.values()}


@pytest.mark.parametrize("name", FILES.values())
def test_each_is_short_and_in_ascii(name: str) -> None:
    text = (FOLDER / name).read_bytes()
    assert text.isascii()  # Windows PowerShell takes a file without a mark for ANSI text
    assert len(text.splitlines()) <= 80
    assert b"__complete" in text


@pytest.mark.parametrize(
    "shell", [pytest.param(each, marks=pytest.mark.needs(each, each)) for each in ("bash", "zsh", "fish")]
)
def test_each_is_well_formed(shell: str) -> None:
    subprocess.run([str(shutil.which(shell)), "-n", str(FOLDER / FILES[shell])], check=True)


def test_powershell_can_read_its_own_where_it_is_installed() -> None:
    text = (FOLDER / "ticket.ps1").read_text()
    assert text.count("{") == text.count("}")
    if not shutil.which("pwsh"):
        return
    parse = (
        "$errors = $null; "
        f"[System.Management.Automation.Language.Parser]::ParseFile('{FOLDER / 'ticket.ps1'}', "
        "[ref]$null, [ref]$errors) | Out-Null; $errors | ForEach-Object { $_.Message }; exit $errors.Count"
    )
    subprocess.run(["pwsh", "-NoProfile", "-Command", parse], check=True)
