"""`ticket new --service` where the plugin's script puts the field into the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.contract.portal import Quirks
from tests.contract.records import SERVICES
from tests.whole.conftest import Visit


@pytest.mark.parametrize("api", ["on", "404-html"])
@pytest.mark.parametrize("plugin", ["script", "script-old"])
def test_a_ticket_is_about_the_service_that_was_named(
    at: Callable[[str | Quirks], Visit], plugin: Any, api: Any
) -> None:
    visit = at(Quirks(service=None, service_plugin=plugin, api=api))
    names = [line[1] for line in visit.person.ticket("services").lines]
    assert SERVICES[1].name in names
    arguments = ("new", "-d", visit.quirks.departments[0].name, "-s", "Disk full", "-m", "Help")
    visit.person.ticket(*arguments, "--service", SERVICES[1].domain)
    visit.person.ticket(*arguments, "--service", "none of these", code=None)
    assert [ticket.service for ticket in visit.portal.tickets] == [SERVICES[1].id]
