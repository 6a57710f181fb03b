"""`ticket close` and `ticket reopen`."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import ticket

from ticketcli.exit_codes import Exit
from ticketcli.portals.base import PortalUnreachable
from ticketcli.prompts.scripted_prompter import Scripted


def make_portal() -> FakePortal:
    return FakePortal([ticket("101", "One"), ticket("102", "Two", "Closed"), ticket("103", "Three")])


def test_closing_several_by_number_or_link(make_context: MakeContext) -> None:
    context = make_context(make_portal())
    assert context.run("close", "101", "https://hb.bestnetllc.co.jp/tickets/view/103/") == Exit.DONE
    assert context.portal.stored["101"].closed
    assert context.portal.stored["103"].closed
    assert context.out == "101\tclosed\t\n103\tclosed\t\n"


def test_a_ticket_that_is_closed_already_is_fine(make_context: MakeContext) -> None:
    context = make_context(make_portal(), terminal=True, env={"TICKET_ACCESSIBLE": "1"})
    assert context.run("close", "102", "101") == Exit.DONE
    assert context.out == "Ticket 102 was already closed.\nTicket 101 is closed.\n"


def test_reopening(make_context: MakeContext) -> None:
    context = make_context(make_portal(), terminal=True, env={"TICKET_ACCESSIBLE": "1"})
    assert context.run("reopen", "102", "101") == Exit.DONE
    assert context.out == "Ticket 102 is open again.\nTicket 101 was already open.\n"
    assert not context.portal.stored["102"].closed


def test_json(make_context: MakeContext) -> None:
    context = make_context(make_portal())
    assert context.run("reopen", "102", "101", "--json") == Exit.DONE
    assert json.loads(context.out) == [
        {"number": "102", "closed": False, "already": False},
        {"number": "101", "closed": False, "already": True},
    ]


def test_one_that_fails_does_not_keep_the_others_open(make_context: MakeContext) -> None:
    context = make_context(make_portal())
    assert context.run("close", "999", "101") == Exit.IN_PART
    assert context.portal.stored["101"].closed
    assert context.out == "101\tclosed\t\n"
    assert context.err == (
        "ticket: Not all tickets were closed. Closed: 101.\n"
        "  - 999: There is no ticket 999 at https://hb.bestnetllc.co.jp.\n"
        "See: ticket list\n"
    )


@pytest.mark.parametrize(("command", "closed"), [("close", True), ("reopen", False)])
def test_the_answer_tells_of_those_that_failed_too(
    make_context: MakeContext, command: str, closed: bool
) -> None:
    context = make_context(make_portal())
    assert context.run(command, "102", "999", "101", "--json") == Exit.IN_PART
    assert json.loads(context.out) == [
        {"number": "102", "closed": closed, "already": closed},
        {"number": "999", "error": "There is no ticket 999 at https://hb.bestnetllc.co.jp.", "exit": 1},
        {"number": "101", "closed": closed, "already": not closed},
    ]
    assert "999" in context.err


def test_it_is_shaped_as_asked(make_context: MakeContext) -> None:
    context = make_context(make_portal())
    assert context.run("close", "101", "999", "--fields", "number,exit") == Exit.IN_PART
    assert json.loads(context.out) == [{"number": "101", "exit": None}, {"number": "999", "exit": 1}]
    context = make_context(make_portal())
    assert context.run("close", "101", "999", "--template", "{number}: {closed}") == Exit.IN_PART
    assert context.out == "101: true\n999: \n"
    pytest.importorskip("jq")
    context = make_context(make_portal())
    assert context.run("close", "101", "999", "--jq", ".[] | select(.error) | .number") == Exit.IN_PART
    assert context.out == "999\n"


def test_what_failed_is_told_even_where_the_answer_does_not_fit(make_context: MakeContext) -> None:
    pytest.importorskip("jq")
    context = make_context(make_portal())
    assert context.run("close", "101", "999", "--jq", ".[].closed | if . then 1 else error end") == 8
    assert "999: There is no ticket 999" in context.err
    assert "--jq failed on the output" in context.err


def test_none_that_succeeds_ends_as_each_alone_would_have(make_context: MakeContext) -> None:
    context = make_context(make_portal())
    assert context.run("close", "998", "--json") == Exit.FAILED
    assert [each["number"] for each in json.loads(context.out)] == ["998"]
    context = make_context(make_portal())
    context.portal.fail("ticket", PortalUnreachable("No answer."))
    assert context.run("close", "101", "103", "--json") == Exit.UNREACHABLE
    assert json.loads(context.out) == [
        {"number": "101", "error": "No answer.", "exit": 6},
        {"number": "103", "error": "It was not tried. No answer.", "exit": 6},
    ]
    assert context.err == (
        "ticket: None of the tickets was closed.\n"
        "  - 101: No answer.\n  - 103: It was not tried. No answer.\n"
    )


def test_all_numbers_are_checked_before_any_is_closed(make_context: MakeContext) -> None:
    context = make_context(make_portal())
    assert context.run("close", "101", "not-a-number!") == Exit.USAGE
    assert context.portal.calls == []


def with_secret() -> FakePortal:
    """A portal with a ticket whose opening message is stored encrypted."""
    one = ticket("101", "One")
    first, *rest = one.messages or ()
    return FakePortal([replace(one, messages=(replace(first, encrypted=True), *rest)), ticket("102", "Two")])


def test_a_person_is_asked_before_encrypted_text_is_removed(make_context: MakeContext) -> None:
    question = "Close anyway?"
    context = make_context(with_secret(), terminal=True, prompter=Scripted([(question, False)]))
    assert context.run("close", "101") == Exit.CANCELLED
    assert "Ticket 101 was not closed." in context.err
    assert not context.portal.stored["101"].closed
    context = make_context(with_secret(), terminal=True, prompter=Scripted([(question, True)]))
    assert context.run("close", "101", "102") == Exit.DONE
    assert context.portal.stored["101"].closed


def test_a_script_is_told_that_encrypted_text_is_removed(make_context: MakeContext) -> None:
    context = make_context(with_secret())
    assert context.run("close", "101", "102") == Exit.DONE
    assert context.err == (
        "Ticket 101 contains encrypted text, which the portal removes when the ticket is closed.\n"
    )
    assert context.portal.stored["101"].closed


def test_a_reply_that_closes_says_what_is_removed(make_context: MakeContext) -> None:
    question = "Close anyway?"
    context = make_context(with_secret(), terminal=True, prompter=Scripted([(question, False)]))
    assert context.run("reply", "101", "-m", "Thanks", "--close") == Exit.CANCELLED
    assert not context.portal.stored["101"].closed
    context = make_context(with_secret())
    context.run("reply", "102", "-m", "Thanks", "--encrypt")
    assert "An encrypted message is removed from the ticket when the ticket is closed." in context.err
