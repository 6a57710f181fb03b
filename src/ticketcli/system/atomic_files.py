"""Files that are there whole or not at all, whatever stops the program or the machine.

A new content is written aside, flushed to the disk, and renamed over the old one; then the
folder is flushed, so that the rename itself survives a power cut (POSIX promises the order of
neither: see fsync(2) and rename(2)). Each step is one call of the system's, by its own name.
"""

# ruff: noqa: PTH101, PTH102, PTH108

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from ticketcli.system.renaming import rename_over

_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write(path: Path, data: bytes | str, *, mode: int = 0o600, sync: bool = True) -> None:
    """Make `data` (text as UTF-8) the content of `path`. On disk when it returns.

    A folder that is missing is made, open to its owner only. Without `sync` nothing waits for the
    disk: for what may be lost. Raises OSError, and then the old content stands, unless flushing the
    folder failed.
    """
    make_folder(path.parent)
    aside = path.with_name(f".{path.name[:40]}.{os.getpid()}.new")
    try:
        _write_aside(aside, data if isinstance(data, bytes) else data.encode(), mode, sync=sync)
        rename_over(aside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(aside)
        raise
    if sync:
        sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file. Gone from the disk when it returns. Raises OSError, FileNotFoundError among them."""
    os.unlink(path)
    sync_folder(path.parent)


def make_new_folder(path: Path) -> None:
    """Make a folder that nobody has yet, open to its owner only. Raises FileExistsError, OSError."""
    os.mkdir(path, 0o700)
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, open to their owner only. On disk when it returns."""
    if path.is_dir():
        return
    make_folder(path.parent)
    try:
        make_new_folder(path)
    except FileExistsError as error:
        if not path.is_dir():  # else another command was quicker
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from error
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Flush a folder's list of names to the disk, where the system can."""
    if sys.platform != "win32":  # where a folder cannot be opened, and NTFS journals its names
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _flush(folder)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # what some network file systems say
                raise
        finally:
            os.close(folder)


def _write_aside(path: Path, data: bytes, mode: int, *, sync: bool) -> None:
    file = os.open(path, _WRITE, mode)
    try:
        if mode != 0o600:
            os.chmod(path, mode)  # whatever the umask takes away
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        if sync:
            _flush(file)
    finally:
        os.close(file)


def _flush(file: int) -> None:
    """Flush a file to the disk; on macOS `fsync` alone ends in the cache of the drive."""
    if os.name == "posix":
        import fcntl

        if whole := getattr(fcntl, "F_FULLFSYNC", None):
            with suppress(OSError):  # a file system without it: a network share
                fcntl.fcntl(file, whole)
                return
    os.fsync(file)
