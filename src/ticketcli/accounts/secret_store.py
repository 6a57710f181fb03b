"""An account's secrets, and the stores for them."""

from __future__ import annotations

import json
import sys
from typing import Any, Protocol

from ticketcli.accounts.accounts import LIMIT, Account, Storage
from ticketcli.accounts.damaged_secret import DamagedSecret
from ticketcli.portals.base import Credentials, Session
from ticketcli.system.user_folders import Folders

VERSION = 1
"""Version of the entries. Later versions may add fields; entries without a version are the same."""


class Store(Protocol):
    """Store short texts by name. Every call may raise SignInNeeded."""

    def where(self, entry: str) -> str:
        """Return a description of the place of a secret, for people."""

    def ready(self) -> None:
        """Check that secrets can be stored here. Raises SignInNeeded, which says what to do."""

    def read(self, entry: str) -> str | None:
        """Read a secret."""

    def write(self, entry: str, value: str) -> None:
        """Save a secret, replacing the one before."""

    def remove(self, entry: str) -> None:
        """Remove a secret."""


def open_store(storage: Storage, folders: Folders, *, limit: float = LIMIT) -> Store:
    """Open the store of a kind; the keyring is not accessed before it is needed."""
    if storage == "file":
        from ticketcli.accounts.credentials_file import FileStore

        return FileStore(folders.state / "secrets")
    from ticketcli.accounts.keyring_store import KeyringStore

    return KeyringStore(limit=limit)


class Secrets:
    """Read and save one account's entries in a store: the credentials and the session.

    The portal's address is part of their names, so that a changed `url` in `config.toml`
    never sends a password to another host.
    """

    def __init__(self, account: Account, store: Store) -> None:
        self._store = store
        self._credentials = f"{account.name} {account.url} credentials"
        self._session = f"{account.name} {account.url} session"

    @property
    def credentials_place(self) -> str:
        """Return where the credentials are stored, for people."""
        return self._store.where(self._credentials)

    @property
    def session_place(self) -> str:
        """Return where the session is stored, for people."""
        return self._store.where(self._session)

    def ready(self) -> None:
        """Check that secrets can be stored. Raises SignInNeeded and OSError."""
        self._store.ready()

    def credentials(self) -> Credentials | None:
        """Read the saved credentials; None where there are none. Raises DamagedSecret, SignInNeeded."""
        saved = self._read(self._credentials)
        found = Credentials(
            _read_text(saved, "username"), _read_text(saved, "password"), _read_text(saved, "token")
        )
        return found if found.password or found.token else None

    def session(self) -> Session:
        """Read the saved session, or an empty one. Raises DamagedSecret, SignInNeeded."""
        saved = self._read(self._session)
        cookies = saved.get("cookies", [])
        if not isinstance(cookies, list):
            raise DamagedSecret
        return Session(
            _read_text(saved, "access"), _read_text(saved, "refresh"), tuple(map(_read_cookie, cookies))
        )

    def keep_credentials(self, credentials: Credentials) -> None:
        """Save credentials, replacing those before."""
        saved = {
            "username": credentials.username,
            "password": credentials.password,
            "token": credentials.token,
        }
        self._write(self._credentials, saved)

    def keep_session(self, session: Session) -> None:
        """Save a session, replacing the one before; an empty one is not saved."""
        if session == Session():
            self._store.remove(self._session)
            return
        saved = {"access": session.access, "refresh": session.refresh, "cookies": session.cookies}
        self._write(self._session, saved)

    def forget(self) -> None:
        """Remove both entries."""
        self._store.remove(self._credentials)
        self._store.remove(self._session)

    def _write(self, entry: str, values: dict[str, Any]) -> None:
        self._store.write(entry, json.dumps({"version": VERSION, **values}))

    def _read(self, entry: str) -> dict[str, Any]:
        """Read an entry; empty where there is none. Fields of later versions are ignored."""
        text = self._store.read(entry)
        if text is None:
            return {}
        try:
            saved = json.loads(text)
        except (ValueError, RecursionError):
            raise DamagedSecret from None
        if not isinstance(saved, dict):
            raise DamagedSecret
        return saved


def forbid_core_file() -> None:
    """Forbid a core file of this process, which will hold secrets."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _read_text(saved: dict[str, Any], name: str) -> str | None:
    value = saved.get(name)
    if value is None or isinstance(value, str):
        return value
    raise DamagedSecret


def _read_cookie(item: Any) -> tuple[str, str, str]:
    if not (isinstance(item, list) and len(item) >= 3 and all(isinstance(part, str) for part in item[:3])):
        raise DamagedSecret
    return item[0], item[1], item[2]
