"""Writes the manual pages into a folder, from the commands. `scripts/manual` calls it with docs/man/.

One page for the program and one for each command, a group's commands among it. See man(7) for the
macros; nothing in a page depends on the day it is made.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ticketcli.app import tree
from ticketcli.cli.help import MEANINGS, text
from ticketcli.completion.commands import Argument, Command, Option
from ticketcli.version import __version__

NAMES = {"\\": "\\e", "-": "\\-", "^": "\\(ha", "~": "\\(ti", "“": "\\(lq", "”": "\\(rq"}
"""What roff has names for (groff_char(7))."""

FILES = (
    (
        "~/.config/ticket/config.toml",
        "Portals, settings, aliases; TICKET_CONFIG_DIR names another folder.",
    ),
    ("~/.config/ticket/templates/", "Texts that messages start from."),
    ("~/.local/state/ticket/outbox/", "Drafts; TICKET_STATE_DIR names another folder."),
    ("~/.cache/ticket/", "What was learned of portals and seen of tickets; TICKET_CACHE_DIR: another."),
)
"""Where things are on Linux; other systems have folders of their own for them."""


def main(folder: Path) -> None:
    """Write all pages, and remove those of commands that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.1"):
        old.unlink()
    root = tree()
    for command in (root, *root.commands):
        page = "\n".join(_page(command, root)) + "\n"
        (folder / f"{_page_name(command)}.1").write_text(page, encoding="ascii", newline="\n")


def _page_name(command: Command) -> str:
    return "-".join(("ticket", *command.path))


def _page(command: Command, root: Command) -> Iterator[str]:
    name, is_root = _page_name(command), not command.path
    yield f'.TH {_roff(name.upper())} 1 "" "ticket {__version__}" "ticket manual"'
    yield ".SH NAME"
    yield f"{_roff(name)} \\- {_roff(_lower(command.summary))}"
    yield ".SH SYNOPSIS"
    for each in [command] if is_root else command.all():
        if is_root or not each.commands:
            yield from _synopsis(each)
    paragraphs, examples = _split(command)
    yield ".SH DESCRIPTION"
    yield from _paragraphs([command.summary, *paragraphs])
    if command.commands:
        yield ".SH COMMANDS"
        for child in command.commands:
            if is_root:
                yield from (".TP", f"\\fB{_roff(_page_name(child))}\\fR(1)", _line(child.summary))
            else:
                yield from _section(child, root)
    own = list(command.options) if is_root else _own(command, root)
    if command.arguments and not command.commands:
        yield ".SH ARGUMENTS"
        yield from _arguments(command)
    if own:
        yield ".SH OPTIONS"
        yield from _options(own)
    if not is_root:
        yield from (".PP", "The options of every command are in \\fBticket\\fR(1).")
    for title, lines in examples:
        yield f".SH {_roff(title.upper())}"
        yield from _verbatim(lines)
    if is_root:
        yield from _surroundings()
    others = [each for each in (root, *root.commands) if each.path != command.path]
    yield ".SH SEE ALSO"
    yield ",\n".join(f"\\fB{_roff(_page_name(each))}\\fR(1)" for each in (others if is_root else [root]))


def _section(command: Command, root: Command) -> Iterator[str]:
    yield f".SS {_roff(' '.join(command.path))}"
    paragraphs, examples = _split(command)
    yield from _paragraphs([command.summary, *paragraphs])
    yield from _arguments(command)
    yield from _options(_own(command, root))
    for _, lines in examples:
        yield from _verbatim(lines)


def _own(command: Command, root: Command) -> list[Option]:
    """A command's options without those of every command, which are the root's."""
    common = [option.names for option in root.options]
    return [option for option in command.options if option.names not in common]


def _surroundings() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, meaning in MEANINGS.items():
        yield from (".TP", f"\\fB{int(code)}\\fR", _line(meaning))
    yield ".SH ENVIRONMENT"
    yield from _entries(text("environment"))
    yield ".SH FILES"
    for path, about in FILES:
        yield from (".TP", f"\\fI{_roff(path)}\\fR", _line(about))


def _entries(topic: str) -> Iterator[str]:
    """A topic whose lines are a name, blanks and a text, the text going on in deeper lines."""
    for line in topic.splitlines()[1:]:
        entry = re.fullmatch(r"  (?! )(.+?)(?:   *(?=\S)(.*))?", line)
        if not line.strip():
            continue
        if entry and (entry[2] or re.fullmatch(r"[A-Z_, ]+", entry[1])):
            yield from (".TP", f"\\fB{_roff(entry[1])}\\fR")
            if entry[2]:
                yield _line(entry[2])
        elif line.startswith(" "):
            yield _line(line.strip())
        else:
            yield f".SS {_roff(line)}"


def _synopsis(command: Command) -> Iterator[str]:
    words = [f"\\fB{_roff(command.name)}\\fR", "[\\fIoptions\\fR]"]
    if command.commands:
        words += ["\\fIcommand\\fR", "..."]
    words += [_argument(argument) for argument in command.arguments]
    yield " ".join(words)
    yield ".br"


def _argument(argument: Argument) -> str:
    shown = f"\\fI{_roff(argument.value.metavar)}\\fR{'...' if argument.many else ''}"
    return shown if argument.required else f"[{shown}]"


def _arguments(command: Command) -> Iterator[str]:
    for argument in command.arguments:
        if argument.help:
            yield from (".TP", _argument(argument), _line(argument.help))


def _options(options: list[Option]) -> Iterator[str]:
    for option in options:
        names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in option.names)
        value = f" \\fI{_roff(option.value.metavar)}\\fR" if option.value else ""
        yield from (".TP", names + value, _line(option.help))


def _split(command: Command) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The paragraphs of a command's help behind its first line, and its blocks, each with its title."""
    paragraphs: list[str] = []
    blocks: list[tuple[str, list[str]]] = []
    for part in re.split(r"\n\s*\n|\n(?=\x08)", command.text)[1:]:
        if part.startswith("\b"):
            title, *lines = part.removeprefix("\b").strip("\n").split("\n")
            blocks.append((title.rstrip(":"), lines))
        else:
            paragraphs.append(part)
    return paragraphs, blocks


def _paragraphs(paragraphs: list[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield ".PP"
        yield _line(" ".join(paragraph.split()))


def _verbatim(lines: list[str]) -> Iterator[str]:
    yield from (".PP", ".EX", *(_line(f"  {line.strip()}") for line in lines), ".EE")


def _lower(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".")


def _line(text: str) -> str:
    """A line of text, which is no request even where it begins like one."""
    return f"\\&{_roff(text)}" if text[:1] in ".'" else _roff(text)


def _roff(text: str) -> str:
    """Text with roff's own characters spelled out, in ASCII."""
    spelled = (NAMES.get(each) or (each if each.isascii() else f"\\[u{ord(each):04X}]") for each in text)
    return "".join(spelled)


main(Path(sys.argv[1]))
