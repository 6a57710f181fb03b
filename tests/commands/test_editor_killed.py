"""A terminal that dies takes its programs with it, and not what was written in the editor."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGHUP is POSIX's")

EDITOR = """#!/bin/sh
printf 'The database is gone.\\n' > "$1"
: > "$0.open"
sleep 60
"""


def test_what_was_saved_in_the_editor_is_found_with_the_drafts(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(EDITOR)
    editor.chmod(0o700)
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TICKET_EDITOR": str(editor)}
    env |= {f"TICKET_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "STATE", "CACHE")}
    line = [sys.executable, "-m", "ticketcli", "--portal", "sandbox"]
    running = subprocess.Popen(
        [*line, "new", "-d", "BESTNET-CLOUD", "-s", "Down", "--editor"],
        env=env,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while not editor.with_name("editor.open").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGHUP)
    running.wait(30)

    listed = subprocess.run(
        [*line, "drafts", "list"], env=env, check=True, capture_output=True, text=True, timeout=60
    )
    (row,) = listed.stdout.splitlines()
    assert "\tDown\t" in row
    shown = subprocess.run(
        [*line, "drafts", "show", row.split("\t")[0]],
        env=env,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "The database is gone." in shown.stdout
    assert list(tmp_path.rglob("message*")) == []
