"""`ticket watch`."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli import ticket_argument
from ticketcli.cli.options import argument, flag, option
from ticketcli.cli.reactions import EXEC, NOTIFY, Reaction
from ticketcli.cli.ticket_argument import parse_number
from ticketcli.i18n import _
from ticketcli.model.statuses import translate_status

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Message, Ticket
    from ticketcli.usecases.follow import News


@dataclass(frozen=True, kw_only=True)
class Options:
    """Show new messages of tickets as they arrive, until all are closed or Ctrl-C.

    Without a number, those of every ticket that is open now.
    Checks every 15 seconds, then less often (up to every 5 minutes). With --json each message
    is one line.

    \b
    Examples:
      ticket watch 482913
      ticket watch
      ticket watch 482913 482914 --notify
      ticket watch 482913 --exec 'tee -a answers.json'
    """

    tickets: tuple[str, ...] = argument(
        "NUMBER|URL", many=True, required=False, values="tickets", help=ticket_argument.HELP
    )
    exec: str | None = option("--exec", metavar="CMD", help=EXEC)
    notify: bool = flag("--notify", help=NOTIFY)


def run(options: Options, context: Context) -> None:
    """Watch. Raises NoSuchTicket, and DoneInPart where a command that was to be run failed."""
    from ticketcli.usecases.follow import follow
    from ticketcli.usecases.outcome import DoneInPart

    reaction = Reaction(options.exec, options.notify, context)
    screen = context.screen
    if options.tickets:
        numbers = list(dict.fromkeys(parse_number(context.portal, ticket) for ticket in options.tickets))
    else:
        with screen.busy(_("Reading the ticket list")):
            numbers = [ticket.number for ticket in context.portal.tickets() if not ticket.closed]
    if not numbers:
        screen.note(_("No open tickets."))
        return
    waiting = set(numbers)
    for news in follow(
        context.portal,
        numbers,
        now=context.now,
        sleep=context.sleep,
        chance=random.random,
        trouble=lambda error: screen.warn(_("{problem} Trying again.").format(problem=error.message)),
    ):
        for message in news.messages:
            _show(news.ticket, message, context)
            reaction.run(news.ticket, message)
        _tell_state(news, context)
        waiting.discard(news.ticket.number) if news.ticket.closed else waiting.add(news.ticket.number)
        if not waiting:
            break
    if reaction.failed:
        raise DoneInPart(_("A command failed."), [])


def _show(ticket: Ticket, message: Message, context: Context) -> None:
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json_line(json_shapes.shape_new_message(ticket, message))
    else:
        context.screen.message(ticket, message)
    context.stdout.flush()


def _tell_state(news: News, context: Context) -> None:
    ticket, screen = news.ticket, context.screen
    if news.before is None:
        screen.note(
            _("Watching ticket {number} ({status}).").format(
                number=ticket.number, status=translate_status(ticket.status)
            )
            if ticket.status
            else _("Watching ticket {number} (status unknown).").format(number=ticket.number)
        )
    elif news.status_changed:
        screen.note(
            _("Ticket {number}: status is now {status}.").format(
                number=ticket.number, status=translate_status(ticket.status)
            )
            if ticket.status
            else _("Ticket {number}: status unknown.").format(number=ticket.number)
        )
