"""Keyring back ends for tests, chosen with PYTHON_KEYRING_BACKEND as a person would choose one."""

from __future__ import annotations

import threading
from typing import ClassVar

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

RINGS = __name__


class Remembering(KeyringBackend):
    """Keeps what it is given, in memory, for the whole process: `kept` is cleared by the test."""

    priority: ClassVar[float] = 1
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("No such password!")
        del self.kept[service, username]


class Narrow(Remembering):
    """Windows' Credential Manager, which takes 2560 bytes of UTF-16 for one entry."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2560:
            raise OSError(1783, "CredWrite", "The stub received bad data")
        super().set_password(service, username, password)


class PlaintextKeyring(Remembering):
    """Called like the back end of keyrings.alt that writes passwords into an open file."""


class Locked(Remembering):
    """A keyring whose owner dismissed the question for its password."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("Failed to unlock the collection!")


class Broken(Remembering):
    """A keyring that fails in a way of its own."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("the vault is \x1b[31mon fire\x1b[0m")


class Hanging(Remembering):
    """A keyring that never answers."""

    asked: ClassVar[int] = 0

    def get_password(self, service: str, username: str) -> str | None:
        type(self).asked += 1
        threading.Event().wait()
        return None
