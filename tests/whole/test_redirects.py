"""Nothing secret travels elsewhere: other hosts, other ports, or a network in the clear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.contract.profiles import PROFILES
from tests.contract.wire import Request, Response, Server
from tests.whole.person import Person
from tests.whole.test_signing_in import log_in

COMMANDS = {
    "new": ("new", "-d", "BESTNET-CLOUD", "-s", "Help", "-m", "Please"),
    "reply": ("reply", "123456", "-m", "Please"),
    "list": ("list",),
    "show": ("show", "123456"),
    "close": ("close", "123456"),
    "services": ("services",),
    "status": ("auth", "status"),
}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("secret", ["password", "token"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_redirect_elsewhere_is_told_and_not_followed(
    command: str, secret: str, status: int, home: Path
) -> None:
    there: list[Request] = []
    here: list[Request] = []

    def elsewhere(request: Request) -> Response:
        there.append(request)
        return Response(200, b"{}", [("Content-Type", "application/json")])

    with Server(elsewhere) as other:

        def app(request: Request) -> Response:
            here.append(request)
            return Response(status, b"", [("Location", f"http://127.0.0.1:{other.port}{request.path}")])

        with Server(app) as server:
            env = {"TICKET_USERNAME": "a@example.com", "TICKET_PASSWORD": "geheim"}
            if secret == "token":
                env = {"TICKET_TOKEN": "geheim"}
            person = Person(home, f"http://127.0.0.1:{server.port}", env)
            outcome = person.ticket(*COMMANDS[command], code=6)
    assert there == []
    assert here != []
    assert "127.0.0.1" in outcome.err
    assert len([line for line in outcome.err.splitlines() if not line.startswith("Kept as")]) <= 3
    if command in ("new", "reply"):
        assert len(person.drafts()) == 1


@pytest.mark.parametrize("target", ["http://localhost:{port}/", "http://evil.example/", "//evil.example/x"])
def test_a_session_stays_at_home_too(installed: Callable[[Quirks], Portal], home: Path, target: str) -> None:
    portal = installed(replace(PROFILES["plain-2019-english"], api="404-html"))
    person = Person(home, portal.url)
    log_in(person, portal)
    there: list[Request] = []

    def elsewhere(request: Request) -> Response:
        there.append(request)
        return Response(200, b"<html></html>", [("Content-Type", "text/html")])

    with Server(elsewhere) as other:
        normal = portal.server.app
        away = Response(302, b"", [("Location", target.format(port=other.port))])
        portal.server.app = lambda request: away if request.path != "/api/x" else normal(request)
        outcome = person.ticket("list", code=6)
    assert there == []
    assert "redirects to another address" in outcome.err


def test_a_link_to_a_file_elsewhere_gets_no_cookie(installed: Callable[[Quirks], Portal], home: Path) -> None:
    portal = installed(replace(PROFILES["plain-2019-english"], api="404-html"))
    ticket = portal.add_ticket("Router", attachments=[("a.png", b"picture")])
    person = Person(home, portal.url)
    log_in(person, portal)
    there: list[Request] = []

    def elsewhere(request: Request) -> Response:
        there.append(request)
        return Response(200, b"not yours", [("Content-Disposition", "attachment")])

    with Server(elsewhere) as other:
        normal = portal.server.app

        def app(request: Request) -> Response:
            answer = normal(request)
            own = f"{portal.url}/?cmd=tickets&amp;action=download".encode()
            foreign = f"http://127.0.0.1:{other.port}/?cmd=tickets&amp;action=download".encode()
            answer.body = answer.body.replace(own, foreign)
            return answer

        portal.server.app = app
        person.ticket("download", ticket.number, "--dir", str(home / "saved"), code=None)
    assert [request.headers.get("cookie") for request in there] in ([], [None])


@pytest.mark.parametrize(
    "address", ["http://hb.bestnetllc.co.jp", "http://192.0.2.1:8080", "http://localhost.example.com"]
)
@pytest.mark.parametrize("command", ["list", "login"])
def test_plain_http_is_for_this_machine_only(command: str, address: str, home: Path) -> None:
    person = Person(home, address, {"TICKET_USERNAME": "a@example.com", "TICKET_PASSWORD": "x"})
    if command == "login":
        outcome = person.ticket(
            *("auth", "login", address, "-u", "a@example.com", "--password-stdin"),
            stdin="x",
            named=False,
            code=2,
        )
    else:
        outcome = person.ticket("list", code=2)
    assert "not encrypted" in outcome.err
    assert f"https://{address.removeprefix('http://')}" in outcome.err


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_plain_http_to_this_machine_works(
    installed: Callable[[Quirks], Portal], home: Path, host: str
) -> None:
    portal = installed(PROFILES["plain-2019-english"])
    ticket = portal.add_ticket("Router")
    address = portal.url.replace("127.0.0.1", host)
    person = Person(home, address, {"TICKET_TOKEN": portal.pat})
    assert person.ticket("list").lines[0][0] == ticket.number
