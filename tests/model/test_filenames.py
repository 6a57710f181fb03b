"""Names of files that a portal sends, made safe to save under."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.model.filenames import LONGEST, make_safe_name, make_safe_names


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("trace.zip", "trace.zip"),
        ("スクリーンショット 10.04.png", "スクリーンショット 10.04.png"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Windows\\win.ini", "win.ini"),
        ("C:evil.exe", "C_evil.exe"),
        ("a.txt:stream", "a.txt_stream"),
        (".bashrc", "bashrc"),
        ("...", "attachment"),
        ("..", "attachment"),
        ("", "attachment"),
        ("folder/", "folder"),
        ("/", "attachment"),
        ("name. . ", "name"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("NUL .png", "_NUL.png"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("LPT¹", "_LPT¹"),
        ("console.txt", "console.txt"),
        ("a\x00b\x1b[31m.png", "ab.png"),
        ("two\nlines.png", "two lines.png"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("what?*.png", "what__.png"),
        ("\x1b[2J", "attachment"),
    ],
)
def test_a_name(name: str, safe: str) -> None:
    assert make_safe_name(name) == safe


def test_a_long_name_keeps_its_extension() -> None:
    assert make_safe_name("x" * 300 + ".png") == "x" * (LONGEST - 4) + ".png"
    assert make_safe_name("x." + "y" * 300) == ("x." + "y" * 300)[:LONGEST]


def test_a_long_japanese_name_is_cut_between_characters() -> None:
    name = make_safe_name("障" * 100 + ".png")
    assert name == "障" * 65 + ".png"
    assert len(name.encode()) <= LONGEST


@pytest.mark.parametrize(
    ("names", "safe"),
    [
        (["a.png", "a.png", "a.png"], ["a.png", "a (2).png", "a (3).png"]),
        (["a.png", "A.PNG"], ["a.png", "A (2).PNG"]),
        (["が.png", "か\u3099.png"], ["が.png", "か\u3099 (2).png"]),
        (["straße", "STRASSE"], ["straße", "STRASSE (2)"]),
        (["a.png", "a (2).png", "a.png"], ["a.png", "a (2).png", "a (3).png"]),
        (["x/a", "y/a"], ["a", "a (2)"]),
        (["..", ""], ["attachment", "attachment (2)"]),
    ],
)
def test_names_that_a_file_system_may_take_for_one(names: list[str], safe: list[str]) -> None:
    assert make_safe_names(names) == safe


def test_long_names_that_differ_only_at_their_ends() -> None:
    names = make_safe_names(["x" * 300 + "1.png", "x" * 300 + "2.png"])
    assert names[1].endswith(" (2).png")
    assert all(len(name.encode()) <= LONGEST for name in names)


@given(st.lists(st.text(), max_size=6))
def test_any_names_at_all(names: list[str]) -> None:
    safe = make_safe_names(names)
    assert len({unicodedata.normalize("NFC", name).casefold() for name in safe}) == len(names)
    for name in safe:
        assert name not in ("", ".", "..")
        assert PurePosixPath(name).name == PureWindowsPath(name).name == name
        assert len(name.encode()) <= LONGEST
        assert not name.startswith(".")
        assert not name.endswith((".", " "))
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in name)


@given(st.text())
def test_any_name_can_be_saved_here(name: str) -> None:
    folder = Path(os.sep) / "some" / "folder"
    assert Path(os.path.normpath(folder / make_safe_name(name))).parent == folder
