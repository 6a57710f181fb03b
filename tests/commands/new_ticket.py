"""The new ticket in the tests of `new`, and what became of it."""

from __future__ import annotations

from tests.commands.conftest import FakeContext

from ticketcli.drafts.entry import Entry
from ticketcli.model.draft import Draft
from ticketcli.portals.base import NewTicket

GIVEN = ("new", "-d", "bestnet", "-s", "VPS is down", "-m", "No ping since 10:00.")


REMOVED = "An encrypted message is removed from the ticket when the ticket is closed.\n"


def sent(context: FakeContext) -> NewTicket:
    """The one ticket that arrived."""
    (ticket,) = context.portal.sent
    assert isinstance(ticket, NewTicket)
    return ticket


def drafts(context: FakeContext) -> tuple[Entry, ...]:
    return context.drafts.all()


def only_draft(context: FakeContext) -> Draft:
    (entry,) = drafts(context)
    return entry.draft
