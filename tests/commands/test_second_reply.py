"""A second message in a row: at many providers it moves the ticket back in the queue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.commands.conftest import MakeContext
from tests.commands.fake_portal import FakePortal
from tests.commands.samples import day, ticket

from ticketcli.exit_codes import Exit
from ticketcli.model.ticket import Message, Ticket
from ticketcli.prompts.scripted_prompter import Scripted

MINE = ticket("101", "VPS unreachable", "Client-Reply")
THEIRS = replace(MINE, messages=(Message("2", "Sato", True, day(8), "Which one?"),))
NOBODYS = replace(MINE, messages=(Message("2", None, None, day(8), "Moved."),))
WARNED = (
    "Support has not replied to your last message in ticket 101 yet. Writing again "
    "may move your ticket back in the queue.\n"
)
PLAIN = {"NO_COLOR": "1", "TICKET_ACCESSIBLE": "1", "COLUMNS": "200"}
REPLY = ("reply", "101", "-m", "And another thing.")


def test_a_person_is_asked_and_no_keeps_what_was_written(make_context: MakeContext) -> None:
    portal = FakePortal([MINE])
    prompter = Scripted([("Send anyway?", False)])
    context = make_context(portal, terminal=True, env=PLAIN, prompter=prompter)
    assert context.run(*REPLY) == Exit.CANCELLED
    prompter.finish()
    assert context.err.startswith(WARNED)
    assert portal.sent == []
    (entry,) = context.drafts.all()
    assert entry.draft.message == "And another thing."
    assert entry.id in context.err


def test_yes_sends_it(make_context: MakeContext) -> None:
    portal = FakePortal([MINE])
    prompter = Scripted([("Send anyway?", True)])
    context = make_context(portal, terminal=True, env=PLAIN, prompter=prompter)
    assert context.run(*REPLY) == Exit.DONE
    assert len(portal.sent) == 1


@pytest.mark.parametrize("terminal", [True, False])
def test_with_yes_and_in_a_script_it_is_said_and_sent(make_context: MakeContext, terminal: bool) -> None:
    portal = FakePortal([MINE])
    context = make_context(portal, terminal=terminal, env=PLAIN)
    assert context.run(*REPLY, *(["--yes"] if terminal else [])) == Exit.DONE
    assert context.err.startswith(WARNED)
    assert len(portal.sent) == 1


@pytest.mark.parametrize(
    ("one", "more"),
    [
        (THEIRS, []),
        (NOBODYS, []),
        (MINE, ["--close"]),
        (replace(MINE, status="Closed", state="closed"), ["--reopen"]),
    ],
)
def test_nothing_is_said_where_nobody_waits(make_context: MakeContext, one: Ticket, more: list[str]) -> None:
    portal = FakePortal([one])
    context = make_context(portal)
    assert context.run(*REPLY, *more) == Exit.DONE
    assert "queue" not in context.err
