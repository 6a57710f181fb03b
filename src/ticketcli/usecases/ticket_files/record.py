"""One entry of a ticket file, with the lines of its values, in any notation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

Kind = Literal["text", "number", "flag", "null", "list", "map"]


@dataclass(frozen=True)
class Value:
    """A value as written: `text` of a scalar (a number keeps its notation), `items` of a list.

    What stands in a map is left out: no key of a ticket takes one.
    """

    kind: Kind
    text: str = ""
    items: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A key with its value, and its line in the file, from 1."""

    key: str
    value: Value
    line: int


@dataclass(frozen=True)
class Record:
    """An entry: its pairs, and the line on which it begins, from 1."""

    pairs: tuple[Pair, ...]
    line: int


class Unreadable(UsageError):
    """The text is not in the notation that it seems to be in."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(_("line {line}: {problem}").format(line=line, problem=reason) if line else reason)


def check_keys(pairs: list[Pair]) -> tuple[Pair, ...]:
    """Check the pairs. Raises Unreadable where a key stands there twice."""
    seen: dict[str, int] = {}
    for pair in pairs:
        if pair.key in seen:
            raise Unreadable(
                pair.line,
                _("Duplicate “{key}”, first on line {line}.").format(key=pair.key, line=seen[pair.key]),
            )
        seen[pair.key] = pair.line
    return tuple(pairs)
