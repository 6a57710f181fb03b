"""Decide whether an event that is waited for has happened."""

from __future__ import annotations

from typing import Literal

from ticketcli.model.ticket import Message, Ticket
from ticketcli.usecases.follow import News

Event = Literal["answered", "closed", "reply"]


def has_happened(event: Event, news: News) -> bool:
    """Say whether the event happened: `answered` and `closed` may be so from the start, not a `reply`."""
    if event == "closed":
        return news.ticket.closed
    if event == "reply":
        return any(message.staff is not False for message in news.messages)
    return is_answered(news.ticket)


def is_impossible(event: Event, news: News) -> bool:
    """Say whether the event can no longer happen: a closed ticket gets no answer."""
    return event != "closed" and news.ticket.closed and not has_happened(event, news)


def is_answered(ticket: Ticket) -> bool:
    """Say whether the staff wrote last, by the ticket's state where the portal does not name authors."""
    last = ticket.messages[-1] if ticket.messages else None
    if last is not None and last.staff is not None:
        return last.staff
    return ticket.state == "answered"


def find_last_of_staff(ticket: Ticket) -> Message | None:
    """Find the staff's last message; the last of all where it is not known who wrote them."""
    messages = ticket.messages or ()
    known = [message for message in messages if message.staff]
    return known[-1] if known else messages[-1] if messages else None
