"""`ticket show`."""

from __future__ import annotations

import json
import webbrowser

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import ticket

from ticketcli.exit_codes import Exit

LINK = "https://hb.bestnetllc.co.jp/tickets/view/101/"


@pytest.fixture
def portal() -> FakePortal:
    return FakePortal([ticket("101", "VPS unreachable", "Answered")])


@pytest.mark.parametrize(
    "named",
    [
        "101",
        "#101",
        LINK,
        "https://hb.bestnetllc.co.jp/tickets/view/101/&hash=abc123",
        "https://hb.bestnetllc.co.jp/?cmd=tickets&action=view&num=101",
        "https://hb.bestnetllc.co.jp/index.php?/tickets/view/101/",
    ],
)
def test_a_ticket_by_its_number_or_any_link_from_the_browser(
    make_context: MakeContext, portal: FakePortal, named: str
) -> None:
    context = make_context(portal)
    assert context.run("show", named) == Exit.DONE
    assert context.out.startswith("number\t101\nsubject\tVPS unreachable\nstatus\tAnswered\n")
    assert "author\t山田 花子\nstaff\tno\n" in context.out
    assert context.out.endswith("--\nPlease look.\n--\n")


def test_a_terminal_gets_the_conversation(make_context: MakeContext, portal: FakePortal) -> None:
    context = make_context(portal, terminal=True, env={"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1"})
    assert context.run("show", "101") == Exit.DONE
    assert context.out == (
        "VPS unreachable\n"
        "Ticket      101\n"
        "Status      Answered\n"
        "Department  BESTNET-CLOUD\n"
        "Opened      2026-06-08 12:00 (1 day ago)\n"
        f"Link        {LINK}\n"
        "\n"
        "山田 花子  2026-06-08 12:00 (1 day ago)\n"
        "  Please look.\n"
    )


def test_json_holds_the_messages(make_context: MakeContext, portal: FakePortal) -> None:
    context = make_context(portal)
    assert context.run("show", "101", "--json") == Exit.DONE
    shown = json.loads(context.out)
    assert shown["number"] == "101"
    assert [message["body"] for message in shown["messages"]] == ["Please look."]


def test_a_ticket_that_does_not_exist(make_context: MakeContext, portal: FakePortal) -> None:
    context = make_context(portal)
    assert context.run("show", "999") == Exit.FAILED
    assert "There is no ticket 999" in context.err


@pytest.mark.parametrize("named", ["hello", "https://hb.bestnetllc.co.jp/", "../101", "-"])
def test_what_is_no_ticket_is_said_before_any_request(
    make_context: MakeContext, portal: FakePortal, named: str
) -> None:
    context = make_context(portal)
    assert context.run("show", named) == Exit.USAGE
    assert portal.calls == []


def test_a_link_to_another_portal_is_not_looked_up_here(
    make_context: MakeContext, portal: FakePortal
) -> None:
    context = make_context(portal)
    assert context.run("show", "https://support.example.com/tickets/view/101/") == Exit.USAGE
    assert context.err == (
        "ticket: The link leads to support.example.com, but the portal in use is "
        "hb.bestnetllc.co.jp.\n"
        "Try: --portal https://support.example.com\n"
    )
    assert portal.calls == []


class Browser:
    """A browser that remembers what it was asked to open, or one that is not there."""

    def __init__(self, opens: bool) -> None:
        self.opens = opens
        self.opened: list[str] = []

    def open(self, url: str) -> bool:
        self.opened.append(url)
        return self.opens


def test_web_opens_the_browser(
    make_context: MakeContext, portal: FakePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(opens=True)
    monkeypatch.setattr(webbrowser, "open", browser.open)
    context = make_context(portal)
    assert context.run("show", "101", "--web") == Exit.DONE
    assert browser.opened == [LINK]
    assert context.out == ""


def test_web_prints_the_link_where_there_is_no_browser(
    make_context: MakeContext, portal: FakePortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", Browser(opens=False).open)
    context = make_context(portal)
    assert context.run("show", "101", "--web") == Exit.DONE
    assert context.out == f"{LINK}\n"

    context = make_context(portal)
    assert context.run("show", "101", "--web", "--json") == Exit.DONE
    assert json.loads(context.out) == {"number": "101", "url": LINK, "opened": False}
