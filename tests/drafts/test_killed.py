"""Killed at any instant, the next run finds the draft as it was, or whole as it was to be."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from tests.drafts.drafts import NEW, NOW, OLD, PORTAL, store_in

from ticketcli.drafts.entry import Sending
from ticketcli.model.draft import Draft

PROGRAM = Path(__file__).with_name("killed.py")
SENDING = Sending(NOW, ("482910",), "web")

Seen = tuple[tuple[str, Draft, Sending | None], ...]


def look(folder: Path) -> Seen:
    store = store_in(folder)
    assert store.damaged() == ()
    return tuple((entry.state, entry.draft, entry.sending) for entry in store.all())


def begin(folder: Path, how: str) -> None:
    if how == "save":
        return
    entry = store_in(folder).save(OLD, PORTAL)
    (store_in(folder).folder_for_files(entry) / "logs.zip").write_bytes(b"PK\x03\x04")
    if how == "mark_unsent":
        store_in(folder).mark_sending(entry, SENDING.known, SENDING.route)


@contextmanager
def killer(how: str, when: str) -> Iterator[Callable[[Path, int], tuple[int, str]]]:
    """Makes the change in a folder, in a process killed at a call: its exit code, and what it counted."""
    command = [sys.executable, str(PROGRAM), how, when]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        asks, answers = program.stdin, program.stdout
        assert asks is not None
        assert answers is not None

        def run(folder: Path, call: int) -> tuple[int, str]:
            print(call, folder, file=asks, flush=True)
            code, _, counts = answers.readline().strip().partition(" ")
            return int(code), counts

        yield run
        asks.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("when", ["amid", "after"])
@pytest.mark.parametrize(
    ("how", "before", "after"),
    [
        ("save", (), (("unsent", NEW, None),)),
        ("replace", (("unsent", OLD, None),), (("unsent", NEW, None),)),
        ("mark_sending", (("unsent", OLD, None),), (("unconfirmed", OLD, SENDING),)),
        ("mark_unsent", (("unconfirmed", OLD, SENDING),), (("unsent", OLD, None),)),
        ("delete", (("unsent", OLD, None),), ()),
    ],
)
def test_a_kill_at_any_call_leaves_the_draft_as_it_was_or_as_it_was_to_be(
    tmp_path: Path, how: str, before: Seen, after: Seen, when: str
) -> None:
    found = []
    with killer(how, when) as run:
        for call in count(1):
            folder = tmp_path / str(call)
            begin(folder, how)
            code, counts = run(folder, call)
            found.append(look(folder))
            assert found[-1] in (before, after), (call, when)
            if code == 0:
                assert int(counts) == call - 1, "the program was to die at each of its calls"
                break
            assert code == -signal.SIGKILL

            # The next run works as if nothing had been, and leaves nothing of what was begun.
            store = store_in(folder)
            entry = store.save(NEW, PORTAL)
            with store.locks.hold(entry) as held:
                assert store.mark_sending(held, [], "api").state == "unconfirmed"
            for entry in store.all():
                store.delete(entry)
            assert [path.name for path in store.folder.iterdir()] == [".lock"]
    assert found[0] == before
    assert found[-1] == after
    assert found == sorted(found, key=[before, after].index), "once changed, it stays changed"
    assert call > 5
