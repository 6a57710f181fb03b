"""File names that came from somewhere else, made safe to save under."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ticketcli.model.text import clean_line

LONGEST = 200
"""Bytes in UTF-8: file systems take 255, and a name grows by what is put on while it is saved."""

_LONGEST_EXTENSION = 20
_UNNAMED = "attachment"
# What Windows does not take in a name; slashes have cut off the folders before.
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices, whatever the extension.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


def make_safe_name(name: str) -> str:
    """Return a name for one file in a folder of the person's choice, on any system.

    Folders, control characters, leading dots, trailing dots and blanks go; a Windows device name
    and a name like an option get an underscore; the length is at most LONGEST bytes, the extension kept.
    """
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    name = _FORBIDDEN.sub("_", clean_line(name))
    name = name.lstrip(". ").rstrip(". ")
    if _DEVICES.match(name) or name.startswith("-"):  # other programs would take it for an option
        name = f"_{name}"
    return _shorten(name, "") or _UNNAMED


def make_safe_names(names: Iterable[str]) -> list[str]:
    """Return safe names, all different even where case and normalisation do not count.

    A name that is taken already gets " (2)", " (3)" and so on before its extension.
    """
    taken: set[str] = set()
    chosen = []
    for name in names:
        first = safe = make_safe_name(name)
        count = 1
        while _fold_case(safe) in taken:
            count += 1
            safe = _shorten(first, f" ({count})")
        taken.add(_fold_case(safe))
        chosen.append(safe)
    return chosen


def _fold_case(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _shorten(name: str, addition: str) -> str:
    # The name with an addition before its extension, cut to LONGEST bytes between characters.
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > _LONGEST_EXTENSION:
        stem, extension = name, ""
    ending = addition + (f".{extension}" if extension else "")
    most_bytes = LONGEST - len(ending.encode())
    stem = stem.encode()[:most_bytes].decode(errors="ignore").rstrip(". ")
    return stem + ending
