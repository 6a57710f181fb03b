"""Read `config.toml` strictly, and write it with its comments and order unchanged."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import ENGLISH, _, get_language
from ticketcli.model.errors import UsageError
from ticketcli.system import atomic_files

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


class ConfigFile:
    """Read and change a TOML file. A missing file counts as empty.

    With `text`, that is checked instead of the file's content.
    """

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        self._proposed = text

    def read(self) -> dict[str, Any]:
        """Return the content of the file. Raises UsageError, with the line, where it is not TOML."""
        return self._parse(self._text())

    def change(self, change: Callable[[TOMLDocument], None]) -> None:
        """Apply a change to the file, and write it as a whole. Raises as `read` does, and OSError."""
        text = self._text()
        self._parse(text)  # an invalid file is not overwritten
        import tomlkit

        document = tomlkit.parse(text)
        change(document)
        self.replace(tomlkit.dumps(document))

    def replace(self, text: str) -> None:
        """Replace the content of the file. Raises UsageError where it is not TOML, and OSError."""
        self._parse(text)
        path = self.path.resolve()  # a link into somebody's dotfiles stays a link
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
        atomic_files.write(path, text, mode=mode)

    def fault(self, text: str, *keys: str) -> UsageError:
        """Build the error for the value at `keys`, such as ("portals", "hb", "url")."""
        line = _find_line(self._text(), keys)
        return self._error(text, line)

    def _text(self) -> str:
        if self._proposed is not None:
            return self._proposed
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return ""
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise self._error(_("not UTF-8 text"), line) from None

    def _parse(self, text: str) -> dict[str, Any]:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            reason, _at, place = str(error).partition(" (at ")
            found = re.match(r"line (\d+)", place)
            line = int(found[1]) if found else text.count("\n") + 1
            reason_shown = reason[:1].lower() + reason[1:] if get_language() == ENGLISH else _("invalid TOML")
            raise self._error(reason_shown, line) from None

    def _error(self, text: str, line: int | None) -> UsageError:
        where = str(self.path) if line is None else _("{path}, line {line}").format(path=self.path, line=line)
        return UsageError(
            _("{place}: {fault}.").format(place=where, fault=text),
            _("Correct the file, or move it away and sign in again."),
        )


def _find_line(text: str, keys: tuple[str, ...]) -> int | None:
    """Find the line of a key, or of its table. Returns None where it is written in another way."""
    table: tuple[str, ...] = ()
    found = None
    for number, line in enumerate(text.splitlines(), 1):
        try:
            value = tomllib.loads(line)
        except tomllib.TOMLDecodeError:
            continue
        here = _split_key(value)
        if line.lstrip().startswith("["):
            table = here
            if table and table == keys[: len(table)]:
                found = number
        elif here and table + here == keys[: len(table + here)]:
            return number
    return found


def _split_key(value: Mapping[str, Any]) -> tuple[str, ...]:
    for key, inner in value.items():
        return (key, *(_split_key(inner) if isinstance(inner, dict) else ()))
    return ()
