"""What the scripts of all shells are made from: tables of the commands, put into a shell's own engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

from ticketcli.cli.completion.commands import Command, Kind, Option, Value
from ticketcli.i18n import N_, _

Place = tuple[tuple[str, ...] | None, str]
"""A command's path, None for every command; and an option's name, or an argument's number from "1"."""


NOUNS: dict[Kind, str] = {
    "departments": N_("department"),
    "services": N_("service"),
    "tickets": N_("ticket"),
    "portals": N_("portal"),
    "drafts": N_("draft"),
    "templates": N_("template"),
    "aliases": N_("alias"),
}
"""What one of a kind is called."""


def engine(name: str, tables: str, quoted: Callable[[str], str]) -> str:
    """The engine of a shell with its tables, and what it says itself as words of that shell."""
    text = (files("ticketcli.cli.completion") / "shells" / name).read_text("utf-8")
    return text.replace("@PRACTICE@", quoted(_("the practice portal"))).replace("@TABLES@", tables)


def common_options(root: Command) -> tuple[Option, ...]:
    """The options that every command takes, in their order."""
    leaves = [command for command in root.all() if not command.commands]
    return tuple(
        option for option in leaves[0].options if all(option in command.options for command in leaves)
    )


def valued(root: Command) -> dict[Value, list[Place]]:
    """Where a value of a sort is taken."""
    found: dict[Value, list[Place]] = {}
    common = common_options(root)
    for option in common:
        _add(found, option.value, [(None, name) for name in option.names])
    for command in root.all():
        for option in command.options:
            if option not in common:
                _add(found, option.value, [(command.path, name) for name in option.names])
        for number, argument in enumerate(command.arguments, 1):
            _add(found, argument.value, [(command.path, str(number))])
    return found


def _add(found: dict[Value, list[Place]], value: Value | None, places: list[Place]) -> None:
    if value is not None:
        found.setdefault(replace(value, metavar=""), []).extend(places)
