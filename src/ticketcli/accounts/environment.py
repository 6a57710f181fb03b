"""Environment variables, with settings as their defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

VARIABLES = {
    "editor": "TICKET_EDITOR",
    "pager": "TICKET_PAGER",
    "accessible": "TICKET_ACCESSIBLE",
    "background": "TICKET_BACKGROUND",
    "language": "TICKET_LANG",
}
"""The setting for each variable that has one."""


class Environment(Mapping[str, str]):
    """Look up variables, in the environment first, then in the settings.

    The settings are read on the first look-up of a variable that is not set, so that
    a command that needs none of them does not read the file.
    """

    def __init__(self, given: Mapping[str, str], read: Callable[[], Mapping[str, str]]) -> None:
        self._given = given
        self._read = read
        self._settings: Mapping[str, str] | None = None

    def __getitem__(self, name: str) -> str:
        if name in self._given:
            return self._given[name]
        if name not in VARIABLES.values():
            raise KeyError(name)
        return self._set[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._given
        yield from (name for name in self._set if name not in self._given)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def _set(self) -> Mapping[str, str]:
        if self._settings is None:
            self._settings = self._read()
        return self._settings
