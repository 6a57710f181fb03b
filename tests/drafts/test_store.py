"""Drafts are kept, found again, changed by one command at a time, and go only when they may."""

from __future__ import annotations

import re
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.drafts.drafts import NEW, NOW, OLD, PORTAL, store_in

from ticketcli.drafts.entry import Sending
from ticketcli.drafts.store import DraftStore
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError, UnknownName


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
    with store.locks.hold(entry):
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
    zip_folder = store.folder_for_files(entry)
    assert zip_folder.is_dir()
    assert zip_folder == store.folder_for_files(entry)
    assert zip_folder.parent == store.folder / entry.id


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_only_the_owner_can_look(store: DraftStore) -> None:
    entry = store.replace(store.save(OLD, PORTAL), NEW)
    store.folder_for_files(entry)
    with store.locks.hold(entry):
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


def test_a_draft_of_its_own_is_made_whatever_is_saved(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    copy = store.create(OLD, PORTAL)
    assert (copy.id != entry.id, copy.draft, copy.state) == (True, OLD, "unsent")
