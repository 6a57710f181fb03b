"""Drafts are kept, found again, changed by one command at a time, and go only when they may."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from tests.drafts.drafts import NEW, NOW, OLD, PORTAL, store_in

from ticketcli.drafts import store as store_module
from ticketcli.drafts.entry import Sending
from ticketcli.drafts.request import Request
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError, UnknownName


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    return store_in(tmp_path)


def test_nothing_is_there_before_anything_was_typed(store: DraftStore) -> None:
    assert store.all() == ()
    assert store.damaged() == ()
    assert not store.folder.exists()


def test_a_kept_draft_is_found_by_another_run(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    assert store_in(tmp_path).all() == (entry,)
    assert (entry.state, entry.portal, entry.created, entry.draft) == ("unsent", PORTAL, NOW, OLD)


def test_an_id_is_short_and_without_signs_that_are_misread(store: DraftStore) -> None:
    ids = {store.save(replace(OLD, subject=str(number)), PORTAL).id for number in range(30)}
    assert len(ids) == 30
    assert all(re.fullmatch("d-[2-9a-hjkmnp-z]{4}", id) for id in ids)


def test_the_same_draft_kept_again_has_one_entry(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    assert store.save(OLD, PORTAL) == entry
    assert store.all() == (entry,)


def test_the_same_draft_for_another_portal_is_another(store: DraftStore) -> None:
    assert store.save(OLD, PORTAL).id != store.save(OLD, "sandbox").id


def test_the_same_draft_begun_to_be_sent_is_not_taken_up_but_can_be_found(store: DraftStore) -> None:
    sent = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    assert store.save(OLD, PORTAL).id != sent.id


def test_attachments_are_kept_by_their_whole_path(
    store: DraftStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    entry = store.save(replace(OLD, attachments=(Path("shot.png"),)), PORTAL)
    assert entry.draft.attachments == (tmp_path / "shot.png",)
    assert store.save(replace(OLD, attachments=(Path("shot.png"),)), PORTAL) == entry


@pytest.mark.parametrize("how", ["whole", "prefix", "without d-", "upper case"])
def test_a_draft_is_named_by_its_id_or_the_beginning_of_it(store: DraftStore, how: str) -> None:
    entry = store.save(OLD, PORTAL)
    wanted = {
        "whole": entry.id,
        "prefix": entry.id[:3],
        "without d-": entry.id[2:],
        "upper case": entry.id.upper(),
    }
    assert store.get(wanted[how]) == entry


def test_an_id_that_is_none_lists_what_exists(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    with pytest.raises(UnknownName) as raised:
        store.get("nothing")
    assert raised.value.existing == (entry.id,)
    assert raised.value.hint == "See: ticket drafts list"


def test_drafts_are_listed_oldest_first(tmp_path: Path) -> None:
    times = iter([NOW.replace(hour=3), NOW.replace(hour=1), NOW.replace(hour=2)])
    store = DraftStore(tmp_path, now=lambda: next(times))
    for subject in "cab":
        store.save(Draft(subject=subject), PORTAL)
    assert [entry.draft.subject for entry in store.all()] == ["a", "b", "c"]


def test_a_change_is_kept_in_place(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    changed = store.replace(entry, NEW)
    assert changed == replace(entry, draft=NEW)
    assert store.all() == (changed,)
    assert store.replace(changed, NEW) == changed


def test_a_draft_can_be_turned_to_another_portal(store: DraftStore) -> None:
    entry = store.save(OLD, "")
    changed = store.replace(entry, OLD, portal=PORTAL)
    assert changed == replace(entry, portal=PORTAL)
    assert store.all() == (changed,)
    assert store.replace(changed, NEW).portal == PORTAL


def test_two_runs_that_began_alike_do_not_overwrite_each_other(store: DraftStore, tmp_path: Path) -> None:
    one, other = store.save(OLD, PORTAL), store_in(tmp_path).save(OLD, PORTAL)
    assert one == other
    mine = store.replace(one, replace(OLD, subject="mine"))
    theirs = store_in(tmp_path).replace(other, replace(OLD, subject="theirs"))
    assert {mine.draft.subject, theirs.draft.subject} == {"mine", "theirs"}
    assert len(store.all()) == 2


def test_a_draft_deleted_meanwhile_is_kept_anew_when_it_changes(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    store.delete(entry)
    assert [store.replace(entry, NEW)] == list(store.all())


def test_what_may_have_arrived_cannot_be_changed(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    with pytest.raises(TicketError, match="may have arrived") as raised:
        store.replace(entry, NEW)
    assert f"ticket drafts send {entry.id}" in raised.value.hint
    assert store.all() == (entry,)


def test_a_send_that_begins_is_noted_with_what_the_portal_held(store: DraftStore, tmp_path: Path) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL), ["482910", "482911"], "web")
    assert entry.state == "unconfirmed"
    assert entry.sending == Sending(NOW, ("482910", "482911"), "web")
    assert store_in(tmp_path).get(entry.id) == entry


def test_what_may_have_arrived_is_not_sent_again(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL), ["1"], "web")
    with pytest.raises(TicketError, match="is not sent again"):
        store.mark_sending(entry, ["2"], "web")
    assert store.all() == (entry,)


def test_what_certainly_did_not_arrive_is_unsent_again(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    assert store.mark_unsent(store.mark_sending(entry, [], "api")) == entry


@pytest.mark.parametrize("meanwhile", ["sent", "changed", "deleted"])
def test_a_run_that_looked_before_another_acted_may_not_send(store: DraftStore, meanwhile: str) -> None:
    entry = store.save(OLD, PORTAL)
    if meanwhile == "sent":
        store.mark_sending(entry, [], "api")
    elif meanwhile == "changed":
        store.replace(entry, NEW)
    else:
        store.delete(entry)
    before = store.all()
    with pytest.raises(TicketError, match="by another ticket command"):
        store.mark_sending(entry, [], "api")
    assert store.all() == before


def test_a_confirmed_draft_leaves_nothing_behind(store: DraftStore) -> None:
    entry = store.save(NEW, PORTAL)
    (store.folder_for_files(entry) / "logs.zip").write_bytes(b"PK\x03\x04")
    with store.hold(entry):
        store.delete(entry)
    assert store.all() == ()
    assert [path.name for path in store.folder.iterdir()] == [".lock"]


def test_a_draft_already_gone_can_be_forgotten(store: DraftStore) -> None:
    entry = store.save(NEW, PORTAL)
    store.delete(entry)
    store.delete(entry)
    assert store.all() == ()


def test_files_made_on_the_way_live_beside_the_draft(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    room = store.folder_for_files(entry)
    assert room.is_dir()
    assert room == store.folder_for_files(entry)
    assert room.parent == store.folder / entry.id


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_only_the_owner_can_look(store: DraftStore) -> None:
    entry = store.replace(store.save(OLD, PORTAL), NEW)
    store.folder_for_files(entry)
    with store.hold(entry):
        paths = [store.folder.parent, store.folder, *store.folder.rglob("*")]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}
    folders = dict.fromkeys(("state", "outbox", entry.id, "files"), 0o700)
    assert modes == folders | dict.fromkeys((".lock", "draft.json", "lock"), 0o600)


def test_a_draft_holds_what_was_typed_and_no_secret(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(NEW, PORTAL), ["1"], "web")
    import json

    value = json.loads((store.folder / entry.id / "draft.json").read_bytes())
    assert sorted(value) == ["created", "draft", "origin", "portal", "sending", "state", "version"]
    assert sorted(value["sending"]) == [
        "at",
        "confirmed",
        "door",
        "known",
        "message",
        "newest",
        "receipt",
        "request",
    ]


def test_a_draft_being_sent_cannot_be_sent_by_another_run(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    with (
        store.hold(entry),
        pytest.raises(TicketError, match=f"{entry.id} is being sent or edited by another ticket command"),
        store_in(tmp_path).hold(entry),
    ):
        pytest.fail("held twice")
    with store_in(tmp_path).hold(entry) as held:
        assert held == entry


def test_who_holds_a_draft_may_hold_it_again_inside(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    with store.hold(entry):
        with store.hold(entry) as held:
            assert held == entry
        with (
            pytest.raises(TicketError, match="another ticket command"),
            store_in(tmp_path).hold(entry),
        ):
            pytest.fail("held twice")


def test_holding_a_draft_shows_it_as_it_stands_by_then(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    now = store.mark_sending(entry, [], "api")
    with store.hold(entry) as held:
        assert held == now


def test_a_draft_sent_by_another_run_meanwhile_cannot_be_held(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    store.delete(entry)
    with (
        pytest.raises(TicketError, match="sent or deleted by another ticket command"),
        store.hold(entry),
    ):
        pytest.fail("held though it is gone")
    assert [path.name for path in store.folder.iterdir()] == [".lock"]


def test_what_fails_while_a_draft_is_held_is_not_taken_for_its_lock(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    with pytest.raises(FileNotFoundError, match="shot"), store.hold(entry):
        raise FileNotFoundError("shot.png")
    with pytest.raises(BlockingIOError, match="busy"), store.hold(entry):
        raise BlockingIOError("busy")


HOLDER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.drafts.drafts import store_in
store = store_in(Path(sys.argv[1]))
with store.hold(store.all()[0]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_killed_run_does_not_block(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path), root], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(TicketError, match="another ticket command"), store.hold(entry):
            pytest.fail("held by two processes")
        child.kill()
        child.wait(timeout=10)
    with store.hold(entry) as held:
        assert held == entry


KEEPER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.drafts.drafts import OLD, PORTAL, store_in
from dataclasses import replace
store = store_in(Path(sys.argv[1]))
for number in range(20):
    entry = store.save(replace(OLD, subject=f"same {number}"), PORTAL)
    entry = store.save(replace(OLD, subject=f"{sys.argv[3]} {number}"), PORTAL)
    entry = store.replace(entry, replace(OLD, subject=f"{sys.argv[3]} {number} changed"))
    if number % 2:
        store.delete(entry)
"""


def test_runs_at_once_do_not_disturb_each_other(store: DraftStore, tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])

    def run(name: str) -> int:
        return subprocess.run(
            [sys.executable, "-c", KEEPER, str(tmp_path), root, name], check=False, timeout=60
        ).returncode

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(run, "abc")) == [0, 0, 0]
    subjects = [entry.draft.subject for entry in store.all()]
    expected = {f"same {number}" for number in range(20)}
    expected |= {f"{name} {number} changed" for name in "abc" for number in range(0, 20, 2)}
    assert len(subjects) == len(expected)
    assert set(subjects) == expected
    assert store.damaged() == ()


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


# Entries of files, and what became of them


def test_an_entry_of_a_file_is_saved_as_it_is_given_now(store: DraftStore) -> None:
    first = store.save(OLD, PORTAL, origin="f1")
    changed = store.save(NEW, PORTAL, origin="f1")
    assert (changed.id, changed.draft, store.all()) == (first.id, NEW, (changed,))
    assert store.save(NEW, PORTAL, origin="f1") == changed
    assert store.of_origin("f1") == changed
    assert store.of_origin("f2") is None


def test_an_entry_of_a_file_is_not_another_draft_of_the_same_words(store: DraftStore) -> None:
    draft = store.save(OLD, PORTAL)
    assert store.save(OLD, PORTAL, origin="f1").id != draft.id
    assert store.save(OLD, PORTAL, origin="f2").id not in (draft.id, None)
    assert len(store.all()) == 3


def test_the_same_draft_that_is_in_use_is_not_taken_up(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    with store_in(tmp_path).hold(entry):
        other = store.save(OLD, PORTAL)
        assert other.id != entry.id
    store.delete(other)
    with store.hold(entry):
        assert store.save(OLD, PORTAL) == entry


def test_what_becomes_of_an_entry_of_a_file_is_noted_when_it_is_finished(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL, origin="f1"), [], "api")
    store.finish(store.note_confirmed(entry, "900"))
    created = store.history.created("f1")
    assert created is not None
    assert (created.number, created.at) == ("900", NOW)
    (confirmed,) = store.history.confirmed()
    assert (confirmed.number, confirmed.message, confirmed.portal) == ("900", None, PORTAL)
    assert store.all() == ()


def test_a_draft_that_was_not_confirmed_leaves_no_note(store: DraftStore) -> None:
    store.finish(store.save(OLD, PORTAL, origin="f1"))
    store.finish(store.mark_sending(store.save(NEW, PORTAL), [], "api"))
    assert (store.history.created("f1"), store.history.confirmed(), store.all()) == (None, (), ())


def test_a_draft_of_no_file_is_noted_as_confirmed_alone(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    store.finish(store.note_confirmed(entry, "900", "7"))
    (confirmed,) = store.history.confirmed()
    assert (confirmed.number, confirmed.message) == ("900", "7")
    assert not (store.folder / "created").exists()


def test_a_number_can_be_noted_of_what_was_sent_alone(store: DraftStore) -> None:
    with pytest.raises(ValueError, match="was not sent"):
        store.note_receipt(store.save(OLD, PORTAL), "900")
    sent = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    noted = store.note_receipt(sent, "900")
    assert noted.sending is not None
    assert (noted.sending.receipt, store.read(sent)) == ("900", noted)


@pytest.mark.parametrize(
    ("draft", "tried"),
    [
        (Draft(kind="reply", number="7", message=" It works. "), True),
        (Draft(kind="reply", number="8", message="It works."), False),
        (Draft(kind="reply", number="7", message="It fails."), False),
        (Draft(message="It works."), False),
    ],
    ids=["the same", "another ticket", "other words", "a new ticket"],
)
def test_a_reply_that_was_tried_before_is_known(store: DraftStore, draft: Draft, tried: bool) -> None:
    entry = store.save(draft, PORTAL)
    assert store.has_tried_reply("7", "It works.") is False
    store.mark_sending(entry, [], "api")
    assert store.has_tried_reply("7", "It works.") is tried


def test_what_may_have_arrived_may_be_saved_as_it_is(store: DraftStore) -> None:
    sent = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    assert store.replace(sent, OLD) == sent


# What an editor left behind


@pytest.mark.parametrize(
    ("text", "message"), [("Typed.", "Typed."), ("", OLD.message), (OLD.message, OLD.message)]
)
def test_what_was_typed_in_an_editor_that_was_killed_is_the_message(
    store: DraftStore, text: str, message: str
) -> None:
    entry = store.save(OLD, PORTAL)
    with store.edit_text(entry) as path:
        path.write_text(text, "utf-8")
        assert store.all() == (entry,), "while it is edited, nobody takes it"
    (found,) = store.all()
    assert (found.draft.message.strip(), path.exists()) == (message.strip(), False)


def test_what_was_typed_while_another_command_has_the_draft_is_left(
    store: DraftStore, tmp_path: Path
) -> None:
    entry = store.save(OLD, PORTAL)
    with store_in(tmp_path).edit_text(entry) as path:
        path.write_text("Typed.")
        assert store.all() == (entry,)
        assert path.exists()


def test_what_was_typed_into_what_may_have_arrived_changes_nothing(store: DraftStore) -> None:
    entry = store.mark_sending(store.save(OLD, PORTAL), [], "api")
    path = store.folder / entry.id / "message.txt"
    path.write_text("Typed.")
    assert store.all() == (entry,)
    assert not path.exists()


# One command at a time sends the same


def test_the_same_request_is_sent_by_one_command_at_a_time(
    store: DraftStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "WAIT", 0.0)
    one, other = Request("a" * 64, PORTAL), Request("b" * 64, PORTAL)
    store.save(OLD, PORTAL)
    with store.sending(one):
        with store_in(tmp_path).sending(other):
            pass
        with pytest.raises(BlockingIOError), store_in(tmp_path).sending(one):
            pass
    with store_in(tmp_path).sending(one):
        pass
    assert [path for path in store.folder.iterdir() if path.name.startswith(".sending")] == []


def test_a_draft_of_its_own_is_made_whatever_is_saved(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    copy = store.create(OLD, PORTAL)
    assert (copy.id != entry.id, copy.draft, copy.state) == (True, OLD, "unsent")


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
