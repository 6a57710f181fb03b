"""`ticket auth status`: who is signed in where, whether it still works, and what each portal offers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.commands.auth.conftest import HANAKO, HB, OTHER, Ticket, written
from tests.commands.auth.installation import Installation
from tests.commands.fake_portal import CAPABILITIES

from ticketcli.portals.capabilities import Capabilities, Route

signed_in = pytest.mark.usefixtures("signed_in")


def test_nobody_is_signed_in_at_first(ticket: Ticket) -> None:
    context = ticket("auth", "status", code=4)
    assert context.out == ""
    assert context.err == "ticket: Not signed in to any portal.\nRun: ticket auth login URL\n"
    assert json.loads(ticket("auth", "status", "--json", code=4).out) == []


@signed_in
def test_a_person_sees_every_portal_and_what_it_offers(ticket: Ticket, hb: Installation) -> None:
    hb.offers = replace(
        CAPABILITIES.with_route(Route("api", open=False, why="the portal has no API")),
        max_bytes=8 * 2**20,
        cuts_emoji=True,
    )
    ticket("auth", "login", "hb", "--username", HANAKO, answers=[("Password", hb.passwords[HANAKO])])
    shown = ticket("auth", "status", answers=[]).out
    assert (
        shown
        == f"""\
other.example
  address:      {OTHER}
  signed in:    山田 花子 <{HANAKO}>, Example KK
  username:     system keyring (rings)
  password:     system keyring (rings)
  session:      system keyring (rings)
  storage:      system keyring
  time zone:    unknown; set it with: ticket auth login URL --timezone ZONE
  API:          works (tickets without attachments, CC or service)
  web pages:    works (CC, attachments, encryption, priority, related service)
  departments:  BESTNET-CLOUD, Billing, ドメイン
  attachments:  .jpg .gif .zip .png .pdf
  checked:      2026-06-09 12:00 (just now)

hb (active)
  address:      {HB}
  signed in:    山田 花子 <{HANAKO}>, Example KK
  username:     system keyring (rings)
  password:     system keyring (rings)
  session:      system keyring (rings)
  storage:      system keyring
  time zone:    unknown; set it with: ticket auth login URL --timezone ZONE
  API:          not available: the portal has no API
  web pages:    works (CC, attachments, encryption, priority, related service)
  departments:  BESTNET-CLOUD, Billing, ドメイン
  attachments:  .jpg .gif .zip .png .pdf
  size limit:   8.0 MiB for all files of a message
  note:         cuts messages at the first emoji
  checked:      2026-06-09 12:00 (just now)

"""
    )


@signed_in
def test_a_program_reads_lines_of_portal_field_and_value(ticket: Ticket) -> None:
    lines = [line.split("\t") for line in ticket("auth", "status", "--portal", "hb").out.splitlines()]
    assert {len(line) for line in lines} == {3}
    assert {line[0] for line in lines} == {"hb"}
    assert ["hb", "address", HB] in lines
    assert ["hb", "active", "yes"] in lines


@signed_in
def test_in_json_it_holds_all_that_is_known(ticket: Ticket) -> None:
    (status,) = json.loads(ticket("auth", "status", "--portal", "hb", "--json").out)
    place = "system keyring (rings)"
    assert status == {
        "name": "hb",
        "url": HB,
        "kind": "hostbill",
        "active": True,
        "username": HANAKO,
        "storage": "keyring",
        "timezone": None,
        "timezone_source": "unknown",
        "secrets": {"username": place, "password": place, "session": place},
        "works": True,
        "error": None,
        "identity": {"email": HANAKO, "name": "山田 花子", "company": "Example KK"},
        "offers": status["offers"],
    }
    assert status["offers"]["web"]["open"] is True
    assert [one["name"] for one in status["offers"]["departments"]] == [
        "BESTNET-CLOUD",
        "Billing",
        "ドメイン",
    ]


@signed_in
def test_offline_no_portal_is_asked(ticket: Ticket, hb: Installation, other: Installation) -> None:
    hb.down = other.down = True
    found = json.loads(ticket("auth", "status", "--offline", "--json").out)
    assert [one["works"] for one in found] == [None, None]
    assert found[0]["offers"]["departments"]
    assert f"signed in\t{HANAKO} (not checked)" in ticket("auth", "status", "--offline").out


@signed_in
def test_a_password_that_no_longer_works_ends_with_4(ticket: Ticket, hb: Installation) -> None:
    hb.passwords[HANAKO] = "changed"
    hb.sessions.clear()
    context = ticket("auth", "status", code=4)
    assert "hb\tsigned in\tno: The portal does not accept this sign-in.\n" in context.out
    assert "other.example\tsigned in\t山田 花子" in context.out
    assert context.err == "ticket: The portal does not accept this sign-in.\n"
    ticket("auth", "status", "--portal", "other")


@signed_in
def test_a_portal_that_is_down_ends_with_6(ticket: Ticket, hb: Installation) -> None:
    hb.down = True
    (status,) = json.loads(ticket("auth", "status", "--portal", "hb", "--json", code=6).out)
    assert status["works"] is False
    assert status["error"] == "The portal does not answer."


@signed_in
def test_a_sign_in_that_no_longer_works_goes_before_a_portal_that_is_down(
    ticket: Ticket, hb: Installation, other: Installation
) -> None:
    other.down = True
    hb.passwords.clear()
    hb.sessions.clear()
    ticket("auth", "status", code=4)


@signed_in
def test_a_keyring_that_lost_the_secrets_is_named(
    ticket: Ticket, keyring: dict[tuple[str, str], str]
) -> None:
    keyring.clear()
    context = ticket("auth", "status", "--portal", "hb", code=4)
    assert "The system keyring (rings) has no sign-in for “hb”." in context.err
    assert f"Run: ticket auth login {HB}" in context.err


@signed_in
def test_an_ended_session_is_renewed_and_kept(ticket: Ticket, hb: Installation) -> None:
    hb.sessions.clear()
    ticket("auth", "status", "--portal", "hb")
    ticket("auth", "status", "--portal", "hb")
    assert len(hb.seen) == 2


def test_a_script_lives_from_the_environment_and_leaves_nothing(
    ticket: Ticket, hb: Installation, keyring: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    env = {"TICKET_PORTAL": HB, "TICKET_USERNAME": HANAKO, "TICKET_PASSWORD": hb.passwords[HANAKO]}
    (status,) = json.loads(ticket("auth", "status", "--json", env=env).out)
    assert status["works"] is True
    assert status["storage"] is None
    assert status["secrets"] == {
        "username": "environment TICKET_USERNAME",
        "password": "environment TICKET_PASSWORD",
    }
    assert keyring == {}
    assert "Geheim" not in written(tmp_path)
    ticket("auth", "status", env={"TICKET_PORTAL": HB}, code=4)


@signed_in
def test_the_environments_secrets_go_to_the_portal_of_the_run_and_no_other(
    ticket: Ticket, hb: Installation, other: Installation
) -> None:
    hb.tokens["given"] = HANAKO
    ticket("auth", "status", env={"TICKET_TOKEN": "given"})
    assert [one.token for one in hb.seen] == [None, "given"]
    assert [one.token for one in other.seen] == [None]
    other.tokens["given"] = HANAKO
    ticket("auth", "status", env={"TICKET_TOKEN": "given", "TICKET_PORTAL": "other.example"})
    assert [one.token for one in other.seen] == [None, "given"]


@signed_in
def test_no_secret_is_ever_shown(ticket: Ticket, hb: Installation) -> None:
    for arguments in (["--json"], ["--debug"], ["--offline"]):
        context = ticket("auth", "status", *arguments)
        assert "Geheim" not in context.out + context.err
    hb.down = True
    context = ticket("auth", "status", "--debug", code=6)
    assert "Geheim" not in context.out + context.err


@signed_in
def test_what_is_not_known_yet_is_not_claimed(ticket: Ticket, hb: Installation) -> None:
    hb.offers = Capabilities((Route("api"), Route("web")))
    ticket("auth", "login", "hb", "--username", HANAKO, answers=[("Password", hb.passwords[HANAKO])])
    lines = ticket("auth", "status", "--portal", "hb").out
    assert "hb\tAPI\tnot checked yet\nhb\tweb pages\tnot checked yet\n" in lines
    assert "departments" not in lines


def test_a_portal_never_heard_of_is_named(ticket: Ticket) -> None:
    assert "No portal “nowhere”." in ticket("auth", "status", "--portal", "nowhere", code=2).err


def test_the_sandbox_needs_no_sign_in(ticket: Ticket) -> None:
    assert "ticket --portal sandbox new" in ticket("auth", "status", "--portal", "sandbox", code=2).err
