"""The locks fit pyproject.toml: whoever changes one and forgets the other hears of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
RUN = [*PROJECT["project"]["dependencies"], *EXTRAS["sandbox"]]
LOCKS = ("demo.txt", "dev.txt", "bench.txt", "single.txt", "docs.txt", "release.txt")


def group(name: str) -> list[str]:
    found: list[str] = []
    entries: list[Any] = PROJECT["dependency-groups"][name]
    for entry in entries:
        found += [entry] if isinstance(entry, str) else group(entry["include-group"])
    return found


def locked(file: str) -> dict[str, str]:
    """The version of each package that the lock gives this Python on this platform."""
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for line in text.replace("\\\n", " ").splitlines():
        requirement = Requirement(line.partition(" --hash=")[0])
        if requirement.marker is None or requirement.marker.evaluate():
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
        ("single.txt", RUN + EXTRAS["jq"]),
        ("docs.txt", group("docs")),
        ("release.txt", group("release")),
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
    for entry in text.replace("\\\n", " ").splitlines():
        assert "--hash=sha256:" in entry


def test_there_is_no_other_lock() -> None:
    assert {path.name for path in (ROOT / "requirements").iterdir()} == set(LOCKS)
