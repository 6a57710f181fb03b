"""`ticket list`: columns, order, times, whose turn it is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from rich.cells import cell_len
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import day, ticket

from ticketcli.exit_codes import Exit
from ticketcli.model.period import parse_period
from ticketcli.model.ticket import Message, Ticket

PLAIN = {"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"}


def opened(number: str, subject: str, created: int, updated: int, status: str = "Open") -> Ticket:
    return replace(ticket(number, subject, status), created=day(created), updated=day(updated))


# A portal lists the newest first: here, the last.
TICKETS = (
    replace(opened("9", "請求書について", 1, 2, "Answered"), priority="high", unread=True),
    replace(opened("10", "VPS is down", 3, 8, "Client-Reply"), priority="low"),
    opened("101", "サーバーに接続できません(至急ご確認をお願いいたします)", 5, 6),
)


def list_numbers(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--sort", "updated"], ["10", "101", "9"]),
        (["--sort", "updated:asc"], ["9", "101", "10"]),
        (["--sort", "created"], ["101", "10", "9"]),
        (["--sort", "number"], ["9", "10", "101"]),
        (["--sort", "number:desc"], ["101", "10", "9"]),
        (["--sort", "status"], ["9", "10", "101"]),
        (["--sort", "priority:desc"], ["9", "10", "101"]),
        (["--sort", "unread"], ["9", "101", "10"]),
        (["--sort", "number", "--limit", "1"], ["9"]),
        (["--updated", "-2d"], ["10"]),
        (["--updated", "2026-06-06"], ["101"]),
        (["--updated", "2026-06-02..2026-06-06"], ["101", "9"]),
        (["--created", "..2026-06-03"], ["10", "9"]),
        (["--created", "2026-06-05.."], ["101"]),
        (["--updated", "yesterday"], ["10"]),
        (["--awaiting", "me"], ["9"]),
        (["--awaiting", "staff"], ["10", "101"]),
    ],
)
def test_what_is_listed_in_which_order(
    make_context: MakeContext, arguments: list[str], expected: list[str]
) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", *arguments) == Exit.DONE
    assert list_numbers(context.out) == expected


def test_no_ticket_is_read_to_learn_whose_turn_it_is(make_context: MakeContext) -> None:
    answer = Message("2", "Sato", True, day(8), "See.")
    moved = replace(ticket("7", "Moved", "On hold"), messages=(answer,))
    portal = FakePortal([*TICKETS, moved])
    context = make_context(portal)
    context.run("list", "--awaiting", "me")
    assert list_numbers(context.out) == ["9"]
    assert [number for name, number in portal.calls if name == "ticket"] == []
    assert context.err == "The list does not tell who has to reply in these tickets: 7\n"


def test_the_columns_that_are_asked_for_in_their_order(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--columns", "status, number,unread,awaiting,priority", "-L", "2") == Exit.DONE
    assert context.out == "Client-Reply\t10\t\tstaff\tlow\nOpen\t101\t\tstaff\t\n"
    assert "Showing the first 2." in context.err


def test_columns_on_a_terminal(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS), terminal=True, env=PLAIN)
    context.run("list", "--columns", "number,subject,awaiting,created,updated")
    assert context.out == (
        "NUMBER  SUBJECT                                 AWAITING  CREATED     UPDATED\n"
        "10      VPS is down                             staff     6 days ago  1 day ago\n"
        "101     サーバーに接続できません(至急ご確認を…  staff     4 days ago  3 days ago\n"
        "9*      請求書について                          me        8 days ago  7 days ago\n"
    )
    assert context.err == "Reading the ticket list...\n* unread\n"


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_window(make_context: MakeContext, width: int) -> None:
    context = make_context(FakePortal(TICKETS), terminal=True, env={**PLAIN, "COLUMNS": str(width)})
    context.run("list", "--columns", "number,subject,status,department,created,updated,url,awaiting")
    lines = context.out.splitlines()
    assert len(lines) == 4
    assert max(cell_len(line) for line in lines) <= width
    context = make_context(FakePortal(TICKETS), terminal=True, env={**PLAIN, "COLUMNS": str(width)})
    context.run("list", "--columns", "url")
    assert context.out.startswith("URL\nhttp")


def test_a_narrow_window_drops_columns_instead_of_wrapping(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS), terminal=True, env={**PLAIN, "COLUMNS": "40"})
    context.run("list")
    assert context.out == (
        "NUMBER  SUBJECT             STATUS\n"
        "10      VPS is down         Client-Reply\n"
        "101     サーバーに接続で…   Open\n"
        "9*      請求書について      Answered\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--columns", "number,sbject"], "Unknown column “sbject”. Columns:\n  number\n  subject\n"),
        (["--columns", "number", "--json"], "Choose the columns of a table with --columns.\n"),
        (["--sort", "colour"], "Cannot sort by “colour”. Choose from:\n  updated\n"),
        (["--sort", "number:up"], "“up” is not a sort direction.\nUse number:asc or number:desc.\n"),
        (["--updated", "last week"], "“last week” is not a valid time.\nExamples: -7d, "),
        (["--updated", "2026-02-30"], "“2026-02-30” is not a valid time.\n"),
        (
            ["--created", "2026-06-09..2026-06-01"],
            "The time “2026-06-09..2026-06-01” ends before it begins.\n",
        ),
        (["--created", ".."], "“..” is not a valid time.\n"),
        (["--created", "-999999d"], "“-999999d” is not a valid time.\n"),
    ],
)
def test_what_cannot_be_asked_is_said_before_any_request(
    make_context: MakeContext, arguments: list[str], sentence: str
) -> None:
    portal = FakePortal(TICKETS)
    context = make_context(portal)
    assert context.run("list", *arguments) == Exit.USAGE
    assert context.err.startswith(f"ticket: {sentence}")
    assert context.out == ""
    assert portal.calls == []


def test_that_times_have_no_zone_is_said_where_it_matters(make_context: MakeContext) -> None:
    zoneless = replace(TICKETS[1], updated=datetime(2026, 6, 9, 11))
    context = make_context(FakePortal([zoneless]))
    context.run("list", "--updated", "-7d")
    assert list_numbers(context.out) == ["10"]
    assert context.err.startswith("The portal's time zone is unknown")
    context = make_context(FakePortal([zoneless]))
    context.run("list")
    assert context.err == ""


def test_json_is_sorted_and_chosen_too(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    context.run("list", "--sort", "number", "--awaiting", "staff", "--json")
    assert [each["number"] for each in json.loads(context.out)] == ["10", "101"]


def test_a_day_without_a_clock_is_in_every_period_that_touches_it() -> None:
    now = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)
    assert date(2026, 6, 8) in parse_period("-1d", now)
    assert date(2026, 6, 7) not in parse_period("-1d", now)
    assert None not in parse_period("-1d", now)


def test_that_times_have_no_zone_is_said_where_nothing_fits(make_context: MakeContext) -> None:
    zoneless = replace(TICKETS[1], updated=datetime(2026, 6, 9, 11))
    for more in ((), ("--json",)):
        context = make_context(FakePortal([zoneless]))
        assert context.run("list", "--updated", "..2026-06-01", *more) == Exit.DONE
        assert "time zone" in context.err


def test_that_a_list_does_not_say_when_tickets_were_changed_is_said(make_context: MakeContext) -> None:
    context = make_context(FakePortal([replace(TICKETS[1], updated=None)]))
    assert context.run("list", "--updated", "-1h") == Exit.DONE
    assert "when tickets were changed" in context.err
