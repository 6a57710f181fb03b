"""Lay out the screen that `ticket` alone shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.model.awaiting import Awaited
from ticketcli.output.colour import Line
from ticketcli.output.tables import Column, Row, draw_table
from ticketcli.output.ticket_columns import make_cells
from ticketcli.output.times import format_iso, format_short

if TYPE_CHECKING:
    from ticketcli.drafts.entry import Entry

_TICKETS = (
    Column("", least=6),
    Column("", least=12),
    Column("", least=8),
    Column("", keep=1),
)
_DRAFTS = (Column(""), Column("", least=12), Column("", keep=2), Column("", keep=1))
_SHOWN = ("number", "subject", "status", "updated")

Unsent = Sequence[tuple["Entry", str]]
"""Drafts and what each is, in one line."""


def draw_overview(awaited: Awaited, unsent: Unsent, width: int, now: datetime) -> Iterator[Line]:
    """Draw four lists under their headings; those with nothing in them are left out."""
    mine, theirs, unknown = awaited.me, awaited.staff, awaited.unknown
    rows = [make_cells(ticket, _SHOWN, now) for ticket in (*mine, *theirs, *unknown)]
    drawn = list(draw_table(_TICKETS, rows, width - 2))[1:]
    drafts = list(draw_table(_DRAFTS, [_make_draft_row(*each, now) for each in unsent], width - 2))[1:]
    sections = (
        (_("Waiting for you"), drawn[: len(mine)]),
        (_("Waiting for support"), drawn[len(mine) : len(mine) + len(theirs)]),
        (_("Open (the list does not tell who has to reply)"), drawn[len(mine) + len(theirs) :]),
        (_("Drafts"), drafts),
    )
    first = True
    for heading, lines in sections:
        if lines:
            if not first:
                yield []
            first = False
            yield [(heading, "bold")]
            yield from ([("  ", ""), *line] for line in lines)


def write_plain_overview(awaited: Awaited, unsent: Unsent) -> Iterator[Row]:
    """Write rows for programs: “me”, “staff”, “unknown” or “draft”; number or id; subject; status; time."""
    for side, tickets in (("me", awaited.me), ("staff", awaited.staff), ("unknown", awaited.unknown)):
        for ticket in tickets:
            changed = format_iso(ticket.updated or ticket.created) or ""
            yield [(text, "") for text in (side, ticket.number, ticket.subject, ticket.status or "", changed)]
    for entry, what in unsent:
        yield [(text, "") for text in ("draft", entry.id, what, entry.state, format_iso(entry.created) or "")]


def _make_draft_row(entry: Entry, what: str, now: datetime) -> Row:
    return [(entry.id, ""), (what, ""), (entry.shown_state, ""), (format_short(entry.created, now), "dim")]
