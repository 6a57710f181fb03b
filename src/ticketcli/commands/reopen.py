"""`ticket reopen`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli import state_command, ticket_argument
from ticketcli.cli.options import argument

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Reopen closed tickets. Tickets that are open stay open.

    \b
    Examples:
      ticket reopen 482910
      ticket reopen 482910 482911
    """

    tickets: tuple[str, ...] = argument("NUMBER|URL", many=True, values="tickets", help=ticket_argument.HELP)


def run(options: Options, context: Context) -> None:
    """Reopen them all; see `state_command.run`."""
    state_command.run(options.tickets, context, closed=False)
