"""A firewall's page in place of the portal's: its status and title are told, and nothing is concluded."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.contract.wire import Response
from tests.whole.person import Person

PAGE = b"<html><head><title>Access denied | Firewall</title></head><body><h1>Sorry</h1></body></html>"
COMMANDS = (("list",), ("show", "123456"), ("new", "-d", "3", "-s", "s", "-m", "m"))


WAYS = {"password": (False, ""), "web": (False, "web"), "api": (False, "api"), "token": (True, "")}


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize("way", WAYS)
def test_a_firewall_is_told_by_status_and_title(tmp_path: Path, arguments: tuple[str, ...], way: str) -> None:
    token, via = WAYS[way]
    with Portal(Quirks()) as portal:
        portal.server.app = lambda _: Response(403, PAGE, [("Content-Type", "text/html")])
        env = {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
        person = Person(tmp_path, portal.url, {"TICKET_TOKEN": portal.pat} if token else env)
        said = person.ticket(*(("--via", via) if via else ()), *arguments, code=6)
    assert "status 403, “Access denied | Firewall”" in said.err
    assert "no ticket" not in said.err


def test_a_firewall_before_the_answer_to_a_write_leaves_its_outcome_open(tmp_path: Path) -> None:
    with Portal(Quirks()) as portal:
        answer = portal.server.app
        person = Person(tmp_path, portal.url, {"TICKET_TOKEN": portal.pat})

        def block(request: object) -> Response:
            found = answer(request)  # type: ignore[arg-type]
            if getattr(request, "method", "") == "POST":
                return Response(403, PAGE, [("Content-Type", "text/html")])
            return found

        portal.server.app = block
        said = person.ticket("new", "-d", "3", "-s", "s", "-m", "m", "--json")
        assert said.json["subject"] == "s"
        assert len(portal.tickets) == 1
