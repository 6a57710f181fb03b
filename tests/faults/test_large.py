"""Large files: memory stays flat, Ctrl-C leaves a draft, a file that changes or is too large is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.contract.portal import Quirks
from tests.faults.relay import Relay
from tests.faults.scene import Scene

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.store import DraftStore
from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and peaks of memory are POSIX's")

ROOT = Path(__file__).resolve().parents[2]
MIB = 2**20
FLAT = 32 * MIB
NEW = ("new", "--via", "web", "-s", "Core dump", "-m", "See the file.", "-d")

# Where an upload breaks off, the stand-in's form reader leaves its temporary file to the collector.
BROKEN_OFF = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "portal") as running:
        yield running


def large(folder: Path, size: int = 256 * MIB) -> Path:
    """A file that looks like an archive, with a hole in it."""
    path = folder / "core.zip"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(size)
    return path


def child(folder: Path, url: str, *arguments: str) -> subprocess.Popen[str]:
    names = ("CONFIG", "STATE", "CACHE")
    env = {f"TICKET_{name}_DIR": str(folder / name.lower()) for name in names}
    env |= {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    env |= {"TICKET_PORTAL": url, "TICKET_USERNAME": CUSTOMER, "TICKET_PASSWORD": PASSWORD}
    program = [sys.executable, "-m", "tests.faults.measured", *arguments]
    return subprocess.Popen(
        program,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def peak(folder: Path, url: str, attachment: Path) -> int:
    """The most memory in bytes that sending a ticket with an attachment took."""
    with child(folder, url, *NEW, department(folder, url), "-a", str(attachment)) as running:
        out, err = running.communicate(timeout=110)
    assert running.returncode == 0, out + err
    return int(err.splitlines()[-1]) * 1024


def department(folder: Path, url: str) -> str:
    with child(folder, url, "departments") as running:
        out, err = running.communicate(timeout=60)
    assert running.returncode == 0, out + err
    return out.split("\t")[0]


def port_of(url: str) -> int:
    return urlsplit(url).port or 80


def entries(folder: Path) -> tuple[Entry, ...]:
    return DraftStore(folder / "state" / "outbox", now=lambda: datetime.now(timezone.utc)).all()


@pytest.mark.long
def test_an_attachment_of_256_mib_takes_no_more_memory_than_a_small_one(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    small = peak(tmp_path, sandbox.url, large(tmp_path, 1000))
    assert peak(tmp_path, sandbox.url, large(tmp_path)) - small < FLAT


@BROKEN_OFF
def test_ctrl_c_in_the_middle_of_an_upload_leaves_a_draft(sandbox: Sandbox, tmp_path: Path) -> None:
    with Relay(port_of(sandbox.url), stall_at=4 * MIB) as relay:
        line = (*NEW, department(tmp_path, sandbox.url), "-a", str(large(tmp_path)))
        with child(tmp_path, relay.url, *line) as running:
            assert relay.stalled.wait(60)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
    assert running.returncode == 130, out + err
    (saved,) = entries(tmp_path)
    assert saved.draft.subject == "Core dump"
    assert f"ticket drafts send {saved.id}" in err


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(bytes(MIB))


def shrink(path: Path) -> None:
    os.truncate(path, 20 * MIB)


def rewrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-100, os.SEEK_END)
        file.write(b"x")


@BROKEN_OFF
@pytest.mark.parametrize(("change", "code"), [(grow, 5), (shrink, 5), (rewrite, 8)])
def test_a_file_that_changes_while_it_is_sent_is_told(
    sandbox: Sandbox, tmp_path: Path, change: Callable[[Path], None], code: int
) -> None:
    path = large(tmp_path, 48 * MIB)
    line = (*NEW, department(tmp_path, sandbox.url), "-a", str(path))
    with Relay(port_of(sandbox.url), stall_at=4 * MIB) as relay, child(tmp_path, relay.url, *line) as running:
        assert relay.stalled.wait(60)
        change(path)
        relay.go_on.set()
        out, err = running.communicate(timeout=110)
    assert running.returncode == code, out + err
    assert "core.zip changed while it was sent" in err
    assert entries(tmp_path) == ()  # the same options make it again, where it was refused


@pytest.mark.parametrize("attach", ["plain", "form"], ids=["in the form", "ahead of the form"])
def test_an_empty_form_back_means_that_the_files_were_too_large(attach: str, tmp_path: Path) -> None:
    quirks = Quirks(post_max_size=20_000, attach=attach)  # type: ignore[arg-type]
    file = large(tmp_path, 60_000)
    with Scene(tmp_path, quirks) as scene:
        outcome = scene.ticket(
            "new", "-d", "BESTNET", "-s", "Core dump", "-m", "See the file.", "-a", str(file)
        )
        assert outcome.code == 5
        assert "too large" in outcome.err
        assert scene.portal.tickets == []
        assert scene.drafts.all() == ()  # the same options make it again
