from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tests.once import once

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An sdist built from this tree, and a wheel built from what the sdist holds."""

    def make(folder: Path) -> None:
        sdist = build("sdist", ROOT, folder)
        subprocess.run(["tar", "-xzf", sdist, "-C", folder], check=True)
        build("wheel", folder / sdist.name.removesuffix(".tar.gz"), folder)

    folder = once(tmp_path_factory, "packages", make)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="session")
def sdist(packages: tuple[Path, Path]) -> Path:
    """The sdist."""
    return packages[0]


@pytest.fixture(scope="session")
def wheel(packages: tuple[Path, Path]) -> Path:
    """The wheel, built from the sdist."""
    return packages[1]


@pytest.fixture(scope="session")
def install(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives a virtual environment elsewhere with the wheel, what it requires, and nothing else.

    What it requires is linked from the environment of this run, so that no network is needed.
    Returns the folder of the environment's programs.
    """

    def make(home: Path, extra: str) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
        (packages,) = home.glob("lib/python*/site-packages")
        for required in requirements(f"ticketcli[{extra}]", set()):
            link(required, packages)
        pip = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet"]
        pip += ["--disable-pip-version-check", "--no-deps", "--no-index"]
        subprocess.run([*pip, str(wheel)], check=True)

    def install(extra: str) -> Path:
        return once(tmp_path_factory, f"venv-{extra}", lambda home: make(home, extra)) / "bin"

    return install


def build(target: str, source: Path, folder: Path) -> Path:
    """Build one package with the build system that pyproject.toml names."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.glob({"sdist": "*.tar.gz", "wheel": "*.whl"}[target])
    return built


def requirements(wanted: str, seen: set[str]) -> Iterator[Distribution]:
    """What a requirement needs here, by what each package declares; without itself."""
    requested = Requirement(wanted)
    for line in distribution(requested.name).requires or ():
        needed = Requirement(line)
        extras = requested.extras or {""}
        if needed.marker and not any(needed.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        if needed.name not in seen:
            seen.add(needed.name)
            yield distribution(needed.name)
            yield from requirements(str(needed), seen)


def link(package: Distribution, target: Path) -> None:
    """Link the modules of an installed package, and their bytecode; its programs stay where they are."""
    for file in package.files or ():
        whole, place = Path(str(package.locate_file(file))), target / file
        if not file.parts[0].startswith("..") and whole.exists() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(whole)
