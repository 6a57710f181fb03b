"""The options of every command, before its name and after it; doors forced; what a pipe gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.contract.portal import Quirks
from tests.contract.profiles import PROFILES
from tests.whole.conftest import Visit

At = Callable[[str | Quirks], Visit]
PLAIN = PROFILES["plain-2019-english"]


@pytest.fixture
def plain(at: At) -> Visit:
    return at("plain-2019-english")


def test_options_work_before_and_after_the_commands_name(plain: Visit) -> None:
    number = plain.portal.add_ticket("Router").number
    portal, person = ("--portal", plain.portal.url), plain.person
    for arguments in (
        ("--json", *portal, "--no-input", "show", number),
        ("show", number, "--json", *portal, "--no-input"),
        ("--json", "show", *portal, number, "--no-input"),
    ):
        assert json.loads(person.ticket(*arguments, named=False).out)["number"] == number
    for placed in (("--via", "web", "list"), ("list", "--via", "web")):
        plain.portal.requests.clear()
        assert person.ticket(*placed).lines[0][0] == number
        assert plain.portal.seen("* api/*") == []
    debugged = [person.ticket(*one).err for one in (("--debug", "list"), ("list", "--debug"))]
    assert all("GET" in err and plain.portal.url in err for err in debugged)


def test_the_nearer_value_wins(plain: Visit) -> None:
    number = plain.portal.add_ticket("Router").number
    outcome = plain.person.ticket(
        *("--portal", "http://127.0.0.1:9", "list", "--portal", plain.portal.url), named=False
    )
    assert outcome.lines[0][0] == number
    two = plain.person.but(**plain.person.env, TICKET_PORTAL="http://127.0.0.1:9")
    assert two.ticket("list").lines[0][0] == number
    assert two.ticket("list", named=False, code=6).out == ""


def test_options_reach_commands_in_groups(plain: Visit) -> None:
    for arguments in (
        ("--json", "drafts", "list"),
        ("drafts", "--json", "list"),
        ("drafts", "list", "--json"),
    ):
        assert plain.person.ticket(*arguments).json == []
    for arguments in (("--json", "auth", "status"), ("auth", "status", "--json")):
        assert plain.person.ticket(*arguments).json[0]["works"] is True


@pytest.mark.parametrize("side", ["api", "web"])
def test_a_forced_door_is_the_only_one_used(plain: Visit, side: str) -> None:
    """`--via api|web` forces a door."""
    number = plain.portal.add_ticket("Router", attachments=[("a.png", b"x")]).number
    other = "* web/*" if side == "api" else "* api/*"
    person = plain.person
    for command in (
        ("departments",),
        ("services",),
        ("list",),
        ("show", number),
        ("reply", number, "-m", "x"),
        ("close", number),
        ("reopen", number),
        ("download", number, "--dir", str(person.home / "saved")),
        ("new", "-d", "Billing", "-s", "x", "-m", "y"),
    ):
        plain.portal.requests.clear()
        person.ticket(*command, "--via", side)
        seen = [one.route for one in plain.portal.seen(other)]
        assert [route for route in seen if route != "GET web/userapi/swagger"] == []
    assert plain.portal.tickets[-1].via == side


def test_a_door_that_does_not_exist_is_wrong_usage(plain: Visit) -> None:
    outcome = plain.person.ticket("list", "--via", "phone", code=2)
    assert "api" in outcome.err
    assert "web" in outcome.err
    assert plain.portal.requests == []


def test_a_door_that_is_shut_is_told(at: At) -> None:
    visit = at(replace(PLAIN, api="404-html"))
    outcome = visit.person.ticket("list", "--via", "api", code=6)
    assert "does not answer with JSON" in outcome.err
    assert "--via api" in outcome.err


def test_the_web_door_needs_a_password(at: At) -> None:
    visit = at("api-only-pat")
    outcome = visit.person.ticket("list", "--via", "web", code=4)
    assert "e-mail address and password" in outcome.err


def test_debug_blanks_what_is_secret(plain: Visit) -> None:
    number = plain.portal.add_ticket("Router").number
    for command in (("show", number), ("reply", number, "-m", "SECRET-MESSAGE"), ("list", "--via", "web")):
        outcome = plain.person.ticket(*command, "--debug")
        for secret in (
            plain.portal.password,
            plain.portal.pat,
            "SECRET-MESSAGE",
            *plain.portal.account.access,
        ):
            assert secret not in outcome.err
    opened = plain.portal.web.sessions.open
    assert not any(identity in outcome.err for identity in opened)


def test_a_pipe_gets_neither_colour_nor_heads(plain: Visit) -> None:
    plain.portal.add_ticket("Router", unread=True)
    for command in (("list",), ("departments",), ("services",), ("auth", "status"), ("drafts", "list")):
        outcome = plain.person.ticket(*command)
        assert "\x1b" not in outcome.out + outcome.err
        assert "SUBJECT" not in outcome.out.upper() or command == ("drafts", "list")
    (line,) = plain.person.ticket("list").lines
    assert len(line) == 6
    assert line[5] == "unread"


def test_without_a_person_nothing_is_asked_and_everything_missing_is_named(plain: Visit) -> None:
    outcome = plain.person.ticket("new", code=2)
    for flag in ("--dept", "--subject", "--message"):
        assert flag in outcome.err
    assert plain.portal.requests == []
    outcome = plain.person.ticket("new", "--no-input", answers=[], code=2)
    assert "--dept" in outcome.err
