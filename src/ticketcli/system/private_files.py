"""Folders handed in, and files that are either the old or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Protocol

from ticketcli.system.renaming import rename_over


class Folders(Protocol):
    """Where this user's files live: settings, what must not be lost, what may be."""

    @property
    def config(self) -> Path:
        """Settings."""

    @property
    def state(self) -> Path:
        """What must not be lost."""

    @property
    def cache(self) -> Path:
        """What may be lost."""


def write_whole(path: Path, text: str, *, mode: int = 0o600, sync: bool = True) -> None:
    """Put a text in the place of a file, in one step. A folder that is made for it is the user's alone.

    Without `sync` it does not wait for the disk, for what may be lost.
    Raises OSError; the file is then as it was.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp makes the file with mode 0600, so that no one can read it before it is finished.
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        if mode != 0o600:
            beside.chmod(mode)
        rename_over(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
