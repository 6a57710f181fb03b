"""Whether the program's folders are their user's alone, as ssh asks of its own."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.errors import TicketError
from ticketcli.system.user_folders import Folders


def check_folders(folders: Folders) -> None:
    """Check the folders of settings, state and cache with those directly in them, as `check_private` does.

    Raises TicketError where another user could put files into one.
    """
    for kind in ("config", "state", "cache"):
        check_private(getattr(folders, kind), f"TICKET_{kind.upper()}_DIR")


def check_private(folder: Path, variable: str = "TICKET_STATE_DIR") -> None:
    """Raise TicketError where another user could put files into a folder; a missing one is no fault.

    It and the folders in it must be the user's or root's, and writable by nobody else. A folder above it that
    everybody may write to must be sticky, as /tmp is. `variable` is what sets another folder.
    """
    if sys.platform == "win32":
        return
    folder = folder.absolute()
    try:
        _check_one(folder, folder.stat(), variable)
        with os.scandir(folder) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):  # another command is done with it
                    if entry.is_dir():
                        _check_one(Path(entry.path), entry.stat(), variable)
    except (FileNotFoundError, NotADirectoryError, PermissionError):  # told by who reads it
        return
    for above in folder.parents:
        mode = above.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            reason = _("other users may replace it, for they may write to {folder}").format(folder=above)
            raise _make_refusal(folder, reason, _hint_variable(variable))


def is_foreign(path: Path) -> bool:
    """Say whether a file or folder has another owner than this process."""
    return sys.platform != "win32" and path.lstat().st_uid != os.geteuid()


def _check_one(folder: Path, found: os.stat_result, variable: str) -> None:
    if sys.platform == "win32":
        return
    if found.st_uid not in (0, os.geteuid()):
        raise _make_refusal(folder, _("it belongs to another user"), _hint_variable(variable))
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        hint = _("If it is yours: {command}").format(command=f"chmod go-w {folder}")  # data
        raise _make_refusal(folder, _("other users may write to it"), hint)


def _hint_variable(name: str) -> str:
    return _("Set {name} to a directory of your own.").format(name=name)


def _make_refusal(folder: Path, reason: str, hint: str) -> TicketError:
    return TicketError(
        _("The directory {folder} is not safe to use: {reason}.").format(folder=folder, reason=reason), hint
    )
