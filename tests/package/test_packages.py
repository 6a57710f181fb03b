"""The wheel and the sdist: what they hold, and that they run elsewhere with what they declare."""

from __future__ import annotations

import os
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ticketcli.version import __version__

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TICKET_STATE_DIR": str(folder / "state")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    source = ROOT / "src"
    ours = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".po"
    }
    ours |= {f"ticketcli/completions/{path.name}" for path in (ROOT / "completions").iterdir()}
    held = {name for name in names(wheel) if ".dist-info/" not in name and ".data/data/share/" not in name}
    assert held == ours
    assert "ticketcli/py.typed" in held
    assert any(name.startswith("ticketcli/sandbox/templates/") for name in held)
    assert any(name.startswith("ticketcli/sandbox/static/") for name in held)
    assert any(name.startswith("ticketcli/cli/topic_texts/") for name in held)
    assert "ticketcli/i18n/catalogues/ja/LC_MESSAGES/ticket.mo" in held


def test_the_wheel_carries_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folder = f"ticketcli-{__version__}.dist-info"
        assert archive.read(f"{folder}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
        assert b"License-Expression: MIT" in archive.read(f"{folder}/METADATA")


def test_the_sdist_holds_what_it_takes_to_build_and_test(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "requirements/dev.txt", "scripts/test"} <= held
    assert {"tests/conftest.py", "src/ticketcli/py.typed"} <= held


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a clone")
def test_the_sdist_holds_what_git_tracks_and_nothing_that_lies_about(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        held = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    # A new file may not be added yet.
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    made = {name for name in held if name.startswith("man/")}
    assert "man/ja/man1/ticket-new.1" in made
    assert held - made == {*listed.stdout.rstrip("\0").split("\0"), "PKG-INFO"}


@pytest.mark.long
def test_it_runs_elsewhere_without_the_sandbox(install: Callable[[str], Path], tmp_path: Path) -> None:
    programs = install("")
    for command in ([programs / "ticket"], [programs / "python", "-m", "ticketcli"]):
        done = run(*command, "--version", folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"ticket {__version__}\n", "")
    done = run(programs / "ticket", "drafts", "list", folder=tmp_path)
    assert done.returncode == 0
    done = run(programs / "ticket", "--portal", "sandbox", "departments", folder=tmp_path)
    assert done.returncode == 2
    assert "pip install '.[sandbox]'" in done.stderr


def test_every_module_imports_with_what_the_wheel_requires(
    install: Callable[[str], Path], tmp_path: Path
) -> None:
    # A module of the sandbox may need its extra; all others must do without.
    script = (
        "import importlib, pkgutil, ticketcli\n"
        "for module in pkgutil.walk_packages(ticketcli.__path__, 'ticketcli.'):\n"
        "    if not module.name.startswith(('ticketcli.sandbox', 'ticketcli.__main__')):\n"
        "        importlib.import_module(module.name)\n"
    )
    done = run(install("") / "python", "-c", script, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.long
def test_the_extra_brings_the_sandbox(install: Callable[[str], Path], tmp_path: Path) -> None:
    programs = install("sandbox")
    done = run(programs / "ticket", "--portal", "sandbox", "departments", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "BESTNET-CLOUD" in done.stdout
