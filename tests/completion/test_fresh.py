"""What stands in the repository is what the commands give now."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ticketcli.app import tree
from ticketcli.cli.table import COMMANDS
from ticketcli.completion.scripts import FILES, script

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("shell", FILES)
def test_completions_are_those_of_the_commands(shell: str) -> None:
    kept = (ROOT / "completions" / FILES[shell]).read_text(encoding="utf-8")
    assert kept == script(shell, tree()), "out of date: run scripts/completions"


def test_manual_pages_are_those_of_the_commands(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "manual.py", tmp_path], check=True)
    made = {page.name: page.read_text() for page in tmp_path.iterdir()}
    kept = {page.name: page.read_text() for page in (ROOT / "docs" / "man").iterdir()}
    assert kept == made, "out of date: run scripts/manual"
    assert {f"ticket-{name}.1" for name in COMMANDS} | {"ticket.1"} == set(made)


@pytest.mark.needs("groff", "groff")
def test_manual_pages_are_sound(tmp_path: Path) -> None:
    for page in sorted((ROOT / "docs" / "man").iterdir()):
        done = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", str(page)], capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        assert "SYNOPSIS" in re.sub(".\x08", "", done.stdout)  # bold is a letter struck twice


@pytest.mark.needs("man", "man-db")
def test_man_shows_exit_codes_environment_and_files() -> None:
    page = ROOT / "docs" / "man" / "ticket.1"
    shown = subprocess.run(["man", "-l", str(page)], capture_output=True, text=True, check=True).stdout
    for words in ("EXIT STATUS", "TICKET_PORTAL", "config.toml", "ticket-new(1)"):
        assert words in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_option_and_word_is_in_the_script(shell: str) -> None:
    text = (ROOT / "completions" / FILES[shell]).read_text(encoding="utf-8")
    for command in tree().all():
        assert not command.path or command.path[-1] in text
        for option in command.options:
            for name in option.names:
                assert (f"-l {name[2:]}" if shell == "fish" and len(name) > 2 else name.lstrip("-")) in text


# Nothing here can run PowerShell unless it happens to be installed: then its own parser reads the script.
def test_the_script_for_powershell_is_well_formed() -> None:
    path = ROOT / "completions" / "ticket.ps1"
    text = path.read_text(encoding="utf-8-sig")
    assert text.count("{") == text.count("}")
    assert "Register-ArgumentCompleter -Native -CommandName ticket" in text
    assert "'--state	Open means" in text  # a tab divides a word from what it is
    assert "$TicketValues[$place] = @{ kind = 'departments' }" in text
    assert "portal''s API" in text  # a quotation mark inside a string is written twice
    if shutil.which("pwsh"):
        parse = (
            "$errors = $null; "
            f"[System.Management.Automation.Language.Parser]::ParseFile('{path}', [ref]$null, [ref]$errors)"
            " | Out-Null; $errors | ForEach-Object { $_.Message }; exit $errors.Count"
        )
        subprocess.run(["pwsh", "-NoProfile", "-Command", parse], check=True)
