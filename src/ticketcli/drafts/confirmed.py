"""Confirmed tickets and replies, which are never again evidence that something else arrived.

One line of JSON for each, appended, in `confirmed.jsonl` beside the drafts. A line that cannot be read
(the last one after a power cut) is skipped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ticketcli.drafts.request import Request
from ticketcli.system import atomic_files, dataclass_json, plain_files

NAME = "confirmed.jsonl"
LIFETIME = timedelta(days=366)
LARGEST = 2**20  # bytes; from there on, lines that are older than LIFETIME go

_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class Confirmed:
    """Hold a ticket that was read back, or the message of a reply in it: number, key, time."""

    at: datetime
    portal: str
    number: str
    message: str | None = None
    request: Request | None = None


def load_confirmed(folder: Path) -> tuple[Confirmed, ...]:
    """Read the confirmed tickets and replies, oldest first. Raises OSError and DamagedFile."""
    try:
        data = plain_files.read_bytes(folder / NAME)
    except FileNotFoundError:
        return ()
    found = []
    for line in data.splitlines():
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            found.append(dataclass_json.decode(Confirmed, json.loads(line)))
    return tuple(found)


def append_confirmed(folder: Path, confirmed: Confirmed) -> None:
    """Append a confirmed ticket or reply; it is on disk on return. Raises OSError."""
    path = folder / NAME
    _prune(path, confirmed.at)
    is_new = not path.exists()
    file = os.open(path, _APPEND, 0o600)
    try:
        # The line end comes first too: what a power cut left of the line before is then a line alone.
        os.write(file, b"\n" + _format_line(confirmed))
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        atomic_files.sync_folder(folder)


def _prune(path: Path, now: datetime) -> None:
    with suppress(OSError, plain_files.DamagedFile):
        if path.stat().st_size > LARGEST:
            young = [each for each in load_confirmed(path.parent) if now - each.at <= LIFETIME]
            atomic_files.write(path, _format_lines(young))


def _format_lines(confirmed: Iterable[Confirmed]) -> bytes:
    return b"".join(map(_format_line, confirmed))


def _format_line(confirmed: Confirmed) -> bytes:
    value = {"version": 1, **dataclass_json.encode(confirmed)}
    return json.dumps(value).encode() + b"\n"
