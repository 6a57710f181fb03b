"""Secrets in files: for their owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ticketcli.accounts.credentials_file import FileStore
from ticketcli.accounts.damaged_secret import DamagedSecret
from ticketcli.portals.base import SignInNeeded


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "state" / "secrets")


def test_what_is_written_is_read_and_gone_when_removed(store: FileStore) -> None:
    assert store.read("hb https://hb.example session") is None
    store.write("hb https://hb.example session", "日本語")
    store.write("hb https://hb.example credentials", "two")
    assert store.read("hb https://hb.example session") == "日本語"
    assert store.read("hb https://hb.example credentials") == "two"
    store.remove("hb https://hb.example session")
    store.remove("hb https://hb.example session")
    assert store.read("hb https://hb.example session") is None


def test_only_the_owner_can_read_it(store: FileStore, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "secrets"
    folder.mkdir(parents=True, mode=0o755)
    store.write("hb session", "secret")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


def test_a_file_that_others_can_read_is_not_trusted(store: FileStore) -> None:
    store.write("hb session", "Geheim1")
    path = store.path("hb session")
    path.chmod(0o644)
    with pytest.raises(SignInNeeded) as caught:
        store.read("hb session")
    assert str(path) in caught.value.message
    assert "Geheim1" not in caught.value.message


@pytest.mark.parametrize("name", ["../../etc/x", "a/b", "サポート", "." * 9, "x" * 300, "CON"])
def test_no_name_leads_out_of_the_folder(store: FileStore, tmp_path: Path, name: str) -> None:
    entry = f"{name} https://hb.example session"
    store.write(entry, "secret")
    assert store.path(entry).parent == tmp_path / "state" / "secrets"
    assert store.read(entry) == "secret"


def test_names_that_look_alike_are_kept_apart(store: FileStore) -> None:
    store.write("hb https://hb.example/a-b session", "one")
    store.write("hb https://hb.example/a/b session", "two")
    assert store.read("hb https://hb.example/a-b session") == "one"


def test_it_says_which_file_holds_a_secret(store: FileStore) -> None:
    store.write("hb session", "secret")
    assert store.where("hb session") == f"file {store.path('hb session')}"
    assert store.path("hb session").is_file()


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(store: FileStore) -> None:
    store.ready()
    os.mkfifo(store.path("hb session"), 0o600)
    with pytest.raises(DamagedSecret):
        store.read("hb session")
