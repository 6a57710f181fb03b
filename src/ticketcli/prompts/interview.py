"""What every question of a conversation works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import Capabilities, Feature
from ticketcli.prompts.editor import Editor
from ticketcli.prompts.prompter import Prompter

Named = TypeVar("Named", Department, Service)


@dataclass(frozen=True)
class Offers:
    """What can be had for a draft. Each is called only where a question needs it, and may raise
    what a portal raises.

    `zip` packs files and folders into one file, whose path it gives; `clipboard` saves the
    picture there and gives its path, and is None where this platform has no clipboard.
    `templates` gives the texts that a message for a department can start from, by their names;
    the one named “default” goes before the guide's headings.
    """

    departments: Callable[[], Sequence[Department]]
    services: Callable[[], Sequence[Service]]
    capabilities: Callable[[], Capabilities]
    carries: Callable[[Feature], bool]
    zip: Callable[[Sequence[Path]], Path]
    clipboard: Callable[[], Path] | None = None
    templates: Callable[[str | None], Mapping[str, str]] = lambda _: {}


@dataclass(frozen=True)
class Asking:
    """Who asks, in what words can be written, what is offered, and who keeps every answer.

    `template` is the text that the message is to start from, where one was chosen already.
    """

    prompter: Prompter
    editor: Editor
    offers: Offers
    keep: Callable[[Draft], None]
    template: str | None = None


@dataclass(frozen=True)
class Question:
    """One question of a conversation, as it stands in the order and in the list of changes.

    `answered`: whether a draft holds an answer already. `needed`: whether nothing can be sent
    without one. `offered`: whether it makes sense to ask at this portal.
    """

    name: str
    label: str
    ask: Callable[[Draft, Asking], Draft]
    answered: Callable[[Draft], bool]
    needed: bool = False
    offered: Callable[[Asking], bool] = lambda _: True


def name_of(thing: Named, among: Sequence[Named]) -> str:
    """What names this thing alone: its name, or its id where another could be meant by that name."""
    key = thing.name.casefold()
    meant = [other for other in among if key in _names(other)]
    return thing.name if key.strip() and len(meant) == 1 else thing.id


def _names(thing: Department | Service) -> tuple[str, ...]:
    if isinstance(thing, Department):
        return (thing.name.casefold(),)
    return (thing.name.casefold(), thing.label.casefold(), (thing.domain or "").casefold())
