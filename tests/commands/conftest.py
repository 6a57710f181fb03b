"""A context without a network, a terminal or a home: what every test of a command starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Protocol

import pytest
from tests.commands.fake_portal import FakePortal
from tests.streams import Stream, WithStreams

from ticketcli import runtime
from ticketcli.app import run
from ticketcli.context import Context, Folders, Globals
from ticketcli.prompts.prompter import Prompter

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
NOW = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)


class FakeContext(WithStreams, Context):
    """A context whose streams and portal a test can look at."""

    stdin: Stream
    stdout: Stream
    stderr: Stream
    portal: FakePortal
    slept: list[float]

    def run(self, *arguments: str) -> int:
        """Run `ticket` with these arguments; returns the exit code."""
        return run(arguments, self)


class MakeContext(Protocol):
    """The fixture `make_context`."""

    def __call__(
        self,
        portal: FakePortal | None = None,
        *,
        terminal: bool = False,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        prompter: Prompter | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> FakeContext:
        """A fresh context. `terminal` makes all three streams terminals; without a `prompter`
        any question fails the test. Contexts of one test share their folders."""


@pytest.fixture
def now() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: NOW


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Empty folders for settings, drafts and what may be lost."""
    return Folders(tmp_path / "config", tmp_path / "state", tmp_path / "cache")


@pytest.fixture
def make_context(folders: Folders, now: Callable[[], datetime]) -> MakeContext:
    """Makes contexts; see MakeContext."""
    fixed = now

    def make(
        portal: FakePortal | None = None,
        *,
        terminal: bool = False,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        prompter: Prompter | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> FakeContext:
        clock = now or fixed
        fake = FakePortal(now=clock) if portal is None else portal
        slept: list[float] = []

        def make_prompter(_: Context) -> Prompter:
            if prompter is None:
                pytest.fail("a question was asked, and this test brings nobody to answer it")
            return prompter

        context = FakeContext(
            options=Globals(),
            env=dict(env or {}),
            stdin=Stream(stdin, terminal=terminal),
            stdout=Stream(terminal=terminal),
            stderr=Stream(terminal=terminal),
            folders=folders,
            now=clock,
            sleep=slept.append,
            make_portal=lambda _: fake,
            make_portal_with=lambda *_: fake,
            make_prompter=make_prompter,
            make_screen=runtime.make_screen,
            make_drafts=runtime.make_drafts,
            make_accounts=runtime.make_accounts,
        )
        context.slept = slept
        return context

    return make


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Return the path of a small picture."""
    path = tmp_path / "screen.png"
    path.write_bytes(PNG)
    return path
