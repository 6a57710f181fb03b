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


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is flushed to the disk, in its order: "file" or "folder"."""
    kinds: list[str] = []
    monkeypatch.setattr(atomic_files, "_flush", lambda file: kinds.append(get_kind(file)))
    return kinds


def get_kind(file: int) -> str:
    return "folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file"


def count_open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@POSIX
def test_a_file_is_on_the_disk_before_its_name_is(tmp_path: Path, flushed: list[str]) -> None:
    atomic_files.write(tmp_path / "file", "x")
    assert flushed == ["file", "folder"]
    atomic_files.remove(tmp_path / "file")
    assert flushed[2:] == ["folder"]


def test_what_may_be_lost_waits_for_no_disk(tmp_path: Path, flushed: list[str]) -> None:
    atomic_files.write(tmp_path / "file", b"x", sync=False)
    assert ((tmp_path / "file").read_bytes(), flushed) == (b"x", [])


@POSIX
@pytest.mark.parametrize(
    ("number", "matters"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)]
)
def test_a_folder_that_cannot_be_flushed_matters_where_the_disk_is_at_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, matters: bool
) -> None:
    def refuse(file: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic_files, "_flush", refuse)
    if matters:
        with pytest.raises(OSError, match=os.strerror(number)):
            atomic_files.sync_folder(tmp_path)
    else:
        atomic_files.sync_folder(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_no_file_is_left_open(tmp_path: Path) -> None:
    atomic_files.write(tmp_path / "file", "x")
    before = count_open_files()
    for _time in range(3):
        atomic_files.write(tmp_path / "file", "y")
        atomic_files.sync_folder(tmp_path)
    assert count_open_files() == before


def test_a_large_content_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:7]))
    atomic_files.write(tmp_path / "file", b"0123456789" * 5)
    assert (tmp_path / "file").read_bytes() == b"0123456789" * 5


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotADirectoryError) as raised:
        atomic_files.make_folder(tmp_path / "file")
    assert raised.value.filename == str(tmp_path / "file")


@POSIX
def test_a_folder_that_another_command_just_made_is_on_the_disk_too(
    tmp_path: Path, flushed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = os.mkdir

    def come_second(path: Path, mode: int) -> None:
        mkdir(path, mode)
        raise FileExistsError

    monkeypatch.setattr(os, "mkdir", come_second)
    atomic_files.make_folder(tmp_path / "new")
    assert flushed == ["folder"]


def test_a_new_folder_is_nobodys_yet(tmp_path: Path) -> None:
    atomic_files.make_new_folder(tmp_path / "new")
    with pytest.raises(FileExistsError):
        atomic_files.make_new_folder(tmp_path / "new")
    atomic_files.make_folder(tmp_path / "new")
