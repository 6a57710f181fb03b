"""Requests and answers of the User API."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ticketcli.sandbox.php import Fields
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.store import Store

Row = sqlite3.Row
Payload = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One request: ``path`` below ``/api``, ``authorization`` the header, ``body`` of JSON or a form."""

    method: str
    path: str
    authorization: str = ""
    query: Fields = field(default_factory=dict)
    body: Fields = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    payload: Payload
    status: int = 200
    file: tuple[Path, str] | None = None  # a download instead of the payload: where it lies, its name


@dataclass(frozen=True)
class Context:
    """What every call needs, and who calls. ``token``: what was sent as Bearer, if anything."""

    db: sqlite3.Connection
    store: Store
    settings: Settings
    client: Row | None = None
    token: str = ""
    personal: bool = False

    @property
    def caller(self) -> Row:
        assert self.client is not None  # noqa: S101 - but for the calls open to everybody, there is one
        return self.client


Handler = Callable[[Context, Call, str], Answer]


def make_error(*messages: str, status: int = 200) -> Answer:
    return Answer({"error": list(messages)}, status)


def convert_row(row: Row, hide: tuple[str, ...] = ()) -> dict[str, str]:
    """Convert a row to what PHP gets from MySQL: every value a text."""
    return {key: "" if row[key] is None else str(row[key]) for key in row.keys() if key not in hide}  # noqa: SIM118
