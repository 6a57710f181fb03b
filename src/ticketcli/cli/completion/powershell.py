"""The completions for PowerShell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ticketcli.cli.completion.commands import Command
from ticketcli.cli.completion.tables import common_options, engine, valued


def script(root: Command) -> str:
    """The whole script. It begins with a mark, for Windows PowerShell takes it for ANSI text else."""
    return "\ufeff" + engine("ticket.ps1", "\n".join([*_commands(root), "", *_values(root)]), _quoted)


def _commands(root: Command) -> Iterator[str]:
    common = common_options(root)
    yield "# Words, each with a tab and what it is behind: the options that every command takes."
    shared = _lines((name, option.help) for option in common for name in option.names)
    yield f"$global:TicketOptions = {shared}"
    yield ""
    yield "# What may follow each command: commands, options, and how many arguments."
    yield "$global:TicketCommands = @{"
    for command in root.all():
        own = [option for option in command.options if option not in common]
        many = bool(command.arguments and command.arguments[-1].many)
        yield f"    {_quoted(' '.join(command.path))} = @{{"
        yield f"        commands = {_lines((each.path[-1], each.summary) for each in command.commands)}"
        yield f"        options = {_lines((name, option.help) for option in own for name in option.names)}"
        yield f"        arguments = {len(command.arguments)}; many = ${str(many).lower()}"
        yield "    }"
    yield "}"


def _values(root: Command) -> Iterator[str]:
    yield "# What an option, or an argument of that number, takes. “-s” and “-S” are two options."
    yield "$global:TicketValues = [System.Collections.Hashtable]::new([StringComparer]::Ordinal)"
    for value, places in valued(root).items():
        words = f"; words = {_lines(value.words)}" if value.words else ""
        several = "; several = $true" if value.separated else ""
        names = [f"*:{name}" if path is None else f"{' '.join(path)}:{name}" for path, name in places]
        yield f"foreach ($place in {', '.join(_quoted(name) for name in names)}) {{"
        yield f"    $TicketValues[$place] = @{{ kind = {_quoted(value.kind)}{words}{several} }}"
        yield "}"


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    lines = (f"{value}\t{about}" if about else value for value, about in pairs)
    return f"@({', '.join(_quoted(line) for line in lines)})"


def _quoted(text: str) -> str:
    for mark in "'‘’‚‛":  # PowerShell takes each of them for a quotation mark
        text = text.replace(mark, mark * 2)
    return f"'{text}'"
