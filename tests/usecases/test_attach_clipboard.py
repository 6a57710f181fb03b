"""Screenshots come from the clipboard, where the platform has one; else a clear word."""

from __future__ import annotations

import base64
import os
import shutil
import stat
import struct
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ticketcli.model.errors import TicketError
from ticketcli.usecases.attached_files import check_file
from ticketcli.usecases.clipboard import paste_picture


def make_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + make_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + make_chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00"))
    + make_chunk(b"IEND", b"")
)


class Runner:
    """Stands for subprocess.run: gives an answer, or raises, and remembers what was run."""

    def __init__(self, answer: bytes | Exception) -> None:
        self.answer = answer
        self.command: Sequence[str] = ()
        self.more: dict[str, Any] = {}

    def __call__(self, command: Sequence[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        self.command, self.more = command, more
        if isinstance(self.answer, Exception):
            raise self.answer
        return subprocess.CompletedProcess(list(command), 0, self.answer, b"")


def install_programs(folder: Path, *names: str) -> str:
    """A PATH with programs of these names and nothing else."""
    for name in names:
        (folder / name).touch(0o755)
    return str(folder)


CASES = {
    "Wayland": (
        "linux",
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"},
        ["wl-paste", "xclip"],
        "wl-paste",
        PNG,
    ),
    "X11": ("linux", {"DISPLAY": ":0"}, ["wl-paste", "xclip"], "xclip", PNG),
    "X11 beside Wayland": ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ["xclip"], "xclip", PNG),
    "macOS with pngpaste": ("darwin", {}, ["pngpaste"], "pngpaste", PNG),
    "macOS": ("darwin", {}, [], "osascript", f"«data PNGf{PNG.hex().upper()}»\n".encode()),
    "Windows": ("win32", {}, [], "powershell", base64.b64encode(PNG) + b"\r\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_picture_is_read_with_what_the_platform_has(tmp_path: Path, case: str) -> None:
    platform, env, installed, program, answer = CASES[case]
    path = install_programs(tmp_path, *installed)
    zip_folder = tmp_path / "room"
    zip_folder.mkdir()
    run = Runner(answer)
    picture = paste_picture(
        zip_folder, {**env, "PATH": path, "TICKET_PASSWORD": "secret"}, run, platform=platform
    )
    assert run.command[0] == program
    assert picture.read_bytes() == PNG
    assert picture.name == "clipboard.png"
    assert check_file(picture) is None
    assert run.more["env"] == {**env, "PATH": path}
    assert run.more["timeout"] > 0


def test_several_pictures_have_names_of_their_own(tmp_path: Path) -> None:
    pictures = [
        paste_picture(
            tmp_path, {}, Runner(PNG.hex().encode().join([b"PNGf", b"\xc2\xbb"])), platform="darwin"
        )
        for _ in "abc"
    ]
    assert [picture.name for picture in pictures] == ["clipboard.png", "clipboard-2.png", "clipboard-3.png"]
    if os.name != "nt":
        assert {stat.S_IMODE(picture.stat().st_mode) for picture in pictures} == {0o600}


@pytest.mark.parametrize(
    ("platform", "answer"),
    [
        ("linux", b""),
        ("linux", b"some text"),
        ("darwin", b""),
        ("darwin", "«data PNGfXY»".encode()),
        ("win32", b"\r\n"),
        ("win32", b"abc"),
    ],
)
def test_a_clipboard_without_a_picture_is_told_so(tmp_path: Path, platform: str, answer: bytes) -> None:
    env = {"DISPLAY": ":0", "PATH": install_programs(tmp_path, "xclip")}
    zip_folder = tmp_path / "room"
    zip_folder.mkdir()
    with pytest.raises(TicketError, match="There is no picture in the clipboard") as raised:
        paste_picture(zip_folder, env, Runner(answer), platform=platform)
    assert "--attach" in raised.value.hint
    assert list(zip_folder.iterdir()) == []


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({}, "no graphical session"),
        ({"DISPLAY": ":0"}, "xclip is missing"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wl-paste is missing"),
    ],
)
def test_where_nothing_can_be_read_it_is_said_what_is_missing(
    tmp_path: Path, env: dict[str, str], sentence: str
) -> None:
    with pytest.raises(TicketError, match=sentence) as raised:
        paste_picture(tmp_path, {**env, "PATH": str(tmp_path)}, Runner(PNG), platform="linux")
    assert raised.value.hint


def test_a_program_that_hangs_or_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(TicketError, match="did not answer within 10 seconds"):
        paste_picture(tmp_path, {}, Runner(subprocess.TimeoutExpired("osascript", 10)), platform="darwin")
    with pytest.raises(TicketError, match="osascript could not be run: No such file or directory"):
        paste_picture(
            tmp_path, {}, Runner(FileNotFoundError(2, "No such file or directory")), platform="darwin"
        )


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of this test's own."""
    program = shutil.which("Xvfb")
    assert program is not None
    read, write = os.pipe()
    with subprocess.Popen(
        [program, "-displayfd", str(write), "-screen", "0", "64x64x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        yield f":{number}"
        server.terminate()


def copy(data: bytes, target: str, env: dict[str, str]) -> None:
    """Put data into the clipboard. xclip ends before the server knows; ask until it offers that target."""
    xclip = ["xclip", "-selection", "clipboard", "-t"]
    quiet = subprocess.DEVNULL
    subprocess.run([*xclip, target, "-i"], input=data, env=env, check=True, stdout=quiet, stderr=quiet)
    for _ in range(100):
        requested = subprocess.run([*xclip, "TARGETS", "-o"], env=env, capture_output=True, check=False)
        if target in requested.stdout.decode().split():
            return
    pytest.fail(f"the clipboard never offered {target}")


@pytest.mark.needs("xclip", "xclip")
@pytest.mark.needs("Xvfb", "xvfb")
def test_a_real_clipboard(tmp_path: Path, display: str) -> None:
    env = {"DISPLAY": display, "PATH": os.environ["PATH"]}
    with pytest.raises(TicketError, match="There is no picture"):
        paste_picture(tmp_path, env, platform="linux")
    copy(PNG, "image/png", env)
    assert paste_picture(tmp_path, env, platform="linux").read_bytes() == PNG
    copy(b"only text", "UTF8_STRING", env)
    with pytest.raises(TicketError, match="There is no picture"):
        paste_picture(tmp_path, env, platform="linux")


def make_bmp(width: int, height: int, depth: int, pixel: bytes) -> bytes:
    stride = (width * depth + 3) // 4 * 4
    rows = (pixel * width).ljust(stride, b"\0") * height
    header = b"BM" + struct.pack("<IHHI", 54 + len(rows), 0, 0, 54)
    header += struct.pack("<IiiHHIIiiII", 40, width, height, 1, depth * 8, 0, len(rows), 0, 0, 0, 0)
    return header + rows


class ByType:
    """Stands for subprocess.run of a clipboard that has one type only."""

    def __init__(self, **answers: bytes) -> None:
        self.answers = answers

    def __call__(self, command: Sequence[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        for word, answer in self.answers.items():
            if any(word in part for part in command):
                return subprocess.CompletedProcess(list(command), 0, answer, b"")
        return subprocess.CompletedProcess(list(command), 1, b"", b"no such type")


@pytest.mark.parametrize(("depth", "pixel"), [(3, b"\x01\x02\x03"), (4, b"\x01\x02\x03\xff")])
def test_under_wsl_a_bitmap_is_converted(tmp_path: Path, depth: int, pixel: bytes) -> None:
    env = {"WAYLAND_DISPLAY": "wayland-0", "PATH": install_programs(tmp_path, "wl-paste")}
    picture = paste_picture(tmp_path, env, ByType(bmp=make_bmp(5, 2, depth, pixel)), platform="linux")
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (5, 2)
    packed = data[data.index(b"IDAT") + 4 : -16]
    assert zlib.decompress(packed) == (b"\0" + b"\x03\x02\x01" * 5) * 2
    assert check_file(picture) is None


def test_under_wsl_without_a_display_powershell_is_asked(tmp_path: Path) -> None:
    env = {"WSL_DISTRO_NAME": "Debian", "PATH": install_programs(tmp_path, "powershell.exe")}
    picture = paste_picture(
        tmp_path, env, ByType(powershell=base64.b64encode(PNG) + b"\r\n"), platform="linux"
    )
    assert picture.read_bytes() == PNG


@pytest.mark.parametrize(
    "broken", [b"BM", b"BM" + b"\0" * 60, make_bmp(5, 2, 3, b"abc")[:-8]], ids=["short", "zeros", "cut"]
)
def test_a_broken_bitmap_is_no_picture(tmp_path: Path, broken: bytes) -> None:
    env = {"WAYLAND_DISPLAY": "wayland-0", "PATH": install_programs(tmp_path, "wl-paste")}
    with pytest.raises(TicketError, match="no picture"):
        paste_picture(tmp_path, env, ByType(bmp=broken), platform="linux")
