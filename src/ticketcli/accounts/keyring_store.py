"""Secrets in the system's keyring. The only module that imports `keyring`.

Importing it takes about 90 ms and its own search for a back end, which loads every one there
is, 100 ms more; the one that fits the platform is found in 20 ms. So it is tried first,
unless the person has chosen another.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from ticketcli.accounts.accounts import LIMIT
from ticketcli.i18n import N_, _
from ticketcli.model.text import clean_line
from ticketcli.portals.base import SignInNeeded

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "ticket"

Answer = TypeVar("Answer")

_USUAL = {"darwin": "keyring.backends.macOS.Keyring", "win32": "keyring.backends.Windows.WinVaultKeyring"}
_SECRET_SERVICE = "keyring.backends.SecretService.Keyring"  # noqa: S105
_ROOM = {"win32": 1200}
"""So many characters an entry takes: Windows has room for 2560 bytes of UTF-16, and what is longer goes
into several (CREDENTIALW, CRED_MAX_CREDENTIAL_BLOB_SIZE)."""
_PARTS = "parts:"
_OTHERWISE = N_(
    "Set TICKET_USERNAME and TICKET_PASSWORD (or TICKET_TOKEN), or save secrets in a file "
    "with: ticket auth login --insecure-storage"
)


class KeyringStore:
    """Store secrets in the system keyring. Each call has a time limit: a locked keyring may hang."""

    def __init__(self, *, limit: float = LIMIT, platform: str = sys.platform) -> None:
        self._limit = limit
        self._limit_of_entry = _ROOM.get(platform)
        self._ring: KeyringBackend | None = None
        self._silent = False

    def where(self, entry: str) -> str:
        """Return a description of the place of a secret, for people."""
        return self._name

    def ready(self) -> None:
        """Find the back end. Raises SignInNeeded where there is none that is safe."""
        self._ask(lambda ring: None)

    def read(self, entry: str) -> str | None:
        """Read a secret."""

        def read(ring: KeyringBackend) -> str | None:
            value = ring.get_password(SERVICE, entry)
            if value is None or not value.startswith(_PARTS):
                return value
            parts = [ring.get_password(SERVICE, part) for part in _list_parts(entry, value)]
            return None if None in parts else "".join(filter(None, parts))

        return self._ask(read)

    def write(self, entry: str, value: str) -> None:
        """Save a secret, replacing the one before."""

        def write(ring: KeyringBackend) -> None:
            if self._limit_of_entry is None:
                ring.set_password(SERVICE, entry, value)
                return
            before = _list_parts(entry, ring.get_password(SERVICE, entry))
            pieces = [
                value[at : at + self._limit_of_entry] for at in range(0, len(value), self._limit_of_entry)
            ]
            whole = value if len(pieces) <= 1 else f"{_PARTS}{len(pieces)}"
            parts = _list_parts(entry, whole)
            for part, piece in zip(parts, pieces, strict=False):
                ring.set_password(SERVICE, part, piece)
            ring.set_password(SERVICE, entry, whole)
            _remove(ring, [part for part in before if part not in parts])

        self._ask(write)

    def remove(self, entry: str) -> None:
        """Remove a secret."""

        def remove(ring: KeyringBackend) -> None:
            parts = _list_parts(entry, ring.get_password(SERVICE, entry))
            _remove(ring, [*parts, entry])

        self._ask(remove)

    def _ask(self, question: Callable[[KeyringBackend], Answer]) -> Answer:
        if self._silent:
            raise self._no_answer()
        answers: SimpleQueue[tuple[Answer, None] | tuple[None, Exception]] = SimpleQueue()

        def work() -> None:
            try:
                if self._ring is None:
                    self._ring = _find_ring()
                answers.put((question(self._ring), None))
            except Exception as error:
                answers.put((None, error))

        # A daemon thread: where it never comes back, the program can still end.
        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            answer, error = answers.get(timeout=self._limit)
        except Empty:
            self._silent = True
            raise self._no_answer() from None
        if error is not None:
            raise self._describe(error) from error
        return answer  # type: ignore[return-value]  # without an error, it is the answer

    @property
    def _name(self) -> str:
        return (
            _("system keyring")
            if self._ring is None
            else _("system keyring ({ring})").format(ring=_describe_kind(self._ring))
        )

    def _no_answer(self) -> SignInNeeded:
        return SignInNeeded(
            _("The {name} did not answer within {limit:g} seconds.").format(
                name=self._name, limit=self._limit
            ),
            _("Unlock it and try again. {otherwise}").format(otherwise=_(_OTHERWISE)),
        )

    def _describe(self, error: Exception) -> SignInNeeded:
        from keyring.errors import InitError, KeyringLocked, NoKeyringError

        if isinstance(error, SignInNeeded):
            return error
        if isinstance(error, NoKeyringError):
            return _make_no_keyring()
        if isinstance(error, (KeyringLocked, InitError)):
            return SignInNeeded(
                _("The {name} is locked.").format(name=self._name),
                _("Unlock it and try again. {otherwise}").format(otherwise=_(_OTHERWISE)),
            )
        said = clean_line(str(error))[:200] or type(error).__name__
        return SignInNeeded(
            _("The {name} could not be used: {said}").format(name=self._name, said=said), _(_OTHERWISE)
        )


def _remove(ring: KeyringBackend, entries: Sequence[str]) -> None:
    for entry in entries:
        if ring.get_password(SERVICE, entry) is not None:
            ring.delete_password(SERVICE, entry)


def _list_parts(entry: str, value: str | None) -> list[str]:
    """List the further entries of a secret that does not fit into one."""
    count = value.removeprefix(_PARTS) if value is not None and value.startswith(_PARTS) else ""
    return [f"{entry} {number}" for number in range(1, int(count) + 1)] if count.isdecimal() else []


def _find_ring() -> KeyringBackend:
    logging.getLogger("keyring").addHandler(logging.NullHandler())  # its tracebacks are not for stderr
    from keyring import backend, core

    chosen = core.load_env() or core.load_config()
    if chosen is not None and _describe_kind(chosen) != "chainer":
        if not _can_keep_secrets(chosen):
            raise _make_no_keyring(
                _("The keyring back end “{module}” does not store secrets.").format(
                    module=type(chosen).__module__
                )
            )
        return chosen
    # KDE has a wallet of its own, which keyring's search prefers there.
    if "KDE" not in os.environ.get("XDG_CURRENT_DESKTOP", ""):
        try:
            return core.load_keyring(_USUAL.get(sys.platform, _SECRET_SERVICE))
        except RuntimeError:
            pass  # not on this machine
    rings = [
        ring
        for ring in backend.get_all_keyring()
        if _describe_kind(ring) != "chainer" and _can_keep_secrets(ring)
    ]
    if not rings:
        raise _make_no_keyring()
    return max(rings, key=lambda ring: ring.priority)


def _can_keep_secrets(ring: KeyringBackend) -> bool:
    # `null` forgets, `fail` fails, and the plain-text ones of keyrings.alt only look like a keyring.
    return _describe_kind(ring) not in ("null", "fail") and "plaintext" not in type(ring).__name__.casefold()


def _describe_kind(ring: KeyringBackend) -> str:
    return type(ring).__module__.rpartition(".")[2]


def _make_no_keyring(why: str | None = None) -> SignInNeeded:
    return SignInNeeded(why or _("This system has no keyring to store secrets in."), _(_OTHERWISE))
