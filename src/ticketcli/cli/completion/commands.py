"""The commands as plain values: what scripts for shells and manual pages are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text",  # anything: nothing is suggested
    "words",  # one of a few words
    "files",
    "folders",
    "attachable",  # files of a kind that the portal takes
    "departments",
    "services",
    "tickets",
    "portals",
    "drafts",
    "templates",
    "aliases",
]

LISTED: tuple[Kind, ...] = ("departments", "services", "tickets", "portals", "drafts", "templates", "aliases")
"""What differs from person to person, and is looked up when it is asked for."""

KEPT: tuple[Kind, ...] = ("departments", "services", "tickets")
"""Those of them that the cache holds for each portal, in files that a shell can read."""


@dataclass(frozen=True)
class Value:
    """What an option or an argument takes. `words` has each word and what it means, if that is said.

    `separated`: several words may stand there, with commas between them.
    """

    metavar: str
    kind: Kind = "text"
    words: tuple[tuple[str, str], ...] = ()
    separated: bool = False


@dataclass(frozen=True)
class Option:
    """An option with all its names. `value` is None for a flag; `many`: it may be given again."""

    names: tuple[str, ...]
    help: str
    value: Value | None = None
    many: bool = False


@dataclass(frozen=True)
class Argument:
    """A value that has no name. `many`: it takes all that follow."""

    value: Value
    help: str
    required: bool = True
    many: bool = False


@dataclass(frozen=True)
class Command:
    """A command, or a group of them. `path` has the words behind "ticket"; the root's is empty.

    `text` is its whole help: paragraphs, then a block of examples.
    """

    path: tuple[str, ...]
    summary: str
    text: str
    options: tuple[Option, ...] = ()
    arguments: tuple[Argument, ...] = ()
    commands: tuple[Command, ...] = ()

    @property
    def name(self) -> str:
        """The whole name, as typed."""
        return " ".join(("ticket", *self.path))

    def all(self) -> Iterator[Command]:
        """This command and every one below it."""
        yield self
        for command in self.commands:
            yield from command.all()
