"""One draft that is kept, and the file that holds it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ticketcli.i18n import N_, _
from ticketcli.model.draft import Draft, Unfinished

if TYPE_CHECKING:
    from ticketcli.portals.base import RouteName

State = Literal["unsent", "unconfirmed"]

_STATES: dict[State, str] = {"unsent": N_("unsent"), "unconfirmed": N_("unconfirmed")}

VERSION = 1
"""Of the file. A reader refuses any other, so that it drops nothing it does not know."""


@dataclass(frozen=True)
class Sending:
    """A send that was begun: when, by which route, and what the portal held before it.

    `known` has the numbers of the tickets seen before a new ticket, the ids of the messages
    seen before a reply: what is not among them afterwards may be what was sent.
    """

    at: datetime
    known: tuple[str, ...]
    route: RouteName


@dataclass(frozen=True)
class Entry:
    """A draft on disk. `sending` is there where the state is "unconfirmed": it may have arrived.

    `origin` is the fingerprint of the entry of a file that it was made from, if it was.
    """

    id: str
    state: State
    portal: str
    created: datetime
    draft: Draft
    sending: Sending | None = None
    origin: str | None = None

    @property
    def state_told(self) -> str:
        """The state as people read it."""
        return _(_STATES[self.state])


class NotADraft(ValueError):
    """The bytes are no draft: damaged, or of another version."""


def encode(entry: Entry) -> bytes:
    """The file of an entry: JSON in UTF-8, without the id, which is its folder's name.

    File names that are no text pass as lone surrogates (PEP 383) and come back the same.
    """
    sending = entry.sending
    value: dict[str, Any] = {
        "version": VERSION,
        "state": entry.state,
        "portal": entry.portal,
        "created": entry.created.isoformat(),
        "sending": sending
        and {"at": sending.at.isoformat(), "known": list(sending.known), "door": sending.route},
        "draft": {**asdict(entry.draft), "attachments": [str(path) for path in entry.draft.attachments]},
    }
    if entry.origin is not None:
        value["origin"] = entry.origin
    if entry.draft.unfinished is None:
        del value["draft"]["unfinished"]
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def decode(id: str, data: bytes) -> Entry:
    """The entry that a file holds. Raises NotADraft."""
    try:
        value = json.loads(data.decode("utf-8", "surrogatepass"))
        if value["version"] != VERSION:
            raise ValueError("another version")
        return Entry(
            id=id,
            state=_one_of(value["state"], "unsent", "unconfirmed"),
            portal=_text(value["portal"]),
            created=_time(value["created"]),
            draft=_draft(value["draft"]),
            sending=None if value["sending"] is None else _sending(value["sending"]),
            origin=None if value.get("origin") is None else _text(value["origin"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotADraft(f"not a draft: {error!r}") from error  # data


def _sending(value: dict[str, Any]) -> Sending:
    return Sending(
        at=_time(value["at"]),
        known=_texts(value["known"]),
        route=_text(value["door"]),
    )


def _draft(value: dict[str, Any]) -> Draft:
    read: dict[str, Any] = {
        "kind": _one_of(value["kind"], "new", "reply"),
        "cc": _texts(value["cc"]),
        "attachments": tuple(Path(path) for path in _texts(value["attachments"])),
    }
    for name in ("subject", "message", "impact", "contact"):
        read[name] = _text(value[name])
    for name in ("number", "department", "service", "priority"):
        read[name] = None if value[name] is None else _text(value[name])
    for name in ("encrypt", "urgent", "close"):
        read[name] = _flag(value[name])
    if (unfinished := value.get("unfinished")) is not None:
        read["unfinished"] = Unfinished(_text(unfinished["question"]), _text(unfinished["text"]))
    return Draft(**read)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(_text(item) for item in value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _time(value: object) -> datetime:
    time = datetime.fromisoformat(_text(value))
    if time.tzinfo is None:
        raise ValueError(f"{value!r} has no offset")
    return time


def _one_of(value: object, *words: str) -> Any:
    if value not in words:
        raise ValueError(f"{value!r} is none of {words}")
    return value
