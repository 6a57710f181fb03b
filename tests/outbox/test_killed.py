"""Killed at any instant, the next run finds the draft as it was, or whole as it was to be."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.outbox.drafts import NEW, NOW, OLD, PORTAL, outbox_in

from ticketcli.outbox.entry import Sending
from ticketcli.tickets.draft import Draft

PROGRAM = Path(__file__).with_name("killed.py")
SENDING = Sending(NOW, ("482910",), "web")

Seen = tuple[tuple[str, Draft, Sending | None], ...]


def seen(folder: Path) -> Seen:
    outbox = outbox_in(folder)
    assert outbox.damaged() == ()
    return tuple((entry.state, entry.draft, entry.sending) for entry in outbox.all())


def begin(folder: Path, how: str) -> None:
    if how == "keep":
        return
    entry = outbox_in(folder).keep(OLD, PORTAL)
    (outbox_in(folder).room(entry) / "logs.zip").write_bytes(b"PK\x03\x04")
    if how == "mark_unsent":
        outbox_in(folder).mark_sending(entry, SENDING.known, SENDING.door)


def run(folder: Path, how: str, call: int, when: str) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, str(PROGRAM), str(folder), how, str(call), when]
    return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("when", ["amid", "after"])
@pytest.mark.parametrize(
    ("how", "before", "after"),
    [
        ("keep", (), (("unsent", NEW, None),)),
        ("replace", (("unsent", OLD, None),), (("unsent", NEW, None),)),
        ("mark_sending", (("unsent", OLD, None),), (("unconfirmed", OLD, SENDING),)),
        ("mark_unsent", (("unconfirmed", OLD, SENDING),), (("unsent", OLD, None),)),
        ("forget", (("unsent", OLD, None),), ()),
    ],
)
def test_a_kill_at_any_call_leaves_the_draft_as_it_was_or_as_it_was_to_be(
    tmp_path: Path, how: str, before: Seen, after: Seen, when: str
) -> None:
    found = []
    call = 1
    while True:
        folder = tmp_path / str(call)
        begin(folder, how)
        done = run(folder, how, call, when)
        found.append(seen(folder))
        assert found[-1] in (before, after), (call, when)
        if done.returncode == 0:
            assert int(done.stdout) == call - 1, "the program was to die at each of its calls"
            break
        assert done.returncode == -signal.SIGKILL, done.stderr

        # The next run works as if nothing had been, and leaves nothing of what was begun.
        outbox = outbox_in(folder)
        entry = outbox.keep(NEW, PORTAL)
        with outbox.holding(entry) as held:
            assert outbox.mark_sending(held, [], "api").state == "unconfirmed"
        for entry in outbox.all():
            outbox.forget(entry)
        assert [path.name for path in outbox.folder.iterdir()] == [".lock"]
        call += 1
    assert found[0] == before
    assert found[-1] == after
    assert found == sorted(found, key=[before, after].index), "once changed, it stays changed"
    assert call > 5
