"""Secrets told to a redactor as they are read, and what is learned of a portal saved without them."""

from __future__ import annotations

from ticketcli.model.redaction import Redactor
from ticketcli.portals.base import Capabilities, Credentials, Keys, Learned, Session

LEAST_OF_A_COOKIE = 16  # signs


class NotedKeys:
    """The keys of an account, every secret of which the redactor is told; implements `Keys`."""

    def __init__(self, keys: Keys, redactor: Redactor) -> None:
        self._keys = keys
        self._redactor = redactor

    def credentials(self) -> Credentials:
        """What to sign in with."""
        found = self._keys.credentials()
        self._redactor.add(found.password, found.token)
        return found

    def session(self) -> Session:
        """The session kept last, or an empty one."""
        return self._note(self._keys.session())

    def keep(self, session: Session) -> None:
        """Keep a session for the next command."""
        self._keys.keep(self._note(session))

    def code(self, note: str = "") -> str:
        """Ask the user for the second factor."""
        return self._keys.code(note)

    def _note(self, session: Session) -> Session:
        # Other cookies are words, such as the language.
        cookies = [value for _name, value, _path in session.cookies if len(value) >= LEAST_OF_A_COOKIE]
        self._redactor.add(session.access, session.refresh, *cookies)
        return session


class RedactedLearned:
    """What is learned of a portal, saved without secrets that it echoes; implements `Learned`."""

    def __init__(self, learned: Learned, redactor: Redactor) -> None:
        self._learned = learned
        self._redactor = redactor

    def load(self) -> Capabilities | None:
        """What was learned last, if anything."""
        return self._learned.load()

    def save(self, capabilities: Capabilities) -> None:
        """Remember it."""
        self._learned.save(self._redactor.redact_value(capabilities))
