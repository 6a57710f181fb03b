from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.sandbox.visitor import Visitor

from ticketcli.sandbox import CUSTOMER, PASSWORD
from ticketcli.sandbox.server import Sandbox


class Clock:
    """A clock that stands still until it is told. It starts on 2026-11-23 at 01:00 UTC."""

    def __init__(self) -> None:
        self.now = 1795395600.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal(tmp_path: Path, clock: Clock) -> Iterator[Callable[..., Sandbox]]:
    """Starts a portal with the settings given; nobody answers tickets unless told."""
    with ExitStack() as stack:

        def start(**settings: Any) -> Sandbox:
            settings = {"staff_after": None, "folder": tmp_path / "portal", **settings}
            return stack.enter_context(Sandbox(clock=clock, **settings))

        yield start


@pytest.fixture
def visit() -> Iterator[Callable[..., Visitor]]:
    """Gives somebody a browser at a portal."""
    with ExitStack() as stack:

        def start(sandbox: Sandbox, **headers: str) -> Visitor:
            return stack.enter_context(Visitor(sandbox.url, **headers))

        yield start


@pytest.fixture
def api() -> Iterator[Callable[..., httpx.Client]]:
    """Signs a program in to a portal's API."""
    with ExitStack() as stack:

        def start(sandbox: Sandbox) -> httpx.Client:
            client = stack.enter_context(httpx.Client(base_url=sandbox.url + "/api"))
            token = client.post("/login", json={"username": CUSTOMER, "password": PASSWORD}).json()["token"]
            client.headers["Authorization"] = f"Bearer {token}"
            return client

        yield start
