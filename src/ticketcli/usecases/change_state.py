"""Close and reopen tickets; repeating it does no harm, and the ticket itself proves the outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import STOPS, OutcomeUnknown, Portal, PortalError, TurnedAway
from ticketcli.usecases.find_sent import FEW_PAUSES, PAUSES
from ticketcli.usecases.outcome import DoneInPart, Failure

ATTEMPTS = 4


@dataclass(frozen=True)
class Changed:
    """A ticket that is now as asked; `already` if it was so before. `status` is the portal's word for it."""

    number: str
    already: bool
    status: str | None = field(default=None, compare=False)


def close_ticket(portal: Portal, number: str, *, sleep: Callable[[float], None]) -> Changed:
    """Close a ticket. Raises what a portal raises; DoneInPart where it cannot be read back."""
    return _change_one(portal, number, closed=True, sleep=sleep)


def reopen_ticket(portal: Portal, number: str, *, sleep: Callable[[float], None]) -> Changed:
    """Reopen a ticket. Raises as `close_ticket` does."""
    return _change_one(portal, number, closed=False, sleep=sleep)


def change_tickets(
    portal: Portal,
    numbers: Sequence[str],
    *,
    closed: bool,
    sleep: Callable[[float], None],
    check: Callable[[Ticket], None] | None = None,
) -> tuple[Changed | Failure, ...]:
    """Close or reopen tickets, and return what became of each, in their order. Raises no PortalError.

    `check` gets each ticket before it is changed, and raises TicketError where it is not to be.
    Where the portal cannot be reached, or lets nobody in, the rest is not tried.
    """
    outcomes: list[Changed | Failure] = []
    stopped: TicketError | None = None
    for number in dict.fromkeys(numbers):
        if stopped is not None:
            outcomes.append(Failure(number, stopped, tried=False))
            continue
        try:
            outcomes.append(_change_one(portal, number, closed=closed, sleep=sleep, check=check))
        except TicketError as error:
            outcomes.append(Failure(number, error))
            if isinstance(error, STOPS):
                stopped = error
    return tuple(outcomes)


def _change_one(
    portal: Portal,
    number: str,
    *,
    closed: bool,
    sleep: Callable[[float], None],
    check: Callable[[Ticket], None] | None = None,
) -> Changed:
    before = portal.ticket(number)
    if before.state is not None and before.closed is closed:
        return Changed(number, already=True, status=before.status)
    if check is not None:
        check(before)
    unknown: OutcomeUnknown | None = None
    refused: ContentRefused | None = None
    for _attempt in range(ATTEMPTS):
        try:
            portal.close(number) if closed else portal.reopen(number)
            unknown = None
        except TurnedAway as error:
            unknown = error
            sleep(error.wait)
        except OutcomeUnknown as error:  # the ticket itself tells, and doing it twice does no harm
            unknown = error
        except ContentRefused as error:  # as a portal does that has done it already
            refused = error
        pauses = PAUSES if refused is None else FEW_PAUSES
        accepted = unknown is None and refused is None
        after = _read_after(portal, before, closed, unknown, sleep, pauses=pauses, accepted=accepted)
        if _is_changed(before, after, closed, accepted=accepted):
            return Changed(number, already=False, status=after.status)
        if refused is not None:
            raise refused
        if unknown is None or (isinstance(unknown, TurnedAway) and not unknown.again):
            break
    if isinstance(unknown, TurnedAway):
        raise unknown.last
    if unknown is not None and after.state is None:
        raise _make_unconfirmed(number, closed, unknown, _describe_unclear(after))
    if unknown is not None:
        not_yet = (
            _("Ticket {number} is not closed yet. {why}")
            if closed
            else _("Ticket {number} is not reopened yet. {why}")
        )
        raise OutcomeUnknown(
            not_yet.format(number=number, why=unknown.message),
            _("Try again: {command}").format(command=_make_command(number, closed)),
        )
    did_not = (
        _("The portal did not close ticket {number}.")
        if closed
        else _("The portal did not reopen ticket {number}.")
    )
    raise ContentRefused(
        [did_not.format(number=number)], _("See: ticket show {number}").format(number=number)
    )


def _make_command(number: str, closed: bool) -> str:
    return f"ticket close {number}" if closed else f"ticket reopen {number}"  # data


def _is_changed(before: Ticket, after: Ticket, closed: bool, *, accepted: bool) -> bool:
    """Return whether a ticket is proven to be as asked: by its state, or by a status other than "closed"."""
    if after.state is not None:
        return after.closed is closed
    return not closed and accepted and before.closed and after.status not in (None, before.status)


def _read_after(
    portal: Portal,
    before: Ticket,
    closed: bool,
    unknown: OutcomeUnknown | None,
    sleep: Callable[[float], None],
    *,
    pauses: Sequence[float],
    accepted: bool,
) -> Ticket:
    """Return the ticket once it is as wanted, else as it was read last. Raises TicketError."""
    number, after = before.number, before
    try:
        for pause in pauses:
            if pause:
                sleep(pause)
            after = portal.ticket(number)
            if _is_changed(before, after, closed, accepted=accepted):
                return after
        if accepted and after.state is None:
            raise PortalError(_describe_unclear(after))
    except TicketError as error:
        if unknown is None:
            raise DoneInPart(
                _("The portal accepted it, but ticket {number} could not be checked.").format(number=number),
                [error.message],
                _("See: ticket show {number}").format(number=number),
            ) from error
        raise _make_unconfirmed(number, closed, unknown, error.message) from error
    return after


def _make_unconfirmed(number: str, closed: bool, unknown: OutcomeUnknown, then: str) -> OutcomeUnknown:
    nobody_told = (
        _("No confirmation that ticket {number} was closed. {why} {then}")
        if closed
        else _("No confirmation that ticket {number} was reopened. {why} {then}")
    )
    return OutcomeUnknown(
        nobody_told.format(number=number, why=unknown.message, then=then),
        _("Try again (safe to repeat): {command}").format(command=_make_command(number, closed)),
    )


def _describe_unclear(ticket: Ticket) -> str:
    if ticket.status is None:
        return _("The portal does not show its status.")
    return _("Its status “{status}” does not say whether it is open or closed.").format(status=ticket.status)
