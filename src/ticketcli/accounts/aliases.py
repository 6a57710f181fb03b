"""Aliases for longer commands, in the table `[aliases]` of `config.toml`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from ticketcli.accounts.config import ConfigFile
from ticketcli.i18n import _, ngettext
from ticketcli.model.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_NAME = re.compile(r"[^\W_][\w.-]{0,63}")
_PLACE = re.compile(r"\$([1-9])")


class Aliases:
    """Read and change the aliases in one file. `commands` are the program's own names."""

    def __init__(self, file: ConfigFile, commands: Collection[str]) -> None:
        self._file = file
        self._commands = commands

    def all(self) -> dict[str, str]:
        """List the aliases and their commands, in the file's order. Raises UsageError."""
        table = self._file.read().get("aliases", {})
        if not isinstance(table, dict):
            raise self._file.fault(_("“aliases” must be a table"), "aliases")
        for name, expansion in table.items():
            if not isinstance(expansion, str):
                raise self._file.fault(
                    _("alias “{name}” must be a string").format(name=name), "aliases", name
                )
        return table

    def set(self, name: str, expansion: str) -> bool:
        """Save an alias. Returns True where it replaced one. Raises UsageError, OSError."""
        if name in self._commands:
            raise UsageError(_("“{name}” is already a command.").format(name=name), _("Choose another name."))
        if not _NAME.fullmatch(name):
            raise UsageError(
                _("“{name}” cannot be used as an alias.").format(name=name),
                _("Use letters (of any script), digits, dots, hyphens and underscores."),
            )
        aliases = self.all()
        replaced = name in aliases
        # Report every mistake now, not when it is used.
        _expand([name], {**aliases, name: expansion}, self._commands, sample=True)

        def change(document: TOMLDocument) -> None:
            import tomlkit

            document.setdefault("aliases", tomlkit.table())[name] = expansion

        self._file.change(change)
        return replaced

    def delete(self, name: str) -> str:
        """Remove an alias, and return its command. Raises UnknownName, UsageError, OSError."""
        aliases = self.all()
        if name not in aliases:
            message = (
                _("Alias “{name}” does not exist. Aliases:")
                if aliases
                else _("Alias “{name}” does not exist.")
            )
            raise UnknownName(message.format(name=name), list(aliases))

        def change(document: TOMLDocument) -> None:
            cast("Any", document["aliases"]).remove(name)

        self._file.change(change)
        return aliases[name]

    def expand(self, words: Sequence[str]) -> list[str] | None:
        """Expand a command line that begins with an alias. Returns None where it does not.

        Raises UsageError for an alias that cannot be used.
        """
        aliases = self.all()
        return _expand(words, aliases, self._commands) if words[0] in aliases else None


def _expand(
    words: Sequence[str], aliases: Mapping[str, str], commands: Collection[str], *, sample: bool = False
) -> list[str]:
    # With `sample`, any number of arguments is assumed.
    line = list(words)
    met: list[str] = []
    while line[0] not in commands:
        name = line[0]
        if name in met:
            raise UsageError(
                _("The alias “{name}” refers to itself: {chain}.").format(
                    name=name, chain=" → ".join([*met, name])
                ),
                _("See: ticket alias list"),
            )
        if name not in aliases:
            raise UsageError(
                _("The alias “{alias}” stands for “{name}”, which is not a command.").format(
                    alias=met[-1], name=name
                ),
                _("An alias must start with a command. See: ticket --help"),
            )
        met.append(name)
        line = _fill_in(name, _split(name, aliases[name]), line[1:], sample=sample)
    return line


def _split(name: str, expansion: str) -> list[str]:
    try:
        words = shlex.split(expansion)
    except ValueError as error:
        raise UsageError(
            _("The alias “{name}” is invalid: {expansion} ({error}).").format(
                name=name, expansion=expansion, error=error
            )
        ) from error
    if not words:
        raise UsageError(_("The alias “{name}” is empty.").format(name=name))
    return words


def _fill_in(name: str, words: Sequence[str], arguments: Sequence[str], *, sample: bool) -> list[str]:
    """Replace `$1` and so on by arguments, and append the rest."""
    wanted = max((int(place) for word in words for place in _PLACE.findall(word)), default=0)
    if sample:
        arguments = [*arguments, *["1"] * wanted]
    if len(arguments) < wanted:
        raise UsageError(
            _describe_too_few(wanted, len(arguments)).format(name=name, wanted=wanted, given=len(arguments)),
            _("The alias stands for: {words}").format(words=" ".join(words)),
        )
    placed = [_PLACE.sub(lambda place: arguments[int(place[1]) - 1], word) for word in words]
    # Those that a place names go there; the others follow behind.
    taken = {int(place) for word in words for place in _PLACE.findall(word)}
    return [*placed, *(word for index, word in enumerate(arguments, 1) if index not in taken)]


def _describe_too_few(wanted: int, given: int) -> str:
    if not given:
        return ngettext(
            "The alias “{name}” needs {wanted} argument, but none was given.",
            "The alias “{name}” needs {wanted} arguments, but none was given.",
            wanted,
        )
    return ngettext(
        "The alias “{name}” needs {wanted} arguments, but {given} was given.",
        "The alias “{name}” needs {wanted} arguments, but {given} were given.",
        given,
    )
