"""Record tickets created from entries of a file, so that sending the file again does not duplicate them.

A small file for each, named by the entry's fingerprint, in `created/` beside the drafts. It is
written before the draft of a confirmed ticket goes, so that one of the two is there whenever the
program is stopped.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from ticketcli.model.draft import Draft
from ticketcli.system import atomic_files, dataclass_json, plain_files

VERSION = 1
LIFETIME = timedelta(days=366)
"""How long records are kept: a file is run again after a failure, not after a year."""

_DAY = 86_400  # seconds
_FIELDS_AT_FIRST = [
    "kind",
    "number",
    "department",
    "subject",
    "message",
    "service",
    "cc",
    "priority",
    "encrypt",
    "urgent",
    "impact",
    "contact",
    "attachments",
    "close",
]


@dataclass(frozen=True)
class Created:
    """Hold the number of a confirmed ticket, and when it was created."""

    number: str
    at: datetime


def make_fingerprint(draft: Draft, portal: str) -> str:
    """Compute the fingerprint of an entry for a portal: 32 hexadecimal digits.

    Only the fields present count, so that a new field in a later version changes none. The paths of
    attachments count, not what the files hold.
    """
    values = {
        name: value
        for name, value in dataclass_json.encode(draft).items()
        if name in _FIELDS_AT_FIRST or value != _get_default(name)
    }
    return sha256(json.dumps({**values, "portal": portal}, sort_keys=True).encode()).hexdigest()[:32]


def load_created(folder: Path, origin: str) -> Created | None:
    """Read the ticket created from the entry of that fingerprint. Returns None where there is none.

    Raises OSError.
    """
    path = _get_path(folder, origin)
    try:
        return dataclass_json.decode(Created, plain_files.read_json(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError):  # damaged: the name alone still says that it was created
        return Created("", datetime.fromtimestamp(path.stat().st_mtime).astimezone())


def save_created(folder: Path, origin: str, created: Created) -> None:
    """Record it; it is on disk on return. Raises OSError."""
    value = {"version": VERSION, **dataclass_json.encode(created)}
    atomic_files.write(_get_path(folder, origin), json.dumps(value).encode() + b"\n")


def prune_created(folder: Path, now: datetime) -> None:
    """Remove records older than LIFETIME, once a day. Ignores what cannot be removed."""
    looked = folder / ".looked"
    with suppress(OSError):
        if looked.exists() and now.timestamp() - looked.stat().st_mtime < _DAY:
            return
        looked.touch()
        os.utime(looked, (now.timestamp(), now.timestamp()))
        for note in folder.glob("*.json"):
            if now.timestamp() - note.stat().st_mtime > LIFETIME.total_seconds():
                note.unlink()


def _get_default(name: str) -> Any:
    return next(dataclass_json.encode(each.default) for each in fields(Draft) if each.name == name)


def _get_path(folder: Path, origin: str) -> Path:
    return folder / f"{origin}.json"
