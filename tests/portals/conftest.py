"""What the portal tests share: keys and memory without a disk, and the client for a portal."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timezone

import pytest

from ticketcli.portals.base import Credentials, Session, SignInNeeded
from ticketcli.portals.capabilities import Capabilities, RouteName
from ticketcli.portals.hostbill.portal import HostBill
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.prefetch import Reading
from ticketcli.portals.kind import Connection


class MemoryKeys:
    """Credentials as given; keeps the session, and counts how often the code was asked for."""

    def __init__(self, credentials: Credentials, code: str | None = None) -> None:
        self.given = credentials
        self.kept = Session()
        self.the_code = code
        self.codes_asked = 0

    def read_credentials(self) -> Credentials:
        return self.given

    def read_session(self) -> Session:
        return self.kept

    def save_session(self, session: Session) -> None:
        self.kept = session

    def ask_code(self, note: str = "") -> str:
        self.codes_asked += 1
        if self.the_code is None:
            raise SignInNeeded("The portal asks for a two-factor code.")
        return self.the_code


class MemoryLearned:
    """What was learned, kept in memory."""

    def __init__(self) -> None:
        self.kept: Capabilities | None = None

    def load(self) -> Capabilities | None:
        return self.kept

    def save(self, capabilities: Capabilities) -> None:
        self.kept = capabilities


class Client:
    """A HostBill client with its parts at hand."""

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        *,
        code: str | None = None,
        via: RouteName | None = None,
        credential_source: MemoryKeys | None = None,
        capability_store: MemoryLearned | None = None,
        timeout: float = 20.0,
    ) -> None:
        self.credential_source = credential_source or MemoryKeys(credentials, code)
        self.capability_store = capability_store or MemoryLearned()
        self.pauses: list[float] = []
        self.http = Http(url, sleep=self.pauses.append, now=now, timeout=timeout)
        self.portal = HostBill(
            Connection(self.http, self.credential_source, self.capability_store, now, via=via)
        )

    def close(self) -> None:
        end(self.http)


def end(http: Http) -> None:
    """Close the connections, when what was asked for in vain has come: else it would open another one."""
    for thread in threading.enumerate():
        if isinstance(thread, Reading):
            thread.join(2.0)
    http.close()


def now() -> datetime:
    return datetime.now(timezone.utc)


@pytest.fixture
def client() -> Iterator[Callable[..., Client]]:
    """Makes clients, and closes their connections at the end of the test."""
    made: list[Client] = []

    def make(*args: object, **more: object) -> Client:
        made.append(Client(*args, **more))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()
