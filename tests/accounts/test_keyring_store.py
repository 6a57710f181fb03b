"""The system keyring as it can be: absent, locked, broken, silent, or no keyring at all.

The real Secret Service is in `test_secret_service.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.accounts.rings import RINGS, Hanging, Remembering

from ticketcli.accounts.keyring_store import KeyringStore
from ticketcli.portals.base import SignInNeeded


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    Remembering.kept.clear()
    yield
    Remembering.kept.clear()


def use(monkeypatch: pytest.MonkeyPatch, ring: str) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", ring)


def test_what_is_written_is_read_and_gone_when_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"{RINGS}.Remembering")
    store = KeyringStore()
    store.ready()
    assert store.read("hb session") is None
    store.write("hb session", "secret")
    assert Remembering.kept == {("ticket", "hb session"): "secret"}
    assert store.read("hb session") == "secret"
    store.remove("hb session")
    store.remove("hb session")
    assert Remembering.kept == {}


def test_windows_keyring_takes_what_is_longer_than_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"{RINGS}.Narrow")
    store = KeyringStore(platform="win32")
    session = "token " * 1000
    store.write("hb session", session)
    assert store.read("hb session") == session
    store.write("hb session", session[:2000])
    assert KeyringStore(platform="win32").read("hb session") == session[:2000]
    store.write("hb session", "short")
    assert Remembering.kept == {("ticket", "hb session"): "short"}
    store.write("hb session", session)
    store.remove("hb session")
    assert Remembering.kept == {}


def test_a_session_of_which_a_part_is_lost_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"{RINGS}.Narrow")
    store = KeyringStore(platform="win32")
    store.write("hb session", "x" * 3000)
    del Remembering.kept["ticket", "hb session 2"]
    assert store.read("hb session") is None
    store.remove("hb session")
    assert Remembering.kept == {}


def test_each_platform_has_its_own_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring import core

    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    monkeypatch.setattr(core, "load_config", lambda: None)
    loaded = []

    def load(name: str) -> Remembering:
        loaded.append(name)
        return Remembering()  # type: ignore[no-untyped-call]

    monkeypatch.setattr(core, "load_keyring", load)
    for platform in ("win32", "darwin", "linux"):
        monkeypatch.setattr("sys.platform", platform)
        KeyringStore().ready()
    assert [name.split(".")[2] for name in loaded] == ["Windows", "macOS", "SecretService"]


def test_the_keyring_that_a_person_chose_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"{RINGS}.Remembering")
    store = KeyringStore()
    store.ready()
    assert store.where("hb session") == "system keyring (rings)"


@pytest.mark.parametrize(
    "ring", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", f"{RINGS}.PlaintextKeyring"]
)
def test_what_only_looks_like_a_keyring_is_not_taken(monkeypatch: pytest.MonkeyPatch, ring: str) -> None:
    use(monkeypatch, ring)
    for act in (KeyringStore().ready, lambda: KeyringStore().write("hb session", "secret")):
        with pytest.raises(SignInNeeded, match="does not store secrets") as caught:
            act()
        assert "--insecure-storage" in caught.value.hint
    assert Remembering.kept == {}


def test_a_keyring_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "keyrings.nowhere.Keyring")
    with pytest.raises(SignInNeeded, match="keyrings"):
        KeyringStore().ready()


def test_a_locked_keyring_is_to_be_unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"{RINGS}.Locked")
    with pytest.raises(SignInNeeded, match="is locked") as caught:
        KeyringStore().read("hb session")
    assert caught.value.hint.startswith("Unlock it and try again.")


def test_a_failure_of_its_own_is_told_without_its_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"{RINGS}.Broken")
    with pytest.raises(SignInNeeded, match=r"could not be used: the vault is on fire$") as caught:
        KeyringStore().read("hb session")
    assert "TICKET_PASSWORD" in caught.value.hint


def test_a_keyring_that_never_answers_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, f"{RINGS}.Hanging")
    before = Hanging.asked
    store = KeyringStore(limit=0.05)
    for _ in range(2):
        with pytest.raises(SignInNeeded) as caught:
            store.read("hb session")
        assert caught.value.message == "The system keyring (rings) did not answer within 0.05 seconds."
        assert "TICKET_PASSWORD" in caught.value.hint
        assert "--insecure-storage" in caught.value.hint
    assert Hanging.asked == before + 1
