"""A real client of such portals, written by a hosting provider, works with the stand-in.

It is ``@toggleboxcloud/togglebox-mcp`` from npm, run as its makers meant it: over its MCP protocol.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.interop.mcp import McpProgram, ToolError

from ticketcli.sandbox import CUSTOMER, PASSWORD, TWO_FACTOR_CUSTOMER
from ticketcli.sandbox.server import Sandbox

pytestmark = pytest.mark.needs("node", "nodejs npm")

Portal = Callable[..., Sandbox]
Togglebox = Callable[..., McpProgram]


@pytest.fixture
def togglebox(node_modules: Path) -> Iterator[Togglebox]:
    """Starts the client for a portal, with a password or a personal access token."""
    program = node_modules / "@toggleboxcloud" / "togglebox-mcp" / "dist" / "index.js"
    with ExitStack() as stack:

        def start(sandbox: Sandbox, username: str = CUSTOMER, token: str = "") -> McpProgram:
            env = {"PATH": os.environ["PATH"], "TOGGLEBOX_URL": sandbox.url}
            if token:
                env["TOGGLEBOX_API_TOKEN"] = token
            else:
                env |= {"TOGGLEBOX_USERNAME": username, "TOGGLEBOX_PASSWORD": PASSWORD}
            return stack.enter_context(McpProgram(["node", str(program)], env))

        yield start


def test_it_logs_in_creates_lists_and_replies(portal: Portal, togglebox: Togglebox) -> None:
    client = togglebox(portal())
    body = "日本語 & <b>\r\n2nd line"
    number = client.call("create_support_ticket", dept_id=1, subject="見えない", body=body)["ticket_number"]
    (listed,) = client.call("list_support_tickets")["tickets"]
    assert (listed["ticket_number"], listed["subject"], listed["status"]) == (number, "見えない", "Open")
    client.call("reply_support_ticket", ticket_id=int(number), body="more")
    shown = client.call("get_support_ticket", ticket_id=int(number))
    assert shown["ticket"]["status"] == "Client-Reply"
    assert [reply["body"] for reply in shown["replies"]] == ["more"]


def test_it_reads_every_page(portal: Portal, togglebox: Togglebox) -> None:
    client = togglebox(portal(page_size=2))
    for number in range(5):
        client.call("create_support_ticket", dept_id=2, subject=str(number), body="b")
    every = client.call("list_support_tickets", all_pages=True)
    assert [ticket["subject"] for ticket in every["tickets"]] == ["4", "3", "2", "1", "0"]
    assert every["pages_fetched"] == 3


def test_it_shows_account_and_services(portal: Portal, togglebox: Togglebox) -> None:
    client = togglebox(portal())
    assert client.call("get_account_details")["client"]["email"] == CUSTOMER
    services = client.call("list_services")["services"]
    shown = client.call("get_service_details", service_id=int(services[0]["id"]))
    assert shown["service"]["domain"] == "vps1.example.com"


def test_it_reports_the_portals_refusals(portal: Portal, togglebox: Togglebox) -> None:
    client = togglebox(portal())
    with pytest.raises(ToolError, match="Subject line cannot be empty"):
        client.call("create_support_ticket", dept_id=1, subject="", body="b")
    with pytest.raises(ToolError, match="Ticket not found"):
        client.call("get_support_ticket", ticket_id=1)


def test_it_refreshes_a_token_that_has_ended(portal: Portal, togglebox: Togglebox) -> None:
    now = [1_000_000.0]
    client = togglebox(portal(clock=lambda: now[0], token_seconds=60, page_size=1))
    client.call("create_support_ticket", dept_id=1, subject="before", body="b")
    now[0] += 61
    assert client.call("list_support_tickets")["tickets"][0]["subject"] == "before"


def test_it_is_refused_where_a_second_factor_is_needed(portal: Portal, togglebox: Togglebox) -> None:
    with pytest.raises(ToolError, match="two-factor"):
        togglebox(portal(), TWO_FACTOR_CUSTOMER).call("list_support_tickets")


def test_it_works_with_a_personal_access_token_until_that_is_revoked(
    portal: Portal, togglebox: Togglebox
) -> None:
    sandbox = portal()
    auth = (CUSTOMER, PASSWORD)
    made: dict[str, Any] = httpx.post(sandbox.url + "/api/tokens", json={"name": "mcp"}, auth=auth).json()
    client = togglebox(sandbox, token=made["token"])
    (listed,) = client.call("list_personal_access_tokens")["tokens"]
    assert listed["name"] == "mcp"
    client.call("revoke_personal_access_token", token_id=int(listed["id"]))
    with pytest.raises(ToolError, match="revoked or expired"):
        client.call("list_support_tickets")
