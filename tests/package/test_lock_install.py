"""An environment made from a lock holds the locked versions, whatever the index has got since."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distributions, metadata
from pathlib import Path

import pytest
from tests.package.test_lock import ROOT, locked

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
PYENV = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()


def find_pythons() -> dict[str, str]:
    """Return the paths of this Python and of others that can make environments, by version."""
    found = {HERE: str(Path(sys.base_prefix, "bin/python3"))}
    for version in ("3.10", "3.11", "3.12", "3.13", "3.14"):
        for candidate in (shutil.which(f"python{version}"), *PYENV.glob(f"versions/{version}.*/bin/python3")):
            if version not in found and candidate and can_make_environments(candidate):
                found[version] = str(candidate)
    return found


def can_make_environments(python: str | Path) -> bool:
    """Tell whether a Python starts and brings its own pip."""
    command = [python, "-c", "import ensurepip, venv"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def write_wheel(folder: Path, name: str, version: str, like: str = "") -> str:
    """Write an empty wheel that requires what this version (or another, `like`) does; return its SHA-256.

    It requires nothing where that version is not the one installed here: the lock has it for another Python.
    """
    lines: list[str] = []
    with suppress(PackageNotFoundError):
        known = metadata(name)
        if known["Version"] == (like or version):
            lines = [f"Requires-Dist: {each}" for each in known.get_all("Requires-Dist") or ()]
            lines += [f"Provides-Extra: {each}" for each in known.get_all("Provides-Extra") or ()]
    stem = f"{name.replace('-', '_')}-{version}"
    text = "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *lines, ""])
    files = {
        f"{stem}.dist-info/METADATA": text.encode(),
        f"{stem}.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{stem}.dist-info/RECORD"
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for place, content in files.items():
            archive.writestr(place, content)
        hashes = {
            place: base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            for place, content in files.items()
        }
        rows = [f"{place},sha256={digest},{len(files[place])}" for place, digest in hashes.items()]
        archive.writestr(record, "\n".join([*rows, f"{record},,", ""]))
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("version", "python"),
    [
        pytest.param(version, python, marks=() if version == HERE else pytest.mark.long, id=version)
        for version, python in find_pythons().items()
    ],
)
def test_a_lock_is_installed_though_everything_has_a_newer_release(
    tmp_path: Path, version: str, python: str
) -> None:
    index = tmp_path / "index"
    index.mkdir()
    pins = locked("dev.txt", version)
    lines = []
    for name, pin in pins.items():
        lines.append(f"{name}=={pin} --hash=sha256:{write_wheel(index, name, pin)}\n")
        write_wheel(index, name, f"{pin.partition('.post')[0]}.post999", like=pin)
    lock = tmp_path / "lock.txt"
    lock.write_text("".join(lines))
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    env |= {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(index),
        "PIP_CONFIG_FILE": os.devnull,
        "PYTHON": python,
    }
    place = tmp_path / "environment"
    command = ["/bin/sh", "-euc", f". scripts/environment.sh; environment '{place}' '{lock}' alone"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (packages,) = place.glob("lib/python*/site-packages")
    installed = {each.metadata["Name"]: each.version for each in distributions(path=[str(packages)])}
    assert {name: installed.get(name) for name in pins} == pins
