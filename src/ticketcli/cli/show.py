"""`ticket show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ticketcli.cli import ticket_argument
from ticketcli.cli.ticket_argument import number_at

if TYPE_CHECKING:
    from ticketcli.cli.context import Context


@dataclass(frozen=True)
class Options:
    """Which ticket to show, and whether in the browser."""

    ticket: str
    web: bool = False


def command(
    ctx: typer.Context,
    ticket: Annotated[str, typer.Argument(metavar="NUMBER|URL", help=ticket_argument.HELP)],
    web: Annotated[bool, typer.Option("--web", "-w", help="Show it in the browser instead.")] = False,
) -> None:
    """Show a ticket with its whole conversation.

    \b
    Examples:
      ticket show 482910
      ticket show https://hb.bestnetllc.co.jp/tickets/view/482910/
      ticket show 482910 --json | jq -r '.messages[-1].body'
      ticket show 482910 --web
    """
    run(Options(ticket, web), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Show the ticket. Raises NoSuchTicket."""
    number = number_at(context.portal, options.ticket)
    if options.web:
        _browse(number, context)
        return
    with context.screen.busy(f"Reading ticket {number}"):
        ticket = context.portal.ticket(number)
    if context.options.json:
        from ticketcli.render import shapes

        context.screen.json(shapes.ticket(ticket))
    else:
        context.screen.ticket(ticket)


def _browse(number: str, context: Context) -> None:
    import webbrowser

    address = context.portal.address(number)
    opened = webbrowser.open(address)
    if context.options.json:
        context.screen.json({"number": number, "url": address, "opened": opened})
    elif opened:
        context.screen.note(f"Ticket {number} is shown in the browser: {address}")
    else:
        context.screen.note("No browser was found here. The link is:")
        context.screen.print(address)
