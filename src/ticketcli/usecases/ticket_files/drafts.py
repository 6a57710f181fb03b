"""From an entry of a file to the draft that it asks for; every fault named with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ticketcli.i18n import _, join_list
from ticketcli.model.addresses import split_addresses
from ticketcli.model.draft import Draft
from ticketcli.model.errors import ContentRefused, UsageError
from ticketcli.usecases.prepare import check_locally
from ticketcli.usecases.ticket_files.notation import read
from ticketcli.usecases.ticket_files.record import Pair, Record, Unreadable

TEXTS = ("department", "subject", "message", "service", "priority", "impact", "contact")
LISTS = ("cc", "attachments")
FLAGS = ("encrypt", "urgent")
KEYS = (*TEXTS, *LISTS, *FLAGS)
"""What a ticket can be given in a file."""

OF_A_DRAFT = ("id", "state", "kind", "portal", "number", "created", "close", "unfinished")
"""What `ticket drafts show --json` prints beside those; read over."""


@dataclass(frozen=True)
class Written:
    """A draft as a file asks for it: the how-manieth it is there, and on which line, both from 1."""

    place: int
    line: int
    draft: Draft


def read_drafts(text: str, name: str, folder: Path) -> tuple[Written, ...]:
    """Read the drafts that a file asks for. Paths of attachments are taken from `folder`.

    Nothing is asked of any portal, and what a ticket must have is checked by `check`.
    Raises UsageError with every fault, each with its entry and line.
    """
    shown = _("Standard input") if name == "-" else _("“{name}”").format(name=name)
    try:
        records = read(text, name)
    except Unreadable as error:
        raise UsageError(
            _("{file}, {problem}").format(file=shown, problem=error.message), _("Nothing was sent.")
        ) from error
    if not records:
        raise UsageError(_("{file} contains no tickets.").format(file=shown), _("Fields: ticket new --help"))
    drafts: list[Written] = []
    faults: list[str] = []
    for place, record in enumerate(records, 1):
        where = (
            _("Entry {place}, line {line}: {problem}") if len(records) > 1 else _("line {line}: {problem}")
        )
        found = [where.format(place=place, line=line, problem=fault) for line, fault in _find_faults(record)]
        faults += found
        if not found:
            drafts.append(Written(place, record.line, _make_draft(record, folder)))
    faults += _find_duplicates(drafts)
    if faults:
        raise UsageError(
            "\n".join([_("{file} cannot be sent as it is:").format(file=shown), *faults]),
            _("Nothing was sent."),
        )
    return tuple(drafts)


def check(drafts: tuple[Written, ...], *, zip_others: bool) -> None:
    """Raise ContentRefused with everything that is wrong and shows without asking a portal."""
    problems = [
        _("Entry {place}, line {line}: {problem}").format(place=each.place, line=each.line, problem=problem)
        for each in drafts
        for problem in check_locally(each.draft, zip_others=zip_others)
    ]
    if problems:
        raise ContentRefused(problems, _("Nothing was sent."))


def _find_faults(record: Record) -> Iterator[tuple[int, str]]:
    for pair in record.pairs:
        fault = _find_fault(pair)
        if fault:
            yield pair.line, fault


def _find_fault(pair: Pair) -> str | None:
    key, value = pair.key, pair.value
    if key == "kind" and value.text not in ("new", ""):
        return _("This is a reply, not a new ticket. Send it with: ticket reply NUMBER")
    if key in OF_A_DRAFT or (key in KEYS and value.kind == "null"):
        return None
    if key in TEXTS:
        if value.kind in ("text", "number"):
            return None
        return _("“{key}” must be a string; words such as yes or no need quotation marks.").format(key=key)
    if key in FLAGS:
        return None if value.kind == "flag" else _("“{key}” must be true or false.").format(key=key)
    if key in LISTS:
        sound = value.kind == "text" or (
            value.kind == "list" and all(item.kind in ("text", "number") for item in value.items)
        )
        return None if sound else _("“{key}” must be a list of strings.").format(key=key)
    near = get_close_matches(key, KEYS, n=1)
    if near:
        return _("Unknown field “{key}”. Did you mean “{near}”?").format(key=key, near=near[0])
    return _("Unknown field “{key}”. Fields: {keys}.").format(key=key, keys=join_list(KEYS))


def _make_draft(record: Record, folder: Path) -> Draft:
    values: dict[str, Any] = {}
    for key, value in ((pair.key, pair.value) for pair in record.pairs if pair.value.kind != "null"):
        texts = [item.text for item in value.items] if value.kind == "list" else [value.text]
        if key in TEXTS:
            values[key] = value.text
        elif key in FLAGS:
            values[key] = value.text == "true"
        elif key == "cc":
            values[key] = split_addresses(texts)
        elif key == "attachments":
            values[key] = tuple((folder / Path(text).expanduser()).absolute() for text in texts)
    return Draft(**values)


def _find_duplicates(drafts: list[Written]) -> Iterator[str]:
    # Each entry is created once, so a second that is the same would be taken for the first.
    seen: dict[Draft, Written] = {}
    for each in drafts:
        first = seen.setdefault(each.draft, each)
        if first is not each:
            same = _("Duplicate of entry {place}, line {line}.").format(place=first.place, line=first.line)
            yield _("Entry {place}, line {line}: {problem}").format(
                place=each.place, line=each.line, problem=same
            )
