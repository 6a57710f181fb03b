"""Settings, in the table `[settings]` of `config.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ticketcli.accounts.config import ConfigFile
from ticketcli.accounts.environment import VARIABLES
from ticketcli.i18n import LANGUAGES, N_, _
from ticketcli.i18n.choice import match_language
from ticketcli.model.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value = str | bool | int

TABLES = ("active", "portals", "settings", "aliases")
"""The tables and keys allowed at the top of the file."""

_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")
_BACKGROUNDS = ("light", "dark")
_MOST = 100_000


@dataclass(frozen=True)
class Setting:
    """Describe a setting: the type of its value, its default, and its purpose."""

    name: str
    kind: type[Value]
    default: Value | None
    about: str

    @property
    def variable(self) -> str | None:
        """Return the environment variable that overrides it, if any."""
        return VARIABLES.get(self.name)


SETTINGS = (
    Setting("editor", str, None, N_("The editor for messages; takes precedence over VISUAL and EDITOR.")),
    Setting("pager", str, None, N_("The pager for long output; takes precedence over PAGER. “cat”: none.")),
    Setting(
        "accessible",
        bool,
        False,
        N_("Plain numbered questions and no animation, for screen readers."),
    ),
    Setting("background", str, None, N_("The terminal's background (light or dark), for choosing colours.")),
    Setting("language", str, None, N_("The language: en, ja or zh_TW. Default: the locale's.")),
    Setting("cc", str, None, N_("CC of every new ticket: e-mail addresses, separated by commas.")),
    Setting("contact", str, None, N_("How support reaches you about urgent tickets.")),
    Setting("limit", int, 30, N_("The number of tickets that “ticket list” shows.")),
)


class Settings:
    """Read and change the settings in one file. Reading an invalid file raises UsageError."""

    def __init__(self, file: ConfigFile) -> None:
        self._file = file

    @property
    def path(self) -> Path:
        """Return the path of the file."""
        return self._file.path

    def all(self) -> dict[str, Value]:
        """Return the settings that are set, checked."""
        config = self._file.read()
        for name in config:
            if name not in TABLES:
                raise self._file.fault(
                    _describe_names(
                        name,
                        TABLES,
                        _("unknown section “{name}”; did you mean “{near}”?"),
                        _("unknown section “{name}”"),
                    ),
                    name,
                )
        table = config.get("settings", {})
        if not isinstance(table, dict):
            raise self._file.fault(_("“settings” must be a table"), "settings")
        return {name: self._checked(name, value) for name, value in table.items()}

    def get(self, name: str) -> Value | None:
        """Return a setting's value: what is set, else the default. Raises UnknownName."""
        setting = find_setting(name)
        return self.all().get(setting.name, setting.default)

    def set(self, name: str, text: str) -> Value:
        """Set a setting from a text, and return its value. Raises UnknownName, UsageError, OSError."""
        setting = find_setting(name)
        value = read(setting, text)
        self.all()

        def change(document: TOMLDocument) -> None:
            import tomlkit

            document.setdefault("settings", tomlkit.table())[setting.name] = value

        self._file.change(change)
        return value

    def unset(self, name: str) -> bool:
        """Reset a setting. Returns False where it was not set. Raises UnknownName, UsageError, OSError."""
        setting = find_setting(name)
        if setting.name not in self.all():
            return False

        def change(document: TOMLDocument) -> None:
            cast("Any", document["settings"]).remove(setting.name)

        self._file.change(change)
        return True

    def variables(self) -> Mapping[str, str]:
        """Return the settings as environment variables."""
        values = self.all()
        said: dict[str, str] = {}
        for setting in SETTINGS:
            value = values.get(setting.name)
            if setting.variable and value is not None and value is not False:
                said[setting.variable] = "1" if value is True else str(value)
        return said

    def _checked(self, name: str, value: object) -> Value:
        setting = next((each for each in SETTINGS if each.name == name), None)
        here = ("settings", name)
        if setting is None:
            names = [each.name for each in SETTINGS]
            raise self._file.fault(
                _describe_names(
                    name,
                    names,
                    _("“{name}” is not a setting; did you mean “{near}”?"),
                    _("“{name}” is not a setting"),
                ),
                *here,
            )
        if type(value) is not setting.kind:
            raise self._file.fault(_(_WRONG_KIND[setting.kind]).format(name=name), *here)
        if isinstance(value, int) and not isinstance(value, bool) and not 0 < value <= _MOST:
            raise self._file.fault(
                _("“{name}” must be a number from 1 to {most}").format(name=name, most=_MOST), *here
            )
        return value


def find_setting(name: str) -> Setting:
    """Find a setting by name. Raises UnknownName, which suggests similar names."""
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    names = [setting.name for setting in SETTINGS]
    raise UnknownName(
        _describe_names(
            name,
            names,
            _("Unknown setting “{name}”; did you mean “{near}”? Settings:"),
            _("Unknown setting “{name}”. Settings:"),
        ),
        names,
        _("See: ticket config list"),
    )


def read(setting: Setting, text: str) -> Value:
    """Parse a text as the value of a setting. Raises UsageError."""
    word = text.strip().casefold()
    if setting.kind is bool:
        if word in (*_YES, *_NO):
            return word in _YES
        raise UsageError(
            _("“{name}” must be true or false, not “{text}”.").format(name=setting.name, text=text)
        )
    if setting.kind is int:
        if word.isascii() and word.isdecimal() and len(word) < 9 and 0 < int(word) <= _MOST:
            return int(word)
        raise UsageError(
            _("“{name}” must be a number from 1 to {most}, not “{text}”.").format(
                name=setting.name, most=_MOST, text=text
            )
        )
    if setting.name == "background" and word not in _BACKGROUNDS:
        raise UsageError(
            _("“{name}” must be light or dark, not “{text}”.").format(name=setting.name, text=text)
        )
    if setting.name == "language" and match_language(text) is None:
        raise UsageError(
            _("Language “{text}” is not available. Choose en, ja or zh_TW.").format(text=text),
            "\n".join(f"  {name}  {own}" for name, own in LANGUAGES.items()),
        )
    return word if setting.name == "background" else text


def _describe_names(name: str, names: Iterable[str], with_near: str, without: str) -> str:
    """Return a sentence that suggests similar names, or lists all where none is similar."""
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    return with_near.format(name=name, near=near[0]) if near else without.format(name=name)


_WRONG_KIND: Mapping[type[Value], str] = {
    str: N_("“{name}” must be a string in quotation marks"),
    bool: N_("“{name}” must be true or false"),
    int: N_("“{name}” must be a number"),
}
