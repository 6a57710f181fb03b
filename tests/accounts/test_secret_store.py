"""An account's secrets are saved in a store, read from it as they were, and gone when they are to go."""

from __future__ import annotations

import json

import pytest

from ticketcli.accounts.accounts import Account
from ticketcli.accounts.damaged_secret import DamagedSecret
from ticketcli.accounts.secret_store import Secrets
from ticketcli.portals.base import Credentials, Session

HB = Account("hb", "https://hb.example.com", "hanako@example.com", storage="file")
CREDENTIALS = "hb https://hb.example.com credentials"
SESSION = "hb https://hb.example.com session"


class MemoryStore:
    """Keeps texts in memory, and counts how often it was asked whether it can."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.asked = 0

    def where(self, entry: str) -> str:
        return f"memory: {entry}"

    def ready(self) -> None:
        self.asked += 1

    def read(self, entry: str) -> str | None:
        return self.texts.get(entry)

    def write(self, entry: str, value: str) -> None:
        self.texts[entry] = value

    def remove(self, entry: str) -> None:
        self.texts.pop(entry, None)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.mark.parametrize("arguments", [Credentials("me", "s3cr3t"), Credentials(token="t0k3n")])
def test_credentials_come_back_as_they_were(store: MemoryStore, arguments: Credentials) -> None:
    assert Secrets(HB, store).credentials() is None
    Secrets(HB, store).keep_credentials(arguments)
    assert Secrets(HB, store).credentials() == arguments
    assert list(store.texts) == [CREDENTIALS]


def test_an_address_without_a_password_is_none(store: MemoryStore) -> None:
    Secrets(HB, store).keep_credentials(Credentials("me"))
    assert Secrets(HB, store).credentials() is None


def test_a_changed_address_of_the_portal_gets_no_password(store: MemoryStore) -> None:
    Secrets(HB, store).keep_credentials(Credentials("me", "s3cr3t"))
    other = Account("hb", "https://evil.example.com", "hanako@example.com", storage="file")
    assert Secrets(other, store).credentials() is None


def test_a_session_comes_back_as_it_was_and_an_empty_one_is_not_saved(store: MemoryStore) -> None:
    secrets = Secrets(HB, store)
    session = Session("a", "r", (("PHPSESSID", "x", "/"),))
    assert secrets.session() == Session()
    secrets.keep_session(session)
    assert secrets.session() == session
    secrets.keep_session(Session())
    assert store.texts == {}


def test_both_are_forgotten(store: MemoryStore) -> None:
    secrets = Secrets(HB, store)
    secrets.keep_credentials(Credentials("me", "s3cr3t"))
    secrets.keep_session(Session("a"))
    secrets.forget()
    assert store.texts == {}


def test_the_store_is_asked_whether_it_can_keep_secrets_and_where(store: MemoryStore) -> None:
    secrets = Secrets(HB, store)
    secrets.ready()
    assert store.asked == 1
    assert secrets.credentials_place == f"memory: {CREDENTIALS}"
    assert secrets.session_place == f"memory: {SESSION}"


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "[]", "[" * 100_000, '{"access": 1}', '{"cookies": 1}', '{"cookies": ["abc"]}'),
        *('{"cookies": [["a", "b"]]}', '{"cookies": [["a", "b", 3]]}', '{"refresh": {}}'),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_damaged_is_said_to_be(store: MemoryStore, text: str) -> None:
    store.texts[SESSION] = text
    with pytest.raises(DamagedSecret):
        Secrets(HB, store).session()


def test_what_a_later_version_adds_is_passed_over(store: MemoryStore) -> None:
    store.texts[SESSION] = '{"version": 2, "access": "a", "cookies": [["n", "v", "/", 4]], "new": 1}'
    assert Secrets(HB, store).session() == Session("a", None, (("n", "v", "/"),))


def test_an_entry_says_of_which_version_it_is(store: MemoryStore) -> None:
    Secrets(HB, store).keep_credentials(Credentials(token="t0k3n"))
    assert json.loads(store.texts[CREDENTIALS])["version"] == 1
