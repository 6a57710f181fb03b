"""What damaged files, killed commands and editors leave in the folder of drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.drafts.drafts import NEW, OLD, PORTAL, store_in

from ticketcli.drafts.store import DraftStore
from ticketcli.model.errors import TicketError

DAMAGES = {
    "empty": b"",
    "cut short": b'{"version": 1, "state": "uns',
    "zeros": bytes(4096),
    "not UTF-8": b"\xff\xfe\x00",
    "of a newer version": b'{"version": 2}',
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_draft_is_named_and_left_alone_and_the_others_work(store: DraftStore, damage: str) -> None:
    good, bad = store.save(OLD, PORTAL), store.save(NEW, PORTAL)
    file = store.folder / bad.id / "draft.json"
    file.write_bytes(DAMAGES[damage])
    assert store.all() == (good,)
    assert store.damaged() == (file,)
    for wanted in (bad.id, bad.id[2:]):
        with pytest.raises(TicketError, match="is damaged") as raised:
            store.get(wanted)
        assert str(file) in raised.value.message
    store.delete(store.mark_sending(good, [], "api"))
    store.save(NEW, PORTAL)
    assert file.read_bytes() == DAMAGES[damage]


def test_what_else_lies_in_the_folder_is_left_alone(store: DraftStore) -> None:
    store.save(OLD, PORTAL)
    other = store.folder / "notes"
    other.mkdir()
    (store.folder / "d-7f3k.bak").write_text("mine")
    store.save(NEW, PORTAL)
    assert len(store.all()) == 2
    assert store.damaged() == ()
    assert other.is_dir()
    assert (store.folder / "d-7f3k.bak").read_text() == "mine"


def test_what_a_killed_command_made_and_did_not_attach_is_not_in_the_way_of_the_next(
    store: DraftStore,
) -> None:
    entry = store.save(OLD, PORTAL)
    left = store.folder_for_files(entry) / "clipboard.png"
    left.write_bytes(b"half")
    assert store.save(OLD, PORTAL) == entry
    assert not left.exists()
    left.write_bytes(b"whole")
    attached = replace(OLD, attachments=(left,))
    entry = store.replace(entry, attached)
    assert store.save(attached, PORTAL) == entry
    assert left.read_bytes() == b"whole"


@pytest.mark.parametrize(
    ("text", "message"), [("Typed.", "Typed."), ("", OLD.message), (OLD.message, OLD.message)]
)
def test_what_was_typed_in_an_editor_that_was_killed_is_the_message(
    store: DraftStore, text: str, message: str
) -> None:
    entry = store.save(OLD, PORTAL)
    with store.locks.edit_text(entry) as path:
        path.write_text(text, "utf-8")
        assert store.all() == (entry,), "while it is edited, nobody takes it"
    (found,) = store.all()
    assert (found.draft.message.strip(), path.exists()) == (message.strip(), False)


def test_what_was_typed_while_another_command_has_the_draft_is_left(
    store: DraftStore, tmp_path: Path
) -> None:
    entry = store.save(OLD, PORTAL)
    with store_in(tmp_path).locks.edit_text(entry) as path:
        path.write_text("Typed.")
        assert store.all() == (entry,)
        assert path.exists()


def test_what_was_typed_into_what_may_have_arrived_changes_nothing(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    path = store.folder / entry.id / "message.txt"
    path.write_text("Typed.")
    assert store.all() == (entry,)
    assert not path.exists()


def test_a_damaged_draft_can_be_removed(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    (store.folder / entry.id / "draft.json").write_text("x")
    with pytest.raises(TicketError, match="is damaged"):
        store.get(entry.id)
    with pytest.raises(TicketError, match="is damaged"):
        store.get(entry.id[2:])
    store.remove_damaged(entry.id)
    assert store.damaged() == ()


def test_the_same_draft_saved_again_is_on_the_disk_though_who_made_it_was_killed(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = store.save(OLD, PORTAL)
    flushed: list[Path] = []
    monkeypatch.setattr("ticketcli.system.atomic_files.sync_folder", flushed.append)
    store.save(OLD, PORTAL)
    assert flushed == [store.folder / entry.id, store.folder]
