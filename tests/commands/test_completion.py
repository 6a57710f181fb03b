"""`ticket completion`."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.commands.conftest import MakeContext

from ticketcli.cli.completion.scripts import FILES, find_place
from ticketcli.exit_codes import Exit

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("shell", FILES)
def test_the_script_of_each_shell_is_printed(make_context: MakeContext, shell: str) -> None:
    context = make_context()
    assert context.run("completion", shell) == Exit.DONE
    assert context.out == (ROOT / "completions" / FILES[shell]).read_text(encoding="utf-8")


def test_installing_says_what_it_wrote_and_may_be_done_again(
    make_context: MakeContext, tmp_path: Path
) -> None:
    env = {"HOME": str(tmp_path), "SHELL": "/usr/bin/fish"}
    path = tmp_path / ".config" / "fish" / "completions" / "ticket.fish"
    first, second = make_context(env=env), make_context(env=env)
    assert first.run("completion", "install") == Exit.DONE
    assert first.out == f"Installed {path}\n"
    assert second.run("completion", "install") == Exit.DONE
    assert second.out == f"Already up to date: {path}\n"
    path.write_text("# of an older ticket\n")
    context = make_context(env=env)
    assert context.run("completion", "install", "--json") == Exit.DONE
    assert json.loads(context.out) == {"shell": "fish", "path": str(path), "changed": True, "lines": []}
    assert path.read_text() == (ROOT / "completions" / "ticket.fish").read_text()


@pytest.mark.parametrize(("shell", "rc"), [("zsh", "~/.zshrc"), ("powershell", "$PROFILE")])
def test_what_a_shell_needs_besides_is_told(
    make_context: MakeContext, tmp_path: Path, shell: str, rc: str
) -> None:
    context = make_context(env={"HOME": str(tmp_path)})
    assert context.run("completion", "install", shell) == Exit.DONE
    assert f"add to {rc}" in context.err


@pytest.mark.parametrize("program", ["", "/bin/dash"])
def test_without_a_shell_that_is_known_those_that_are_get_named(
    make_context: MakeContext, program: str
) -> None:
    context = make_context(env={"SHELL": program} if program else {})
    assert context.run("completion", "install") == Exit.USAGE
    assert "bash, zsh, fish, powershell" in context.err


@pytest.mark.parametrize(
    "shell", [pytest.param(each, marks=pytest.mark.needs(each, each)) for each in ("bash", "zsh")]
)
def test_the_lines_that_are_told_are_right(make_context: MakeContext, tmp_path: Path, shell: str) -> None:
    home = tmp_path / "a home"
    context = make_context(env={"HOME": str(home)})
    context.run("completion", "install", shell, "--json")
    answer = json.loads(context.out)
    lines = answer["lines"] or [f". '{answer['path']}'"]  # with bash-completion, bash finds it alone
    requested = {"bash": "complete -p ticket", "zsh": "print -r -- $_comps[ticket]"}[shell]
    script = "\n".join([*lines, requested]).replace("&& compinit", "&& compinit -u -D")
    done = subprocess.run(
        [str(shutil.which(shell)), "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "TERM": "dumb"},
    )
    assert "_ticket" in done.stdout


def test_on_windows_it_goes_where_powershell_keeps_its_own(tmp_path: Path) -> None:
    found = find_place("powershell", {"USERPROFILE": str(tmp_path)}, windows=True)
    assert found.path == tmp_path / "Documents" / "PowerShell" / "ticket.ps1"
