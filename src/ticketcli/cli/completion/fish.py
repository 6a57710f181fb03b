"""The completions for fish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ticketcli.cli.completion.commands import Argument, Command, Option, Value
from ticketcli.cli.completion.tables import common_options, engine, valued


def script(root: Command) -> str:
    """The whole script."""
    tables = "\n".join([*_commands(root), "", *_takes(root)])
    return engine("ticket.fish", tables, _quoted).replace("@COMPLETE@", "\n".join(_complete(root)))


def _commands(root: Command) -> Iterator[str]:
    yield "# The commands that may follow the command $argv[1]."
    yield "function __ticket_commands"
    yield "    switch $argv[1]"
    for command in root.all():
        if command.commands:
            yield f"        case {_quoted(' '.join(command.path))}"
            yield f"            printf '%s\\n' {' '.join(each.path[-1] for each in command.commands)}"
    yield "    end"
    yield "end"


def _takes(root: Command) -> Iterator[str]:
    yield "# Whether the option $argv[2] takes a value at the command $argv[1]."
    yield "function __ticket_takes"
    yield '    switch "$argv[1]:$argv[2]"'
    places = [place for places in valued(root).values() for place in places if place[1].startswith("-")]
    for path, name in places:
        where = f"*:{name}" if path is None else f"{' '.join(path)}:{name}"
        yield f"        case {_quoted(where)}"
        yield "            return 0"
    yield "    end"
    yield "    return 1"
    yield "end"


def _complete(root: Command) -> Iterator[str]:
    common = common_options(root)
    for option in common:
        yield _option(option, None)
    yield "complete -c ticket -n '__ticket_at \"\" 1' -k -a '(__ticket_list aliases)'"
    for command in root.all():
        for each in reversed(command.commands):  # with -k, the last one stands first
            yield _line(_at(command, 1), f"-k -a {each.path[-1]}", each.summary)
        for option in command.options:
            if option not in common:
                yield _option(option, command)
        for number, argument in enumerate(command.arguments, 1):
            yield from _argument(number, argument, command)


def _option(option: Option, command: Command | None) -> str:
    names = [f"-s {name[1:]}" if len(name) == 2 else f"-l {name[2:]}" for name in option.names]
    value = "" if option.value is None else " " + _value(option.value)
    return _line(_at(command) if command else "", " ".join(names) + value, option.help)


def _argument(number: int, argument: Argument, command: Command) -> Iterator[str]:
    at = _at(command, number, more=argument.many)
    value = argument.value
    if value.kind == "words":
        for word, about in reversed(value.words):
            yield _line(at, f"-k -a {_quoted(word)}", about)
    elif value.kind in ("files", "folders"):
        yield _line(at, "-F", "")
    elif value.kind != "text":
        yield _line(at, f"-k -a '(__ticket_list {value.kind})'", "")


def _value(value: Value) -> str:
    words = [word for word, _about in value.words]
    if value.separated:
        return f"-x -k -a '(__ticket_several {' '.join(words)})'"
    if value.kind == "words":
        return f"-x -k -a {_quoted(' '.join(words))}"
    if value.kind == "attachable":
        return "-x -a '(__ticket_attachable)'"
    if value.kind == "files":
        return "-r -F"
    if value.kind == "folders":
        return "-x -a '(__fish_complete_directories)'"
    if value.kind == "text":
        return "-x"
    return f"-x -k -a '(__ticket_list {value.kind})'"


def _at(command: Command, number: int = 0, *, more: bool = False) -> str:
    place = f" {number}" if number else ""
    return f'__ticket_at "{" ".join(command.path)}"{place}{" more" if more else ""}'


def _line(condition: str, what: str, about: str) -> str:
    words: Iterable[str] = (
        "complete -c ticket",
        f"-n {_quoted(condition)}" if condition else "",
        what,
        f"-d {_quoted(about)}" if about else "",
    )
    return " ".join(filter(None, words))


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
