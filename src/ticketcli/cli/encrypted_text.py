"""Warn that closing a ticket removes its encrypted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.model.errors import Cancelled

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Ticket


def hint_removal(context: Context) -> None:
    """Say once what becomes of a message that is sent encrypted."""
    context.screen.hint(_("An encrypted message is removed from the ticket when the ticket is closed."))


def holds_encrypted(ticket: Ticket) -> bool:
    """Say whether a ticket, or a message of it, is known to be stored encrypted."""
    return bool(ticket.encrypted) or any(message.encrypted for message in ticket.messages or ())


def check_closing(number: str, context: Context, *, asked: bool = True) -> None:
    """Ask on a terminal whether to close a ticket with encrypted text; elsewhere print a hint.

    Raises Cancelled.
    """
    warning = _(
        "Ticket {number} contains encrypted text, which the portal removes when the ticket is closed."
    ).format(number=number)
    with context.screen.paused():
        if not asked or not context.interactive:
            context.screen.note(warning)
            return
        context.prompter.say(warning)
        if not context.prompter.confirm(_("Close anyway?"), default=False):
            raise Cancelled(_("Ticket {number} was not closed.").format(number=number))
