"""Files are found, checked before any request, and told apart from what is no file."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ticketcli.model.attachments import EXTENSIONS
from ticketcli.model.errors import ContentRefused
from ticketcli.usecases.attached_files import check_file, find_files, prepare_files
from ticketcli.usecases.zip_files import zip_others

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
ZIP = b"PK\x05\x06" + bytes(18)


def put(path: Path, content: bytes = PNG) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody can look into; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's rights, where the tests have them: root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_is_found_by_its_name(tmp_path: Path) -> None:
    shot = put(tmp_path / "shot.png")
    assert find_files([str(shot)]) == (shot,)


def test_a_pattern_is_expanded_in_order_and_each_file_comes_once(tmp_path: Path) -> None:
    b, a, c = (put(tmp_path / f"{name}.png") for name in "bac")
    put(tmp_path / "notes.txt")
    assert find_files([str(c), f"{tmp_path}/*.png"]) == (c, a, b)
    assert find_files([f"{tmp_path}/**/[ab].png"]) == (a, b)


def test_a_name_with_signs_of_a_pattern_means_the_file_of_that_name(tmp_path: Path) -> None:
    odd = put(tmp_path / "shot[1]*.png")
    put(tmp_path / "shot1.png")
    assert find_files([str(odd)]) == (odd,)


def test_the_tilde_is_the_home_folder(isolated: Path) -> None:
    shot = put(isolated / "shot.png")
    assert find_files(["~/shot.png"]) == (shot,)
    assert find_files(["~/*.png"]) == (shot,)


def test_relative_names_and_folders_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "logs" / "a.log")
    monkeypatch.chdir(tmp_path)
    assert find_files(["logs"]) == (Path("logs"),)
    assert find_files(["log*"]) == (Path("logs"),)


def test_whatever_matches_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentRefused) as raised:
        find_files(
            [f"{tmp_path}/*.png", "missing.pdf", "~nobody-of-that-name/x.png", str(put(tmp_path / "a.jpg"))]
        )
    assert raised.value.problems == (
        f"No files match “{tmp_path}/*.png”.",
        "File not found: “missing.pdf”.",
        "File not found: “~nobody-of-that-name/x.png”.",
    )


def test_a_good_file_has_no_problem(tmp_path: Path) -> None:
    assert check_file(put(tmp_path / "shot.png")) is None
    assert check_file(put(tmp_path / "PHOTO.JPEG", JPG)) is None
    assert check_file(put(tmp_path / "notes.txt"), [".txt"]) is None


def test_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "dangling.png").symlink_to("nowhere")
    assert check_file(tmp_path / "no.png") == f"File not found: “{tmp_path}/no.png”."
    assert check_file(tmp_path / "dangling.png") == f"File not found: “{tmp_path}/dangling.png”."
    assert check_file(tmp_path / "no\x00.png") is not None


def test_an_empty_file(tmp_path: Path) -> None:
    assert check_file(put(tmp_path / "a.png", b"")) == f"“{tmp_path}/a.png” is empty."


def test_a_folder_with_a_hint_at_zip(tmp_path: Path) -> None:
    assert check_file(tmp_path) == f"“{tmp_path}” is a directory. Add --zip to send it in a zip file."


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and sockets are not files there")
def test_what_is_no_file_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # names of sockets must be short
    os.mkfifo("pipe.png")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.png")
        assert check_file(Path("pipe.png")) == "“pipe.png” is a pipe, not a file."
        assert check_file(Path("socket.png")) == "“socket.png” is a socket, not a file."
    assert check_file(Path("/dev/null")) == "“/dev/null” is a device, not a file."


def test_a_file_that_may_not_be_read() -> None:
    with open_folder() as folder:
        shot = put(folder / "shot.png")
        shot.chmod(0)
        with as_nobody():
            problem = check_file(shot)
    assert problem == f"“{shot}” cannot be read: Permission denied."


def test_a_path_that_cannot_be_followed(tmp_path: Path) -> None:
    (tmp_path / "loop.png").symlink_to("loop.png")
    problem = check_file(tmp_path / "loop.png")
    assert problem is not None
    assert problem.startswith(f"“{tmp_path}/loop.png” cannot be read: ")


def test_an_extension_that_the_portal_does_not_take(tmp_path: Path) -> None:
    notes = put(tmp_path / "notes.txt", b"hello")
    assert "Add --zip" in (check_file(notes, EXTENSIONS) or "")
    assert check_file(put(tmp_path / "shot.png"), [".pdf"]) == (
        "“shot.png”: file type not accepted by the portal (.pdf)."
    )


def test_content_that_does_not_fit(tmp_path: Path) -> None:
    assert "rename it to “shot.jpg”" in (check_file(put(tmp_path / "shot.png", JPG)) or "")


def test_a_size_above_the_limit(tmp_path: Path) -> None:
    shot = put(tmp_path / "shot.png", PNG + bytes(2000))
    assert "2.0 kB" in (check_file(shot, None, 1000) or "")
    assert check_file(shot, None, 5000) is None


def test_a_name_that_would_trick_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    problem = check_file(tmp_path / "\x1b[31m\u202egnp.exe\n.png")
    assert problem is not None
    assert not set(problem) & set("\x1b\u202e\n")


def test_files_are_prepared_with_name_size_and_type(tmp_path: Path) -> None:
    photo = put(tmp_path / "写真.jpeg", JPG)
    (file,) = prepare_files([photo], EXTENSIONS, None)
    assert (file.name, file.path, file.size, file.type) == ("写真.jpg", photo, len(JPG), "image/jpeg")


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    paths = [
        tmp_path / "missing.png",
        put(tmp_path / "notes.txt", b"hello"),
        put(tmp_path / "one" / "a.jpeg", JPG),
        put(tmp_path / "two" / "A.jpg", JPG),
    ]
    with pytest.raises(ContentRefused) as raised:
        prepare_files(paths, EXTENSIONS, None)
    assert len(raised.value.problems) == 3
    assert raised.value.problems[-1] == "2 attachments would be named “a.jpg”: rename all but one."


def test_files_that_are_too_large_only_together(tmp_path: Path) -> None:
    paths = [put(tmp_path / f"{name}.png", PNG + bytes(700)) for name in "ab"]
    with pytest.raises(ContentRefused, match="in all"):
        prepare_files(paths, None, 1000)
    assert len(prepare_files(paths, None, 2000)) == 2


def test_only_what_the_portal_does_not_take_is_zipped(tmp_path: Path) -> None:
    zip_folder = tmp_path / "room"
    zip_folder.mkdir()
    shot = put(tmp_path / "shot.png")
    missing = tmp_path / "missing.txt"
    notes = put(tmp_path / "notes.txt", b"hello")
    put(tmp_path / "logs" / "a.log", b"line")
    paths = zip_others([shot, notes, tmp_path / "logs", missing], EXTENSIONS, zip_folder)
    assert paths == (shot, zip_folder / "notes.txt.zip", zip_folder / "logs.zip", missing)
