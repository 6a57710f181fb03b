"""What stands in the repository is what the commands give now."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ticketcli.app import tree
from ticketcli.cli.completion.scripts import FILES
from ticketcli.i18n import ENGLISH, LANGUAGES

ROOT = Path(__file__).parents[2]
FOLDERS = [language if language != ENGLISH else "." for language in LANGUAGES]


def test_completions_are_those_of_the_commands(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "scripts.completions", tmp_path], cwd=ROOT, check=True)
    kept = ROOT / "completions"
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(made) == 3 * len(FILES)
    stale = [str(path) for path, text in made.items() if (kept / path).read_bytes() != text]
    assert stale == [], "out of date: run scripts/completions"
    folders = {path.name for path in kept.iterdir() if path.is_dir()}
    assert folders == {"chosen", *LANGUAGES} - {ENGLISH}


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_option_and_word_is_in_the_script(shell: str, folder: str) -> None:
    text = (ROOT / "completions" / folder / FILES[shell]).read_text(encoding="utf-8")
    for command in tree().all():
        assert not command.path or command.path[-1] in text
        for option in command.options:
            for name in option.names:
                assert (f"-l {name[2:]}" if shell == "fish" and len(name) > 2 else name.lstrip("-")) in text


# Nothing here can run PowerShell unless it happens to be installed: then its own parser reads the script.
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_script_for_powershell_is_well_formed(folder: str) -> None:
    path = ROOT / "completions" / folder / "ticket.ps1"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # else Windows PowerShell takes it for ANSI text
    text = path.read_text(encoding="utf-8-sig")
    assert text.count("{") == text.count("}")
    assert "Register-ArgumentCompleter -Native -CommandName ticket" in text
    assert "'--state	" in text  # a tab divides a word from what it is
    assert "$TicketValues[$place] = @{ kind = 'departments' }" in text
    if folder == ".":
        assert "portal''s API" in text  # a quotation mark inside a string is written twice
    if shutil.which("pwsh"):
        parse = (
            "$errors = $null; "
            f"[System.Management.Automation.Language.Parser]::ParseFile('{path}', [ref]$null, [ref]$errors)"
            " | Out-Null; $errors | ForEach-Object { $_.Message }; exit $errors.Count"
        )
        subprocess.run(["pwsh", "-NoProfile", "-Command", parse], check=True)
