"""`ticket show`: a part of a conversation, and bodies as the portal has them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import day, ticket

from ticketcli.exit_codes import Exit
from ticketcli.model.ticket import Message

MESSAGES = (
    Message("1", "山田 花子", False, day(1), "First."),
    Message("2", "Sato", True, day(4), "Second.", "<p>Second.</p>"),
    Message("3", "山田 花子", False, None, "Third.", time_text="05/06/2026"),
    Message("4", "Sato", True, day(8), "Fourth."),
)


@pytest.fixture
def portal() -> FakePortal:
    return FakePortal([replace(ticket("101", "VPS", "Answered"), messages=MESSAGES)])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--last", "1"], ["4"]),
        (["-n", "9"], ["1", "2", "3", "4"]),
        (["--since", "-2d"], ["4"]),
        (["--since", "2026-06-04"], ["2", "3", "4"]),
        (["--since", "2026-06-04", "--last", "2"], ["3", "4"]),
        (["--since", "-1h"], []),
    ],
)
def test_the_messages_that_are_asked_for(
    make_context: MakeContext, portal: FakePortal, arguments: list[str], expected: list[str]
) -> None:
    context = make_context(portal)
    assert context.run("show", "101", "--json", *arguments) == Exit.DONE
    assert [message["id"] for message in json.loads(context.out)["messages"]] == expected
    assert context.err == ("" if expected else "No messages since then.\n")


def test_a_terminal_says_what_is_left_out(make_context: MakeContext, portal: FakePortal) -> None:
    context = make_context(portal, terminal=True, env={"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"})
    context.run("show", "101", "--last", "1")
    assert context.out.endswith(
        "\n[3 earlier messages: ticket show 101]\n\nSato (staff)  2026-06-08 12:00 (1 day ago)\n  Fourth.\n"
    )


def test_raw_in_a_pipe_is_what_the_portal_sent(make_context: MakeContext, portal: FakePortal) -> None:
    context = make_context(portal)
    context.run("show", "101", "--raw")
    assert "--\nFirst.\n--\n" in context.out
    assert "--\n<p>Second.</p>\n--\n" in context.out
    context = make_context(portal)
    context.run("show", "101")
    assert "--\nSecond.\n--\n" in context.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--since", "soon"], "“soon” is not a valid time."),
        (["--last", "0"], "Invalid value"),
        (["--raw", "--json"], "--raw cannot be used with JSON"),
    ],
)
def test_what_cannot_be_asked_is_said_before_any_request(
    make_context: MakeContext, portal: FakePortal, arguments: list[str], sentence: str
) -> None:
    context = make_context(portal)
    assert context.run("show", "101", *arguments) == Exit.USAGE
    assert sentence in context.err
    assert portal.calls == []
