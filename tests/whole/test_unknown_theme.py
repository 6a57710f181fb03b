"""What is said of a ticket at a portal whose theme nobody has seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.contract.portal import Quirks
from tests.contract.themes import THEMES
from tests.whole.conftest import Visit

QUIRKS = Quirks(api="404-html", theme="modernpanel", date_format="%Y-%m-%d %H:%M")


@pytest.fixture
def visit(at: Callable[[Quirks], Visit], monkeypatch: pytest.MonkeyPatch) -> Visit:
    monkeypatch.setitem(THEMES, "modernpanel", replace(THEMES["modernpanel"], opening="none"))
    return at(QUIRKS)


def test_messages_that_cannot_be_read_are_an_error_with_the_link(visit: Visit) -> None:
    number = visit.portal.add_ticket("Disk full", "Help", messages=["<p>Yes</p>"]).number
    outcome = visit.person.ticket("show", number, code=1)
    assert "Disk full" in outcome.out
    assert f"The messages of ticket {number} could not be read from its page." in outcome.err
    assert f"num={number}" in outcome.err


def test_a_ticket_can_be_closed_and_opened_there_all_the_same(visit: Visit) -> None:
    ticket = visit.portal.add_ticket("Disk full", "Help")
    visit.person.ticket("close", ticket.number)
    assert ticket.status == "Closed"
    visit.person.ticket("reopen", ticket.number)
    assert ticket.status == "Open"
