"""Whether a folder is its user's alone, as ssh asks of its own."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from ticketcli.i18n import _
from ticketcli.model.errors import TicketError


def check_private(folder: Path) -> None:
    """Raise TicketError where another user could put files into a folder; a missing one is no fault.

    The folder must be the user's and writable by nobody else. A folder above it that everybody may
    write to must be sticky, as /tmp is.
    """
    if sys.platform == "win32":
        return
    folder = folder.absolute()
    try:
        found = folder.stat()
    except FileNotFoundError:
        return
    if found.st_uid != os.geteuid():
        raise _make_refusal(folder, _("it belongs to another user"))
    if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise _make_refusal(folder, _("other users may write to it"), f"chmod go-w {folder}")  # data
    for above in folder.parents:
        mode = above.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise _make_refusal(
                folder, _("other users may replace it, for they may write to {folder}").format(folder=above)
            )


def is_foreign(path: Path) -> bool:
    """Say whether a file or folder has another owner than this process."""
    return sys.platform != "win32" and path.lstat().st_uid != os.geteuid()


def _make_refusal(folder: Path, reason: str, command: str = "") -> TicketError:
    return TicketError(
        _("The directory {folder} is not safe to use: {reason}.").format(folder=folder, reason=reason),
        _("If it is yours: {command}").format(command=command)
        if command
        else _("Set TICKET_STATE_DIR to a directory of your own."),
    )
