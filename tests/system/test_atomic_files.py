"""Files are the old or the new one, and nobody else can read or change them."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ticketcli.system import atomic_files

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")


@pytest.fixture
def no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@POSIX
@pytest.mark.usefixtures("no_umask")
def test_folders_made_for_a_file_are_open_to_their_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    atomic_files.write(tmp_path / "state" / "ticket" / "notes.json", "{}")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {"state": 0o700, "ticket": 0o700, "notes.json": 0o600}


@POSIX
def test_a_file_for_everybody_is_so_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        atomic_files.write(tmp_path / "script", "x", mode=0o644)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "script").stat().st_mode) == 0o644


def test_what_cannot_be_written_leaves_the_file_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    atomic_files.write(tmp_path / "file", "old")

    def full(file: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        atomic_files.write(tmp_path / "file", "new")
    monkeypatch.undo()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"file": "old"}


@pytest.mark.skipif(os.name != "posix", reason="fcntl is POSIX's")
@pytest.mark.parametrize("supported", [True, False])
def test_on_macos_a_file_is_flushed_through_the_cache_of_the_drive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, supported: bool
) -> None:
    import fcntl

    flushed: list[str] = []

    def control(file: int, command: int) -> int:
        if not supported:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        flushed.append(f"F_FULLFSYNC {command}")
        return 0

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", lambda file: flushed.append("fsync"))
    atomic_files.write(tmp_path / "a", b"x")
    assert flushed == (["F_FULLFSYNC 51"] * 2 if supported else ["fsync"] * 2)
