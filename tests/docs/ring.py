"""A keyring in a file that the environment names, chosen with PYTHON_KEYRING_BACKEND as a person would."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import ClassVar

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class InAFile(KeyringBackend):
    """Kept from one command to the next, for tests only: anyone can read it."""

    priority: ClassVar[float] = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self._kept(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        saved = self._kept()
        if saved.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError("No such password!")
        self._keep(saved)

    def _kept(self) -> dict[str, str]:
        path = Path(os.environ["KEYRING_FILE"])
        saved: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        return saved

    def _keep(self, saved: dict[str, str]) -> None:
        Path(os.environ["KEYRING_FILE"]).write_text(json.dumps(saved))
