"""List what may stand at the cursor: commands, options, and their values."""

from __future__ import annotations

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from ticketcli.cli.completion.lists import Answer

NO_SPACE, NO_FILES, BY_EXTENSION, FOLDERS, KEEP_ORDER = 2, 4, 8, 16, 32
"""What a shell is to do with an answer; the numbers are cobra's (`ShellCompDirective`).

With BY_EXTENSION the answers are endings of files, with FOLDERS there are none; without NO_FILES and these
two the shell offers any file.
"""

_EXTENSIONS = ("jpg", "gif", "zip", "png", "pdf")  # where the portal has not said yet


class Place:
    """Where the cursor is: the command, its argument's number from 0, the option whose value is typed."""

    def __init__(self, words: Sequence[str], root: Mapping[str, Any]) -> None:
        """Read the words before the cursor; `root` is of `tree_index`."""
        self.command = root
        self.options = {name: option for option in root["options"] for name in option["names"]}
        self.number = 0
        self.portal = ""
        self.only_arguments = False
        self.used: list[str] = []
        option: Mapping[str, Any] | None = None
        for word in words:
            if option is not None:
                self._take(option, word)
                option = None
            elif self.only_arguments or not word.startswith("-") or word == "-":
                self._step(word)
            elif word == "--":
                self.only_arguments = True
            else:
                option = self._read_option(word)
        self.option = option

    def _step(self, word: str) -> None:
        child = None if self.only_arguments else self.command["commands"].get(word)
        if child is None:
            self.number += 1
            return
        self.command = child
        self.options |= {name: option for option in child["options"] for name in option["names"]}

    def _read_option(self, word: str) -> Mapping[str, Any] | None:
        """Note an option; gives it where its value is to follow as a word."""
        name, equals, value = word.partition("=")
        option = self.options.get(name)
        if option is None:
            return None
        self.used += option["names"]
        if equals:
            self._take(option, value)
            return None
        return option if option["value"] is not None else None

    def _take(self, option: Mapping[str, Any], value: str) -> None:
        if "--portal" in option["names"]:
            self.portal = value


def find_candidates(
    words: Sequence[str], root: Mapping[str, Any], env: Mapping[str, str]
) -> tuple[list[Answer], int]:
    """Return what the last of `words` may become, and what the shell is to do with that.

    Raises OSError and ValueError where a file of the cache is damaged.
    """
    *before, current = words or [""]
    place = Place(before, root)
    option, prefix = place.option, ""
    if option is None and not place.only_arguments and current.startswith("--") and "=" in current:
        name, _equals, current = current.partition("=")
        option, prefix = place.options.get(name, {"value": None}), f"{name}="
    if option is not None:
        return _find_values(option["value"], prefix, current, place, env)
    if current.startswith("-") and not place.only_arguments:
        return _keep_fitting(_list_options(place), current), NO_FILES | KEEP_ORDER
    if place.command["commands"]:
        found = [(name, child["summary"]) for name, child in place.command["commands"].items()]
        if place.command is root:
            found += _list("aliases", place, env)
        return _keep_fitting(found, current), NO_FILES | KEEP_ORDER
    arguments = place.command["arguments"]
    if place.number < len(arguments):
        return _find_values(arguments[place.number]["value"], "", current, place, env)
    if arguments and arguments[-1]["many"]:
        return _find_values(arguments[-1]["value"], "", current, place, env)
    return [], NO_FILES


def _list_options(place: Place) -> list[Answer]:
    own = {id(option): option for option in place.options.values()}
    return [
        (name, option["help"])
        for option in reversed(own.values())
        for name in option["names"]
        if option["many"] or name not in place.used
    ]


def _find_values(
    value: Mapping[str, Any] | None, prefix: str, current: str, place: Place, env: Mapping[str, str]
) -> tuple[list[Answer], int]:
    kind = "text" if value is None else value["kind"]
    if kind == "text" or value is None:
        return [], NO_FILES
    if kind == "folders":
        return [], FOLDERS
    if kind == "files" or (kind == "attachable" and "--zip" in place.used):
        return [], 0
    if kind == "attachable":
        endings = [ending.lstrip(".") for ending, _about in _list("extensions", place, env)] or [*_EXTENSIONS]
        more = ["jpeg"] if "jpg" in endings else []
        return [(ending, "") for ending in (*endings, *more)], BY_EXTENSION
    found = value["words"] if kind == "words" else _list(kind, place, env)
    if not value["separated"]:
        return _keep_fitting(found, current, prefix), NO_FILES | KEEP_ORDER
    first, comma, last = current.rpartition(",")
    left = [each for each in found if each[0] not in first.split(",")]
    return _keep_fitting(left, last, f"{prefix}{first}{comma}"), NO_FILES | KEEP_ORDER | NO_SPACE


def _keep_fitting(found: Iterable[Sequence[str]], beginning: str, prefix: str = "") -> list[Answer]:
    """Return the values that begin so, in any case, with what stands before them."""
    key = beginning.casefold()
    return [(prefix + value, about) for value, about in found if value.casefold().startswith(key)]


def _list(kind: str, place: Place, env: Mapping[str, str]) -> list[Answer]:
    from ticketcli.cli.completion.lists import list_values

    return list(list_values(kind, place.portal, env))
