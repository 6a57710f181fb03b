"""The completions for bash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ticketcli.cli.completion.commands import Command, Value
from ticketcli.cli.completion.tables import common_options, engine, valued


def script(root: Command) -> str:
    """The whole script."""
    return engine("ticket.bash", "\n".join([*_commands(root), "", *_values(root)]), _quoted)


def _commands(root: Command) -> Iterator[str]:
    common = common_options(root)
    yield "# What may follow the command $1: `commands`, `options`, and how many `arguments`."
    yield "_ticket_command() {"
    yield f"    options={_lines((name, option.help) for option in common for name in option.names)}"
    yield "    commands='' arguments=0 many=''"
    yield "    case $1 in"
    for command in root.all():
        options = [option for option in command.options if option not in common]
        yield f"    {_quoted(' '.join(command.path))})"
        if command.commands:
            yield f"        commands={_lines((each.path[-1], each.summary) for each in command.commands)}"
        if options:
            own = _lines((name, option.help) for option in options for name in option.names)
            yield f"        options={own}$options"
        if command.arguments:
            many = " many=1" if command.arguments[-1].many else ""
            yield f"        arguments={len(command.arguments)}{many}"
        yield "        ;;"
    yield "    esac"
    yield "}"


def _values(root: Command) -> Iterator[str]:
    yield "# What the option $2, or the argument of that number, takes at the command $1: `kind` and `list`."
    yield "_ticket_value() {"
    yield "    kind='' list=''"
    yield "    case $1:$2 in"
    for value, places in valued(root).items():
        patterns = [
            f"*:{name}" if path is None else _quoted(f"{' '.join(path)}:{name}") for path, name in places
        ]
        yield f"    {' | '.join(patterns)})"
        yield f"        kind={'several' if value.separated else value.kind}{_list(value)}"
        yield "        ;;"
    yield "    esac"
    yield "}"


def _list(value: Value) -> str:
    return f" list={_lines(value.words)}" if value.words else ""


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    """Lines of a value and, behind a tab, what it is; as one word of bash."""
    text = "".join(f"{value}\t{about}\n" if about else f"{value}\n" for value, about in pairs)
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\t", "\\t").replace("\n", "\\n")
    return f"$'{escaped}'"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
