"""Whose turn it is in the tickets of a list, which hold no messages."""

from __future__ import annotations

from ticketcli.model.awaiting import Side, find_awaited_side
from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import NoSuchTicket, Portal


def turn(ticket: Ticket, portal: Portal) -> Side | None:
    """Who has to write next in an open ticket of a list.

    Where its status is one that the provider has added, the ticket itself is read: one request.
    Raises what reading a ticket raises.
    """
    if ticket.closed:
        return None
    told = find_awaited_side(ticket)
    if told is not None or ticket.messages is not None:
        return told
    try:
        return find_awaited_side(portal.ticket(ticket.number))
    except NoSuchTicket:  # gone since the list was made
        return None
