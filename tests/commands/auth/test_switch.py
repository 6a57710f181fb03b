"""`ticket auth switch`: the portal that commands use."""

from __future__ import annotations

import json

import pytest
from tests.commands.auth.conftest import HB, OTHER, Ticket

signed_in = pytest.mark.usefixtures("signed_in")


def active(ticket: Ticket) -> list[str]:
    return [one["name"] for one in json.loads(ticket("auth", "status", "--json").out) if one["active"]]


@signed_in
@pytest.mark.parametrize("name", ["other.example", "OTHER", OTHER])
def test_the_portal_named_is_used_from_now_on(ticket: Ticket, name: str) -> None:
    assert active(ticket) == ["hb"]
    assert ticket("auth", "switch", name).out == f"Commands now use other.example ({OTHER}).\n"
    assert active(ticket) == ["other.example"]


@signed_in
def test_a_person_chooses_from_what_there_is(ticket: Ticket) -> None:
    ticket("auth", "switch", answers=[("Which portal", "other.example")])
    assert active(ticket) == ["other.example"]


@signed_in
def test_a_script_is_told_what_there_is(ticket: Ticket) -> None:
    context = ticket("auth", "switch", code=2)
    assert context.err.endswith("Run: ticket auth switch NAME (one of: other.example, hb)\n")


@signed_in
def test_in_json_it_answers_with_the_portal(ticket: Ticket) -> None:
    assert json.loads(ticket("auth", "switch", "hb", "--json").out) == {"name": "hb", "url": HB}


@signed_in
@pytest.mark.parametrize("name", ["nowhere", "https://new.example"])
def test_a_portal_not_signed_in_to_is_refused_with_those_there_are(ticket: Ticket, name: str) -> None:
    context = ticket("auth", "switch", name, code=2)
    assert "  other.example\n  hb\n" in context.err
    assert active(ticket) == ["hb"]


@signed_in
def test_it_says_that_the_environment_goes_before_it(ticket: Ticket) -> None:
    context = ticket("auth", "switch", "hb", env={"TICKET_PORTAL": OTHER})
    assert "TICKET_PORTAL is set in the environment and overrides this." in context.err


def test_there_must_be_something_to_choose(ticket: Ticket) -> None:
    assert "Not signed in to any portal." in ticket("auth", "switch", code=4).err
