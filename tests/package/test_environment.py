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
TOO_NEW = '[ "$1" = --version ] && echo Python 3.15.0 && exit\nshift\n'
TOO_NEW += f'exec {sys.executable} -c "import sys; sys.version_info = (3, 15, 0); $1"'
WITHOUT_VENV = f'case $2 in *ensurepip*) exit 1 ;; esac; exec {sys.executable} "$@"'
FITS = f'exec {sys.executable} "$@"'


def add_manager(folder: Path, name: str) -> None:
    """Add a package manager that does nothing, and a way to ask who is there."""
    stub(folder, name, "exit 0")
    stub(folder, "id", "echo 1000")


@pytest.mark.parametrize("source", ["exit 127", TOO_OLD])
@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install python3 python3-venv"),
        ("dnf", "sudo dnf install python3"),
        ("brew", "brew install python3"),
    ],
)
def test_without_a_fitting_python_one_line_says_how_to_install_it(
    tmp_path: Path, source: str, manager: str, command: str
) -> None:
    stub(tmp_path, "python3", source)
    add_manager(tmp_path, manager)
    done = find_python(tmp_path)
    assert done.returncode != 0
    assert done.stderr == f"Python 3.10 or newer is needed, and was not found: {command}\n"


def test_where_no_package_manager_is_known_the_commands_of_three_are_named(tmp_path: Path) -> None:
    stub(tmp_path, "id", "echo 0")
    assert find_python(tmp_path).stderr == (
        "Python 3.10 or newer is needed, and was not found: "
        "apt-get install python3 python3-venv, dnf install python3, or brew install python3\n"
    )


def test_without_venv_the_package_is_named(tmp_path: Path) -> None:
    stub(tmp_path, "python3", WITHOUT_VENV)
    add_manager(tmp_path, "apt-get")
    done = find_python(tmp_path)
    assert done.returncode != 0
    assert done.stderr == ("python3 cannot make virtual environments: sudo apt-get install python3-venv\n")


def test_a_newer_python_is_tried_with_a_warning(tmp_path: Path) -> None:
    stub(tmp_path, "python3", TOO_NEW)
    done = find_python(tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{sys.executable}\n")
    warning = "Python 3.15.0 is newer than those ticket was tested with, 3.10 to 3.14. Trying it.\n"
    assert done.stderr == warning


def test_a_tested_python_is_taken_before_a_newer_one(tmp_path: Path) -> None:
    stub(tmp_path, "python3", TOO_NEW)
    stub(tmp_path, "python3.12", FITS)
    done = find_python(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{sys.executable}\n", "")


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
