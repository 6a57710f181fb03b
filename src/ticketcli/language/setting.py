"""The setting `language`, where nothing else of `config.toml` is wanted: for help and completions."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def with_setting(env: Mapping[str, str], config: Path) -> Mapping[str, str]:
    """The environment with what `config.toml` says in the place of an absent TICKET_LANG.

    A file that is damaged says nothing here: the command that needs it will tell.
    """
    if env.get("TICKET_LANG"):
        return env
    try:
        text = config.read_text("utf-8-sig")
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
