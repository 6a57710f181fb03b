"""How many answers a command waits for one after another: over a line, nothing else counts as much."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.whole.person import Person
from tests.whole.rounds import Rounds

ATTACH = ["--attach", "FILE"]
FULL = [*ATTACH, "--cc", "a@example.com", "--service", "Mail & Groupware (example.com)", "--encrypt"]
NEW = ["new", "-d", "3", "-s", "Subject", "-m", "Message"]
REPLY = ["reply", "NUMBER", "-m", "Message"]
COMMANDS: dict[str, tuple[list[str], int, int]] = {  # signed in, and with a password from the environment
    "list": (["list"], 2, 3),
    "show": (["show", "NUMBER"], 1, 2),
    "new": (NEW, 3, 4),
    "new --attach": ([*NEW, *ATTACH], 4, 6),
    "new --attach --cc --service --encrypt": ([*NEW, *FULL], 4, 6),
    "reply": (REPLY, 3, 4),
    "reply --attach": ([*REPLY, *ATTACH], 4, 6),
    # Read first: whether it is closed already, and whether closing it removes encrypted text, is told before.
    "close": (["close", "NUMBER"], 3, 4),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "trace.zip"
    with zipfile.ZipFile(path, "w") as trace:
        trace.writestr("trace.txt", "no route to host\n")
    return path


def count_rounds(
    line: list[str], folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch, *, signed_in: bool
) -> tuple[int, object]:
    """Run a command at a portal with twelve tickets. Return how often it waits for answers, and for which."""
    with Portal(Quirks()) as portal:
        for day in range(1, 13):
            number = portal.add_ticket(date=f"2026-11-{day:02} 10:00:00").number
        person = Person(folder / "home", portal.url)
        if signed_in:
            secret = ["--username", portal.username, "--password-stdin", "--insecure-storage"]
            person.ticket("auth", "login", portal.url, *secret, stdin=portal.password, named=False)
        else:
            person = person.but(TICKET_USERNAME=portal.username, TICKET_PASSWORD=portal.password)
        rounds = Rounds(portal, monkeypatch)
        person.ticket(*({"NUMBER": number, "FILE": str(file)}.get(word, word) for word in line))
        return rounds.count, rounds.routes


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "from the environment"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_waits_for_more_answers(
    name: str, signed_in: bool, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, after_login, from_environment = COMMANDS[name]
    counts, routes = count_rounds(line, tmp_path, file, monkeypatch, signed_in=signed_in)
    assert counts == (after_login if signed_in else from_environment), routes


BY_PAGES = {  # signed in, and with a password from the environment
    "list": (["list"], 2, 4),
    "show": (["show", "NUMBER"], 1, 3),
    "new": (NEW, 3, 5),
    "new --attach": ([*NEW, *ATTACH], 4, 6),
    "reply": (REPLY, 3, 5),
    "reply --attach": ([*REPLY, *ATTACH], 4, 6),
    "close": (["close", "NUMBER"], 3, 5),
}


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "from the environment"])
@pytest.mark.parametrize("name", BY_PAGES)
def test_web_pages_alone_are_not_waited_for_longer(
    name: str, signed_in: bool, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, after_login, from_environment = BY_PAGES[name]
    counts, routes = count_rounds(["--via", "web", *line], tmp_path, file, monkeypatch, signed_in=signed_in)
    assert counts == (after_login if signed_in else from_environment), routes


def test_one_command_keeps_to_one_connection(tmp_path: Path) -> None:
    with Portal(Quirks()) as portal:
        opened = []
        accept = portal.server.process_request

        def count(request: object, address: object) -> None:
            opened.append(address)
            accept(request, address)

        portal.server.process_request = count  # type: ignore[method-assign, assignment]
        env = {"TICKET_USERNAME": portal.username, "TICKET_PASSWORD": portal.password}
        person = Person(tmp_path / "home", portal.url, env)
        number = portal.add_ticket(attachments=[("a.png", b"x")]).number
        for line in (["show", "NUMBER"], ["--via", "web", "show", "NUMBER"], ["--via", "web", *REPLY]):
            opened.clear()
            person.ticket(*(number if word == "NUMBER" else word for word in line))
            assert len(opened) == 1, line
