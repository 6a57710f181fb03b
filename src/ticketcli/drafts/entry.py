"""A saved draft, and its file format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from ticketcli.drafts.request import Request
from ticketcli.i18n import N_, _
from ticketcli.model.draft import Draft
from ticketcli.system import dataclass_json

State = Literal["unsent", "unconfirmed"]

_STATES: dict[State, str] = {"unsent": N_("unsent"), "unconfirmed": N_("unconfirmed")}

VERSION = 1
"""Version of the file format. Files of later versions are read as well; unknown fields are preserved."""


@dataclass(frozen=True)
class Sending:
    """Record that a send has begun: when, by which route, and what the portal held before.

    `known` has the numbers of the tickets seen before a new ticket, the ids of the messages
    seen before a reply: what is not among them afterwards may be what was sent. `newest` is the
    latest time (ISO 8601, by the portal's own clock) that the portal's list showed before.
    `receipt` is the number that the portal's answer named; `confirmed` the number under which it
    was read back, and `message` the key of the message that is it, once it was.
    """

    at: datetime
    known: tuple[str, ...]
    route: str = field(metadata={"key": "door"})
    newest: str | None = None
    request: Request | None = None
    receipt: str | None = None
    confirmed: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class Entry:
    """A draft on disk. `sending` is there where the state is "unconfirmed": it may have arrived.

    `origin` is the fingerprint of the entry of a file that it was made from, if it was. `stored` is
    the file's content as it was read, what this version does not know included.
    """

    id: str
    state: State
    portal: str
    created: datetime
    draft: Draft
    sending: Sending | None = None
    origin: str | None = None
    stored: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def shown_state(self) -> str:
        """Return the state in the reader's language."""
        return _(_STATES[self.state])


class NotADraft(ValueError):
    """The bytes are not a valid draft."""


def encode(entry: Entry) -> bytes:
    """Encode an entry as a file: JSON in UTF-8, without the id, which is its folder's name.

    File names that cannot be decoded pass as lone surrogates (PEP 383) and come back the same.
    """
    value = dataclass_json.encode(entry)
    del value["id"], value["stored"]
    version = entry.stored.get("version", VERSION)
    value = _with_unknown({"version": max(version, VERSION), **value}, entry.stored)
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def decode(id: str, data: bytes) -> Entry:
    """Decode an entry from a file's content. Raises NotADraft."""
    try:
        value = json.loads(data.decode("utf-8", "surrogatepass"))
        if type(value["version"]) is not int or value["version"] < VERSION:
            raise ValueError("no version of a draft")
        known = {name: value[name] for name in value if name != "stored"}
        return dataclass_json.decode(Entry, {**known, "id": id, "stored": value})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotADraft(f"not a draft: {error!r}") from error  # data


def _with_unknown(value: dict[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Add stored fields that this version does not know, at every depth."""
    merged = {**value, **{name: stored[name] for name in stored if name not in value}}
    for name, inner in value.items():
        before = stored.get(name)
        if isinstance(inner, dict) and isinstance(before, dict):
            merged[name] = _with_unknown(inner, before)
    return merged
