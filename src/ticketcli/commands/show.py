"""`ticket show`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ticketcli.cli import ticket_argument
from ticketcli.cli.options import argument, flag, option
from ticketcli.cli.ticket_argument import parse_number
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.model.period import ZONELESS, Period, has_no_zone, parse_start
from ticketcli.portals.base import PortalError

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Ticket


@dataclass(frozen=True, kw_only=True)
class Options:
    """Show a ticket with its conversation.

    On a terminal, long quotations are folded and HTML is rendered.

    \b
    Examples:
      ticket show 482910
      ticket show https://hb.bestnetllc.co.jp/tickets/view/482910/
      ticket show 482910 --json | jq -r '.messages[-1].body'
      ticket show 482910 --last 1
      ticket show 482910 --since -2d
      ticket show 482910 --web
    """

    ticket: str = argument("NUMBER|URL", values="tickets", help=ticket_argument.HELP)
    web: bool = flag("--web", "-w", help="Open the ticket in the browser.")
    last: int | None = option(
        "--last", "-n", metavar="N", kind=int, least=1, help="Only the last N messages."
    )
    since: str | None = option(
        "--since", metavar="WHEN", help="Only messages since a time: -2d, -3h, 2026-11-01."
    )
    raw: bool = flag("--raw", help="Print messages as received: full quotations and HTML.")


def run(options: Options, context: Context) -> None:
    """Show the ticket. Raises NoSuchTicket."""
    if options.raw and context.options.json:
        raise UsageError(_("--raw cannot be used with JSON: “body_html” has what the portal sent."))
    period = parse_start(options.since, context.now()) if options.since else None
    number = parse_number(context.portal, options.ticket)
    if options.web:
        _open_in_browser(number, context)
        return
    with context.screen.busy(_("Reading ticket {number}").format(number=number)):
        whole = context.portal.ticket(number)
    ticket, earlier = _select_recent(whole, options.last, period)
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json(json_shapes.shape_ticket(ticket))
    else:
        context.screen.ticket(ticket, raw=options.raw, earlier=earlier)
    if period is not None and any(has_no_zone(message.time) for message in whole.messages or ()):
        context.screen.hint(_(ZONELESS))
    if whole.messages and not ticket.messages:
        context.screen.note(_("No messages since then."))
    if whole.messages is None:
        raise PortalError(
            _("The messages of ticket {number} could not be read from its page.").format(number=number),
            _("Open it in a browser: {url}").format(url=whole.url or context.portal.address(number)),
        )


def _select_recent(ticket: Ticket, last: int | None, period: Period | None) -> tuple[Ticket, int]:
    """Select the wanted messages of a ticket; return it with them, and how many before them are left out.

    A message whose time is not known is as new as the one before it, and kept where that is.
    """
    messages = ticket.messages or ()
    start = 0
    if period is not None:
        times = [message.time for message in messages]
        start = next((index for index, time in enumerate(times) if time in period), len(messages))
        while 0 < start == len(messages) and times[start - 1] is None:
            start -= 1
    if last is not None:
        start = max(start, len(messages) - last)
    return (ticket if start == 0 else replace(ticket, messages=messages[start:])), start


def _open_in_browser(number: str, context: Context) -> None:
    from ticketcli.cli.browser import open_page

    address = context.portal.address(number)
    opened = open_page(address)
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json(json_shapes.shape_opened(number, address, opened=opened))
    elif opened:
        context.screen.note(
            _("Opened ticket {number} in the browser: {address}").format(number=number, address=address)
        )
    else:
        context.screen.note(_("No browser found. The link:"))
        context.screen.print(address)
