"""Declare what a command takes: a frozen dataclass, whose fields are its options and arguments.

    @dataclass(frozen=True, kw_only=True)
    class Options:
        \"\"\"Close tickets. One that is closed already stays so.\"\"\"

        tickets: tuple[str, ...] = argument("NUMBER|URL", many=True, values="tickets", help="The ticket.")
        yes: bool = flag("--yes", "-y", help="Do not ask.")

Its docstring is the command's help. The reader of plain lines (`cli.reader`), the command of Typer
(`cli.typer_app`), help, manual pages and completions are all made from it.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

_KEY = "parameter"


@dataclass(frozen=True)
class Parameter:
    """An option by its names, or an argument, which has none.

    `kind` is bool for a flag, else what a text is read as: str, int, float or Path. A number is `least` to
    `most`. `words` are all that it takes; `suggests` are offered for completion beside anything else;
    `values` is a list to complete from (`command_tree.Kind`, or one of `command_tree.LISTS`).
    """

    names: tuple[str, ...]
    help: str
    metavar: str
    kind: type = str
    words: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    many: bool = False
    least: float | None = None
    most: float | None = None
    values: str = ""
    name: str = ""
    required: bool = False
    default: Any = None

    @property
    def flag(self) -> bool:
        """Whether it takes no value."""
        return self.kind is bool

    @property
    def shown(self) -> str:
        """What stands for its value in help; "" for a flag."""
        return "" if self.flag else self.metavar or "|".join(self.words)


def option(
    *names: str,
    help: str,
    metavar: str = "",
    kind: type = str,
    words: tuple[str, ...] = (),
    suggests: tuple[str, ...] = (),
    many: bool = False,
    least: float | None = None,
    most: float | None = None,
    values: str = "",
    default: Any = None,
) -> Any:
    """Declare an option that takes a value; with `many` it may be given again and is a tuple."""
    default = () if many else default
    declared = Parameter(names, help, metavar, kind, words, suggests, many, least, most, values)
    return field(default=default, metadata={_KEY: declared})


def flag(*names: str, help: str) -> Any:
    """Declare an option that takes no value, and is False unless it is given."""
    return field(default=False, metadata={_KEY: Parameter(names, help, "", bool)})


def argument(
    metavar: str,
    *,
    help: str,
    words: tuple[str, ...] = (),
    many: bool = False,
    required: bool = True,
    values: str = "",
) -> Any:
    """Declare a text without a name; with `many` it takes all that follow and is a tuple."""
    declared = Parameter((), help, metavar, words=words, many=many, values=values, required=required)
    if required:
        return field(metadata={_KEY: declared})
    return field(default=() if many else None, metadata={_KEY: declared})


def list_parameters(options: type) -> tuple[Parameter, ...]:
    """Return what a dataclass declares: its own fields first, then those of each class it builds on."""
    from dataclasses import replace

    known = {each.name: each for each in fields(options)}
    names = [name for each in options.__mro__ for name in vars(each).get("__annotations__", ())]
    return tuple(
        replace(
            known[name].metadata[_KEY],
            name=name,
            default=None if known[name].default is MISSING else known[name].default,
        )
        for name in dict.fromkeys(names)
    )


def read_value(parameter: Parameter, text: str) -> Any:
    """Return what a text stands for. Raises ValueError where it is none of the parameter's."""
    if parameter.words and text not in parameter.words:
        raise ValueError(text)
    if parameter.kind in (int, float):
        number = parameter.kind(text)
        if (parameter.least is not None and number < parameter.least) or (
            parameter.most is not None and number > parameter.most
        ):
            raise ValueError(text)
        return number
    return Path(text) if parameter.kind is Path else text
