"""Reads the commands off the program itself, so that nothing made from them can be out of date."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ticketcli.cli.completion.commands import Argument, Command, Kind, Option, Value
from ticketcli.i18n import _

Words = tuple[tuple[str, str], ...]

_OF_OPTION: dict[str, Kind] = {
    "--dept": "departments",
    "--service": "services",
    "--portal": "portals",
    "--attach": "attachable",
    "--recover": "drafts",
    "--message-template": "templates",
}
_OF_METAVAR: dict[str, Kind] = {
    "NUMBER|URL": "tickets",
    "FILE": "files",
    "FILE|-": "files",
    "DIR": "folders",
}
_OF_ARGUMENT: dict[tuple[str, str], Kind] = {
    ("auth", "NAME"): "portals",
    ("auth", "URL"): "portals",
    ("drafts", "ID"): "drafts",
    ("alias", "NAME"): "aliases",
    ("template", "NAME"): "templates",
}
"""The kind of a value, by the command's first word and the name it has in the help."""


def read_commands() -> Command:
    """Return all commands as plain values: what completions and manual pages are made from."""
    from ticketcli.cli.root import root

    command = root()
    with command.make_context("ticket", [], resilient_parsing=True) as ctx:
        return read(command, ctx)


def read(root: Any, ctx: Any) -> Command:
    """Return the whole tree from the program's root command, which is a click one."""
    return _command(root, ctx, ())


def _command(command: Any, ctx: Any, path: tuple[str, ...]) -> Command:
    children = []
    if hasattr(command, "list_commands"):
        for name in command.list_commands(ctx):
            _name, child, _rest = command.resolve_command(ctx, [name])
            with child.make_context(name, [], parent=ctx, resilient_parsing=True) as sub:
                children.append(_command(child, sub, (*path, name)))
    params = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    text = inspect.cleandoc(command.help or "").replace("\f", "")
    return Command(
        path=path,
        summary=text.partition("\n")[0],
        text=text,
        options=tuple(_option(param, path) for param in params if param.param_type_name == "option"),
        arguments=tuple(
            _argument(param, path, ctx) for param in params if param.param_type_name == "argument"
        ),
        commands=tuple(children),
    )


def _option(param: Any, path: tuple[str, ...]) -> Option:
    names = tuple(dict.fromkeys((*param.opts, *param.secondary_opts)))
    value = None
    if not (param.is_flag or param.count):
        value = _value(param, path)
        kind = next((_OF_OPTION[name] for name in names if name in _OF_OPTION), value.kind)
        value = replace(value, kind=kind)
        if "--fields" in names:
            value = replace(value, kind="words", words=_fields(path), separated=True)
        elif "--columns" in names:
            value = replace(value, kind="words", words=_columns(), separated=True)
        elif "--sort" in names:
            columns = _columns()
            value = replace(
                value, kind="words", words=(*columns, *((f"{name}:desc", "") for name, _about in columns))
            )
    # The library's own --help is not translated yet.
    return Option(names, _(param.help) if param.help else "", value, bool(param.multiple))


def _argument(param: Any, path: tuple[str, ...], ctx: Any) -> Argument:
    value = _value(param, path)
    first = path[0] if path else ""
    value = replace(value, kind=_OF_ARGUMENT.get((first, value.metavar), value.kind))
    words = _WORDS.get((first, value.metavar))
    if words is not None:
        value = replace(value, kind="words", words=words(ctx))
    return Argument(value, getattr(param, "help", None) or "", bool(param.required), param.nargs != 1)


def _value(param: Any, path: tuple[str, ...]) -> Value:
    choices = tuple((str(choice), "") for choice in getattr(param.type, "choices", ()))
    shown = param.metavar or ("|".join(word for word, _about in choices) or param.type.name.upper())
    metavar = shown if param.param_type_name == "option" else shown.strip("[]").removesuffix("...")
    if not choices and "|" in metavar:
        # As in “open|closed|all|STATUS”: what is written small stands for itself.
        choices = tuple((word, "") for word in metavar.split("|") if word.isalpha() and word.islower())
    if choices:
        return Value(metavar, "words", choices)
    return Value(metavar, _OF_METAVAR.get(metavar, "text"))


def _fields(path: tuple[str, ...]) -> Words:
    from ticketcli.cli import answer_examples

    answer = answer_examples.of(" ".join(path))
    names = answer_examples.fields(answer) if answer else ()
    return tuple((name, "") for name in (*names, "help"))


def _columns() -> Words:
    from ticketcli.output.ticket_columns import COLUMNS

    return tuple((name, "") for name in COLUMNS)


def _topics(ctx: Any) -> Words:
    from ticketcli.cli.topics import TOPICS

    root = ctx.find_root().command
    commands = ((name, root.get_command(ctx, name).help) for name in root.list_commands(ctx))
    return (*((topic, _(summary)) for topic, summary in TOPICS.items()), *commands)


def _settings(ctx: Any) -> Words:
    from ticketcli.accounts.settings import SETTINGS

    return tuple((setting.name, _(setting.about)) for setting in SETTINGS)


_WORDS: dict[tuple[str, str], Callable[[Any], Words]] = {
    ("help", "TOPIC"): _topics,
    ("config", "KEY"): _settings,
}
