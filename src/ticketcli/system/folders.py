"""The program's folders, found without any library: a shell waits for it at every press of TAB."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping

PLATFORM = sys.platform
NOWHERE = "-"
"""The practice portal's address in the index, which is the same in every language."""

_FOLDERS = {
    "config": ("TICKET_CONFIG_DIR", "XDG_CONFIG_HOME", ".config"),
    "state": ("TICKET_STATE_DIR", "XDG_STATE_HOME", ".local/state"),
    "cache": ("TICKET_CACHE_DIR", "XDG_CACHE_HOME", ".cache"),
}


def find_folder(kind: str, env: Mapping[str, str]) -> str:
    """Return the folder for "config", "state" or "cache": the same that `process.folders` finds."""
    own, general, usual = _FOLDERS[kind]
    if env.get(own):
        return env[own]
    if PLATFORM == "linux":
        base = env.get(general, "")
        if not base.startswith("/"):  # XDG Base Directory Specification: a relative path is invalid
            base = f"{os.path.expanduser('~')}/{usual}"  # noqa: PTH111 - pathlib is slow to import
        return f"{base}/ticket"
    from platformdirs import PlatformDirs

    return str(getattr(PlatformDirs("ticket", appauthor=False), f"user_{kind}_dir"))
