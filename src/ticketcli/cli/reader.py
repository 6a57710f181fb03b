"""Read plain command lines into values, from the commands' declarations and without Typer.

Importing Typer takes 50 ms, longer than most commands run (`scripts/bench` has the numbers). What is not
plain here is left to it: mistakes, aliases, several letters behind one dash. A line is read as Typer
reads it, or not at all; `tests/cli/test_reader.py` holds the two together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ticketcli.cli import global_options
from ticketcli.cli.options import Parameter, list_parameters, read_value
from ticketcli.cli.registry import list_children, load
from ticketcli.exit_codes import Exit
from ticketcli.system.ownership import check_folders

if TYPE_CHECKING:
    from ticketcli.context import Context


class NotPlain(Exception):
    """The line is for Typer to read."""


class HelpAsked(Exception):
    """The line asks for the help of the command at `path`, or, with `code` USAGE, is not whole without it."""

    def __init__(self, path: Sequence[str], code: Exit = Exit.DONE) -> None:
        super().__init__()
        self.path = tuple(path)
        self.code = code


@dataclass(frozen=True)
class Call:
    """A command and what was given to it: `options` is its dataclass, `given` those of every command.

    `options` is None where only the names of the answer's fields are asked for (`--fields help`).
    """

    path: tuple[str, ...]
    options: Any
    given: dict[str, Any]
    command: Callable[[Any, Context], Any]

    def run(self, context: Context) -> None:
        """Run the command. Raises what it raises."""
        global_options.update_globals(context.options, self.given)
        check_folders(context.folders)
        if not context.options.shaped:
            self.command(self.options, context)
            return
        from ticketcli.cli.json_options import run_shaped

        run_shaped(" ".join(self.path), self.options, context, lambda: self.command(self.options, context))


def read(line: Sequence[str]) -> Call:
    """Return the call that a command line asks for. Raises NotPlain, HelpAsked."""
    given, words = _read_options(line, global_options.OPTIONS, (), until_word=True)
    path: tuple[str, ...] = ()
    while words or path:
        if not words:
            raise HelpAsked(path, Exit.USAGE)
        if words[0] not in list_children(path):
            raise NotPlain
        path = (*path, words[0])
        if not list_children(path):
            break
        more, words = _read_options(words[1:], global_options.OPTIONS, path, until_word=True)
        given |= more
    module = load(path)
    own = list_parameters(module.Options)
    values, rest = _read_options(words[1:], [*global_options.OPTIONS, *own], path)
    for option in global_options.OPTIONS:
        if option.name in values:
            given[option.name] = values.pop(option.name)
    options = None
    if given.get("fields") != "help":
        options = module.Options(**values, **_read_arguments(rest, own))
    return Call(path, options, given, module.run)


def _read_options(
    line: Sequence[str], parameters: Iterable[Parameter], path: Sequence[str], *, until_word: bool = False
) -> tuple[dict[str, Any], list[str]]:
    """Read the values of options, and the words that are none; `until_word` ends at the first of these."""
    known = {name: parameter for parameter in parameters for name in parameter.names}
    values: dict[str, Any] = {}
    words: list[str] = []
    rest = list(line)
    while rest:
        word = rest.pop(0)
        if word in ("", "-") or word[0] != "-":
            words.append(word)
            if until_word:
                break
        elif word == "--":
            if until_word:
                raise NotPlain
            break
        elif word in global_options.HELP.names:
            raise HelpAsked(path)
        else:
            name, attached, text = word.partition("=")
            option = known.get(name)
            if option is None or (attached and (option.flag or name[:2] != "--")):
                raise NotPlain
            if not (option.flag or attached or rest):
                raise NotPlain
            value = True if option.flag else _read_value(option, text if attached else rest.pop(0))
            if value == "" and option in global_options.OPTIONS:
                raise NotPlain
            values[option.name] = (*values.get(option.name, ()), value) if option.many else value
    return values, [*words, *rest]


def _read_value(parameter: Parameter, text: str) -> Any:
    try:
        value = read_value(parameter, text)
    except ValueError as error:
        raise NotPlain from error
    if isinstance(value, os.PathLike) and os.path.lexists(text) and not os.access(text, os.R_OK):
        raise NotPlain  # Typer says that it cannot be read
    return value


def _read_arguments(words: list[str], parameters: Iterable[Parameter]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for argument in parameters:
        if argument.names:
            continue
        taken, words = (words, []) if argument.many else (words[:1], words[1:])
        if taken:
            read = tuple(_read_value(argument, text) for text in taken)
            values[argument.name] = read if argument.many else read[0]
        elif argument.required:
            raise NotPlain
    if words:
        raise NotPlain
    return values
