"""A conversation with a script instead of a person, and a portal in memory behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.commands.fake_portal import CAPABILITIES, DEPARTMENTS, SERVICES

from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.capabilities import Capabilities, Feature
from ticketcli.prompts.editor import Editor, make_hold_file
from ticketcli.prompts.interview import Interview, Offers
from ticketcli.prompts.scripted_prompter import Answer, Scripted
from ticketcli.usecases.zip_files import zip_into

PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)


@dataclass
class Talk:
    """A conversation to be: set what is offered, then take `interview` to the questions.

    `saved` has every draft in the order it was handed over. `saves` are what the editor saves,
    one after another; an int is what it ends with instead.
    """

    folder: Path
    departments: Sequence[Department] = DEPARTMENTS
    services: Sequence[Service] = SERVICES
    capabilities: Capabilities = CAPABILITIES
    features: frozenset[Feature] = frozenset(Feature)
    clipboard: Callable[[], Path] | None = None
    has_editor: bool = True
    saves: list[str | int] = field(default_factory=list)
    opened_on: list[str] = field(default_factory=list)
    saved: list[Draft] = field(default_factory=list)
    prompter: Scripted = field(default_factory=Scripted)

    def interview(self, *script: tuple[str, Answer]) -> Interview:
        """What the questions work with, and a person who answers like this."""
        self.prompter = Scripted(script)
        env = {"TICKET_EDITOR": "nano --softwrap"} if self.has_editor else {"PATH": ""}
        return Interview(
            prompter=self.prompter,
            editor=Editor(env, make_hold_file(self.folder / "state"), self._edit),
            offers=Offers(
                departments=lambda: self.departments,
                services=lambda: self.services,
                capabilities=lambda: self.capabilities,
                supports=lambda feature: feature in self.features,
                zip=lambda paths: zip_into(paths, self.folder),
                clipboard=self.clipboard,
            ),
            save=self.saved.append,
        )

    @property
    def said(self) -> str:
        """Everything the conversation showed."""
        return "\n".join(self.prompter.said)

    def _edit(self, command: Sequence[str]) -> int:
        path = Path(command[-1])
        self.opened_on.append(path.read_text(encoding="utf-8"))
        saved = self.saves.pop(0)
        if isinstance(saved, int):
            return saved
        path.write_text(saved, encoding="utf-8")
        return 0


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    """A conversation in an empty folder."""
    return Talk(tmp_path)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A PNG file."""
    path = tmp_path / "screen.png"
    path.write_bytes(PNG)
    return path
