"""Whatever an attachment is called, and whatever stands in the way, a download stays in its folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.portal import Portal
from tests.contract.quirks import Quirks
from tests.contract.wire import Request, Response
from tests.hostile.conftest import harmless
from tests.whole.person import Person

from ticketcli.model.filenames import make_safe_names

At = Callable[..., tuple[Portal, Person]]
Names = list[str]

NAMES = {
    "upwards": ["../../escaped.txt", "..", "../", "a/../../escaped"],
    "absolute": [
        "/etc/passwd",
        "C:\\Windows\\win.ini",
        "\\\\server\\share\\x",
        "//server/x",
        "file:///etc/x",
    ],
    "devices": ["CON", "nul.txt", "AUX.", "com1.log", "LPT9", "con .txt"],
    "slashes": ["a/b", "a\\b", "a\u2215b", "a\uff0fb"],
    "controls": ["nul\x00.txt", "new\nline.txt", "esc\x1b[2J.txt", "c1\x9b2J.txt", "a\u202etxt.exe"],
    "long": ["x" * 300, "障" * 300 + ".txt", "." + "y" * 300, "z." * 200],
    "ends": ["dots...", "blanks   ", ". .", "...", " ", "", "x. . ."],
    "hidden": [".bashrc", ".ssh/authorized_keys", ".", "..bashrc", "-rf", "~root", ".\u200bgit"],
    "case": ["Name.txt", "NAME.TXT", "name.txt", "ｎａｍｅ.txt", "nam\u0065\u0301.txt", "nam\u00e9.txt"],
    "shell": ["$(id).txt", "`id`.txt", "a;b.txt", "*.txt", "a|b", "'\"", "%2e%2e%2fescaped"],
    "ours": ["a.txt", "a.txt.part", "a (2).txt", "a.txt"],
}
kinds = pytest.mark.parametrize("names", NAMES.values(), ids=list(NAMES))


def everything_below(folder: Path) -> dict[str, bytes | str]:
    """What is in a folder and below it: bytes of files, targets of links."""
    return {
        str(path.relative_to(folder)): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which one is meant to be filled, and nothing else is to change."""
    place = tmp_path / "place"
    (place / "here").mkdir(parents=True)
    (place / "mine.txt").write_text("mine")
    monkeypatch.chdir(place / "here")
    return place


def holding(at: At, names: Names) -> tuple[Portal, Person, str]:
    # Names with control characters cannot stand in a header: the portal sends none.
    portal, person = at(download_name="none")
    files = [(name, f"content {index}".encode()) for index, name in enumerate(names)]
    return portal, person, portal.add_ticket("Files", "b", attachments=files).number


@kinds
@pytest.mark.parametrize("route", ["api", "web"])
def test_no_name_leads_out_of_the_folder(at: At, place: Path, names: Names, route: str) -> None:
    _, person, number = holding(at, names)
    harmless(person.ticket("--via", route, "download", number))
    held = everything_below(place)
    assert held.pop("mine.txt") == b"mine"
    assert sorted(held.values(), key=str) == [f"content {index}".encode() for index in range(len(names))]
    for name in held:
        folder, _, own = name.rpartition("/")
        assert folder == "here"
        assert not own.startswith(".")
        assert len(own.encode()) <= 255


@kinds
def test_nothing_that_exists_is_written_over(at: At, place: Path, names: Names) -> None:
    _, person, number = holding(at, names)
    person.ticket("download", number)
    for path in (place / "here").iterdir():
        path.write_bytes(b"changed by hand")
    before = everything_below(place)
    outcome = person.ticket("download", number, code=1)
    assert "--force" in outcome.err
    assert everything_below(place) == before


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("leads_to", ["../mine.txt", "../not there", "/dev/null", "."])
def test_a_link_in_the_folder_is_not_followed(at: At, place: Path, leads_to: str, force: list[str]) -> None:
    _, person, number = holding(at, ["a.txt"])
    (place / "here" / "a.txt").symlink_to(leads_to)
    person.ticket("download", number, *force, code=None)
    assert (place / "mine.txt").read_text() == "mine"
    assert not (place / "not there").exists()
    held = everything_below(place / "here")
    assert held == ({"a.txt": b"content 0"} if force else {"a.txt": leads_to})


def test_a_link_is_not_followed_that_appears_while_the_file_comes(at: At, place: Path) -> None:
    portal, person, number = holding(at, ["a.txt"])
    answer = portal.server.app

    def plant(request: Request) -> Response:
        target = place / "here" / "a.txt"
        if "attachment" in request.path and not target.is_symlink():
            target.symlink_to("../mine.txt")
        return answer(request)

    portal.server.app = plant
    outcome = person.ticket("--via", "api", "download", number, code=1)
    assert "already exist" in outcome.err
    assert everything_below(place) == {"mine.txt": b"mine", "here/a.txt": "../mine.txt"}


def test_a_folder_that_is_a_link_is_where_the_person_wants_it(at: At, place: Path) -> None:
    _, person, number = holding(at, ["../a.txt"])
    (place / "real").mkdir()
    (place / "link").symlink_to("real")
    person.ticket("download", number, "--dir", str(place / "link"))
    assert everything_below(place / "real") == {"a.txt": b"content 0"}


def test_a_folder_stands_where_the_file_would(at: At, place: Path) -> None:
    _, person, number = holding(at, ["a.txt"])
    (place / "here" / "a.txt").mkdir()
    person.ticket("download", number, code=1)
    person.ticket("download", number, "--force", code=1)
    assert list((place / "here").iterdir()) == [place / "here" / "a.txt"]


@pytest.mark.parametrize("route", ["api", "web"])
@pytest.mark.parametrize("length", ["shorter", "longer"])
def test_a_body_of_another_length_leaves_no_file(at: At, place: Path, route: str, length: str) -> None:
    portal, person, number = holding(at, ["a.txt"])
    answer = portal.server.app

    def lie(request: Request) -> Response:
        response = answer(request)
        if response.body != b"content 0":
            return response
        reported = len(response.body) + (5 if length == "shorter" else -5)
        response.headers.append(("Content-Length", str(reported)))
        response.framing = "close"
        return response

    portal.server.app = lie
    outcome = person.ticket("--via", route, "download", number, code=None)
    held = everything_below(place / "here")
    if length == "shorter":
        assert outcome.code != 0
        assert held == {}
    else:  # HTTP itself ends a body where it was said to end; the rest belongs to nobody
        assert held == {"a.txt": b"cont"}


def test_a_size_that_the_portal_tells_elsewhere_must_be_right(
    at: At, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal, person, number = holding(at, ["a.txt"])
    shape = portal.api.shapes.file
    for size in (3, 4000):
        monkeypatch.setattr(
            portal.api.shapes, "file", lambda one, reported=size: {**shape(one), "size": reported}
        )
        outcome = person.ticket("--via", "api", "download", number, code=1)
        assert "bytes" in outcome.err
        assert everything_below(place / "here") == {}


def test_a_link_to_another_host_is_no_attachment_to_fetch(at: At, place: Path) -> None:
    portal, person = at()
    number = portal.add_ticket("s", "b").number
    with Portal(Quirks()) as other:
        link = f'<a href="{other.url}/?cmd=tickets&action=download&id=17">invoice.pdf</a>'
        portal.add_staff_reply(number, link)
        outcome = harmless(person.ticket("--via", "web", "download", number, code=None))
        assert outcome.code != 0
        assert other.requests == []
    assert everything_below(place / "here") == {}


@given(st.lists(st.text(max_size=80), max_size=5))
def test_safe_names_are_safe_already(names: list[str]) -> None:
    once = make_safe_names(names)
    assert make_safe_names(once) == once
    assert not any(os.sep in name or "\\" in name for name in once)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30))
def test_an_ordinary_name_is_kept(name: str) -> None:
    assert make_safe_names([f"x{name}.png"]) == [f"x{name}.png"]
