"""A desktop session with a keyring, as a program: run it under `dbus-run-session`.

    python desktop.py DESKTOP COMMAND...

runs COMMAND in one of these desktops, and ends with its exit code:

    unlocked    gnome-keyring, open, as after signing in to the desktop
    locked      gnome-keyring, locked, and whatever asks for its password never answers
    hanging     something owns the Secret Service's name on the bus and never answers
    bare        nothing at all
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from jeepney.bus_messages import MatchRule, message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

SECRET_SERVICE = "org.freedesktop.secrets"
PROMPTER = "org.gnome.keyring.SystemPrompter"


def main(desktop: str, command: list[str]) -> int:
    """Set up the desktop, run the command in it, and take everything down again."""
    runtime = Path(os.environ["HOME"], "run")
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    silent: list[DBusConnection] = []
    daemon = None
    if desktop == "hanging":
        silent.append(own(SECRET_SERVICE))
    if desktop in ("unlocked", "locked"):
        daemon = keyring_daemon()
    if desktop == "locked":
        silent.append(own(PROMPTER))
        lock()
    try:
        return subprocess.run(command, check=False, timeout=60).returncode
    finally:
        if daemon is not None:
            daemon.terminate()
            daemon.wait(10)


def own(name: str) -> DBusConnection:
    """A connection that owns a name on the bus; as nobody reads from it, it answers nothing."""
    connection = open_dbus_connection("SESSION")
    (reply,) = connection.send_and_get_reply(message_bus.RequestName(name), timeout=10).body
    assert reply == 1, f"{name} is owned by another program"
    return connection


def keyring_daemon() -> subprocess.Popen[bytes]:
    """A gnome-keyring with an open keyring of its own, ready when this returns."""
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    connection = open_dbus_connection("SESSION")
    owned = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    owned.add_arg_condition(0, SECRET_SERVICE)
    connection.send_and_get_reply(message_bus.AddMatch(owned), timeout=10)
    with connection.filter(owned) as signals:
        daemon = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert daemon.stdin is not None
        daemon.stdin.write(b"the desktop's password")
        daemon.stdin.close()
        connection.recv_until_filtered(signals, timeout=30)
    return daemon


def lock() -> None:
    """Lock the keyring, with something in it."""
    import secretstorage

    collection = secretstorage.get_default_collection(secretstorage.dbus_init())
    collection.create_item("Password", {"service": "ticket", "username": "hb session"}, b"secret")
    collection.lock()
    assert collection.is_locked()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
