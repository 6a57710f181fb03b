"""A disk that takes nothing: one clear sentence, nothing sent, and what was there still there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.drafts.drafts import NEW, OLD, PORTAL, store_in

from ticketcli.drafts.store import DraftStore
from ticketcli.model.errors import TicketError

ROOT = Path(__file__).parents[2]


def can_mount() -> bool:
    """Whether this machine lets a process have file systems of its own."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


needs_mount = pytest.mark.skipif(not can_mount(), reason="needs unprivileged mounts: unshare -rm")

CHANGE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.drafts.drafts import change, store_in
from ticketcli.model.errors import TicketError
store = store_in(Path(sys.argv[1]))
before = store.all()
try:
    change(store, sys.argv[3])
except TicketError as error:
    print(error.message)
    print(error.hint)
print("the same" if store.all() == before and not store.damaged() else "different")
"""


def change_in(folder: Path, how: str, *, first: str = "", setup: str = "") -> list[str]:
    """What a run of its own says that makes one change, after shell commands of its own."""
    script = f'{setup}\nexec "$0" -c "$1" "$2" "$3" "$4"'
    command = ["sh", "-ec", script, sys.executable, first + CHANGE, str(folder), str(ROOT), how]
    if setup:
        command = ["unshare", "-rm", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


CHANGES = {
    "save": "The draft could not be saved in {folder}: {reason}. Nothing was sent.",
    "replace": "The changed draft could not be saved in {folder}: {reason}. Nothing was sent.",
    "mark_sending": "The draft could not be marked as being sent in {folder}: {reason}. Nothing was sent.",
    "mark_unsent": "The draft did not arrive, but this could not be recorded in {folder}: {reason}.",
}
HINT = "Free some space there, or set TICKET_STATE_DIR to another directory, and try again."


def begin(folder: Path, how: str) -> Path:
    store = store_in(folder)
    if how != "save":
        entry = store.save(OLD, PORTAL)
        if how == "mark_unsent":
            store.mark_sending(entry, [], "web")
    return store.folder


@pytest.mark.parametrize("how", CHANGES)
def test_a_file_that_may_not_grow_any_more(tmp_path: Path, how: str) -> None:
    folder = begin(tmp_path, how)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
    outcome = change_in(tmp_path, how, first=limit)
    assert outcome == [CHANGES[how].format(folder=folder, reason="File too large"), HINT, "the same"]


@needs_mount
@pytest.mark.parametrize("how", CHANGES)
def test_a_full_disk(tmp_path: Path, how: str) -> None:
    disk = tmp_path / "disk"
    saved = tmp_path / "saved"
    disk.mkdir()
    saved.mkdir()
    folder = begin(saved, how)
    setup = (
        f"mount -t tmpfs -o size=128k none {disk}; cp -a {saved}/. {disk}; "
        f"dd if=/dev/zero of={disk}/rest bs=4k 2>/dev/null || true"
    )
    outcome = change_in(disk, how, setup=setup)
    expected = CHANGES[how].format(folder=disk / folder.relative_to(saved), reason=os.strerror(28))
    assert outcome == [expected, HINT, "the same"]


@needs_mount
@pytest.mark.parametrize("how", [*CHANGES, "delete"])
def test_a_read_only_home(tmp_path: Path, how: str) -> None:
    folder = begin(tmp_path, how)
    outcome = change_in(
        tmp_path, how, setup=f"mount --bind {tmp_path} {tmp_path}; mount -o remount,ro,bind {tmp_path}"
    )
    sentence = CHANGES.get(
        how, "The draft is no longer needed, but could not be removed from {folder}: {reason}."
    )
    assert outcome == [sentence.format(folder=folder, reason="Read-only file system"), HINT, "the same"]


@needs_mount
def test_a_full_disk_still_lets_go_of_what_is_confirmed(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    saved = tmp_path / "saved"
    disk.mkdir()
    saved.mkdir()
    begin(saved, "delete")
    setup = (
        f"mount -t tmpfs -o size=128k none {disk}; cp -a {saved}/. {disk}; "
        f"dd if=/dev/zero of={disk}/rest bs=4k 2>/dev/null || true"
    )
    assert change_in(disk, "delete", setup=setup) == ["different"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(
        TicketError, match=r"could not be saved in .*outbox: Not a directory\. Nothing was sent\."
    ):
        store_in(tmp_path).save(OLD, PORTAL)
    store = DraftStore(tmp_path / "state", now=store_in(tmp_path)._now)
    with pytest.raises(TicketError, match="Nothing was sent"):
        store.save(NEW, PORTAL)


def test_no_room_for_a_file_made_on_the_way(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    entry = store.save(OLD, PORTAL)
    (store.folder / entry.id / "files").write_text("in the way")
    with pytest.raises(TicketError, match="Cannot create a file in"):
        store.folder_for_files(entry)
