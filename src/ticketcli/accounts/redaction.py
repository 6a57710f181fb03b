"""Secrets told to a redactor as they are read, and what is learned of a portal saved without them."""

from __future__ import annotations

from ticketcli.model.redaction import Redactor
from ticketcli.portals.base import Capabilities, CapabilityStore, Credentials, CredentialSource, Session

LEAST_OF_A_COOKIE = 16  # signs


class RedactedCredentials:
    """The keys of an account, every secret of which the redactor is told; implements `CredentialSource`."""

    def __init__(self, credential_source: CredentialSource, redactor: Redactor) -> None:
        self._credential_source = credential_source
        self._redactor = redactor

    def read_credentials(self) -> Credentials:
        """What to sign in with."""
        found = self._credential_source.read_credentials()
        self._redactor.add(found.password, found.token)
        return found

    def read_session(self) -> Session:
        """The session kept last, or an empty one."""
        return self._note(self._credential_source.read_session())

    def save_session(self, session: Session) -> None:
        """Keep a session for the next command."""
        self._credential_source.save_session(self._note(session))

    def ask_code(self, note: str = "") -> str:
        """Ask the user for the second factor."""
        return self._credential_source.ask_code(note)

    def _note(self, session: Session) -> Session:
        # Other cookies are words, such as the language.
        cookies = [value for _name, value, _path in session.cookies if len(value) >= LEAST_OF_A_COOKIE]
        self._redactor.add(session.access, session.refresh, *cookies)
        return session


class RedactedCapabilities:
    """What is learned of a portal, saved without secrets that it echoes; implements `CapabilityStore`."""

    def __init__(self, capability_store: CapabilityStore, redactor: Redactor) -> None:
        self._capability_store = capability_store
        self._redactor = redactor

    def load(self) -> Capabilities | None:
        """What was learned last, if anything."""
        return self._capability_store.load()

    def save(self, capabilities: Capabilities) -> None:
        """Remember it."""
        self._capability_store.save(self._redactor.redact_value(capabilities))
