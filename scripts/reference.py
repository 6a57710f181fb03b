"""Write the pages on commands and topics, from the program. `scripts/site` calls it with docs/."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ticketcli.cli.command_tree import Argument, Command, Option, read_commands
from ticketcli.cli.topics import TOPICS, read_topic


def main(folder: Path) -> None:
    """Write both pages."""
    for name, lines in (("commands.md", _commands(read_commands())), ("topics.md", _topics())):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _commands(root: Command) -> Iterator[str]:
    yield from ("# Commands", "", f"{root.summary} This page is what `--help` says.", "")
    yield from _help(root)
    yield from ("", "## Options of every command", "")
    yield from _options(list(root.options))
    common = {option.names for option in root.options}
    for command in root.all():
        if not command.path:
            continue
        yield from ("", f"{'#' * (1 + len(command.path))} {command.name}", "", command.summary, "")
        if not command.commands:
            words = [command.name, "[OPTIONS]", *map(_argument, command.arguments)]
            yield from ("```text", " ".join(words), "```", "")
        yield from _help(command)
        named = [argument for argument in command.arguments if argument.help]
        own = [option for option in command.options if option.names not in common]
        if (named or own) and not command.commands:
            yield ""
            yield from (f"- `{_argument(argument)}`: {_escaped(argument.help)}" for argument in named)
            yield from _options(own)


def _help(command: Command) -> Iterator[str]:
    """What stands behind the first line of a help: paragraphs, and blocks of lines under a title."""
    parts = re.split(r"\n\s*\n|\n(?=\x08)", command.text)[1:]
    for number, part in enumerate(parts):
        if number:
            yield ""
        if part.startswith("\b"):
            title, *lines = part.removeprefix("\b").strip("\n").split("\n")
            yield from (title, "", "```text", *(line.removeprefix("  ") for line in lines), "```")
        else:
            yield _escaped(" ".join(part.split()))


def _argument(argument: Argument) -> str:
    shown = argument.value.metavar.strip("[]") + ("..." if argument.many else "")
    return shown if argument.required else f"[{shown}]"


def _options(options: list[Option]) -> Iterator[str]:
    for option in options:
        value = f" `{option.value.metavar}`" if option.value else ""
        yield f"- {', '.join(f'`{name}`' for name in option.names)}{value}: {_escaped(option.help)}"


def _topics() -> Iterator[str]:
    yield from ("# Topics", "", "This page is what `ticket help TOPIC` says.")
    for topic, summary in TOPICS.items():
        lines = read_topic(topic).rstrip("\n").split("\n")
        yield from ("", f"## {topic}", "", summary, "", "```text", *lines[2:], "```")


def _escaped(words: str) -> str:
    """A sentence as Markdown shows it: its stars and brackets are what they are, and `code` stays code."""
    return re.sub(r"([\\*<>\[\]])", r"\\\1", words)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
