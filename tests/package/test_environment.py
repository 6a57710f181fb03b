"""The scripts find a Python that fits, or say what to install."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def stub(folder: Path, name: str, source: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{source}\n")
    program.chmod(0o755)


def find_python(folder: Path, candidates: str = "") -> subprocess.CompletedProcess[str]:
    """Ask the scripts for a Python where these stubs are all the programs there are."""
    env = {"PATH": str(folder), "PYTHON": candidates}
    command = ["/bin/sh", "-c", ". scripts/environment.sh; find_python"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


TOO_OLD = f'exec {sys.executable} -c "import sys; sys.version_info = (3, 9, 2); $2"'
TOO_NEW = f'exec {sys.executable} -c "import sys; sys.version_info = (3, 14, 0); $2"'
WITHOUT_VENV = f'case $2 in *ensurepip*) exit 1 ;; esac; exec {sys.executable} "$@"'
FITS = f'exec {sys.executable} "$@"'


@pytest.mark.parametrize("source", ["exit 127", TOO_OLD, TOO_NEW])
def test_without_a_fitting_python_the_versions_are_named(tmp_path: Path, source: str) -> None:
    stub(tmp_path, "python3", source)
    done = find_python(tmp_path)
    assert done.returncode != 0
    assert "Python 3.10, 3.11, 3.12 or 3.13 is needed" in done.stderr


def test_without_venv_the_package_is_named(tmp_path: Path) -> None:
    stub(tmp_path, "python3", WITHOUT_VENV)
    done = find_python(tmp_path)
    assert done.returncode != 0
    assert "apt-get install python3-venv" in done.stderr


def test_the_first_that_fits_is_taken(tmp_path: Path) -> None:
    stub(tmp_path, "python3", TOO_OLD)
    stub(tmp_path, "python3.13", WITHOUT_VENV)
    stub(tmp_path, "python3.11", FITS)
    done = find_python(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{sys.executable}\n", "")


def test_a_python_can_be_chosen(tmp_path: Path) -> None:
    stub(tmp_path, "python3", TOO_OLD)
    stub(tmp_path, "mine", FITS)
    assert find_python(tmp_path, "mine").stdout == f"{sys.executable}\n"
