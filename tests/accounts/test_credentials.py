"""Where a portal's keys come from, and where they never go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from ticketcli.accounts.accounts import Account, Accounts
from ticketcli.accounts.credentials import AccountCredentials, TypedCredentials
from ticketcli.accounts.secret_store import Secrets, open_store
from ticketcli.portals.base import Credentials, Session, SignInNeeded
from ticketcli.system.user_folders import Folders

ACCOUNT = Account("hb", "https://hb.bestnetllc.co.jp", "hanako@example.com", storage="file")
KEPT = Credentials("hanako@example.com", "kept-password")
SESSION = Session("access-1", "refresh-1", (("PHPSESSID", "cookie-1", "/"),))
PASSWORD_GIVEN = {"TICKET_USERNAME": "ci@example.com", "TICKET_PASSWORD": "given-password"}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return SimpleNamespace(config=tmp_path / "config", state=tmp_path / "state", cache=tmp_path / "cache")


@pytest.fixture
def secrets(folders: Folders) -> Secrets:
    """A sign-in kept by an earlier command."""
    Accounts(folders, {}).add(ACCOUNT, active=True)
    secrets = Secrets(ACCOUNT, open_store("file", folders))
    secrets.keep_credentials(KEPT)
    secrets.keep_session(SESSION)
    return secrets


def make_credentials(
    folders: Folders, env: Mapping[str, str] | None = None, *, account: Account = ACCOUNT
) -> AccountCredentials:
    return AccountCredentials(account, folders, env or {}, None)


def everything_written(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.usefixtures("secrets")
def test_what_was_kept_opens_the_portal_again(folders: Folders) -> None:
    assert make_credentials(folders).read_credentials() == KEPT
    assert make_credentials(folders).read_session() == SESSION


@pytest.mark.usefixtures("secrets")
def test_a_session_is_kept_for_the_next_command(folders: Folders) -> None:
    renewed = Session("access-2", "refresh-2")
    ours = make_credentials(folders)
    ours.save_session(renewed)
    assert ours.read_session() == make_credentials(folders).read_session() == renewed
    ours.save_session(Session())
    assert make_credentials(folders).read_session() == Session()


@pytest.mark.usefixtures("secrets")
def test_the_environment_goes_before_what_is_kept(folders: Folders) -> None:
    assert make_credentials(folders, PASSWORD_GIVEN).read_credentials() == Credentials(
        "ci@example.com", "given-password"
    )
    assert make_credentials(folders, {"TICKET_TOKEN": "given-token"}).read_credentials() == Credentials(
        "hanako@example.com", token="given-token"
    )
    both = make_credentials(folders, {"TICKET_PASSWORD": "given-password", "TICKET_TOKEN": "given-token"})
    assert both.read_credentials() == Credentials("hanako@example.com", "given-password", "given-token")


@pytest.mark.usefixtures("secrets")
def test_an_empty_variable_is_none(folders: Folders) -> None:
    empty = {"TICKET_USERNAME": "", "TICKET_PASSWORD": "", "TICKET_TOKEN": ""}
    assert make_credentials(folders, empty).read_credentials() == KEPT


def test_with_secrets_from_the_environment_the_keyring_is_not_asked(folders: Folders) -> None:
    # The suite's keyring is one that is refused as soon as it is asked.
    account = replace(ACCOUNT, storage="keyring")
    with pytest.raises(SignInNeeded):
        make_credentials(folders, account=account).read_session()
    ours = make_credentials(folders, PASSWORD_GIVEN, account=account)
    assert ours.read_session() == Session()
    assert ours.read_credentials().password == "given-password"
    ours.save_session(SESSION)


@pytest.mark.usefixtures("secrets")
def test_a_kept_session_is_not_used_with_secrets_from_the_environment(folders: Folders) -> None:
    assert make_credentials(folders, PASSWORD_GIVEN).read_session() == Session()


@pytest.mark.parametrize(
    "env", [PASSWORD_GIVEN, {"TICKET_TOKEN": "given-token"}, {"TICKET_PASSWORD": "given-password"}]
)
@pytest.mark.usefixtures("secrets")
def test_nothing_obtained_with_the_environment_is_written_anywhere(
    folders: Folders, tmp_path: Path, env: dict[str, str]
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ours = make_credentials(folders, env)
    ours.read_credentials()
    obtained = Session("access-env", "refresh-env", (("PHPSESSID", "cookie-env", "/"),))
    ours.save_session(obtained)
    assert ours.read_session() == obtained
    assert ours.sources()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    written = everything_written(tmp_path)
    assert b"kept-password" in written
    for secret in (b"given-", b"-env"):
        assert secret not in written


def test_the_environment_alone_opens_a_portal_never_seen(folders: Folders, tmp_path: Path) -> None:
    account = Accounts(folders, PASSWORD_GIVEN).choose("https://new.example")
    ours = make_credentials(folders, PASSWORD_GIVEN, account=account)
    assert ours.read_credentials() == Credentials("ci@example.com", "given-password")
    ours.save_session(SESSION)
    assert everything_written(tmp_path) == b""


def test_a_portal_never_seen_without_an_environment_says_how_to_sign_in(folders: Folders) -> None:
    with pytest.raises(SignInNeeded) as caught:
        make_credentials(folders, account=Account("new.example", "https://new.example")).read_credentials()
    assert caught.value.message == "Not signed in to https://new.example."
    assert "ticket auth login https://new.example" in caught.value.hint
    assert "TICKET_TOKEN" in caught.value.hint


def test_a_password_without_a_name_is_asked_whose_it_is(folders: Folders) -> None:
    with pytest.raises(SignInNeeded, match="is not") as caught:
        make_credentials(
            folders, {"TICKET_PASSWORD": "x"}, account=Account("new", "https://new.example")
        ).read_credentials()
    assert caught.value.hint == "Set TICKET_USERNAME as well."


@pytest.mark.usefixtures("secrets")
def test_a_kept_password_is_not_tried_for_another_person(folders: Folders) -> None:
    ours = make_credentials(folders, {"TICKET_USERNAME": "taro@example.com"})
    with pytest.raises(SignInNeeded, match="is the sign-in of"):
        ours.read_credentials()
    assert ours.read_session() == Session()
    ours.save_session(Session("taros"))
    assert make_credentials(folders).read_session() == SESSION
    assert make_credentials(folders, {"TICKET_USERNAME": "Hanako@example.com"}).read_credentials() == KEPT


@pytest.mark.usefixtures("secrets")
def test_a_kept_password_is_not_sent_to_another_address(folders: Folders) -> None:
    moved = replace(ACCOUNT, url="https://evil.example")
    assert make_credentials(folders, account=moved).read_session() == Session()
    with pytest.raises(SignInNeeded, match="has no sign-in for “hb”"):
        make_credentials(folders, account=moved).read_credentials()


DAMAGES = ["", "{", "[1]", '{"password": 3, "cookies": 3}', '"x"', "[" * 100_000, "\x00", '{"a":' * 50_000]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage)[:8])
def test_a_damaged_entry_is_said_to_be(folders: Folders, secrets: Secrets, damage: str) -> None:
    for place in (secrets.credentials_place, secrets.session_place):
        Path(place.removeprefix("file ")).write_text(damage, encoding="utf-8")
    reported: list[str] = []
    assert AccountCredentials(ACCOUNT, folders, {}, None, warn=reported.append).read_session() == Session()
    assert reported == ["The saved session is damaged, so you are signed in anew."]
    with pytest.raises(SignInNeeded, match="is damaged") as caught:
        make_credentials(folders).read_credentials()
    assert "auth login" in caught.value.hint


@pytest.mark.parametrize(
    ("credentials", "session"),
    [
        ({}, {}),
        ({"version": 1}, {"version": 1}),
        ({"version": 9, "passkey": {}}, {"version": 9, "device": [1], "csrf": "x"}),
    ],
)
def test_entries_of_other_versions_are_read(
    folders: Folders, secrets: Secrets, credentials: dict[str, object], session: dict[str, object]
) -> None:
    def write(place: str, values: dict[str, object]) -> None:
        Path(place.removeprefix("file ")).write_text(json.dumps(values), encoding="utf-8")

    write(secrets.credentials_place, {"username": KEPT.username, "password": KEPT.password, **credentials})
    cookie = ["PHPSESSID", "cookie-1", "/"]
    write(
        secrets.session_place, {"access": "access-1", "refresh": "refresh-1", "cookies": [cookie], **session}
    )
    assert make_credentials(folders).read_credentials() == KEPT
    assert make_credentials(folders).read_session() == SESSION


def test_an_entry_without_a_secret_counts_as_none(folders: Folders, secrets: Secrets) -> None:
    Path(secrets.credentials_place.removeprefix("file ")).write_text('{"passwort": "x"}', encoding="utf-8")
    with pytest.raises(SignInNeeded, match="has no sign-in"):
        make_credentials(folders).read_credentials()


@pytest.mark.usefixtures("secrets")
def test_a_session_that_cannot_be_kept_costs_nothing_now(folders: Folders) -> None:
    reported: list[str] = []
    ours = AccountCredentials(replace(ACCOUNT, storage="keyring"), folders, {}, None, warn=reported.append)
    ours.save_session(SESSION)
    assert ours.read_session() == SESSION
    assert [line.startswith("The session was not saved: ") for line in reported] == [True]


def test_it_says_where_each_secret_comes_from(folders: Folders, secrets: Secrets) -> None:
    assert make_credentials(folders).sources() == {
        "username": secrets.credentials_place,
        "password": secrets.credentials_place,
        "session": secrets.session_place,
    }
    assert make_credentials(folders, PASSWORD_GIVEN).sources() == {
        "username": "environment TICKET_USERNAME",
        "password": "environment TICKET_PASSWORD",
    }
    assert make_credentials(folders, {"TICKET_TOKEN": "x"}).sources() == {
        "username": "config.toml",
        "token": "environment TICKET_TOKEN",
    }


def test_the_second_factor_is_asked_of_the_person(folders: Folders) -> None:
    assert AccountCredentials(ACCOUNT, folders, {}, lambda note: f"123456{note}").ask_code() == "123456"
    assert TypedCredentials(KEPT, ACCOUNT.url, lambda note: f"123456{note}").ask_code() == "123456"


def test_without_a_person_the_second_factor_is_an_error(folders: Folders) -> None:
    for ours in (make_credentials(folders), TypedCredentials(KEPT, ACCOUNT.url, None)):
        with pytest.raises(SignInNeeded, match="two-factor code"):
            ours.ask_code()


def test_no_secret_shows_where_a_value_is_printed(folders: Folders, secrets: Secrets) -> None:
    ours = make_credentials(folders, PASSWORD_GIVEN)
    typed = TypedCredentials(KEPT, ACCOUNT.url, None)
    typed.save_session(SESSION)
    shown = repr(
        [
            ours,
            ours.read_credentials(),
            typed,
            typed.read_credentials(),
            typed.read_session(),
            secrets,
            SESSION,
        ]
    )
    for secret in ("given-password", "kept-password", "access-1", "refresh-1", "cookie-1"):
        assert secret not in shown
