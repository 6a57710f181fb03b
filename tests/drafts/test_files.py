"""The files of drafts: what is one, what is none, and what goes with it."""

from __future__ import annotations

import secrets
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.drafts.drafts import NOW, OLD, PORTAL

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.files import DraftFiles


@pytest.fixture
def files(tmp_path: Path) -> DraftFiles:
    return DraftFiles(tmp_path)


def write(files: DraftFiles) -> Entry:
    return files.write(Entry(files.make_folder(), "unsent", PORTAL, NOW, OLD))


def test_without_a_folder_there_are_no_drafts(tmp_path: Path) -> None:
    assert DraftFiles(tmp_path / "nowhere").ids() == []


def test_only_folders_with_an_id_for_a_name_are_drafts(files: DraftFiles) -> None:
    for name in ("d-ab12", "d-abc", "d-abcde", "x-abcd", "d-ABCD", "created", "d-0000"):
        (files.folder / name).mkdir()
    assert files.ids() == ["d-0000", "d-ab12"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_new_draft_has_a_folder_that_is_open_to_its_owner_only(files: DraftFiles) -> None:
    id = files.make_folder()
    assert files.ids() == [id]
    assert stat.S_IMODE((files.folder / id).stat().st_mode) == 0o700


def test_an_id_that_is_taken_is_not_given_again(files: DraftFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    signs = iter("aaaaaaaabbbb")
    monkeypatch.setattr(secrets, "choice", lambda _alphabet: next(signs))
    assert [files.make_folder(), files.make_folder()] == ["d-aaaa", "d-bbbb"]


def test_a_draft_that_is_written_is_read_and_one_that_is_removed_is_not(files: DraftFiles) -> None:
    entry = write(files)
    assert files.read(entry.id) == entry
    assert (files.is_missing(entry.id), files.is_damaged(entry.id)) == (False, False)
    files.path(entry.id, "files").mkdir()
    files.remove(entry.id)
    assert (files.read(entry.id), files.is_missing(entry.id), files.ids()) == (None, True, [])
    files.remove(entry.id)


def test_a_draft_that_cannot_be_read_is_damaged_and_not_missing(files: DraftFiles) -> None:
    entry = write(files)
    files.path(entry.id).write_bytes(b"x")
    assert (files.read(entry.id), files.is_missing(entry.id), files.is_damaged(entry.id)) == (
        None,
        False,
        True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="what a file in the path means is POSIX's here")
def test_what_cannot_be_looked_at_is_not_called_missing(files: DraftFiles) -> None:
    (files.folder / "d-aaaa").write_text("a file, where a folder should be")
    assert files.is_missing("d-aaaa") is False


@pytest.mark.parametrize("name", ["", "draft.json"])
def test_a_draft_of_another_user_is_none(
    files: DraftFiles, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    entry = write(files)
    foreign = files.folder / entry.id / name
    monkeypatch.setattr("ticketcli.drafts.files.is_foreign", lambda path: path == foreign)
    assert files.read(entry.id) is None


def test_folders_without_a_draft_are_swept_away(files: DraftFiles) -> None:
    entry, empty = write(files), files.make_folder()
    files.sweep()
    assert empty not in files.ids()
    assert files.read(entry.id) == entry


def test_files_that_were_made_and_not_attached_are_removed(files: DraftFiles) -> None:
    entry = write(files)
    folder = files.path(entry.id, "files")
    folder.mkdir()
    for name in ("kept.zip", "left.zip"):
        (folder / name).write_text("x")
    attached = replace(entry, draft=replace(entry.draft, attachments=(folder / "kept.zip",)))
    files.remove_unattached(attached)
    assert [path.name for path in folder.iterdir()] == ["kept.zip"]


def test_the_text_of_an_editor_is_read_whatever_its_bytes(files: DraftFiles) -> None:
    entry = write(files)
    assert files.read_text(entry.id) is None
    files.path(entry.id, "message.txt").write_bytes(b"\xef\xbb\xbfHello \xff")
    assert files.read_text(entry.id) == "Hello \ufffd"
