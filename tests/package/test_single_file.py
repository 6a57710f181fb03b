"""The parts of the single file: one folder for several Pythons, one archive with the same bytes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
SCRIPT = SCRIPTS / "single_file.py"
PREAMBLE = SCRIPTS / "preamble.py"


def single_file(*arguments: str | Path, epoch: int = 1_580_601_600) -> subprocess.CompletedProcess[str]:
    env = {"SOURCE_DATE_EPOCH": str(epoch)}
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def install(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def test_libraries_of_several_pythons_stand_beside_each_other(tmp_path: Path) -> None:
    old = install(tmp_path / "3.10", {"a/b.py": "same", "a/c.cpython-310.so": "10", "d.abi3.so": "3.9"})
    new = install(tmp_path / "3.13", {"a/b.py": "same", "a/c.cpython-313.so": "13", "d.abi3.so": "3.11"})
    assert single_file("merge", tmp_path / "all", old, new).returncode == 0
    merged = {path.name: path.read_text() for path in (tmp_path / "all").rglob("*") if path.is_file()}
    assert merged == {
        "b.py": "same",
        "c.cpython-310.so": "10",
        "c.cpython-313.so": "13",
        "d.abi3.so": "3.9",
    }


def test_a_package_that_is_not_the_same_for_all_is_refused(tmp_path: Path) -> None:
    folders = [install(tmp_path / name, {"a.py": name}) for name in ("3.10", "3.13")]
    done = single_file("merge", tmp_path / "all", *folders)
    assert done.returncode != 0
    assert "3.13/a.py is not the same for all Pythons" in done.stderr


@pytest.mark.parametrize("name", ["bin/flask", "a-1.dist-info/RECORD", "a-1.dist-info/INSTALLER", "a.pyc"])
def test_nothing_of_the_machine_that_builds_goes_along(tmp_path: Path, name: str) -> None:
    folder = install(tmp_path / "3.10", {"a.py": "", name: "/home/builder"})
    assert single_file("merge", tmp_path / "all", folder).returncode == 0
    assert [path.name for path in (tmp_path / "all").rglob("*") if path.is_file()] == ["a.py"]


def test_order_times_and_permissions_leave_no_trace(tmp_path: Path) -> None:
    made = []
    for number, names in enumerate((["__main__.py", "a.py"], ["a.py", "__main__.py"])):
        source, target = tmp_path / f"{number}.zip", tmp_path / f"{number}.pyz"
        with zipfile.ZipFile(source, "w") as archive:
            for name in names:
                entry = zipfile.ZipInfo(name, (2020 + number, 1, 1, 0, 0, 0))
                entry.external_attr = (0o600 + number) << 16
                archive.writestr(entry, "print('It runs.')\n")
        assert single_file("normalise", source, target).returncode == 0
        made.append(target.read_bytes())
    assert made[0] == made[1]
    ran = subprocess.run([tmp_path / "1.pyz"], capture_output=True, text=True, check=True)
    assert ran.stdout == "It runs.\n"


@pytest.mark.parametrize(
    ("machine", "reported"),
    [
        ("", ""),
        ("sys.version_info = (3, 9, 2)", "This file needs Python 3.10 to 3.14"),
        ("sys.version_info = (3, 15, 0)", "This file needs Python 3.10 to 3.14"),
        ("platform.libc_ver = lambda: ('', '')", "is for Linux on x86-64 with glibc"),
        ("platform.machine = lambda: 'aarch64'", "Install ticket with pipx, uv or pip instead."),
        ("sys.platform = 'darwin'", "Install ticket with pipx, uv or pip instead."),
    ],
)
def test_where_it_cannot_run_it_says_what_to_do(machine: str, reported: str) -> None:
    fits = "platform.machine = lambda: 'x86_64'; platform.libc_ver = lambda: ('glibc', '2.36')"
    lines = ["import platform, runpy, sys", "sys.platform = 'linux'", fits, machine]
    source = "\n".join([*lines, f"runpy.run_path({str(PREAMBLE)!r})"])
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (reported == "")
    assert reported in done.stderr
