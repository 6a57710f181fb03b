"""Write the help of a command: in the language spoken, and by the cells that its characters take."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ticketcli.cli import global_options, page_cache
from ticketcli.cli.command_tree import Argument, Command, Option, read_command
from ticketcli.cli.registry import GROUPS
from ticketcli.i18n import _, join_list
from ticketcli.i18n.catalogue import get_language

if TYPE_CHECKING:
    from ticketcli.context import Context

_NARROW = 60  # columns
_WIDEST = 30  # cells of a name; one that is wider stands on a line of its own


def show_help(path: tuple[str, ...], context: Context) -> None:
    """Print the help of a command or group, and cache it."""
    from ticketcli.output.encoding import encode_for

    language, width = get_language(), page_cache.get_width(sys.stdout, os.environ)
    page = write_help(path, width)
    name = page_cache.get_page_name(path, language, width)
    page_cache.write(page, name, cache=context.folders.cache, language=language)
    context.stdout.write(encode_for(sys.stdout, page) + "\n")


def write_help(path: tuple[str, ...], width: int) -> str:
    """Return the help of a command or group, in lines of at most so many cells."""
    return "\n".join(_write(read_command(path), width))


def _write(command: Command, width: int) -> Iterator[str]:
    from ticketcli.output.widths import wrap_text

    usage = " ".join((command.name, _("[OPTIONS]"), *map(_name_argument, command.arguments)))
    if command.commands:
        usage += " " + _("COMMAND [ARGS]...")
    yield from _indent_behind(_("Usage: "), usage, width)
    for paragraph in command.text.split("\n\n"):
        yield ""
        if paragraph.startswith("\b"):
            yield from (f"  {line}".rstrip() for line in paragraph.split("\n")[1:])
        else:
            yield from (f"  {line}" for line in wrap_text(" ".join(paragraph.split()), width - 2))
    common = [each.names for each in (*global_options.OPTIONS, global_options.HELP)]
    own = [each for each in command.options if each.names not in common]
    rows = [(_name_argument(each), each.help) for each in command.arguments if each.help]
    yield from _list(_("Arguments"), rows, width)
    if not command.path:
        for heading, names in GROUPS.items():
            rows = [(each.path[-1], each.summary) for each in command.commands if each.path[-1] in names]
            yield from _list(_(heading), rows, width)
        yield from _list(_("Options"), map(_name_option, command.options), width)
        return
    yield from _list(_("Commands"), ((each.path[-1], each.summary) for each in command.commands), width)
    yield from _list(_("Options"), map(_name_option, own), width)
    yield ""
    yield _("{label}:").format(label=_("Global options (see: ticket --help)"))
    typed = (_write_names(each) for each in command.options if each.names in common)
    listed = join_list(name.replace(" ", "\u00a0").replace(",\u00a0", ", ") for name in typed)
    yield from (f"  {line}" for line in wrap_text(listed, width - 2))


def _list(heading: str, rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield names and what they are, in two columns below a heading; nothing where there is none."""
    from rich.cells import cell_len

    listed = list(rows)
    if not listed:
        return
    yield ""
    yield _("{label}:").format(label=heading)
    widest = width // 4 if width < _NARROW else _WIDEST
    column = min(max(cell_len(name) for name, _about in listed), widest)
    for name, about in listed:
        yield from _indent_behind(
            f"  {name}{' ' * (column - cell_len(name))}  ", about, width, indent=column + 4
        )


def _indent_behind(start: str, text: str, width: int, *, indent: int = 0) -> Iterator[str]:
    """Yield a text behind a start, its further lines set in as far; below it, where the start is too wide."""
    from rich.cells import cell_len

    from ticketcli.output.widths import wrap_text

    indent = indent or cell_len(start)
    if cell_len(start) > indent:
        yield start.rstrip()
        start = " " * indent
    for line in wrap_text(text, max(width - indent, 10)):
        yield f"{start}{line}".rstrip()
        start = " " * indent


def _name_argument(argument: Argument) -> str:
    shown = f"{argument.value.metavar}{'...' if argument.many else ''}"
    return shown if argument.required else f"[{shown}]"


def _name_option(option: Option) -> tuple[str, str]:
    default = _("default: {value}").format(value=option.default) if option.default else ""
    return _write_names(option), f"{option.help}  [{default}]" if default else option.help


def _write_names(option: Option) -> str:
    """Return an option as it is typed: "-d, --dept, --department NAME"."""
    names: Sequence[str] = sorted(option.names, key=lambda name: name.startswith("--"))
    value = f" {option.value.metavar}" if option.value else ""
    return f"{', '.join(names)}{value}"
