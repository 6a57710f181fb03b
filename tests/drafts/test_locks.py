"""One command at a time has a draft, or sends a request."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.drafts.drafts import OLD, PORTAL, store_in

from ticketcli.drafts import draft_locks
from ticketcli.drafts.request import Request
from ticketcli.drafts.store import DraftStore
from ticketcli.model.errors import TicketError


def test_a_draft_being_sent_cannot_be_sent_by_another_run(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    with (
        store.locks.hold(entry),
        pytest.raises(TicketError, match=f"{entry.id} is being sent or edited by another ticket command"),
        store_in(tmp_path).locks.hold(entry),
    ):
        pytest.fail("held twice")
    with store_in(tmp_path).locks.hold(entry) as held:
        assert held == entry


def test_who_holds_a_draft_may_hold_it_again_inside(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    with store.locks.hold(entry):
        with store.locks.hold(entry) as held:
            assert held == entry
        with (
            pytest.raises(TicketError, match="another ticket command"),
            store_in(tmp_path).locks.hold(entry),
        ):
            pytest.fail("held twice")


def test_holding_a_draft_shows_it_as_it_stands_by_then(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    now = store.mark_sending(entry, [], "api")
    with store.locks.hold(entry) as held:
        assert held == now


def test_a_draft_sent_by_another_run_meanwhile_cannot_be_held(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    store.delete(entry)
    with (
        pytest.raises(TicketError, match="sent or deleted by another ticket command"),
        store.locks.hold(entry),
    ):
        pytest.fail("held though it is gone")
    assert [path.name for path in store.folder.iterdir()] == [".lock"]


def test_what_fails_while_a_draft_is_held_is_not_taken_for_its_lock(store: DraftStore) -> None:
    entry = store.save(OLD, PORTAL)
    with pytest.raises(FileNotFoundError, match="shot"), store.locks.hold(entry):
        raise FileNotFoundError("shot.png")
    with pytest.raises(BlockingIOError, match="busy"), store.locks.hold(entry):
        raise BlockingIOError("busy")


HOLDER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.drafts.drafts import store_in
store = store_in(Path(sys.argv[1]))
with store.locks.hold(store.all()[0]):
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
        with pytest.raises(TicketError, match="another ticket command"), store.locks.hold(entry):
            pytest.fail("held by two processes")
        child.kill()
        child.wait(timeout=10)
    with store.locks.hold(entry) as held:
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


def test_the_same_draft_that_is_in_use_is_not_taken_up(store: DraftStore, tmp_path: Path) -> None:
    entry = store.save(OLD, PORTAL)
    with store_in(tmp_path).locks.hold(entry):
        other = store.save(OLD, PORTAL)
        assert other.id != entry.id
    store.delete(other)
    with store.locks.hold(entry):
        assert store.save(OLD, PORTAL) == entry


def test_the_same_request_is_sent_by_one_command_at_a_time(
    store: DraftStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_locks, "WAIT", 0.0)
    one, other = Request("a" * 64, PORTAL), Request("b" * 64, PORTAL)
    store.save(OLD, PORTAL)
    with store.locks.sending(one):
        with store_in(tmp_path).locks.sending(other):
            pass
        with pytest.raises(BlockingIOError), store_in(tmp_path).locks.sending(one):
            pass
    with store_in(tmp_path).locks.sending(one):
        pass
    assert [path for path in store.folder.iterdir() if path.name.startswith(".sending")] == []
