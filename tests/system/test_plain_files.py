"""Whatever stands in the place of one of our files, reading it ends at once and names it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ticketcli.system.plain_files import DamagedFile, read_bytes, read_json, read_text

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes in the file system are POSIX's")


@POSIX
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "file.json")
    with pytest.raises(DamagedFile, match=r"file\.json: not a plain file"):
        read_json(tmp_path / "file.json")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises((DamagedFile, OSError)):
        read_bytes(tmp_path)


def test_a_file_without_end_is_not_read_to_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 1001)
    with pytest.raises(DamagedFile, match="larger than 1000 bytes"):
        read_bytes(tmp_path / "file", limit=1000)
    assert len(read_bytes(tmp_path / "file", limit=1001)) == 1001


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "nothing", "", "\xff"])
def test_what_is_no_json_is_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "file").write_text(text, encoding="latin-1")
    with pytest.raises(DamagedFile, match="not JSON"):
        read_json(tmp_path / "file")


def test_a_missing_file_is_missing_and_not_damaged(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "file")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbfa = 1")
    assert read_text(tmp_path / "file") == "a = 1"
