"""An account's secrets, and the places that can keep them."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any, Protocol

from ticketcli.accounts.accounts import LIMIT, Account, Storage
from ticketcli.portals.base import Credentials, Session
from ticketcli.system.user_folders import Folders


class Store(Protocol):
    """Keeps short texts under names of their own. Every call may raise SignInNeeded."""

    def where(self, entry: str) -> str:
        """What people are told of where a secret is."""

    def ready(self) -> None:
        """Do nothing, if secrets can be kept here. Raises SignInNeeded, which says what to do."""

    def read(self, entry: str) -> str | None:
        """What is kept under a name."""

    def write(self, entry: str, value: str) -> None:
        """Keep a text, in the place of the one before."""

    def remove(self, entry: str) -> None:
        """Keep nothing under that name."""


def open_store(storage: Storage, folders: Folders, *, limit: float = LIMIT) -> Store:
    """The store of that kind; the keyring itself is not asked before it is needed."""
    if storage == "file":
        from ticketcli.accounts.credentials_file import FileStore

        return FileStore(folders.state / "secrets")
    from ticketcli.accounts.keyring_store import KeyringStore

    return KeyringStore(limit=limit)


class Secrets:
    """One account's entries in a store: one for the credentials, one for the session.

    The portal's address is part of their names, so that a changed `url` in `config.toml`
    never sends a password to another host.
    """

    def __init__(self, account: Account, store: Store) -> None:
        self._store = store
        self._credentials = f"{account.name} {account.url} credentials"
        self._session = f"{account.name} {account.url} session"

    @property
    def credentials_place(self) -> str:
        """Where the credentials are kept, for people."""
        return self._store.where(self._credentials)

    @property
    def session_place(self) -> str:
        """Where the session is kept, for people."""
        return self._store.where(self._session)

    def ready(self) -> None:
        """Do nothing, if secrets can be kept. Raises SignInNeeded and OSError."""
        self._store.ready()

    def credentials(self) -> Credentials | None:
        """The credentials kept; None where there are none, or they cannot be read."""
        kept = self._read(self._credentials)
        try:
            found = Credentials(**{key: _text(value) for key, value in kept.items()})
        except (TypeError, ValueError):
            return None
        return found if found.password or found.token else None

    def session(self) -> Session:
        """The session kept, or an empty one."""
        kept = self._read(self._session)
        try:
            return Session(
                access=_text(kept.get("access")),
                refresh=_text(kept.get("refresh")),
                cookies=tuple(_cookie(item) for item in kept.get("cookies", ())),
            )
        except (TypeError, ValueError):
            return Session()

    def keep_credentials(self, credentials: Credentials) -> None:
        """Keep credentials in the place of those before."""
        kept = {
            "username": credentials.username,
            "password": credentials.password,
            "token": credentials.token,
        }
        self._store.write(self._credentials, json.dumps(kept))

    def keep_session(self, session: Session) -> None:
        """Keep a session in the place of the one before; an empty one is not kept."""
        if session == Session():
            self._store.remove(self._session)
            return
        kept = {"access": session.access, "refresh": session.refresh, "cookies": session.cookies}
        self._store.write(self._session, json.dumps(kept))

    def forget(self) -> None:
        """Remove both entries."""
        self._store.remove(self._credentials)
        self._store.remove(self._session)

    def _read(self, entry: str) -> dict[str, Any]:
        kept = None
        with suppress(ValueError):
            kept = json.loads(self._store.read(entry) or "null")
        return kept if isinstance(kept, dict) else {}


def no_core_file() -> None:
    """Tell the system to write no memory image if this process dies: it will hold secrets."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError("not a text")


def _cookie(item: Any) -> tuple[str, str, str]:
    name, value, path = item
    if not (isinstance(name, str) and isinstance(value, str) and isinstance(path, str)):
        raise TypeError("not a cookie")
    return name, value, path
