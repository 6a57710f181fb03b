"""`ticket list`."""

from __future__ import annotations

import json

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import ticket

from ticketcli.exit_codes import Exit
from ticketcli.portals.base import PortalUnreachable, SignInNeeded

# A portal lists the newest first: here, the last.
TICKETS = (
    ticket("100", "Invoice of May", "Closed", "Billing"),
    ticket("101", "VPS unreachable", "Answered"),
    ticket("102", "サーバー障害のご連絡", "Client-Reply", "ドメイン"),
    ticket("103", "Invoice of June", "In-Progress", "Billing"),
    ticket("104", "STRASSE or Straße?", "Waiting for provider"),
)


def list_numbers(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["104", "103", "102", "101"]),
        (["--state", "open"], ["104", "103", "102", "101"]),
        (["--state", "closed"], ["100"]),
        (["--state", "all"], ["104", "103", "102", "101", "100"]),
        (["--state", "answered"], ["101"]),
        (["--state", "in progress"], ["103"]),
        (["-s", "Waiting for Provider"], ["104"]),
        (["--department", "billing"], ["103"]),
        (["--department", "best"], ["104", "101"]),
        (["-d", "2", "-s", "all"], ["103", "100"]),
        (["--search", "INVOICE"], ["103"]),
        (["--search", "strasse"], ["104"]),
        (["--search", "障害"], ["102"]),
        (["--limit", "2"], ["104", "103"]),
        (["--limit", "1", "--search", "invoice"], ["103"]),
    ],
)
def test_the_tickets_that_fit_newest_first(
    make_context: MakeContext, arguments: list[str], expected: list[str]
) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", *arguments) == Exit.DONE
    assert list_numbers(context.out) == expected


def test_more_than_the_limit_is_said_and_all_lists_them(make_context: MakeContext) -> None:
    portal = FakePortal([ticket(str(number), "Hello") for number in range(200, 240)])
    context = make_context(portal)
    assert context.run("list") == Exit.DONE
    assert len(context.out.splitlines()) == 30
    assert context.err == "Showing the first 30. More: --limit NUMBER, or --all\n"

    context = make_context(portal)
    assert context.run("list", "--all") == Exit.DONE
    assert len(context.out.splitlines()) == 40
    assert context.err == ""


def test_all_are_the_closed_ones_too(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--all") == Exit.DONE
    assert "100" in list_numbers(context.out)
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--all", "--state", "open") == Exit.DONE
    assert "100" not in list_numbers(context.out)


def test_a_list_that_hides_closed_tickets_says_how_many(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS), terminal=True)
    assert context.run("list") == Exit.DONE
    assert "1 closed ticket is not shown. To see it: ticket list --all" in context.err
    context = make_context(FakePortal(TICKETS), terminal=True)
    context.screen.program = "ticket --portal hb"
    assert context.run("list") == Exit.DONE
    assert "To see it: ticket --portal hb list --all" in context.err
    context = make_context(FakePortal(TICKETS), terminal=True)
    assert context.run("list", "--state", "open") == Exit.DONE
    assert "not shown" not in context.err


@pytest.mark.parametrize("shape", [(), ("--json",)])
@pytest.mark.parametrize("order", [(), ("--sort", "number")])
def test_a_list_that_is_longer_than_is_read_says_so(
    make_context: MakeContext, shape: tuple[str, ...], order: tuple[str, ...]
) -> None:
    portal = FakePortal(TICKETS)
    portal.endless = True
    context = make_context(portal)
    assert context.run("list", "--all", *order, *shape) == Exit.DONE
    listed = [each["number"] for each in json.loads(context.out)] if shape else list_numbers(context.out)
    assert sorted(listed) == ["100", "101", "102", "103", "104"]
    assert context.err == f"The list at {portal.url} has more than 2,000 pages; the rest was not read.\n"

    context = make_context(portal)
    assert context.run("list", "--limit", "2", *shape) == Exit.DONE
    assert context.err == "Showing the first 2. More: --limit NUMBER, or --all\n"


def test_exactly_as_many_as_the_limit_are_all(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    context.run("list", "--limit", "4")
    assert context.err == ""


def test_json_is_a_list_of_tickets_without_messages(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--json", "--limit", "1") == Exit.DONE
    assert json.loads(context.out) == [
        {
            "number": "104",
            "url": "https://hb.bestnetllc.co.jp/tickets/view/104/",
            "subject": "STRASSE or Straße?",
            "status": "Waiting for provider",
            "state": None,
            "department": "BESTNET-CLOUD",
            "service": None,
            "cc": None,
            "priority": None,
            "encrypted": None,
            "unread": None,
            "awaiting": None,
            "created": "2026-06-08T12:00:00+00:00",
            "updated": "2026-06-08T12:00:00+00:00",
            "messages": None,
        }
    ]
    assert "Showing the first 1." in context.err


@pytest.mark.parametrize("place", ["before", "after"])
def test_json_works_before_and_after_the_name_of_the_command(make_context: MakeContext, place: str) -> None:
    context = make_context(FakePortal())
    context.run(*(["--json", "list"] if place == "before" else ["list", "--json"]))
    assert context.out == "[]\n"


def test_a_terminal_gets_a_table(make_context: MakeContext) -> None:
    context = make_context(
        FakePortal(TICKETS), terminal=True, env={"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"}
    )
    assert context.run("list", "--search", "VPS") == Exit.DONE
    assert context.out == (
        "NUMBER  SUBJECT          STATUS    DEPARTMENT     UPDATED\n"
        "101     VPS unreachable  Answered  BESTNET-CLOUD  1 day ago\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--state", "foo"],
            "No tickets with status “foo”. Statuses in use: Waiting for provider, In-Progress",
        ),
        (["--search", "nothing"], "No matching tickets.\nInclude closed tickets with: --state all\n"),
        (["--search", "nothing", "-s", "all"], "No matching tickets.\n"),
    ],
)
def test_an_empty_answer_says_why(make_context: MakeContext, arguments: list[str], sentence: str) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", *arguments) == Exit.DONE
    assert context.out == ""
    assert context.err.startswith(sentence)


def test_the_statuses_in_use_are_named_in_the_language_spoken(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS), env={"TICKET_LANG": "ja"})
    context.run("list", "--state", "foo")
    assert "対応中" in context.err
    assert "In-Progress" not in context.err


def test_no_tickets_at_all_or_none_open(make_context: MakeContext) -> None:
    context = make_context(FakePortal())
    context.run("list")
    assert context.err == "No tickets yet.\nOpen one with: ticket new\n"
    context = make_context(FakePortal(TICKETS[:1]))
    context.run("list")
    assert context.err == "No open tickets.\nClosed tickets: ticket list --state closed\n"


def test_a_department_that_does_not_exist_lists_those_that_do(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--department", "Sales") == Exit.USAGE
    assert context.err == (
        "ticket: No department “Sales”. Choose from:\n"
        "  BESTNET-CLOUD\n"
        "  Billing\n"
        "  ドメイン\n"
        "See: ticket departments\n"
    )


def test_a_limit_of_nothing_is_wrong_usage(make_context: MakeContext) -> None:
    context = make_context(FakePortal(TICKETS))
    assert context.run("list", "--limit", "0") == Exit.USAGE
    assert context.portal.calls == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PortalUnreachable("No answer from hb.bestnetllc.co.jp."), Exit.UNREACHABLE),
        (SignInNeeded("Not signed in to any portal.", "Run: ticket auth login URL"), Exit.SIGN_IN),
    ],
)
def test_a_failure_is_one_clear_error(
    make_context: MakeContext, error: PortalUnreachable, code: Exit
) -> None:
    portal = FakePortal(TICKETS)
    portal.fail("tickets", error)
    context = make_context(portal)
    assert context.run("list") == code
    assert context.out == ""
    assert context.err == f"ticket: {error.message}\n" + (f"{error.hint}\n" if error.hint else "")
