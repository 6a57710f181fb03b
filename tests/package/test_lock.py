"""The locks fit pyproject.toml: whoever changes one and forgets the other hears of it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts.lock_changes import describe_lock

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
ALONE = PROJECT["project"]["dependencies"]
RUN = [*ALONE, *EXTRAS["sandbox"]]
LOCKS = ("demo.txt", "dev.txt", "bench.txt", "single.txt", "docs.txt", "release.txt", "fuzz.txt", "lock.txt")


def group(name: str) -> list[str]:
    found: list[str] = []
    entries: list[Any] = PROJECT["dependency-groups"][name]
    for entry in entries:
        found += [entry] if isinstance(entry, str) else group(entry["include-group"])
    return found


def entries(lock: str) -> list[str]:
    """Return the requirements of a lock, each on a line, without the day above them."""
    day, *lines = lock.replace("\\\n", " ").splitlines()
    assert day.startswith("# Newest versions of 20")
    return lines


def locked(file: str, python: str = "") -> dict[str, str]:
    """The version of each package that the lock gives a Python (default: this one) on this platform."""
    environment = {"python_version": python, "python_full_version": f"{python}.0"} if python else {}
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in entries(text):
        requirement = Requirement(line.partition(" --hash=")[0])
        if requirement.marker is None or requirement.marker.evaluate(environment):
            (pin,) = requirement.specifier
            assert pin.operator == "=="
            found[canonicalize_name(requirement.name)] = pin.version
    return found


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("demo.txt", RUN + group("build")),
        ("dev.txt", RUN + group("dev")),
        ("bench.txt", group("bench")),
        ("single.txt", RUN),
        ("docs.txt", group("docs")),
        ("release.txt", group("release")),
        ("fuzz.txt", ALONE + group("build") + group("fuzz")),
        ("lock.txt", group("lock")),
    ],
)
def test_the_lock_has_a_version_that_fits_each_requirement(file: str, wanted: list[str]) -> None:
    versions = locked(file)
    for line in wanted:
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate():
            assert needed.specifier.contains(versions[canonicalize_name(needed.name)]), line


def test_the_locks_of_what_runs_and_of_what_tests_it_agree() -> None:
    demo, dev = locked("demo.txt"), locked("dev.txt")
    assert {name: dev[name] for name in demo} == demo


@pytest.mark.parametrize("file", LOCKS)
def test_every_package_is_locked_with_hashes_and_names_no_place(file: str) -> None:
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    assert "://" not in text
    for entry in entries(text):
        assert "--hash=sha256:" in entry


def test_there_is_no_other_lock() -> None:
    assert {path.name for path in (ROOT / "requirements").iterdir()} == set(LOCKS)


def test_whoever_asks_hears_how_old_a_lock_is_and_what_is_newer() -> None:
    old = "# Newest versions of 2026-01-01\na==1.0 \\\n    --hash=sha256:0\nb==2 ; os == 'a'\nb==3\nc==1\n"
    new = "# Newest versions of 2026-02-01\na==1.1\nb==3\nd==1 ; sys_platform == 'linux'\nc==1\n"
    assert describe_lock("dev.txt", old, new, date(2026, 1, 31)) == (
        "dev.txt: 30 days old; a 1.0 -> 1.1, b 2/3 -> 3, d - -> 1"
    )
    assert describe_lock("dev.txt", old, old, date(2026, 1, 1)) == "dev.txt: 0 days old; nothing newer"
