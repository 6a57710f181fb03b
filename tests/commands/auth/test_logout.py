"""`ticket auth logout`: nothing secret stays behind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.auth.conftest import HANAKO, HB, Ticket, written
from tests.commands.auth.installation import Installation

signed_in = pytest.mark.usefixtures("signed_in")


@signed_in
def test_the_session_ends_at_the_portal_and_the_secrets_here(
    ticket: Ticket, hb: Installation, other: Installation, keyring: dict[tuple[str, str], str]
) -> None:
    context = ticket("auth", "logout")
    assert context.out == f"Signed out of hb ({HB}).\n"
    assert hb.sessions == {}
    assert len(other.sessions) == 1
    assert [name for _, name in keyring if HB in name] == []
    assert len(keyring) == 2


@signed_in
def test_afterwards_no_other_portal_is_active_by_itself(ticket: Ticket) -> None:
    context = ticket("auth", "logout")
    assert context.err == "No portal is active now. Choose one: ticket auth switch NAME\n"
    ticket("auth", "status", "--portal", "hb", code=2)
    ticket("auth", "status", "--portal", "other")


@signed_in
def test_a_portal_is_chosen_by_its_name(ticket: Ticket) -> None:
    ticket("auth", "logout", "other")
    (status,) = json.loads(ticket("auth", "status", "--json").out)
    assert (status["name"], status["active"]) == ("hb", True)


@signed_in
def test_a_portal_that_is_down_is_told_and_keeps_nothing_here(
    ticket: Ticket, hb: Installation, keyring: dict[tuple[str, str], str]
) -> None:
    hb.down = True
    context = ticket("auth", "logout", "--json")
    assert "The session at the portal could not be ended: The portal does not answer." in context.err
    assert json.loads(context.out) == {"name": "hb", "url": HB, "session_ended": False}
    assert len(keyring) == 2


def test_files_of_insecure_storage_are_removed(ticket: Ticket, hb: Installation, tmp_path: Path) -> None:
    arguments = ["auth", "login", HB, "--username", HANAKO, "--password-stdin", "--insecure-storage"]
    ticket(*arguments, stdin=hb.passwords[HANAKO])
    assert "Geheim" in written(tmp_path)
    ticket("auth", "logout")
    assert "Geheim" not in written(tmp_path)
    assert HANAKO not in written(tmp_path / "config")


@signed_in
def test_what_the_environment_holds_is_named(ticket: Ticket, hb: Installation) -> None:
    context = ticket("auth", "logout", env={"TICKET_TOKEN": "given"})
    assert "TICKET_TOKEN is still set in the environment." in context.err
    assert hb.sessions == {}
    assert [one.token for one in hb.seen] == [None]


@signed_in
def test_a_keyring_that_does_not_answer_forgets_nothing_by_half(
    ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as locked:
        locked.setenv("PYTHON_KEYRING_BACKEND", "tests.accounts.rings.Locked")
        context = ticket("auth", "logout", code=4)
        assert "is locked" in context.err
    ticket("auth", "status", "--portal", "hb")


def test_there_must_be_something_to_sign_out_of(ticket: Ticket) -> None:
    assert "Not signed in to any portal." in ticket("auth", "logout", code=4).err
    assert "Not signed in to https://new.example." in ticket("auth", "logout", "new.example", code=4).err
