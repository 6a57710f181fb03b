"""The guide: "If the file size is large, try compressing it (.zip)". So are folders, on the way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.usecases.test_attach import as_nobody, open_folder, put

from ticketcli.model.errors import ContentRefused
from ticketcli.usecases.attached_files import check_file
from ticketcli.usecases.zip_files import zip_into


@pytest.fixture
def zip_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def list_names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        return opened.namelist()


def test_a_file_of_another_kind_goes_zipped(tmp_path: Path, zip_folder: Path) -> None:
    log = put(tmp_path / "サーバー.log", b"line\n" * 10_000)
    archive = zip_into([log], zip_folder)
    assert archive == zip_folder / "サーバー.log.zip"
    assert list_names(archive) == ["サーバー.log"]
    assert check_file(archive) is None
    assert archive.stat().st_size < 5000
    with zipfile.ZipFile(archive) as opened:
        assert opened.read("サーバー.log") == log.read_bytes()
        assert opened.infolist()[0].flag_bits & 0x800, "the name is marked as UTF-8"


def test_a_folder_goes_whole_and_in_order(tmp_path: Path, zip_folder: Path) -> None:
    for name in ("b.log", "a.log", "deep/er/c.log", ".hidden"):
        put(tmp_path / "logs" / name, b"line")
    archive = zip_into([tmp_path / "logs"], zip_folder)
    assert archive == zip_folder / "logs.zip"
    assert list_names(archive) == ["logs/.hidden", "logs/a.log", "logs/b.log", "logs/deep/er/c.log"]


def test_several_go_together(tmp_path: Path, zip_folder: Path) -> None:
    one = put(tmp_path / "one" / "a.log", b"1")
    two = put(tmp_path / "two" / "a.log", b"2")
    archive = zip_into([one, two, tmp_path / "one"], zip_folder)
    assert archive == zip_folder / "attachments.zip"
    assert list_names(archive) == ["a.log", "a.log (2)", "one/a.log"]


def test_the_same_folder_has_the_same_archive(tmp_path: Path, zip_folder: Path) -> None:
    for name in ("b", "a", "c/d"):
        put(tmp_path / "logs" / name, b"line")
    one, two = zip_into([tmp_path / "logs"], zip_folder), zip_into([tmp_path / "logs"], zip_folder)
    assert (one.name, two.name) == ("logs.zip", "logs-2.zip")
    assert one.read_bytes() == two.read_bytes()


def test_names_are_relative_wherever_the_files_are(
    tmp_path: Path, zip_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "logs" / "a.log", b"line")
    monkeypatch.chdir(tmp_path / "logs")
    assert list_names(zip_into([Path()], zip_folder)) == ["logs/a.log"]
    assert list_names(zip_into([Path("..") / "logs"], zip_folder)) == ["logs/a.log"]
    assert list_names(zip_into([Path("a.log")], zip_folder)) == ["a.log"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, zip_folder: Path) -> None:
    secret = put(tmp_path / "secret" / "key", b"secret")
    inside = put(tmp_path / "logs" / "a.log", b"line")
    (tmp_path / "logs" / "inside.log").symlink_to(inside)
    (tmp_path / "logs" / "key").symlink_to(secret)
    (tmp_path / "logs" / "folder").symlink_to(secret.parent)
    (tmp_path / "logs" / "dangling").symlink_to("nowhere")
    warnings: list[str] = []
    archive = zip_into([tmp_path / "logs"], zip_folder, warnings)
    assert list_names(archive) == ["logs/a.log", "logs/inside.log"]
    assert sorted(warnings) == [
        f"“{tmp_path}/logs/{name}” is left out of the zip: it is a link."
        for name in ("dangling", "folder", "key")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are not files there")
def test_what_is_no_file_is_left_out_and_does_not_hang(tmp_path: Path, zip_folder: Path) -> None:
    put(tmp_path / "logs" / "a.log", b"line")
    os.mkfifo(tmp_path / "logs" / "pipe")
    warnings: list[str] = []
    assert list_names(zip_into([tmp_path / "logs"], zip_folder, warnings)) == ["logs/a.log"]
    assert warnings == [f"“{tmp_path}/logs/pipe” is left out of the zip: it is not a file."]


def test_the_room_itself_is_not_put_into_its_own_archive(tmp_path: Path) -> None:
    zip_folder = tmp_path / "logs" / "room"
    zip_folder.mkdir(parents=True)
    put(tmp_path / "logs" / "a.log", b"line")
    assert list_names(zip_into([tmp_path / "logs"], zip_folder)) == ["logs/a.log"]


def test_an_empty_folder_is_refused_and_leaves_nothing(tmp_path: Path, zip_folder: Path) -> None:
    (tmp_path / "logs" / "empty").mkdir(parents=True)
    with pytest.raises(ContentRefused, match="No files to zip in"):
        zip_into([tmp_path / "logs"], zip_folder)
    assert list(zip_folder.iterdir()) == []


@pytest.mark.parametrize("name", ["a.log", "deep/er"])
def test_what_may_not_be_read_is_named_and_leaves_nothing(name: str) -> None:
    with open_folder() as folder:
        zip_folder = folder / "room"
        zip_folder.mkdir()
        zip_folder.chmod(0o777)
        put(folder / "logs" / "a.log", b"line")
        put(folder / "logs" / "deep" / "er" / "b.log", b"line")
        (folder / "logs" / name).chmod(0)
        with as_nobody(), pytest.raises(ContentRefused, match=f"{name}” cannot be read: Permission denied"):
            zip_into([folder / "logs"], zip_folder)
        assert list(zip_folder.iterdir()) == []
        (folder / "logs" / name).chmod(0o700)


def test_hostile_names_are_made_harmless(tmp_path: Path, zip_folder: Path) -> None:
    for name in ("..\\..\\evil", "\x1b[31mred", os.fsdecode(b"\xff")):
        put(tmp_path / "logs" / name, b"line")
    assert sorted(list_names(zip_into([tmp_path / "logs"], zip_folder))) == [
        "logs/.._.._evil",
        "logs/_",
        "logs/red",
    ]


def test_a_date_before_1980_is_no_obstacle(tmp_path: Path, zip_folder: Path) -> None:
    log = put(tmp_path / "old.log", b"line")
    os.utime(log, (0, 0))
    assert list_names(zip_into([log], zip_folder)) == ["old.log"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_only_the_owner_can_read_the_archive(tmp_path: Path, zip_folder: Path) -> None:
    archive = zip_into([put(tmp_path / "a.log", b"line")], zip_folder)
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_what_a_killed_run_left_is_no_obstacle(tmp_path: Path, zip_folder: Path) -> None:
    put(zip_folder / "a.log.zip.part", b"half")
    archive = zip_into([put(tmp_path / "a.log", b"line")], zip_folder)
    assert list_names(archive) == ["a.log"]
    assert list(zip_folder.iterdir()) == [archive]


@pytest.mark.long
def test_a_large_file_is_streamed(tmp_path: Path, zip_folder: Path) -> None:
    big = tmp_path / "big.log"
    with big.open("wb") as file:
        file.truncate(256 * 1024**2)
    program = (
        "import resource, sys\nfrom pathlib import Path\nfrom ticketcli.usecases.zip_files import zip_into\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "zip_into([Path(sys.argv[1])], Path(sys.argv[2]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(big), str(zip_folder)], capture_output=True, text=True, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(done.stdout) * unit < 32 * 1024**2


def test_the_same_content_has_the_same_bytes_wherever_and_whenever_it_lies(tmp_path: Path) -> None:
    digests = set()
    for folder, mode, time in (("one", 0o644, 10**9), ("two", 0o600, 1.6e9)):
        for name in ("b.log", "a.log", "deep/c.log"):
            path = put(tmp_path / folder / "logs" / name, name.encode() * 1000)
            path.chmod(mode)
            os.utime(path, (time, time))
        made = tmp_path / f"room {folder}"
        made.mkdir()
        digests.add(zip_into([tmp_path / folder / "logs"], made).read_bytes())
    assert len(digests) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_names_that_become_the_same_are_all_inside(tmp_path: Path, zip_folder: Path) -> None:
    put(tmp_path / "logs" / "a\nb.txt", b"1")
    put(tmp_path / "logs" / "a_b.txt", b"2")
    archive = zip_into([tmp_path / "logs"], zip_folder)
    assert len(set(list_names(archive))) == 2
    with zipfile.ZipFile(archive) as opened:
        assert {opened.read(name) for name in opened.namelist()} == {b"1", b"2"}
