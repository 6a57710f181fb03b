"""Files that are there whole or not at all, whatever stops the program or the machine.

A new content is written aside, flushed to the disk, and renamed over the old one; then the
folder is flushed, so that the rename itself survives a power cut (POSIX promises the order of
neither: see fsync(2) and rename(2)). Each step is one call of the system's, by its own name.
"""

# ruff: noqa: PTH102, PTH108

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from ticketcli.system.renaming import rename_over

_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write(path: Path, data: bytes) -> None:
    """Make `data` the content of `path`, readable by its owner only. On disk when it returns.

    Two writers of one path must not run at once: they would share the file aside.
    Raises OSError, and then the old content stands, unless flushing the folder failed.
    """
    aside = path.with_name(f"{path.name}.new")
    try:
        _write_aside(aside, data)
        rename_over(aside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(aside)
        raise
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file. Gone from the disk when it returns. Raises OSError, FileNotFoundError among them."""
    os.unlink(path)
    sync_folder(path.parent)


def new_folder(path: Path) -> None:
    """Make a folder that nobody has yet, open to its owner only. Raises FileExistsError, OSError."""
    os.mkdir(path, 0o700)
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, open to their owner only. On disk when it returns."""
    if path.is_dir():
        return
    make_folder(path.parent)
    try:
        new_folder(path)
    except FileExistsError as error:
        if not path.is_dir():  # else another command was quicker
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from error
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Flush a folder's list of names to the disk, where the system can."""
    if sys.platform != "win32":  # where a folder cannot be opened, and NTFS journals its names
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # what some network file systems say
                raise
        finally:
            os.close(folder)


def _write_aside(path: Path, data: bytes) -> None:
    file = os.open(path, _WRITE, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)
