"""Signing in as it is: the program, a portal over real sockets, a real keyring, a real terminal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
from tests.accounts.sessions import environment, in_session

from ticketcli.sandbox import CUSTOMER, PASSWORD, SECOND_FACTOR, TWO_FACTOR_CUSTOMER
from ticketcli.sandbox.server import Sandbox


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The address of the practice portal."""
    with Sandbox(tmp_path / "sandbox", staff_after=None) as sandbox:
        yield sandbox.url


def on_disk(home: Path) -> bytes:
    return b"".join(
        b"%s\n%s\n" % (bytes(path), path.read_bytes()) for path in home.rglob("*") if path.is_file()
    )


COMMANDS = """
import subprocess, sys
def ticket(*arguments, stdin=""):
    done = subprocess.run([sys.executable, "-m", "ticketcli", *arguments], input=stdin, text=True)
    print("exit", done.returncode, flush=True)
ticket("auth", "login", {url!r}, "--username", {username!r}, "--password-stdin", stdin={password!r})
ticket("departments")
ticket("auth", "logout")
ticket("departments")
"""


@pytest.mark.needs("gnome-keyring-daemon", "gnome-keyring dbus")
@pytest.mark.needs("dbus-run-session", "gnome-keyring dbus")
def test_signed_in_once_every_command_is_until_signing_out(home: Path, url: str) -> None:
    script = COMMANDS.format(url=url, username=CUSTOMER, password=PASSWORD)
    done = in_session(home, "unlocked", sys.executable, "-c", script)
    exits = [line for line in done.stdout.splitlines() if line.startswith("exit")]
    assert exits == ["exit 0", "exit 0", "exit 0", "exit 4"], done.stderr
    assert "BESTNET-CLOUD" in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
    disk = on_disk(home)
    assert b"BESTNET-CLOUD" in disk, "what was learned is there, so this does read what was written"
    assert PASSWORD.encode() not in disk


def test_what_the_environment_gives_is_not_on_disk_afterwards(home: Path, url: str) -> None:
    arguments = {"TICKET_PORTAL": url, "TICKET_USERNAME": CUSTOMER, "TICKET_PASSWORD": PASSWORD}
    done = subprocess.run(
        [sys.executable, "-m", "ticketcli", "auth", "status"],
        env={**environment(home), **arguments},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "password\tenvironment TICKET_PASSWORD" in done.stdout
    disk = on_disk(home)
    assert b"BESTNET-CLOUD" in disk
    assert PASSWORD.encode() not in disk
    assert b"eyJ" not in disk, "the API's token, a JWT, was written"
    assert b"secrets" not in disk


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="needs Linux's process table")
def test_a_second_factor_is_asked_once_and_no_secret_shows_in_the_process_table(home: Path, url: str) -> None:
    login = ["-m", "ticketcli", "auth", "login", url, "--username", TWO_FACTOR_CUSTOMER, "--insecure-storage"]
    env = {**environment(home), "TICKET_ACCESSIBLE": "1", "TERM": "xterm"}
    child = pexpect.spawn(sys.executable, login, env=env, encoding="utf-8", timeout=30, dimensions=(24, 120))
    child.expect(f"Password of {TWO_FACTOR_CUSTOMER}:")
    child.sendline(PASSWORD)
    child.expect("Two-factor code:")
    process = Path(f"/proc/{child.pid}")
    for seen in ("cmdline", "environ"):
        assert PASSWORD.encode() not in (process / seen).read_bytes()
    (core,) = [
        line for line in (process / "limits").read_text(encoding="utf-8").splitlines() if "core" in line
    ]
    assert core.split()[4] == "0", "a crash would write the password to a core file"
    child.sendline(SECOND_FACTOR)
    child.expect("Time zone of the portal:")
    child.sendline("")
    child.expect(f"Signed in as {TWO_FACTOR_CUSTOMER} to ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert PASSWORD not in (child.before or "")

    again = subprocess.run(
        [sys.executable, "-m", "ticketcli", "auth", "status"],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert f"signed in\t{TWO_FACTOR_CUSTOMER}" in again.stdout
