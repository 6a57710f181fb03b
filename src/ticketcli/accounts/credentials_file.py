"""Secrets in files that only their owner can read, for machines without a keyring."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import Path

from ticketcli.accounts.damaged_secret import DamagedSecret
from ticketcli.i18n import _
from ticketcli.portals.base import SignInNeeded
from ticketcli.system import atomic_files, plain_files

LARGEST = 2**20
"""Bytes. No session is that large."""


class FileStore:
    """Store secrets in one file of mode 0600 for each entry, in a folder of mode 0700."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def where(self, entry: str) -> str:
        """Return a description of the place of a secret, for people."""
        return _("file {path}").format(path=self.path(entry))

    def ready(self) -> None:
        """Make the folder with mode 0700. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)

    def read(self, entry: str) -> str | None:
        """Read a secret. Raises DamagedSecret, and SignInNeeded where other users could read it."""
        path = self.path(entry)
        try:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise SignInNeeded(
                    _("{path} holds a password and can be read by other users of this machine.").format(
                        path=path
                    ),
                    _("Change the password if you share this machine, then run: ticket auth login"),
                )
            return plain_files.read_text(path, limit=LARGEST)
        except FileNotFoundError:
            return None
        except plain_files.DamagedFile as error:
            raise DamagedSecret from error

    def write(self, entry: str, value: str) -> None:
        """Save a secret, replacing the one before. Raises OSError."""
        self.ready()
        atomic_files.write(self.path(entry), value)

    def remove(self, entry: str) -> None:
        """Remove the file. Raises OSError."""
        self.path(entry).unlink(missing_ok=True)

    def path(self, entry: str) -> Path:
        """Return the path of an entry: readable, and unique."""
        name, _, kind = re.sub(r"[^a-z0-9.]+", "-", entry.casefold()).rpartition("-")
        mark = sha256(entry.encode()).hexdigest()[:12]
        return self._folder / f"{name.partition('-')[0].strip('.')[:60]}-{mark}-{kind}.json"
