"""The commands as plain values, in the language spoken: for help, manual pages and completions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ticketcli.cli import global_options
from ticketcli.cli.options import Parameter, list_parameters
from ticketcli.cli.registry import COMMANDS, list_children, load
from ticketcli.i18n import _
from ticketcli.i18n.help_text import translate_help

Words = tuple[tuple[str, str], ...]

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
"""What is offered for a value. What differs from person to person is looked up when it is asked for."""


@dataclass(frozen=True)
class Value:
    """What an option or an argument takes. `words` has each word and what it means, if that is said.

    `separated`: several words may stand there, with commas between them.
    """

    metavar: str
    kind: str = "text"
    words: Words = ()
    separated: bool = False


@dataclass(frozen=True)
class Option:
    """An option with all its names. `value` is None for a flag; `many`: it may be given again."""

    names: tuple[str, ...]
    help: str
    value: Value | None = None
    many: bool = False
    default: str = ""


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
        """Yield this command and every one below it."""
        yield self
        for command in self.commands:
            yield from command.all()


def read_commands() -> Command:
    """Return the program, with all commands below it."""
    return read_command((), deep=True)


def read_command(path: tuple[str, ...], *, deep: bool = False) -> Command:
    """Return a command or group; of the commands below it only path and summary, unless `deep`."""
    module = load(path)
    names = list_children(path)
    text = inspect.cleandoc((module.__doc__ if names and path else module.Options.__doc__) or "")
    text = translate_help(text, _)
    own = () if names and path else list_parameters(module.Options)
    common = (*global_options.OPTIONS, *(() if path else (global_options.VERSION,)), global_options.HELP)
    return Command(
        path=path,
        summary=text.partition("\n")[0],
        text=text,
        options=tuple(_read_option(each, path) for each in (*own, *common) if each.names),
        arguments=tuple(_read_argument(each, path) for each in own if not each.names),
        commands=tuple(
            read_command((*path, name), deep=True) if deep else _read_line((*path, name)) for name in names
        ),
    )


def _read_line(path: tuple[str, ...]) -> Command:
    if len(path) == 1:  # as the table has it, without importing the command
        return Command(path, _(COMMANDS[path[0]]), "")
    text = translate_help(inspect.cleandoc(load(path).Options.__doc__ or ""), _)
    return Command(path, text.partition("\n")[0], text)


def _read_option(parameter: Parameter, path: tuple[str, ...]) -> Option:
    value = None if parameter.flag else _read_value(parameter, path)
    default = "" if parameter.flag or parameter.default in (None, ()) else str(parameter.default)
    return Option(parameter.names, _(parameter.help), value, parameter.many, default)


def _read_argument(parameter: Parameter, path: tuple[str, ...]) -> Argument:
    value = _read_value(parameter, path)
    return Argument(value, _(parameter.help), parameter.required, parameter.many)


def _read_value(parameter: Parameter, path: tuple[str, ...]) -> Value:
    if parameter.values in LISTS:
        words = LISTS[parameter.values](path)
        return Value(parameter.shown, "words", words, separated=parameter.values in ("fields", "columns"))
    words = tuple((word, "") for word in (*parameter.words, *parameter.suggests))
    return Value(parameter.shown, parameter.values or ("words" if words else "text"), words)


def _list_fields(path: tuple[str, ...]) -> Words:
    from ticketcli.cli import answer_examples

    answer = answer_examples.find_answer(" ".join(path))
    names = answer_examples.list_fields(answer) if answer else ()
    return tuple((name, "") for name in (*names, "help"))


def _list_columns(path: tuple[str, ...]) -> Words:
    from ticketcli.output.ticket_columns import COLUMNS

    return tuple((name, "") for name in COLUMNS)


def _list_orders(path: tuple[str, ...]) -> Words:
    columns = _list_columns(path)
    return (*columns, *((f"{name}:desc", "") for name, _about in columns))


def _list_topics(path: tuple[str, ...]) -> Words:
    from ticketcli.cli.topics import TOPICS

    return tuple((name, _(summary)) for name, summary in (*TOPICS.items(), *COMMANDS.items()))


def _list_settings(path: tuple[str, ...]) -> Words:
    from ticketcli.accounts.settings import SETTINGS

    return tuple((setting.name, _(setting.about)) for setting in SETTINGS)


LISTS: dict[str, Callable[[tuple[str, ...]], Words]] = {
    "fields": _list_fields,
    "columns": _list_columns,
    "orders": _list_orders,
    "topics": _list_topics,
    "settings": _list_settings,
}
"""Lists of words that the program has itself, by what a parameter names as its `values`."""
