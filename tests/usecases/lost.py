"""Tickets and replies that were sent and lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.commands.fake_portal import URL
from tests.usecases.sender import LOST, OLD, REPLY, TICKET, Sender

from ticketcli.drafts.entry import Entry
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Message
from ticketcli.portals.base import NewReply, NewTicket, OutcomeUnknown

SECOND = timedelta(seconds=1)


DRAFT = Draft(department="BESTNET-CLOUD", subject=TICKET.subject, message=TICKET.body)


def lose(sender: Sender, ticket: NewTicket = TICKET) -> Entry:
    """Send a ticket that gets lost, and return its draft."""
    known = set(sender.drafts.all())
    sender.portal.fail("create", LOST)
    with pytest.raises(OutcomeUnknown):
        sender.new(ticket)
    (entry,) = set(sender.drafts.all()) - known
    return entry


def lose_reply(sender: Sender, reply: NewReply = REPLY) -> None:
    """Send a reply to ticket 100 that gets lost."""
    sender.portal.stored.setdefault("100", OLD)
    sender.portal.fail("reply", LOST)
    with pytest.raises(OutcomeUnknown):
        sender.reply("100", reply)


def mark_without_request(sender: Sender, draft: Draft) -> Entry:
    """Save a draft as an earlier version did that had begun to send it."""
    entry = sender.drafts.create(draft, URL)
    return sender.drafts.mark_sending(entry, [], "api")


def add_ticket(sender: Sender, number: str) -> None:
    """Have the portal show the ticket that was lost, under this number."""
    message = Message("1", "山田 花子", False, None, TICKET.body)
    sender.portal.stored[number] = replace(OLD, number=number, messages=(message,))
