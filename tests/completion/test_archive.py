"""Run from an archive, as the single file is, the program has its completions and its languages in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in an archive, with the scripts for shells in it as the wheel has them."""
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "completions", folder / "src" / "ticketcli" / "completions")
    return Path(shutil.make_archive(str(folder / "ticket"), "zip", folder / "src"))


def run(archive: Path, home: Path, *arguments: str) -> str:
    """What it prints in Japanese. The libraries it needs are those of this Python."""
    env = {**os.environ, "PYTHONPATH": str(archive), "TICKET_LANG": "ja"}
    env |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    for name in ("CONFIG", "STATE", "CACHE"):
        env[f"TICKET_{name}_DIR"] = str(home / name.lower())
    command = [sys.executable, "-m", "ticketcli", *arguments]
    return subprocess.run(command, env=env, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_the_script_of_a_shell_is_installed(archive: Path, tmp_path: Path, shell: str) -> None:
    installed = json.loads(run(archive, tmp_path, "completion", "install", shell, "--json"))
    saved = ROOT / "completions" / f"ticket.{shell}"
    assert Path(installed["path"]).read_bytes() == saved.read_bytes()


def test_topics_are_explained(archive: Path, tmp_path: Path) -> None:
    assert "TICKET_LANG" in run(archive, tmp_path, "help", "environment")


def test_a_shell_is_answered_in_the_language(archive: Path, tmp_path: Path) -> None:
    answer = run(archive, tmp_path, "__complete", "--portal", "")
    assert answer.startswith("sandbox\t")
    assert not answer.isascii()
