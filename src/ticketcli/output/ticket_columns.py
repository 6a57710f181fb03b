"""The columns that a list of tickets can have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ticketcli.i18n import N_, _
from ticketcli.model.awaiting import find_awaited_side
from ticketcli.model.statuses import translate_status
from ticketcli.model.ticket import Ticket
from ticketcli.output.colour import Part, get_status_style
from ticketcli.output.tables import Column, Row
from ticketcli.output.times import format_iso, format_short


@dataclass(frozen=True)
class TicketColumn:
    """One column: how it stands in a table, its cell there, and its value in a pipe."""

    column: Column
    cell: Callable[[Ticket, datetime], Part]
    value: Callable[[Ticket], str | None]


def _make_number_cell(ticket: Ticket, _now: datetime) -> Part:
    return (f"{ticket.number}*", "bold") if ticket.unread else (ticket.number, "")


def _make_subject_cell(ticket: Ticket, _now: datetime) -> Part:
    return ticket.subject, "bold" if ticket.unread else ""


def _make_status_cell(ticket: Ticket, _now: datetime) -> Part:
    return translate_status(ticket.status), get_status_style(ticket.status)


def _get_unread(ticket: Ticket) -> str:
    return N_("unread") if ticket.unread else ""


def _get_encrypted(ticket: Ticket) -> str:
    return {True: N_("yes"), False: N_("no"), None: ""}[ticket.encrypted]


def _get_cc(ticket: Ticket) -> str:
    return ",".join(ticket.cc or ())


def _get_awaiting(ticket: Ticket) -> str:
    return {"me": N_("me"), "staff": N_("staff"), None: ""}[find_awaited_side(ticket)]


def _make_plain_cell(value: Callable[[Ticket], str | None]) -> Callable[[Ticket, datetime], Part]:
    return lambda ticket, _now: (value(ticket) or "", "")


def _make_word_cell(value: Callable[[Ticket], str]) -> Callable[[Ticket, datetime], Part]:
    """Make the cell of one of our words: translated for a person, in English for a pipe."""

    def cell(ticket: Ticket, _now: datetime) -> Part:
        word = value(ticket)
        return (_(word) if word else "", "")

    return cell


def _get_last_change(ticket: Ticket) -> str:
    return format_iso(ticket.updated or ticket.created) or ""


COLUMNS = {
    "number": TicketColumn(Column(N_("NUMBER")), _make_number_cell, lambda ticket: ticket.number),
    "subject": TicketColumn(
        Column(N_("SUBJECT"), least=24), _make_subject_cell, lambda ticket: ticket.subject
    ),
    "status": TicketColumn(Column(N_("STATUS"), least=12), _make_status_cell, lambda ticket: ticket.status),
    "department": TicketColumn(
        Column(N_("DEPARTMENT"), least=13, keep=1),
        _make_plain_cell(lambda ticket: ticket.department),
        lambda ticket: ticket.department,
    ),
    "updated": TicketColumn(
        Column(N_("UPDATED"), keep=2),
        lambda ticket, now: (format_short(ticket.updated or ticket.created, now), "dim"),
        _get_last_change,
    ),
    "created": TicketColumn(
        Column(N_("CREATED"), keep=2),
        lambda ticket, now: (format_short(ticket.created, now), "dim"),
        lambda ticket: format_iso(ticket.created),
    ),
    "priority": TicketColumn(
        Column(N_("PRIORITY"), keep=1),
        _make_word_cell(lambda ticket: ticket.priority or ""),
        lambda ticket: ticket.priority,
    ),
    "service": TicketColumn(
        Column(N_("SERVICE"), least=12, keep=1),
        _make_plain_cell(lambda ticket: ticket.service),
        lambda ticket: ticket.service,
    ),
    "cc": TicketColumn(Column(N_("CC"), least=12, keep=1), _make_plain_cell(_get_cc), _get_cc),
    "encrypted": TicketColumn(
        Column(N_("ENCRYPTED"), keep=1), _make_word_cell(_get_encrypted), _get_encrypted
    ),
    "awaiting": TicketColumn(Column(N_("AWAITING"), keep=1), _make_word_cell(_get_awaiting), _get_awaiting),
    "unread": TicketColumn(Column(N_("UNREAD"), keep=1), _make_word_cell(_get_unread), _get_unread),
    "url": TicketColumn(
        Column(N_("URL"), least=24, keep=1),
        _make_plain_cell(lambda ticket: ticket.url),
        lambda ticket: ticket.url,
    ),
}
"""Every column by the name it is asked for."""

USUAL = ("number", "subject", "status", "department", "updated")
IN_A_PIPE = (*USUAL, "unread")


def make_cells(ticket: Ticket, names: Sequence[str], now: datetime) -> Row:
    """Make a row of a table."""
    return [COLUMNS[name].cell(ticket, now) for name in names]


def make_values(ticket: Ticket, names: Sequence[str]) -> Row:
    """Make a row of a pipe: whole values, the status and what is unread in colour where there is any."""
    bold = "bold" if ticket.unread else ""
    styles = {"number": bold, "subject": bold, "status": get_status_style(ticket.status)}
    return [(COLUMNS[name].value(ticket) or "", styles.get(name, "")) for name in names]
