"""`ticket` alone: tickets that wait for you, tickets that wait for support, and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ticketcli.i18n import N_, _
from ticketcli.model.awaiting import Awaited
from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import PortalError, SignInNeeded

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.drafts.entry import Entry

_NEWEST = 200
"""So many tickets are looked at; what has waited behind them is found with `ticket list`."""

_FIRST_STEPS = (
    (N_("Sign in"), "ticket auth login https://PORTAL"),  # data
    (N_("Practise without an account"), "ticket --portal sandbox new"),  # data
    (N_("See all commands"), "ticket --help"),
)


@dataclass(frozen=True, kw_only=True)
class Options:
    """Open, read and answer support tickets at your hosting provider's portal.

    \b
    First steps:
      ticket auth login https://hb.bestnetllc.co.jp
      ticket new
      ticket --portal sandbox new     (practice, no account needed)

    \b
    Without a command: tickets waiting for your reply:
      ticket
    """


def run(options: Options, context: Context) -> None:
    """Show it. What is unsent is shown whatever the portal says; its error is raised after that."""
    entries = context.drafts.all()
    try:
        with context.screen.busy(_("Reading your tickets")):
            awaited, more = _sort_by_turn(context)
    except PortalError as error:
        if not context.options.json:
            _show(Awaited(), entries, context)
        if isinstance(error, SignInNeeded) and context.screen.terminal and not context.accounts.all():
            _print_welcome(context)
            return
        raise
    if context.options.json:
        _print_json(awaited, entries, context)
        return
    _show(awaited, entries, context)
    if not (awaited.me or awaited.staff or awaited.unknown or entries):
        context.screen.note(_("No tickets are waiting for a reply, and there are no drafts."))
        context.screen.hint(_("Open a ticket with: {program} new").format(program=context.screen.program))
    elif context.screen.terminal and awaited.me:
        read = _("Read one with: {program} show {number}").format(
            program=context.screen.program, number=awaited.me[0].number
        )
        context.screen.hint(f"\n{read}")
    if more:
        context.screen.note(
            _("Only the newest {count} tickets were checked. All: {program} list --all").format(
                count=_NEWEST, program=context.screen.program
            )
        )


def _sort_by_turn(context: Context) -> tuple[Awaited, bool]:
    """Sort the open tickets by who has to write next, and say whether there are more behind those.

    No ticket is read for that: the portal would mark it as read.
    """
    from ticketcli.model.awaiting import find_awaited_side

    newest = list(islice(context.portal.tickets(), _NEWEST + 1))
    sides: dict[str | None, list[Ticket]] = {"me": [], "staff": [], None: []}
    for ticket in newest[:_NEWEST]:
        if not ticket.closed:
            sides[find_awaited_side(ticket)].append(ticket)
    return Awaited(tuple(sides["me"]), tuple(sides["staff"]), tuple(sides[None])), len(newest) > _NEWEST


def _show(awaited: Awaited, entries: tuple[Entry, ...], context: Context) -> None:
    from ticketcli.output.draft_fields import describe_draft

    context.screen.overview(awaited, [(entry, describe_draft(entry)) for entry in entries])


def _print_json(awaited: Awaited, entries: tuple[Entry, ...], context: Context) -> None:
    from ticketcli.output import json_shapes

    context.screen.json(json_shapes.shape_overview(awaited, entries))


def _print_welcome(context: Context) -> None:
    lines = [_("Welcome. You are not signed in to any portal yet."), ""]
    for step, command in _FIRST_STEPS:
        lines += [_("{label}:").format(label=_(step)), f"  {command}"]
    context.screen.print("\n".join(lines))
