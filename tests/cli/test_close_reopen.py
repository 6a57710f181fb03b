"""`ticket close` and `ticket reopen`."""

from __future__ import annotations

import json

from tests.cli.conftest import MakeContext
from tests.cli.fake_portal import FakePortal
from tests.cli.samples import ticket

from ticketcli.exits import Exit


def portal() -> FakePortal:
    return FakePortal([ticket("101", "One"), ticket("102", "Two", "Closed"), ticket("103", "Three")])


def test_closing_several_by_number_or_link(make_context: MakeContext) -> None:
    context = make_context(portal())
    assert context.run("close", "101", "https://hb.bestnetllc.co.jp/tickets/view/103/") == Exit.DONE
    assert context.portal.stored["101"].closed
    assert context.portal.stored["103"].closed
    assert context.out == "101\tclosed\t\n103\tclosed\t\n"


def test_a_ticket_that_is_closed_already_is_fine(make_context: MakeContext) -> None:
    context = make_context(portal(), terminal=True, env={"TICKET_ACCESSIBLE": "1"})
    assert context.run("close", "102", "101") == Exit.DONE
    assert context.out == "Ticket 102 was closed already.\nTicket 101 is closed.\n"


def test_reopening(make_context: MakeContext) -> None:
    context = make_context(portal(), terminal=True, env={"TICKET_ACCESSIBLE": "1"})
    assert context.run("reopen", "102", "101") == Exit.DONE
    assert context.out == "Ticket 102 is open again.\nTicket 101 was open already.\n"
    assert not context.portal.stored["102"].closed


def test_json(make_context: MakeContext) -> None:
    context = make_context(portal())
    assert context.run("reopen", "102", "101", "--json") == Exit.DONE
    assert json.loads(context.out) == [
        {"number": "102", "closed": False, "already": False},
        {"number": "101", "closed": False, "already": True},
    ]


def test_one_that_fails_does_not_keep_the_others_open(make_context: MakeContext) -> None:
    context = make_context(portal())
    assert context.run("close", "999", "101") == Exit.IN_PART
    assert context.portal.stored["101"].closed
    assert "999" in context.err
    assert "101" in context.err


def test_all_numbers_are_checked_before_any_is_closed(make_context: MakeContext) -> None:
    context = make_context(portal())
    assert context.run("close", "101", "not-a-number!") == Exit.USAGE
    assert context.portal.calls == []
