"""`ticket reopen`."""

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
    """The tickets to reopen."""

    tickets: tuple[str, ...]


def command(
    ctx: typer.Context,
    tickets: Annotated[list[str], typer.Argument(metavar="NUMBER|URL...", help=ticket_argument.HELP)],
) -> None:
    """Reopen closed tickets. One that is open already stays so.

    \b
    Examples:
      ticket reopen 482910
      ticket reopen 482910 482911
    """
    run(Options(tuple(tickets)), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Reopen them all. Raises NoSuchTicket, or DoneInPart where some could not be reopened."""
    from ticketcli.desk.state import reopen_tickets

    numbers = [number_at(context.portal, ticket) for ticket in options.tickets]
    with context.screen.busy("Reopening"):
        changed = reopen_tickets(context.portal, numbers, sleep=context.sleep)
    if context.options.json:
        from ticketcli.render import shapes

        context.screen.json([shapes.changed(each, closed=False) for each in changed])
    else:
        context.screen.changed(changed, closed=False)
