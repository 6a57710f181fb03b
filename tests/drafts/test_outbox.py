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
from tests.drafts.drafts import NEW, NOW, OLD, PORTAL, outbox_in

from ticketcli.drafts.entry import Sending
from ticketcli.drafts.store import Outbox
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError, UnknownName


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return outbox_in(tmp_path)


def test_nothing_is_there_before_anything_was_typed(outbox: Outbox) -> None:
    assert outbox.all() == ()
    assert outbox.damaged() == ()
    assert not outbox.folder.exists()


def test_a_kept_draft_is_found_by_another_run(outbox: Outbox, tmp_path: Path) -> None:
    entry = outbox.keep(OLD, PORTAL)
    assert outbox_in(tmp_path).all() == (entry,)
    assert (entry.state, entry.portal, entry.created, entry.draft) == ("unsent", PORTAL, NOW, OLD)


def test_an_id_is_short_and_without_signs_that_are_misread(outbox: Outbox) -> None:
    ids = {outbox.keep(replace(OLD, subject=str(number)), PORTAL).id for number in range(30)}
    assert len(ids) == 30
    assert all(re.fullmatch("d-[2-9a-hjkmnp-z]{4}", id) for id in ids)


def test_the_same_draft_kept_again_has_one_entry(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    assert outbox.keep(OLD, PORTAL) == entry
    assert outbox.all() == (entry,)


def test_the_same_draft_for_another_portal_is_another(outbox: Outbox) -> None:
    assert outbox.keep(OLD, PORTAL).id != outbox.keep(OLD, "sandbox").id


def test_the_same_draft_begun_to_be_sent_is_not_taken_up_but_can_be_found(outbox: Outbox) -> None:
    sent = outbox.mark_sending(outbox.keep(OLD, PORTAL), [], "api")
    assert outbox.unconfirmed(OLD, PORTAL) == sent
    assert outbox.unconfirmed(OLD, "sandbox") is None
    assert outbox.unconfirmed(NEW, PORTAL) is None
    assert outbox.keep(OLD, PORTAL).id != sent.id


def test_attachments_are_kept_by_their_whole_path(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    entry = outbox.keep(replace(OLD, attachments=(Path("shot.png"),)), PORTAL)
    assert entry.draft.attachments == (tmp_path / "shot.png",)
    assert outbox.keep(replace(OLD, attachments=(Path("shot.png"),)), PORTAL) == entry


@pytest.mark.parametrize("how", ["whole", "prefix", "without d-", "upper case"])
def test_a_draft_is_named_by_its_id_or_the_beginning_of_it(outbox: Outbox, how: str) -> None:
    entry = outbox.keep(OLD, PORTAL)
    wanted = {
        "whole": entry.id,
        "prefix": entry.id[:3],
        "without d-": entry.id[2:],
        "upper case": entry.id.upper(),
    }
    assert outbox.get(wanted[how]) == entry


def test_an_id_that_is_none_lists_what_exists(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    with pytest.raises(UnknownName) as raised:
        outbox.get("nothing")
    assert raised.value.existing == (entry.id,)
    assert raised.value.hint == "See: ticket drafts list"


def test_drafts_are_listed_oldest_first(tmp_path: Path) -> None:
    times = iter([NOW.replace(hour=3), NOW.replace(hour=1), NOW.replace(hour=2)])
    outbox = Outbox(tmp_path, now=lambda: next(times))
    for subject in "cab":
        outbox.keep(Draft(subject=subject), PORTAL)
    assert [entry.draft.subject for entry in outbox.all()] == ["a", "b", "c"]


def test_a_change_is_kept_in_place(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    changed = outbox.replace(entry, NEW)
    assert changed == replace(entry, draft=NEW)
    assert outbox.all() == (changed,)
    assert outbox.replace(changed, NEW) == changed


def test_a_draft_can_be_turned_to_another_portal(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, "")
    changed = outbox.replace(entry, OLD, portal=PORTAL)
    assert changed == replace(entry, portal=PORTAL)
    assert outbox.all() == (changed,)
    assert outbox.replace(changed, NEW).portal == PORTAL


def test_two_runs_that_began_alike_do_not_overwrite_each_other(outbox: Outbox, tmp_path: Path) -> None:
    one, other = outbox.keep(OLD, PORTAL), outbox_in(tmp_path).keep(OLD, PORTAL)
    assert one == other
    mine = outbox.replace(one, replace(OLD, subject="mine"))
    theirs = outbox_in(tmp_path).replace(other, replace(OLD, subject="theirs"))
    assert {mine.draft.subject, theirs.draft.subject} == {"mine", "theirs"}
    assert len(outbox.all()) == 2


def test_a_draft_deleted_meanwhile_is_kept_anew_when_it_changes(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    outbox.forget(entry)
    assert [outbox.replace(entry, NEW)] == list(outbox.all())


def test_what_may_have_arrived_cannot_be_changed(outbox: Outbox) -> None:
    entry = outbox.mark_sending(outbox.keep(OLD, PORTAL), [], "api")
    with pytest.raises(TicketError, match="may have arrived") as raised:
        outbox.replace(entry, NEW)
    assert f"ticket drafts send {entry.id}" in raised.value.hint
    assert outbox.all() == (entry,)


def test_a_send_that_begins_is_noted_with_what_the_portal_held(outbox: Outbox, tmp_path: Path) -> None:
    entry = outbox.mark_sending(outbox.keep(OLD, PORTAL), ["482910", "482911"], "web")
    assert entry.state == "unconfirmed"
    assert entry.sending == Sending(NOW, ("482910", "482911"), "web")
    assert outbox_in(tmp_path).get(entry.id) == entry


def test_what_may_have_arrived_is_not_sent_again(outbox: Outbox) -> None:
    entry = outbox.mark_sending(outbox.keep(OLD, PORTAL), ["1"], "web")
    with pytest.raises(TicketError, match="is not sent again"):
        outbox.mark_sending(entry, ["2"], "web")
    assert outbox.all() == (entry,)


def test_what_certainly_did_not_arrive_is_unsent_again(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    assert outbox.mark_unsent(outbox.mark_sending(entry, [], "api")) == entry


@pytest.mark.parametrize("meanwhile", ["sent", "changed", "deleted"])
def test_a_run_that_looked_before_another_acted_may_not_send(outbox: Outbox, meanwhile: str) -> None:
    entry = outbox.keep(OLD, PORTAL)
    if meanwhile == "sent":
        outbox.mark_sending(entry, [], "api")
    elif meanwhile == "changed":
        outbox.replace(entry, NEW)
    else:
        outbox.forget(entry)
    before = outbox.all()
    with pytest.raises(TicketError, match="by another ticket command meanwhile"):
        outbox.mark_sending(entry, [], "api")
    assert outbox.all() == before


def test_a_confirmed_draft_leaves_nothing_behind(outbox: Outbox) -> None:
    entry = outbox.keep(NEW, PORTAL)
    (outbox.room(entry) / "logs.zip").write_bytes(b"PK\x03\x04")
    with outbox.holding(entry):
        outbox.forget(entry)
    assert outbox.all() == ()
    assert [path.name for path in outbox.folder.iterdir()] == [".lock"]


def test_a_draft_already_gone_can_be_forgotten(outbox: Outbox) -> None:
    entry = outbox.keep(NEW, PORTAL)
    outbox.forget(entry)
    outbox.forget(entry)
    assert outbox.all() == ()


def test_files_made_on_the_way_live_beside_the_draft(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    room = outbox.room(entry)
    assert room.is_dir()
    assert room == outbox.room(entry)
    assert room.parent == outbox.folder / entry.id


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_only_the_owner_can_look(outbox: Outbox) -> None:
    entry = outbox.replace(outbox.keep(OLD, PORTAL), NEW)
    outbox.room(entry)
    with outbox.holding(entry):
        paths = [outbox.folder.parent, outbox.folder, *outbox.folder.rglob("*")]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}
    folders = dict.fromkeys(("state", "outbox", entry.id, "files"), 0o700)
    assert modes == folders | dict.fromkeys((".lock", "draft.json", "lock"), 0o600)


def test_a_draft_holds_what_was_typed_and_no_secret(outbox: Outbox) -> None:
    entry = outbox.mark_sending(outbox.keep(NEW, PORTAL), ["1"], "web")
    import json

    value = json.loads((outbox.folder / entry.id / "draft.json").read_bytes())
    assert sorted(value) == ["created", "draft", "portal", "sending", "state", "version"]
    assert sorted(value["sending"]) == ["at", "door", "known"]


def test_a_draft_being_sent_cannot_be_sent_by_another_run(outbox: Outbox, tmp_path: Path) -> None:
    entry = outbox.keep(OLD, PORTAL)
    with (
        outbox.holding(entry),
        pytest.raises(TicketError, match=f"{entry.id} is being sent or edited by another ticket command"),
        outbox_in(tmp_path).holding(entry),
    ):
        pytest.fail("held twice")
    with outbox_in(tmp_path).holding(entry) as held:
        assert held == entry


def test_who_holds_a_draft_may_hold_it_again_inside(outbox: Outbox, tmp_path: Path) -> None:
    entry = outbox.keep(OLD, PORTAL)
    with outbox.holding(entry):
        with outbox.holding(entry) as held:
            assert held == entry
        with (
            pytest.raises(TicketError, match="another ticket command"),
            outbox_in(tmp_path).holding(entry),
        ):
            pytest.fail("held twice")


def test_holding_a_draft_shows_it_as_it_stands_by_then(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    now = outbox.mark_sending(entry, [], "api")
    with outbox.holding(entry) as held:
        assert held == now


def test_a_draft_sent_by_another_run_meanwhile_cannot_be_held(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    outbox.forget(entry)
    with (
        pytest.raises(TicketError, match="sent or deleted by another ticket command"),
        outbox.holding(entry),
    ):
        pytest.fail("held though it is gone")
    assert [path.name for path in outbox.folder.iterdir()] == [".lock"]


def test_what_fails_while_a_draft_is_held_is_not_taken_for_its_lock(outbox: Outbox) -> None:
    entry = outbox.keep(OLD, PORTAL)
    with pytest.raises(FileNotFoundError, match="shot"), outbox.holding(entry):
        raise FileNotFoundError("shot.png")
    with pytest.raises(BlockingIOError, match="busy"), outbox.holding(entry):
        raise BlockingIOError("busy")


HOLDER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.drafts.drafts import outbox_in
outbox = outbox_in(Path(sys.argv[1]))
with outbox.holding(outbox.all()[0]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_a_killed_run_does_not_block(outbox: Outbox, tmp_path: Path) -> None:
    entry = outbox.keep(OLD, PORTAL)
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path), root], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(TicketError, match="another ticket command"), outbox.holding(entry):
            pytest.fail("held by two processes")
        child.kill()
        child.wait(timeout=10)
    with outbox.holding(entry) as held:
        assert held == entry


KEEPER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.drafts.drafts import OLD, PORTAL, outbox_in
from dataclasses import replace
outbox = outbox_in(Path(sys.argv[1]))
for number in range(20):
    entry = outbox.keep(replace(OLD, subject=f"same {number}"), PORTAL)
    entry = outbox.keep(replace(OLD, subject=f"{sys.argv[3]} {number}"), PORTAL)
    entry = outbox.replace(entry, replace(OLD, subject=f"{sys.argv[3]} {number} changed"))
    if number % 2:
        outbox.forget(entry)
"""


def test_runs_at_once_do_not_disturb_each_other(outbox: Outbox, tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])

    def run(name: str) -> int:
        return subprocess.run(
            [sys.executable, "-c", KEEPER, str(tmp_path), root, name], check=False, timeout=60
        ).returncode

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(run, "abc")) == [0, 0, 0]
    subjects = [entry.draft.subject for entry in outbox.all()]
    expected = {f"same {number}" for number in range(20)}
    expected |= {f"{name} {number} changed" for name in "abc" for number in range(0, 20, 2)}
    assert len(subjects) == len(expected)
    assert set(subjects) == expected
    assert outbox.damaged() == ()


DAMAGES = {
    "empty": b"",
    "cut short": b'{"version": 1, "state": "uns',
    "zeros": bytes(4096),
    "not UTF-8": b"\xff\xfe\x00",
    "of a newer version": b'{"version": 2}',
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_draft_is_named_and_left_alone_and_the_others_work(outbox: Outbox, damage: str) -> None:
    good, bad = outbox.keep(OLD, PORTAL), outbox.keep(NEW, PORTAL)
    file = outbox.folder / bad.id / "draft.json"
    file.write_bytes(DAMAGES[damage])
    assert outbox.all() == (good,)
    assert outbox.damaged() == (file,)
    for wanted in (bad.id, bad.id[2:]):
        with pytest.raises(TicketError, match="is damaged") as raised:
            outbox.get(wanted)
        assert str(file) in raised.value.message
    outbox.forget(outbox.mark_sending(good, [], "api"))
    outbox.keep(NEW, PORTAL)
    assert file.read_bytes() == DAMAGES[damage]


def test_what_else_lies_in_the_folder_is_left_alone(outbox: Outbox) -> None:
    outbox.keep(OLD, PORTAL)
    other = outbox.folder / "notes"
    other.mkdir()
    (outbox.folder / "d-7f3k.bak").write_text("mine")
    outbox.keep(NEW, PORTAL)
    assert len(outbox.all()) == 2
    assert outbox.damaged() == ()
    assert other.is_dir()
    assert (outbox.folder / "d-7f3k.bak").read_text() == "mine"
