"""Cache help pages from one start to the next: 25 ms instead of 120 (`scripts/bench`).

To make a page takes all that is declared and the catalogue of the language. So each page is
kept as it was made, with a list of the files it was made from, and is shown again while every one
of them is as it was: neither an upgrade nor an edit in a checkout is followed by an old page.
It imports almost nothing, for it is asked before anything else is.

    CACHE/help/ja-78-drafts-send
        2903817465 ticket 1.0.0 in /opt/ticket/lib/python3.11/site-packages/ticketcli of /opt/ticket
        1764000000000000000 8213 /opt/ticket/lib/python3.11/site-packages/ticketcli/app.py
        (modification time in ns, bytes and path of each file)

        (the page)
"""

from __future__ import annotations

import os
import sys
from binascii import crc32

from ticketcli.i18n import choose_language
from ticketcli.i18n.catalogue import find_catalogue
from ticketcli.i18n.setting import add_language_setting
from ticketcli.i18n.system import list_system_languages
from ticketcli.output.terminal_size import get_size
from ticketcli.system.folders import find_folder
from ticketcli.version import __version__

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import TextIO

_OURS = f"ticket {__version__} in {os.path.dirname(os.path.dirname(__file__))} of {sys.prefix}"  # noqa: PTH120
_ABSENT = "- - "


def get_width(stream: TextIO, env: Mapping[str, str]) -> int:
    """Return the width of a line of help, in cells."""
    return max(min(get_size(stream, env)[0], 80) - 2, 30)


def find_help(arguments: Sequence[str], stdout: TextIO, env: Mapping[str, str]) -> str | None:
    """Return the help page that a command line asks for, where the cached one is still valid."""
    words = arguments[:-1]
    if list(arguments[-1:]) not in (["--help"], ["-h"]) or not all(
        word.isalpha() and word.islower() for word in words
    ):
        return None
    if (stdout.encoding or "").lower() != "utf-8" or (stdout.isatty() and _is_limited(env)):
        return None  # shown as best it can be, which is not this
    language = choose_language(
        add_language_setting(env, f"{find_folder('config', env)}/config.toml"), list_system_languages()
    )
    return read(get_page_name(words, language, get_width(stdout, env)), find_folder("cache", env))


def get_page_name(words: Sequence[str], language: str, width: int) -> str:
    """Return what the help page of a command is called here."""
    return f"help/{'-'.join((language, str(width), *words))}"


def read(name: str, cache: str) -> str | None:
    """Return the page of that name, unless a file that it was made from has changed."""
    try:
        return _read(f"{cache}/{name}")
    except (OSError, ValueError, IndexError):
        return None


def write(page: str, name: str, *, cache: str | PathLike[str], language: str) -> None:
    """Cache a page that was just made. Ignore a cache that cannot be written."""
    from pathlib import Path

    from ticketcli.system import atomic_files

    modules = (getattr(module, "__file__", None) for module in [*sys.modules.values()])
    files = sorted({*filter(None, modules), find_catalogue(language)})
    stamps = [_get_stamp(file) for file in files]
    if any(stamp.startswith(_ABSENT) for stamp in stamps if not stamp.endswith(find_catalogue(language))):
        return  # an archive: what is in it cannot be seen to change
    rest = "\n".join([*stamps, "", page])
    try:
        atomic_files.write(Path(cache, name), f"{_get_head(rest)}\n{rest}", sync=False)
    except (OSError, ValueError):
        return


def _read(path: str) -> str | None:
    """Read the page in a file, unless something has changed. Raises OSError and ValueError."""
    with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123 - pathlib is slow to import
        if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
            return None  # somebody else's words
        head, _, rest = file.read().partition("\n")
    stamps, _, page = rest.partition("\n\n")
    if head != _get_head(rest) or any(
        _get_stamp(stamp.split(" ", 2)[2]) != stamp for stamp in stamps.split("\n")
    ):
        return None
    return page


def _get_head(rest: str) -> str:
    return f"{crc32(rest.encode())} {_OURS}"


def _get_stamp(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return f"{_ABSENT}{path}"
    return f"{found.st_mtime_ns} {found.st_size} {path}"


def _is_limited(env: Mapping[str, str]) -> bool:
    """Say whether a locale may say that there is nothing but ASCII: `output.encoding` knows."""
    return any(env.get(name) in ("C", "POSIX") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
