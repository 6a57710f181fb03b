"""Power cuts, replayed: what was not flushed to the disk may be there, in part, or not at all.

What an store does to its files is recorded. For each instant a disk is built as a power cut
may leave it: bytes written and not flushed are cut short, and names made, renamed or removed in
a folder that was not flushed since may or may not be so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.drafts.drafts import NEW, OLD, PORTAL, change, store_in

from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft


@dataclass
class Content:
    """A file's bytes: all that were written, and how many of them are flushed."""

    data: bytearray = field(default_factory=bytearray)
    flushed: int = 0


@dataclass
class Disk:
    """Names as programs see them, and as they are surely on the disk."""

    names: dict[str, Content | None] = field(default_factory=dict)  # None: a folder
    flushed: dict[str, Content | None] = field(default_factory=dict)

    def sync_folder(self, path: str) -> None:
        for name in {*self.names, *self.flushed}:
            if parent_of(name) == path:
                if name in self.names:
                    self.flushed[name] = self.names[name]
                else:
                    del self.flushed[name]

    def after_a_cut(self) -> Iterator[dict[str, bytes | None]]:
        """What the disk may hold: old names or new ones, unflushed bytes none, half or all."""
        for names in (self.flushed, self.names):
            for part in (0.0, 0.5, 1.0):
                yield {
                    name: None if content is None else cut(content, part)
                    for name, content in names.items()
                    if whole_path(name, names)
                }


def cut(content: Content, part: float) -> bytes:
    saved = content.flushed + int((len(content.data) - content.flushed) * part)
    return bytes(content.data[:saved])


def parent_of(name: str) -> str:
    return name.rpartition("/")[0]


def whole_path(name: str, names: dict[str, Content | None]) -> bool:
    parent = parent_of(name)
    return not parent or (parent in names and whole_path(parent, names))


class Recorder:
    """Keeps a Disk in step with the calls that change one, and what a cut after each may leave."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.disk = Disk()
        self.cuts: list[dict[str, bytes | None]] = []
        self.files: dict[int, str] = {}
        for name in ("mkdir", "open", "write", "fsync", "replace", "unlink", "close"):
            self._watch(name, monkeypatch)

    def _watch(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        call = getattr(os, name)
        note = getattr(self, f"_{name}")

        def watched(*args: Any, **more: Any) -> Any:
            result = call(*args, **more)
            note(result, *args)
            self.cuts += self.disk.after_a_cut()
            return result

        monkeypatch.setattr(os, name, watched)

    def _name(self, path: Any) -> str:
        return os.path.relpath(path, self.root)

    def _mkdir(self, _: object, path: Any, *__: object) -> None:
        self.disk.names[self._name(path)] = None

    def _open(self, file: int, path: Any, flags: int, *_: object) -> None:
        name = self.files[file] = self._name(path)
        if flags & os.O_TRUNC or (flags & os.O_CREAT and name not in self.disk.names):
            self.disk.names[name] = Content()

    def _write(self, written: int, file: int, data: Any) -> None:
        content = self.disk.names[self.files[file]]
        assert content is not None
        content.data += bytes(data[:written])

    def _fsync(self, _: object, file: int) -> None:
        name = self.files[file]
        content = self.disk.names.get(name)
        if content is None:
            self.disk.sync_folder("" if name == "." else name)
        else:
            content.flushed = len(content.data)

    def _replace(self, _: object, old: Any, new: Any) -> None:
        self.disk.names[self._name(new)] = self.disk.names.pop(self._name(old))

    def _unlink(self, _: object, path: Any, *__: object) -> None:
        self.disk.names.pop(self._name(path), None)

    def _close(self, _: object, file: int) -> None:
        self.files.pop(file, None)


def restore(cut: dict[str, bytes | None], folder: Path) -> DraftStore:
    """The store that a machine finds when its power is back."""
    for name in sorted(cut):
        content = cut[name]
        path = folder / name
        if content is None:
            path.mkdir(parents=True)
        else:
            path.write_bytes(content)
    return store_in(folder)


def read_after(cut: dict[str, bytes | None], folder: Path) -> list[Draft]:
    store = restore(cut, folder)
    assert store.damaged() == ()
    return [entry.draft for entry in store.all()]


def test_a_new_draft_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        recorder = Recorder(tmp_path / "disk", patched)
        store_in(tmp_path / "disk").save(NEW, PORTAL)
    numbers = count()
    found = [read_after(cut, tmp_path / f"cut{next(numbers)}") for cut in recorder.cuts]
    assert all(drafts in ([], [NEW]) for drafts in found)
    assert found[0] == []


@pytest.mark.parametrize(
    ("how", "before", "after"),
    [("replace", [OLD], [NEW]), ("mark_sending", [OLD], [OLD]), ("delete", [OLD], [])],
)
def test_a_changed_draft_is_the_old_one_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, before: list[Draft], after: list[Draft]
) -> None:
    with monkeypatch.context() as patched:
        recorder = Recorder(tmp_path / "disk", patched)
        store_in(tmp_path / "disk").save(OLD, PORTAL)
        saved = len(recorder.cuts)
        change(store_in(tmp_path / "disk"), how)
    numbers = count()
    found = [read_after(cut, tmp_path / f"cut{next(numbers)}") for cut in recorder.cuts[saved:]]
    assert all(drafts in (before, after) for drafts in found)
    assert found[0] == before


@pytest.mark.parametrize("how", ["save", "replace", "mark_sending", "mark_unsent", "delete"])
def test_what_a_call_did_outlasts_a_power_cut_once_it_has_returned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    with monkeypatch.context() as patched:
        recorder = Recorder(tmp_path / "disk", patched)
        if how != "save":
            store_in(tmp_path / "disk").save(OLD, PORTAL)
        change(store_in(tmp_path / "disk"), how)
    at_the_end = list(recorder.disk.after_a_cut())
    expected = [entry.draft for entry in store_in(tmp_path / "disk").all()]
    for number, cut in enumerate(at_the_end):
        assert read_after(cut, tmp_path / f"cut{number}") == expected


def test_the_replay_would_notice_a_rename_before_the_flush(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        recorder = Recorder(tmp_path / "disk", patched)
        patched.setattr(os, "fsync", lambda file: None)
        store_in(tmp_path / "disk").save(NEW, PORTAL)
    stores = (restore(cut, tmp_path / f"cut{number}") for number, cut in enumerate(recorder.cuts))
    assert any(store.damaged() for store in stores)
