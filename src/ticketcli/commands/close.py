"""`ticket close`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from ticketcli.cli import state_command, ticket_argument

if TYPE_CHECKING:
    import typer

    from ticketcli.context import Context


@dataclass(frozen=True)
class Options:
    """The tickets to close."""

    tickets: tuple[str, ...]


def command(
    ctx: typer.Context,
    tickets: Annotated[list[str], typer.Argument(metavar="NUMBER|URL...", help=ticket_argument.HELP)],
) -> None:
    """Close tickets. One that is closed already stays so.

    \b
    Examples:
      ticket close 482910
      ticket close 482910 482911
    """
    run(Options(tuple(tickets)), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Close them all; see `state_command.run`."""
    state_command.run(options.tickets, context, closed=True)
