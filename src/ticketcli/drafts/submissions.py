"""What was created from an entry of a file, so that the file can be sent again without doubling it.

A small file for each, named by the entry's fingerprint, in `created/` beside the drafts. It is
written when the ticket is confirmed and before its draft goes, so that one of the two is there
whenever the program is stopped.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ticketcli.model.draft import Draft
from ticketcli.system import atomic_files

KEPT = timedelta(days=366)
"""How long it is known what was created: a file is run again after a failure, not after a year."""

_DAY = 86_400  # seconds


@dataclass(frozen=True)
class Created:
    """A ticket that was confirmed: its number, and when."""

    number: str
    at: datetime


def fingerprint(draft: Draft, portal: str) -> str:
    """What tells an entry for a portal from all others: 32 hexadecimal digits.

    The paths of attachments count, not what the files hold.
    """
    from hashlib import sha256

    asked = {**asdict(draft), "attachments": [str(path) for path in draft.attachments], "portal": portal}
    del asked["unfinished"]  # what is written in a file is finished
    text = json.dumps(asked, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:32]


def load(folder: Path, origin: str) -> Created | None:
    """What was created from the entry of that fingerprint; None where nothing is known to be."""
    try:
        value = json.loads(_path(folder, origin).read_bytes())
        return Created(str(value["number"]), datetime.fromisoformat(value["at"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError):  # damaged: the name alone still says that it was created
        return Created("", datetime.fromtimestamp(_path(folder, origin).stat().st_mtime).astimezone())


def save(folder: Path, origin: str, created: Created) -> None:
    """Note it, on disk when it returns. Raises OSError."""
    atomic_files.make_folder(folder)
    value = {"number": created.number, "at": created.at.isoformat()}
    atomic_files.write(_path(folder, origin), json.dumps(value).encode() + b"\n")


def prune(folder: Path, now: datetime) -> None:
    """Remove what is older than `KEPT`; looked for once a day. What cannot be removed stays."""
    looked = folder / ".looked"
    with suppress(OSError):
        if looked.exists() and now.timestamp() - looked.stat().st_mtime < _DAY:
            return
        looked.touch()
        os.utime(looked, (now.timestamp(), now.timestamp()))
        for note in folder.glob("*.json"):
            if now.timestamp() - note.stat().st_mtime > KEPT.total_seconds():
                note.unlink()


def _path(folder: Path, origin: str) -> Path:
    return folder / f"{origin}.json"
