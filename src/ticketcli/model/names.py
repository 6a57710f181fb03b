"""Things named by a person: by name in any case, by a prefix that fits one only, or by id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from ticketcli.i18n import _
from ticketcli.model.errors import UnknownName

Thing = TypeVar("Thing")

MOST_LISTED = 20
"""So many names are listed where one is not known."""


def find_by_name(
    wanted: str,
    things: Sequence[Thing],
    *,
    kind: str,
    names: Callable[[Thing], Sequence[str]],
    id_of: Callable[[Thing], str],
    hint: str = "",
) -> Thing:
    """Return the one thing that `wanted` names.

    An exact name goes before an id, an id before the same words with other signs between them, and
    those before a prefix, so that a service called "17" can be reached. `names` gives a thing's
    names, the one to show first; `kind` is the word for such things in the language spoken now.
    Raises UnknownName, which lists what exists, or what the prefix could mean.
    """
    key, words = _normalize(wanted), _split_words(wanted)
    if key:
        for candidates in (
            [thing for thing in things if any(_normalize(name) == key for name in names(thing))],
            [thing for thing in things if id_of(thing) == wanted.strip()],
            [
                thing
                for thing in things
                if words and any(_split_words(name) == words for name in names(thing))
            ],
            [thing for thing in things if any(_normalize(name).startswith(key) for name in names(thing))],
        ):
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                raise UnknownName(
                    _("More than one {kind} matches “{wanted}”:").format(kind=kind, wanted=wanted),
                    _list_nearest(
                        key,
                        [
                            _("{name} (id {id})").format(name=names(thing)[0], id=id_of(thing))
                            for thing in candidates
                        ],
                    ),
                    hint or _("Give more of the name, or the ID."),
                )
    raise UnknownName(
        _("No {kind} “{wanted}”. Choose from:").format(kind=kind, wanted=wanted)
        if things
        else _("No {kind} “{wanted}”.").format(kind=kind, wanted=wanted),
        _list_nearest(key, [names(thing)[0] for thing in things]),
        hint,
    )


def _list_nearest(key: str, names: Sequence[str]) -> list[str]:
    """List the names; of very many those that begin most alike, and how many more there are."""
    if len(names) <= MOST_LISTED:
        return list(names)
    listed = sorted(names, key=lambda name: -_count_same(_normalize(name), key))[:MOST_LISTED]
    return [*listed, _("and {count} more").format(count=len(names) - len(listed))]


def _count_same(one: str, other: str) -> int:
    """Count the signs with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _split_words(name: str) -> list[str]:
    """Return the words of a name, whatever stands between them: an API and a page spell it differently."""
    return re.findall(r"[\w.@]+", _normalize(name))


def _normalize(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
