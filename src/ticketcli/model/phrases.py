"""Pieces of a line set side by side, as English, Japanese and Chinese do it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

_ENDING = tuple("、。，．：；！？」』）】〉》")
_STARTING = tuple("「『（【〈《")


def join_phrases(one: str, other: str) -> str:
    """Set a text behind another one, with a blank between them but beside a full-width mark.

    Where `other` is empty, what is typed or written next can stand there.
    """
    return f"{one}{'' if one.endswith(_ENDING) or other.startswith(_STARTING) else ' '}{other}"


def join_lines(lines: Iterable[str]) -> str:
    """Make one line of several; empty ones are left out."""
    stripped = (line.strip() for line in lines)
    return reduce(join_phrases, [line for line in stripped if line] or [""])
