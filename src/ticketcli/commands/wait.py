"""`ticket wait`."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from ticketcli.cli import ticket_argument
from ticketcli.cli.options import argument, flag, option
from ticketcli.cli.reactions import EXEC, NOTIFY, Reaction
from ticketcli.cli.ticket_argument import parse_number
from ticketcli.i18n import N_, _
from ticketcli.model.durations import format_duration, parse_duration
from ticketcli.model.statuses import translate_status
from ticketcli.usecases.wait import Event

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Message
    from ticketcli.usecases.follow import News


@dataclass(frozen=True, kw_only=True)
class Options:
    """Wait until a ticket is answered or closed.

    Checks every 15 seconds, then less often (up to every 5 minutes). The exit code is 9 if the
    condition was not met in time, or no longer can be.

    \b
    Examples:
      ticket wait 482913 --timeout 2h
      ticket wait 482913 --for closed && echo done
      ticket wait 482913 --for reply --jq '.messages[-1].body'
    """

    ticket: str = argument("NUMBER|URL", values="tickets", help=ticket_argument.HELP)
    event: Event = option(
        "--for",
        words=get_args(Event),
        default="answered",
        help=(
            "answered: the last message is from support; closed; reply: a new message from support arrives."
        ),
    )
    timeout: str | None = option(
        "--timeout", metavar="TIME", help="Stop waiting after a time, such as 90s, 15m or 2h."
    )
    exec: str | None = option("--exec", metavar="CMD", help=EXEC)
    notify: bool = flag("--notify", help=NOTIFY)


def run(options: Options, context: Context) -> None:
    """Wait. Raises WaitedInVain, NoSuchTicket; DoneInPart where a command that was to be run failed."""
    from ticketcli.usecases.outcome import DoneInPart

    reaction = Reaction(options.exec, options.notify, context)
    number = parse_number(context.portal, options.ticket)
    news = _wait_for_news(number, options, context)
    message = _find_message(options.event, news)
    ticket = news.ticket
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json(json_shapes.shape_ticket(ticket))
    elif context.screen.terminal:
        if message is not None and options.event != "closed":
            context.screen.message(ticket, message)
        context.screen.note(
            _("Ticket {number} is {status}.").format(number=number, status=translate_status(ticket.status))
            if ticket.status
            else _("Ticket {number}: condition met.").format(number=number)
        )
    else:
        context.screen.print(f"{number}\t{ticket.status or ''}")
    if message is not None:
        reaction.run(ticket, message)
    if reaction.failed:
        raise DoneInPart(
            _("Ticket {number}: condition met, but the command failed.").format(number=number),
            [],
        )


def _wait_for_news(number: str, options: Options, context: Context) -> News:
    from ticketcli.usecases.follow import follow
    from ticketcli.usecases.outcome import WaitedInVain
    from ticketcli.usecases.wait import has_happened, is_impossible

    timeout = parse_duration(options.timeout) if options.timeout is not None else None
    screen, last = context.screen, None
    with screen.busy(_("Waiting for ticket {number}").format(number=number)):
        for news in follow(
            context.portal,
            [number],
            now=context.now,
            sleep=context.sleep,
            chance=random.random,
            trouble=lambda error: screen.warn(_("{problem} Trying again.").format(problem=error.message)),
            until=None if timeout is None else context.now() + timeout,
        ):
            last = news
            if has_happened(options.event, news):
                return news
            if is_impossible(options.event, news):
                raise WaitedInVain(
                    _("Ticket {number} was closed before the condition was met.").format(number=number),
                    _("See: {program} show {number}").format(program=screen.program, number=number),
                )
    status = last.ticket.status if last else None
    raise WaitedInVain(
        _(_NOT_IN_TIME[options.event]).format(number=number, timeout=format_duration(timeout))
        if timeout
        else _(_NOT[options.event]).format(number=number),
        _("Status: {status}. See: {program} show {number}").format(
            status=translate_status(status), program=screen.program, number=number
        )
        if status
        else "",
    )


_NOT_IN_TIME: dict[Event, str] = {
    "answered": N_("Ticket {number} was not answered in {timeout}."),
    "closed": N_("Ticket {number} was not closed in {timeout}."),
    "reply": N_("Ticket {number} was not replied to in {timeout}."),
}
_NOT: dict[Event, str] = {
    "answered": N_("Ticket {number} was not answered."),
    "closed": N_("Ticket {number} was not closed."),
    "reply": N_("Ticket {number} was not replied to."),
}


def _find_message(event: Event, news: News) -> Message | None:
    from ticketcli.usecases.wait import find_last_of_staff

    if event == "reply":
        return next(message for message in news.messages if message.staff is not False)
    return find_last_of_staff(news.ticket)
