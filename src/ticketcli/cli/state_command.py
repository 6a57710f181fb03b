"""Run `ticket close` and `ticket reopen`, and report on each ticket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketcli.cli import partial_result
from ticketcli.cli.encrypted_text import check_closing, holds_encrypted
from ticketcli.cli.ticket_argument import parse_number
from ticketcli.i18n import _, join_list
from ticketcli.usecases.outcome import Failure

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Ticket
    from ticketcli.usecases.change_state import Changed


def run(tickets: Sequence[str], context: Context, *, closed: bool) -> None:
    """Close or reopen tickets, and print what became of each. Raises what failed, once the others are done.

    That is the error itself where it was one ticket, DoneInPart where some are done, else NoneDone.
    """
    from ticketcli.usecases.change_state import change_tickets

    def check(ticket: Ticket) -> None:
        if closed and holds_encrypted(ticket):
            check_closing(ticket.number, context)

    numbers = [parse_number(context.portal, ticket) for ticket in tickets]
    with context.screen.busy(_("Closing") if closed else _("Reopening")):
        outcomes = change_tickets(context.portal, numbers, closed=closed, sleep=context.sleep, check=check)
    _report_outcomes(outcomes, context, closed=closed)


def _report_outcomes(outcomes: Sequence[Changed | Failure], context: Context, *, closed: bool) -> None:
    from ticketcli.output import json_shapes

    failures = [each for each in outcomes if isinstance(each, Failure)]
    changed = [each for each in outcomes if not isinstance(each, Failure)]
    listed = join_list(each.number for each in changed)
    error = partial_result.make_error(
        failures,
        done=len(changed),
        some=_("Not all tickets were closed. Closed: {numbers}.").format(numbers=listed)
        if closed
        else _("Not all tickets were reopened. Reopened: {numbers}.").format(numbers=listed),
        none=_("None of the tickets was closed.") if closed else _("None of the tickets was reopened."),
    )
    if context.options.json:
        values = [
            partial_result.shape_failure(each, {"number": each.name})
            if isinstance(each, Failure)
            else json_shapes.shape_state_change(each, closed=closed)
            for each in outcomes
        ]
        partial_result.answer(values, context, error)
        return
    context.screen.changed(changed, closed=closed)
    if error is not None:
        raise error
