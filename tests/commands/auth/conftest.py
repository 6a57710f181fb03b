"""Two portals on the net, and a keyring that remembers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from tests.accounts.rings import RINGS, Remembering
from tests.commands.auth.installation import Installation, Internet
from tests.commands.conftest import FakeContext, MakeContext

from ticketcli.portals.registry import get_kind
from ticketcli.prompts.scripted_prompter import Answer, Scripted

HB = "https://hb.bestnetllc.co.jp"
OTHER = "https://other.example"
HANAKO = "hanako@example.com"
PASSWORD = "Geheim1 ü"
TOKEN = "Geheim2"


@pytest.fixture
def hb() -> Installation:
    """A portal with a customer who has a password and a personal access token."""
    return Installation({HANAKO: PASSWORD}, {TOKEN: HANAKO})


@pytest.fixture
def other() -> Installation:
    """Another portal, where the same customer has another password."""
    return Installation({HANAKO: "Geheim3"})


@pytest.fixture(autouse=True)
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[tuple[str, str], str]]:
    """A keyring that works, empty at first. The value is what it holds."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{RINGS}.Remembering")
    Remembering.kept.clear()
    yield Remembering.kept
    Remembering.kept.clear()


class Ticket(Protocol):
    """The fixture `ticket`."""

    def __call__(
        self,
        *arguments: str,
        code: int = 0,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        answers: Sequence[tuple[str, Answer]] | None = None,
    ) -> FakeContext:
        """Run `ticket` in a context of its own and expect an exit code. With `answers` there is a
        terminal and a person who gives them."""


@pytest.fixture
def ticket(make_context: MakeContext, hb: Installation, other: Installation) -> Ticket:
    """Runs `ticket`; see Ticket. All runs of one test share their folders and the net."""

    def run(
        *arguments: str,
        code: int = 0,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        answers: Sequence[tuple[str, Answer]] | None = None,
    ) -> FakeContext:
        prompter = None if answers is None else Scripted(answers)
        context = make_context(stdin=stdin, env=env, prompter=prompter, terminal=prompter is not None)
        context.options.portal = context.env.get("TICKET_PORTAL")
        context.make_portal_with = Internet({HB: hb, OTHER: other})
        context.find_kind = lambda context, url, ca_file: get_kind("hostbill")
        assert context.run(*arguments) == code, context.err
        if prompter is not None:
            prompter.finish()
        return context

    return run


@pytest.fixture
def signed_in(ticket: Ticket) -> None:
    """Signed in to both portals; `hb` is the active one."""
    ticket("auth", "login", OTHER, "--username", HANAKO, "--password-stdin", stdin="Geheim3")
    ticket("auth", "login", HB, "--name", "hb", "--username", HANAKO, "--password-stdin", stdin=PASSWORD)


def written(folder: Path) -> str:
    """All that is on disk below a folder, names included."""
    found = [f"{path}\n{path.read_text(encoding='utf-8')}" for path in folder.rglob("*") if path.is_file()]
    return "\n".join(found)
