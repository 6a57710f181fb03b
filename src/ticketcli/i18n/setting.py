"""The setting `language`, where nothing else of `config.toml` is wanted: for help and completions."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike


def add_language_setting(env: Mapping[str, str], config: str | PathLike[str]) -> Mapping[str, str]:
    """Return the environment with the language of `config.toml` in place of an absent TICKET_LANG.

    A file that is damaged says nothing here: the command that needs it will tell.
    """
    if env.get("TICKET_LANG"):
        return env
    try:
        with open(config, encoding="utf-8-sig") as file:  # noqa: PTH123 - pathlib is slow to import
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return env
    if "language" not in text:  # spares most people the import
        return env
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        settings = tomllib.loads(text).get("settings", {})
    except tomllib.TOMLDecodeError:
        return env
    said = settings.get("language") if isinstance(settings, dict) else None
    return {**env, "TICKET_LANG": said} if isinstance(said, str) else env
