"""A portal that takes its time, at a real terminal: what is waited for is said, and Ctrl-C ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from tests.contract.portal import Portal, Quirks
from tests.contract.wire import Request, Response

if os.name == "nt":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.prompts import terminal
from tests.prompts.terminal import CTRL_C, Terminal


class SlowPortal:
    """A portal that answers once `go` is set."""

    def __init__(self, portal: Portal, home: Path) -> None:
        self.portal = portal
        self.go = Event()
        self._answer = portal.server.app
        self._home = home
        portal.server.app = self._wait

    def _wait(self, request: Request) -> Response:
        self.go.wait(300.0)
        return self._answer(request)

    def ticket(self, *arguments: str) -> Terminal:
        folders = {f"TICKET_{name}_DIR": str(self._home / name) for name in ("STATE", "CONFIG", "CACHE")}
        person = {"TICKET_PORTAL": self.portal.url, "TICKET_TOKEN": self.portal.pat}
        env = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PAGER": "cat", **folders, **person}
        return Terminal([sys.executable, "-m", "ticketcli", *arguments], env, columns=120)


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowPortal]:
    monkeypatch.setattr(terminal, "PATIENCE", 120.0)
    with Portal(Quirks()) as portal:
        portal.add_ticket("VPS unreachable")
        here = SlowPortal(portal, tmp_path)
        yield here
        here.go.set()


def test_what_is_waited_for_is_said_and_gone_when_it_came(slow: SlowPortal) -> None:
    person = slow.ticket("list")
    person.wait_for("Reading the ticket list")
    slow.go.set()
    assert person.end() == 0
    assert "VPS unreachable" in person.shown
    assert "Reading the ticket list" not in person.shown


def test_a_slow_portal_is_told_of_and_waited_for(slow: SlowPortal) -> None:
    person = slow.ticket("list")
    person.wait_for("is slow. Waiting up to")
    slow.go.set()
    assert person.end() == 0
    assert "VPS unreachable" in person.shown


def test_ctrl_c_ends_the_waiting(slow: SlowPortal) -> None:
    person = slow.ticket("list")
    person.answer("Reading the ticket list", CTRL_C)
    assert person.end() == 130  # while the portal has answered nothing
    assert not slow.go.is_set()
