"""The real Secret Service: stored, read, locked, missing, hanging. Each in a session of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.accounts.sessions import environment, in_session

pytestmark = [
    pytest.mark.needs("gnome-keyring-daemon", "gnome-keyring dbus"),
    pytest.mark.needs("dbus-run-session", "gnome-keyring dbus"),
]

STORE = """
import json
from ticketcli.accounts.keyring_store import KeyringStore
from ticketcli.portals.base import SignInNeeded
store = KeyringStore(limit={limit})
def tell(act):
    try:
        print(json.dumps({{"answer": act(), "where": store.where("hb session")}}))
    except SignInNeeded as error:
        print(json.dumps({{"message": error.message, "hint": error.hint}}))
"""


def reported(home: Path, desktop: str, script: str, *, limit: float = 30) -> list[dict[str, Any]]:
    """What the store tells in a desktop, one answer for each `tell` of the script."""
    done = in_session(home, desktop, sys.executable, "-c", STORE.format(limit=limit) + script)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_secret_is_stored_read_replaced_and_removed(home: Path) -> None:
    script = """
tell(lambda: store.read("hb session"))
tell(lambda: store.write("hb session", "one"))
tell(lambda: store.write("hb session", "日本語 two"))
tell(lambda: store.read("hb session"))
tell(lambda: store.remove("hb session"))
tell(lambda: store.read("hb session"))
tell(lambda: store.remove("hb session"))
"""
    answers = reported(home, "unlocked", script)
    assert [one["answer"] for one in answers] == [None, None, None, "日本語 two", None, None, None]
    assert {one["where"] for one in answers} == {"system keyring (SecretService)"}


def test_a_secret_is_there_for_the_next_command_and_not_readable_on_disk(home: Path) -> None:
    first = [sys.executable, "-c", STORE.format(limit=30) + 'store.write("hb session", "Geheim1")']
    second = [sys.executable, "-c", STORE.format(limit=30) + 'print(store.read("hb session"))']
    both = f"import subprocess\nfor one in {[first, second]}: subprocess.run(one, check=True)"
    done = in_session(home, "unlocked", sys.executable, "-c", both)
    assert done.stdout == "Geheim1\n", done.stderr
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert any(b"keyring" in content.lower() for content in files)
    assert not any(b"Geheim1" in content for content in files)


def test_the_command_finds_and_names_it(home: Path) -> None:
    script = f"""
import subprocess, sys
from types import SimpleNamespace
from pathlib import Path
from ticketcli.accounts.accounts import Account, Accounts
from ticketcli.accounts.secret_store import Secrets, open_store
from ticketcli.portals.base import Credentials
folder = Path({str(home)!r})
folders = SimpleNamespace(config=folder / ".config/ticket", state=folder, cache=folder)
account = Account("hb", "https://hb.bestnetllc.co.jp", "hanako@example.com", storage="keyring")
Accounts(folders, {{}}).add(account, active=True)
Secrets(account, open_store("keyring", folders)).keep_credentials(Credentials(account.username, "Geheim1"))
command = [sys.executable, "-m", "ticketcli", "auth", "status", "--offline", "--json"]
sys.exit(subprocess.run(command).returncode)
"""
    done = in_session(home, "unlocked", sys.executable, "-c", script)
    assert done.returncode == 0, done.stderr
    (status,) = json.loads(done.stdout)
    place = "system keyring (SecretService)"
    assert status["secrets"] == {"username": place, "password": place}
    assert "Geheim1" not in done.stdout + done.stderr


@pytest.mark.parametrize("act", ['store.read("hb session")', 'store.write("hb session", "new")'])
def test_a_locked_keyring_whose_password_nobody_types_ends_by_the_time_limit(home: Path, act: str) -> None:
    # gnome-keyring itself gives up after 25 seconds: it is not what ends the call, nor the program.
    script = f"""
import atexit, threading
names = lambda: [thread.name for thread in threading.enumerate()]
atexit.register(lambda: print(json.dumps({{"still asked": "keyring" in names()}})))
tell(lambda: {act})
"""
    one, end = reported(home, "locked", script, limit=1)
    assert one["message"] == "The system keyring (SecretService) did not answer within 1 seconds."
    assert one["hint"].startswith("Unlock it and try again. Set TICKET_USERNAME and TICKET_PASSWORD")
    assert end == {"still asked": True}


def test_a_secret_service_that_never_answers_ends_by_the_time_limit(home: Path) -> None:
    (one,) = reported(home, "hanging", 'tell(lambda: store.read("hb session"))', limit=1)
    assert "did not answer within 1 seconds" in one["message"]
    assert "--insecure-storage" in one["hint"]


def test_a_session_without_a_secret_service_says_how_to_do_without(home: Path) -> None:
    (one,) = reported(home, "bare", "tell(store.ready)")
    assert one["message"] == "This system has no keyring to store secrets in."
    assert "--insecure-storage" in one["hint"]


def test_a_machine_without_a_bus_says_how_to_do_without(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STORE.format(limit=30) + "tell(store.ready)"],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert json.loads(done.stdout)["message"] == "This system has no keyring to store secrets in."
    assert done.stderr == ""
