"""Ordinary command lines, read from the commands' own declarations without Typer.

Importing Typer takes 50 ms, longer than most commands run (`scripts/bench` has the numbers). What is
not plain here is left to it: help, mistakes and aliases. So a line is read as Typer
reads it, or not at all; `tests/cli/test_ordinary.py` holds the two together.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import NoneType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args, get_origin

from ticketcli.cli import global_options
from ticketcli.cli.registry import COMMANDS

if TYPE_CHECKING:
    from ticketcli.context import Context

_OF_THE_WHOLE_TREE = ("help",)
"""Commands that look at the others."""


class NotOrdinary(Exception):
    """The line is for Typer to read."""


class Call(NamedTuple):
    """A command and what was given to it, by the names of its parameters; `options` are every command's.

    `path` has the words of its name: "drafts list".
    """

    path: str
    command: Callable[..., None]
    values: dict[str, Any]
    options: dict[str, Any]

    def run(self, context: Context) -> None:
        """Run the command. Raises what it raises."""
        global_options.keep(context.options, self.options)
        run = partial(self.command, SimpleNamespace(obj=context), **self.values)
        if not context.options.shaped:
            run()
            return
        from ticketcli.cli.json_options import run_shaped

        run_shaped(self.path, self.values, context, run)


class Parameter(NamedTuple):
    """An option by its names, or an argument, which has none.

    `kind` is bool for a flag, str, int, Path, or a Literal; a number is `least` to `most`; `common`: of every
    command.
    """

    names: tuple[str, ...] = ()
    least: float = float("-inf")
    most: float = float("inf")
    name: str = ""
    kind: Any = str
    many: bool = False
    required: bool = False
    common: bool = False

    def value(self, text: str) -> str | int | Path:
        """What a text stands for. Raises NotOrdinary."""
        if self.kind is str:
            return text
        if self.kind is int:
            try:
                number = int(text)
            except ValueError as error:
                raise NotOrdinary from error
            if self.least <= number <= self.most:
                return number
        elif self.kind is Path:
            if os.access(text, os.R_OK) or not os.path.lexists(text):
                return Path(text)
        elif text in get_args(self.kind):
            return text
        raise NotOrdinary


def read(line: Sequence[str]) -> Call | None:
    """The call that a command line asks for, or None where only Typer can tell."""
    if "--help" in line:
        return None
    try:
        return _read(line)
    except NotOrdinary:
        return None


def _read(line: Sequence[str]) -> Call:
    common = [_common(option) for option in global_options.OPTIONS]
    given, words = _options(line, common, until_word=True)
    if not words:
        overview = import_module("ticketcli.commands.overview")

        return Call("", overview.command, {}, given)
    path, names = [], (*COMMANDS,)
    while True:
        if words[:1] == [] or words[0] not in names or words[0] in _OF_THE_WHOLE_TREE:
            raise NotOrdinary
        path.append(words[0])
        module = import_module(".".join(("ticketcli.commands", *path)))
        if not hasattr(module, "COMMANDS"):
            break
        names = module.COMMANDS
        more, words = _options(words[1:], common, until_word=True)
        given |= more
    command = getattr(module, "command", None)
    if command is None:
        raise NotOrdinary
    own = _declared(command)
    values, rest = _options(words[1:], [*common, *own])
    given |= {option.name: values.pop(option.name) for option in common if option.name in values}
    return Call(" ".join(path), command, values | _arguments(rest, own), given)


def _options(
    line: Sequence[str], parameters: Iterable[Parameter], *, until_word: bool = False
) -> tuple[dict[str, Any], list[str]]:
    """The values of options, and the words that are none; `until_word` ends at the first of these."""
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
                raise NotOrdinary
            break
        else:
            name, attached, text = word.partition("=")
            option = known.get(name)
            flag = option is not None and option.kind is bool
            if option is None or (attached and (flag or name[:2] != "--")) or not (flag or attached or rest):
                raise NotOrdinary
            value = True if flag else option.value(text if attached else rest.pop(0))
            if option.common and value in ("", "help"):  # says nothing; asks for the names of fields
                raise NotOrdinary
            values[option.name] = [*values.get(option.name, ()), value] if option.many else value
    return values, [*words, *rest]


def _arguments(words: list[str], parameters: Iterable[Parameter]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for argument in parameters:
        if argument.names:
            continue
        taken, words = (words, []) if argument.many else (words[:1], words[1:])
        if taken:
            read = [argument.value(text) for text in taken]
            values[argument.name] = read if argument.many else read[0]
        elif argument.required:
            raise NotOrdinary
    if words:
        raise NotOrdinary
    return values


def _common(option: global_options.GlobalOption) -> Parameter:
    kind = bool if option.flag else Literal[option.words] if option.words else str
    return Parameter((option.typed,), name=option.name, kind=kind, common=True)


def _option(*names: str, min: float = float("-inf"), max: float = float("inf"), **about: Any) -> Parameter:
    return _argument(**about)._replace(names=names, least=min, most=max)


def _argument(**about: Any) -> Parameter:
    if not about.keys() <= {"metavar", "help"}:  # whatever it asks for, it is not known here
        raise NotOrdinary
    return Parameter()


_DECLARING = {"typer": SimpleNamespace(Option=_option, Argument=_argument, Context=None), "_": str}
"""What the names in a declaration mean here."""


def _declared(command: Callable[..., None]) -> list[Parameter]:
    """A command's parameters, from its annotations. Raises NotOrdinary for what is not known here."""
    annotations = inspect.get_annotations(command, locals=_DECLARING, eval_str=True)
    names = command.__code__.co_varnames[1 : command.__code__.co_argcount]
    required = len(names) - len(command.__defaults__ or ())
    found = []
    for index, name in enumerate(names):
        (parameter,) = getattr(annotations[name], "__metadata__", (None,))
        if not isinstance(parameter, Parameter):
            raise NotOrdinary
        kind, many = _kind(annotations[name].__origin__)
        found.append(parameter._replace(name=name, kind=kind, many=many, required=index < required))
    return found


def _kind(annotation: Any) -> tuple[Any, bool]:
    """A value's kind, and whether there may be several."""
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
    if kinds and get_origin(annotation) not in (list, Literal):
        (annotation,) = kinds
    many = get_origin(annotation) is list
    kind = get_args(annotation)[0] if many else annotation
    if kind not in (bool, int, str, Path) and get_origin(kind) is not Literal:
        raise NotOrdinary
    return kind, many
