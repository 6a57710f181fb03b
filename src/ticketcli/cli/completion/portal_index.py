"""Index portals and aliases of `config.toml` in lines that a shell can read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ticketcli.accounts.accounts import Accounts
from ticketcli.accounts.completion_cache import make_folder_name
from ticketcli.accounts.config import ConfigFile
from ticketcli.model.errors import UsageError
from ticketcli.model.text import clean_line
from ticketcli.portals import sandbox
from ticketcli.system import atomic_files
from ticketcli.system.folders import NOWHERE, find_folder

Row = list[str]


@dataclass(frozen=True)
class Places:
    """This user's folders."""

    config: Path
    state: Path
    cache: Path


def write(env: Mapping[str, str]) -> list[Row]:
    """Write the index and give its rows: name, address, folder, and "active" or "-".

    It gets the time of the settings that it was made from, so that a shell sees when they changed.
    """
    places = Places(*(Path(find_folder(kind, env)) for kind in ("config", "state", "cache")))
    try:
        status = (places.config / "config.toml").stat()
        made = (status.st_atime_ns, status.st_mtime_ns)
    except OSError:
        made = (0, 0)
    rows = _list_portals(Accounts(places, {}))
    for name, lines in (("aliases", _list_aliases(places.config)), ("portals", rows)):
        path = places.cache / "completion" / name
        try:
            atomic_files.write(path, _format_rows(lines), sync=False)
            os.utime(path, ns=made)
        except OSError:
            continue
    return rows


def _list_portals(accounts: Accounts) -> list[Row]:
    try:
        known, active = accounts.all(), accounts.active()
    except (UsageError, OSError):
        known, active = (), None
    rows = [
        [each.name, each.url, make_folder_name(each.url, each.username), "active" if each == active else "-"]
        for each in known
    ]
    practice = make_folder_name(sandbox.ANYWHERE, sandbox.SandboxCredentials().read_credentials().username)
    return [*rows, [sandbox.NAME, NOWHERE, practice, "-"]]


def _list_aliases(config: Path) -> list[Row]:
    try:
        table = ConfigFile(config / "config.toml").read().get("aliases")
    except (UsageError, OSError):
        return []
    found = table.items() if isinstance(table, dict) else ()
    return [[name, meaning] for name, meaning in found if isinstance(meaning, str)]


def _format_rows(rows: Iterable[Row]) -> str:
    return "".join("\t".join(clean_line(field) for field in row) + "\n" for row in rows)
