"""Pass secrets to the redactor as they are read, and save capabilities without them."""

from __future__ import annotations

from ticketcli.model.redaction import Redactor
from ticketcli.portals.base import Credentials, CredentialSource, Session
from ticketcli.portals.capabilities import Capabilities, CapabilityStore

LEAST_OF_A_COOKIE = 16  # signs


class RedactedCredentials:
    """Wrap credentials, and pass each secret to the redactor; implements `CredentialSource`."""

    def __init__(self, credential_source: CredentialSource, redactor: Redactor) -> None:
        self._credential_source = credential_source
        self._redactor = redactor

    def read_credentials(self) -> Credentials:
        """Return the credentials."""
        found = self._credential_source.read_credentials()
        self._redactor.add(found.password, found.token)
        return found

    def read_session(self) -> Session:
        """Return the session saved last, or an empty one."""
        return self._note(self._credential_source.read_session())

    def save_session(self, session: Session) -> None:
        """Save a session for the next command."""
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
    """Save capabilities without secrets that the portal echoes; implements `CapabilityStore`."""

    def __init__(self, capability_store: CapabilityStore, redactor: Redactor) -> None:
        self._capability_store = capability_store
        self._redactor = redactor

    def load(self) -> Capabilities | None:
        """Return the capabilities saved last, if any."""
        return self._capability_store.load()

    def save(self, capabilities: Capabilities) -> None:
        """Save capabilities."""
        self._capability_store.save(self._redactor.redact_value(capabilities))
