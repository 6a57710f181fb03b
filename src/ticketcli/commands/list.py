"""`ticket list`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from ticketcli.cli.options import flag, option
from ticketcli.i18n import _, join_list, ngettext
from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.model.names import find_by_name
from ticketcli.model.period import ZONELESS, has_no_zone, parse_period
from ticketcli.model.sorting import Order
from ticketcli.model.statuses import translate_status

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Ticket


@dataclass(frozen=True, kw_only=True)
class Options:
    """List your tickets, the last changed first.

    In a pipe each line has number, subject, status, department, time of the last change and
    “unread”, with tabs between them; or the columns that --columns names. A time is -7d, -12h,
    a day, or two with .. between them. Sorting reads the whole list first. Closed tickets are
    listed only with --all, or where --state asks for them.

    \b
    Examples:
      ticket list
      ticket list --state Answered
      ticket list --awaiting me
      ticket list --state all --search invoice --sort created:desc
      ticket list --updated -7d --columns number,status,subject
      ticket list --all --json | jq -r '.[].number'
    """

    state: str | None = option(
        "--state",
        "-s",
        metavar="open|closed|all|STATUS",
        suggests=("open", "closed", "all"),
        help="Open (the default) means: everything that is not closed. Or a status by its name.",
    )
    department: str | None = option(
        "--department",
        "--dept",
        "-d",
        metavar="NAME",
        values="departments",
        help="Only tickets of a department.",
    )
    search: str | None = option(
        "--search", "-S", metavar="TEXT", help="Only tickets with a text in the subject."
    )
    awaiting: str | None = option(
        "--awaiting",
        words=("me", "staff"),
        help="Only tickets waiting for you (me) or for support (staff).",
    )
    updated: str | None = option(
        "--updated",
        metavar="WHEN",
        help="Only tickets changed in a period: -7d, 2026-11-01, 2026-11-01..2026-11-10.",
    )
    created: str | None = option("--created", metavar="WHEN", help="Only tickets opened in a period.")
    columns: str | None = option(
        "--columns", metavar="NAME,...", values="columns", help="The columns to show, in order."
    )
    sort: str | None = option(
        "--sort", metavar="NAME[:desc]", values="orders", help="Sort by a column, such as updated or created."
    )
    limit: int | None = option(
        "--limit", "-L", metavar="NUMBER", kind=int, least=1, help="Maximum number to list (30)."
    )
    everything: bool = flag(
        "--all", "-a", help="List all tickets, closed ones too; with --state, however many."
    )


@dataclass
class _Met:
    """What was met in the whole list, beside the tickets that fit.

    `closed` counts the closed tickets. `untold` are the numbers of open tickets of which the list does
    not say whom they await; `zoneless` whether one was judged by a time of an unknown zone, `undated` by
    the time it was opened instead.
    """

    statuses: dict[str, None] = field(default_factory=dict)
    untold: list[str] = field(default_factory=list)
    closed: int = 0
    zoneless: bool = False
    undated: bool = False


def run(options: Options, context: Context) -> None:
    """List the tickets that fit. Raises UnknownName for a department or column that does not exist."""
    from ticketcli.output.ticket_columns import COLUMNS

    columns = tuple(name.strip() for name in options.columns.split(",")) if options.columns else ()
    for name in columns:
        if name not in COLUMNS:
            raise UnknownName(_("Unknown column “{name}”. Columns:").format(name=name), list(COLUMNS))
    if options.columns and context.options.json:
        raise UsageError(
            _("Choose the columns of a table with --columns."),
            _("In JSON, choose fields with: --fields NAME,..."),
        )
    order = Order.parse(options.sort) if options.sort else None
    limit = None if options.everything else _limit(options, context)
    met = _Met()
    cut: list[str] = []
    with context.screen.busy(_("Reading the ticket list")):
        tickets = _take_until_cut(context.portal.tickets(whole=limit is None or order is not None), cut)
        fitting = _select(tickets, options, context, met)
        if order is not None:
            fitting = iter(order.sort(fitting))
        found = list(islice(fitting, limit))
        more = next(fitting, None) is not None
        if order is None:  # as the times that are shown say it, whatever the portal goes by
            found = Order.parse("updated").sort(found)
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json([json_shapes.shape_ticket(ticket) for ticket in found])
        if more:
            context.screen.more(len(found))
    else:
        context.screen.tickets(found, more, columns)
    if met.closed and found and not more and _hides_closed(options) and context.screen.terminal:
        context.screen.hint(
            ngettext(
                "{count} closed ticket is not shown. To see it: {program} list --all",
                "{count} closed tickets are not shown. To see them: {program} list --all",
                met.closed,
            ).format(count=met.closed, program=context.screen.program)
        )
    for message in cut:
        context.screen.note(message)
    if met.untold:
        context.screen.note(
            _("The list does not tell who has to reply in these tickets: {numbers}").format(
                numbers=join_list(met.untold)
            )
        )
    if met.undated:
        context.screen.note(
            _("The list does not show when tickets were changed; the time of opening was used instead.")
        )
    if met.zoneless:
        context.screen.hint(_(ZONELESS))
    if not found and not context.options.json:
        _explain_none(options, context, list(met.statuses))


def _choose_state(options: Options) -> str:
    return options.state or ("all" if options.everything else "open")


def _hides_closed(options: Options) -> bool:
    """Return whether closed tickets are left out without anybody having asked for that."""
    return options.state is None and not options.everything


def _limit(options: Options, context: Context) -> int:
    return options.limit or int(context.settings.get("limit") or 0)


def _take_until_cut(tickets: Iterator[Ticket], cut: list[str]) -> Iterator[Ticket]:
    # What was read of a list without an end is worth showing; `cut` gets what is to be told of it.
    from ticketcli.portals.base import MorePages

    try:
        yield from tickets
    except MorePages as error:
        cut.append(error.message)


def _select(tickets: Iterator[Ticket], options: Options, context: Context, met: _Met) -> Iterator[Ticket]:
    # Tickets as the portal sends them, page by page.
    now = context.now()
    updated = parse_period(options.updated, now) if options.updated else None
    created = parse_period(options.created, now) if options.created else None
    department = _find_department(options.department, context) if options.department else None
    for ticket in tickets:
        if ticket.status:
            met.statuses[ticket.status] = None
        judged = (ticket.updated or ticket.created) if updated else ticket.created if created else None
        met.zoneless = met.zoneless or has_no_zone(judged)
        met.undated = met.undated or (updated is not None and ticket.updated is None)
        if _hides_closed(options) and ticket.closed:
            met.closed += 1
        if (
            _has_state(ticket, _choose_state(options))
            and (department is None or _fold(ticket.department or "") == department)
            and (options.search is None or _fold(options.search) in _fold(ticket.subject))
            and (updated is None or (ticket.updated or ticket.created) in updated)
            and (created is None or ticket.created in created)
            and (options.awaiting is None or _is_awaited(ticket, options.awaiting, met.untold))
        ):
            yield ticket


def _is_awaited(ticket: Ticket, side: str, untold: list[str]) -> bool:
    # No ticket is read for that: the portal would mark it as read.
    from ticketcli.model.awaiting import find_awaited_side

    found = find_awaited_side(ticket)
    if found is None and not ticket.closed:
        untold.append(ticket.number)
    return found == side


def _find_department(wanted: str, context: Context) -> str:
    department = find_by_name(
        wanted,
        context.portal.departments(),
        kind=_("department"),
        names=lambda each: (each.name,),
        id_of=lambda each: each.id,
        hint=_("See: ticket departments"),
    )
    return _fold(department.name)


def _has_state(ticket: Ticket, state: str) -> bool:
    wanted = _describe_status(state)
    if wanted in ("open", "closed"):
        return ticket.closed == (wanted == "closed")
    return wanted == "all" or wanted in map(
        _describe_status, (ticket.status or "", translate_status(ticket.status))
    )


def _explain_none(options: Options, context: Context, seen: list[str]) -> None:
    if not seen:
        context.screen.note(_("No tickets yet."))
        context.screen.hint(_("Open one with: ticket new"))
    elif _is_narrowed(options):
        context.screen.note(_("No matching tickets."))
        if _describe_status(_choose_state(options)) != "all":
            context.screen.hint(_("Include closed tickets with: --state all"))
    elif _describe_status(_choose_state(options)) == "open":
        context.screen.note(_("No open tickets."))
        context.screen.hint(_("Closed tickets: ticket list --state closed"))
    else:
        context.screen.note(
            _("No tickets with status “{status}”. Statuses in use: {statuses}.").format(
                status=_choose_state(options), statuses=join_list([translate_status(each) for each in seen])
            )
        )


def _is_narrowed(options: Options) -> bool:
    return any((options.department, options.search, options.awaiting, options.updated, options.created))


def _describe_status(status: str) -> str:
    return _fold(status).replace("-", " ")


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
