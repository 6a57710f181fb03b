"""Who sends something is connected while the program gets ready: over a line, that takes a while."""

from __future__ import annotations

import pytest
from tests.commands.conftest import FakeContext, MakeContext
from tests.commands.fake_portal import FakePortal

from ticketcli.context import Context
from ticketcli.drafts.store import DraftStore
from ticketcli.model.errors import UsageError
from ticketcli.portals.base import Portal

NEW = ["new", "-d", "Technical", "-s", "Subject", "-m", "Message"]
REPLY = ["reply", "100001", "-m", "Message"]


@pytest.fixture
def context(make_context: MakeContext) -> FakeContext:
    return make_context(FakePortal())


def note_order(context: FakeContext) -> list[str]:
    """Return what gets, in order, what is made from now on."""
    order: list[str] = []
    make_portal, make_drafts = context.make_portal, context.make_drafts

    def note_portal(arguments: Context) -> Portal:
        order.append("portal")
        return make_portal(arguments)

    def note_drafts(arguments: Context) -> DraftStore:
        order.append("drafts")
        return make_drafts(arguments)

    context.make_portal, context.make_drafts = note_portal, note_drafts
    return order


@pytest.mark.parametrize("line", [NEW, REPLY], ids=["new", "reply"])
def test_the_connection_is_begun_before_drafts_are_opened(context: FakeContext, line: list[str]) -> None:
    order = note_order(context)
    context.run(*line)
    assert order == ["portal", "drafts"]


def test_a_dry_run_waits_for_nothing_at_its_start(context: FakeContext) -> None:
    order = note_order(context)
    context.run(*NEW, "--dry-run")
    assert order[0] == "drafts"


def test_what_keeps_a_portal_from_being_made_is_told_once(context: FakeContext) -> None:
    def refuse(_context: Context) -> Portal:
        raise UsageError("No such portal.")

    context.make_portal = refuse
    assert context.run(*NEW) == 2
    assert context.err == "ticket: No such portal.\n"
