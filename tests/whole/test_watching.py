"""`ticket watch`, `ticket wait` and files of tickets at portals on real sockets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commands.clock import Clock
from tests.commands.conftest import FakeContext
from tests.contract.records import Fault
from tests.streams import Stream
from tests.whole.conftest import Visit

from ticketcli import runtime
from ticketcli.context import Globals

PROFILES = ("plain-2019-english", "chinese-2019-async-only", "two-factor-inline")


def context(visit: Visit, clock: Clock, stdin: str = "") -> FakeContext:
    """The person's next command, in time that only sleep moves."""
    return FakeContext(
        options=Globals(portal=visit.portal.url),
        env=dict(visit.person.env),
        stdin=Stream(stdin),
        stdout=Stream(),
        stderr=Stream(),
        folders=visit.person.folders,
        now=clock.now,
        sleep=clock.sleep,
        make_portal=runtime.make_portal,
        make_portal_with=runtime.make_portal_with,
        make_prompter=runtime.make_prompter,
        make_screen=runtime.make_screen,
        make_drafts=runtime.make_drafts,
        make_accounts=runtime.make_accounts,
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize("profile", PROFILES)
def test_an_answer_is_waited_for(at: Callable[[str], Visit], clock: Clock, profile: str) -> None:
    visit = at(profile)
    number = visit.portal.add_ticket("Router is down").number
    clock.at(300, lambda: visit.portal.add_staff_reply(number, "<p>It is up <b>again</b>.</p>"))
    command = context(visit, clock)
    code = command.run("wait", number, "--timeout", "2h", "--jq", ".status, .messages[-1].body")
    assert (code, command.out) == (0, "Answered\nIt is up again.\n"), command.err
    assert visit.portal.writes == []


@pytest.mark.parametrize("profile", PROFILES)
def test_messages_are_watched_as_they_come(at: Callable[[str], Visit], clock: Clock, profile: str) -> None:
    visit = at(profile)
    number = visit.portal.add_ticket("Router is down").number

    def close() -> None:
        visit.portal.ticket(number).status = "Closed"

    clock.at(100, lambda: visit.portal.add_staff_reply(number, "One"))
    clock.at(2000, lambda: visit.portal.add_staff_reply(number, "Two"))
    clock.at(4000, close)
    command = context(visit, clock)
    assert command.run("watch", number, "--json") == 0, command.err
    found = [json.loads(line) for line in command.out.splitlines()]
    assert [(each["number"], each["staff"], each["body"]) for each in found] == [
        (number, True, "One"),
        (number, True, "Two"),
    ]


def test_a_portal_that_asks_for_quiet_is_left_alone(at: Callable[[str], Visit], clock: Clock) -> None:
    visit = at("plain-2019-english")
    number = visit.portal.add_ticket("Router is down").number

    def limit() -> None:
        visit.portal.fail(Fault("GET *", status=429, headers=(("Retry-After", "900"),), times=50))

    def relent() -> None:
        visit.portal.faults.armed.clear()
        visit.portal.add_staff_reply(number, "Hello")

    clock.at(30, limit)
    clock.at(1000, relent)
    command = context(visit, clock)
    assert command.run("wait", number, "--timeout", "3h") == 0, command.err
    assert "Trying again." in command.err
    assert max(clock.pauses) > 800


def test_a_file_of_tickets_whose_answers_get_lost_creates_each_once(
    at: Callable[[str], Visit], clock: Clock, tmp_path: Path
) -> None:
    visit = at("plain-2019-english")
    department = visit.quirks.departments[0].name
    lines = [
        json.dumps({"department": department, "subject": f"Ticket {n}", "message": f"Text {n}"})
        for n in range(4)
    ]
    file = tmp_path / "tickets.jsonl"
    file.write_text("\n".join(lines))
    visit.portal.fail(Fault("POST api/tickets", "close", after=True))
    visit.portal.fail(Fault("POST api/tickets", "close", after=False))
    visit.portal.fail(Fault("POST api/tickets", status=502, after=True))
    for _ in range(2):
        first = context(visit, clock)
        first.run("new", "--from", str(file), "--json")
        clock.time = clock.time.replace(hour=clock.time.hour + 1)
    last = context(visit, clock)
    assert last.run("new", "--from", str(file), "--jq", ".outcome") == 0, last.err
    assert last.out == "already\n" * 4
    assert sorted(ticket.subject for ticket in visit.portal.tickets) == [f"Ticket {n}" for n in range(4)]
    assert last.drafts.all() == ()
