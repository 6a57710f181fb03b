"""`ticket` alone."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import day, ticket

from ticketcli.exit_codes import Exit
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Message
from ticketcli.portals.base import PortalUnreachable, SignInNeeded

PLAIN = {"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"}
TICKETS = (
    ticket("100", "Invoice of May", "Closed", "Billing"),
    replace(ticket("101", "サーバーに接続できません(至急ご確認をお願いいたします)", "Answered"), unread=True),
    ticket("102", "DNS", "Client-Reply", "ドメイン"),
    ticket("103", "VPS is down", "Open"),
)


def make_waiting(number: str, *, staff: bool) -> FakePortal:
    """A portal with one ticket, whose status is the provider's own, and who wrote in it last."""
    last = Message("9", "Sato", staff, day(9), "See.")
    one = ticket(number, "Moved", "On hold")
    return FakePortal([replace(one, messages=(*(one.messages or ()), last))])


def test_a_terminal_shows_what_awaits_whom_and_what_is_unsent(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS), terminal=True, env=PLAIN)
    context.drafts.save(Draft(subject="Half a ticket", message="It"), "hb")
    entry = context.drafts.all()[0]
    assert context.run() == Exit.DONE
    assert context.out == (
        "Waiting for you\n"
        "  101*  サーバーに接続できません(至急ご確認をお願いい…   Answered      1 day ago\n"
        "\n"
        "Waiting for support\n"
        "  103   VPS is down                                      Open          1 day ago\n"
        "  102   DNS                                              Client-Reply  1 day ago\n"
        "\n"
        "Drafts\n"
        f"  {entry.id}  Half a ticket  unsent  just now\n"
    )
    assert context.err == "Reading your tickets...\n* unread\n\nRead one with: ticket show 101\n"


def test_what_to_type_names_the_portal_that_was_named(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS), terminal=True, env=PLAIN)
    context.screen.program = "ticket --portal hb"
    assert context.run() == Exit.DONE
    assert "Read one with: ticket --portal hb show 101\n" in context.err


def test_a_narrow_window_drops_the_times(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS), terminal=True, env={**PLAIN, "COLUMNS": "40"})
    context.run()
    assert context.out == (
        "Waiting for you\n"
        "  101*  サーバーに接続で…   Answered\n\n"
        "Waiting for support\n"
        "  103   VPS is down         Open\n"
        "  102   DNS                 Client-Reply\n"
    )


def test_a_pipe_gets_lines_with_tabs(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    entry = context.drafts.save(Draft(subject="Half a ticket", message="It"), "hb")
    assert context.run() == Exit.DONE
    assert context.out == (
        "me\t101\tサーバーに接続できません(至急ご確認をお願いいたします)\tAnswered\t2026-06-08T12:00:00+00:00\n"
        "staff\t103\tVPS is down\tOpen\t2026-06-08T12:00:00+00:00\n"
        "staff\t102\tDNS\tClient-Reply\t2026-06-08T12:00:00+00:00\n"
        f"draft\t{entry.id}\tHalf a ticket\tunsent\t2026-06-09T12:00:00+00:00\n"
    )
    assert context.err == ""


def test_json(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    context.drafts.save(Draft(subject="Half a ticket", message="It"), "hb")
    assert context.run("--json") == Exit.DONE
    shown = json.loads(context.out)
    assert [each["number"] for each in shown["awaiting_me"]] == ["101"]
    assert [each["number"] for each in shown["awaiting_staff"]] == ["103", "102"]
    assert [each["subject"] for each in shown["unsent"]] == ["Half a ticket"]


def test_no_ticket_is_read_for_a_status_of_the_providers_own(make_context: MakeContext) -> None:
    portal = make_waiting("7", staff=True)
    context = make_context(portal)
    context.run()
    assert context.out.startswith("unknown\t7\t")
    assert [call for call in portal.calls if call[0] == "ticket"] == []
    context = make_context(make_waiting("7", staff=True), terminal=True, env=PLAIN)
    context.run()
    assert context.out.startswith("Open (the list does not tell who has to reply)\n  7 ")


def test_nothing_to_do_is_said(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS[:1]), terminal=True, env=PLAIN)
    assert context.run() == Exit.DONE
    assert context.out == ""
    assert context.err == (
        "Reading your tickets...\n"
        "No tickets are waiting for a reply, and there are no drafts.\n"
        "Open a ticket with: ticket new\n"
    )


def test_a_stranger_is_told_the_first_steps(make_context: MakeContext) -> None:
    portal = FakePortal()
    portal.fail("tickets", *[SignInNeeded("Not signed in to any portal.", "Run: ticket auth login URL")] * 2)
    context = make_context(portal, terminal=True, env=PLAIN)
    assert context.run() == Exit.DONE
    assert context.out == (
        "Welcome. You are not signed in to any portal yet.\n\n"
        "Sign in:\n"
        "  ticket auth login https://PORTAL\n"
        "Practise without an account:\n"
        "  ticket --portal sandbox new\n"
        "See all commands:\n"
        "  ticket --help\n"
    )
    # A script is told by an exit code instead.
    context = make_context(portal)
    assert context.run() == Exit.SIGN_IN
    assert context.out == ""


def test_drafts_are_shown_even_where_the_portal_is_down(make_context: MakeContext) -> None:
    portal = FakePortal()
    portal.fail("tickets", PortalUnreachable("No answer from hb.bestnetllc.co.jp."))
    context = make_context(portal)
    context.drafts.save(Draft(subject="Half a ticket", message="It"), "hb")
    assert context.run() == Exit.UNREACHABLE
    assert "Half a ticket" in context.out
    assert context.err == "ticket: No answer from hb.bestnetllc.co.jp.\n"


def test_help_is_still_help(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("--help") == Exit.DONE
    assert context.portal.calls == []


def test_an_unknown_command_names_the_nearest(make_context: MakeContext) -> None:
    context = make_context()
    assert context.run("lsit") == Exit.USAGE
    assert context.err == "ticket: Unknown command “lsit”. Did you mean “list”?\nSee: ticket --help\n"
