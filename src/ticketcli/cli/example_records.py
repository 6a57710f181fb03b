"""The ticket, draft and sign-in in the examples of `answer_examples`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.status import Status
    from ticketcli.drafts.entry import Entry
    from ticketcli.model.ticket import Ticket

PORTAL = "https://hb.bestnetllc.co.jp"
URL = f"{PORTAL}/?cmd=tickets&action=view&num=482913"
_OPENED = datetime(2026, 6, 9, 10, 5, tzinfo=timezone.utc)
_ANSWERED = datetime(2026, 6, 9, 10, 42, tzinfo=timezone.utc)


def make_ticket() -> Ticket:
    """Make a ticket of two messages, one with a file."""
    from ticketcli.model.ticket import Attachment, Message, Ticket

    attachment = Attachment("91", "screen.png", 84210)
    opening = Message("7001", "山田 花子", False, _OPENED, "No ping since 10:00.", None, False, (attachment,))
    answer = replace(
        opening,
        id="7002",
        author="Support",
        staff=True,
        time=_ANSWERED,
        body="Fixed.",
        body_html="<p>Fixed.</p>",
    )
    return Ticket(
        number="482913",
        subject="VPS is down",
        url=URL,
        status="Answered",
        state="answered",
        department="BESTNET-CLOUD",
        service="VPS 4GB",
        cc=("boss@example.com",),
        priority="high",
        encrypted=False,
        created=_OPENED,
        updated=_ANSWERED,
        messages=(opening, answer),
    )


def make_entry() -> Entry:
    """Make a saved draft of a new ticket."""
    from ticketcli.drafts.entry import Entry
    from ticketcli.model.draft import Draft

    draft = Draft(
        kind="new",
        number="482913",
        department="BESTNET-CLOUD",
        subject="VPS is down",
        message="No ping since 10:00.",
        service="VPS 4GB",
        cc=("boss@example.com",),
        priority="high",
        urgent=True,
        impact="The shop is closed.",
        contact="Phone",
        attachments=(Path("/home/hanako/screen.png"),),
    )
    return Entry("d-7f3k", "unsent", "hb", _OPENED, draft)


def make_account() -> Account:
    """Make a portal that somebody signed in to."""
    from ticketcli.accounts.accounts import Account

    return Account("hb", PORTAL, "hanako@example.com", None, None, "keyring")


def make_status() -> Status:
    """Make how it stands with a sign-in that no longer works."""
    from ticketcli.accounts.status import Status
    from ticketcli.model.errors import TicketError
    from ticketcli.model.ticket import Department, Service
    from ticketcli.portals.base import Identity
    from ticketcli.portals.capabilities import Capabilities, Feature, Route

    routes = (Route("api", True), Route("web", True, frozenset({Feature.ATTACHMENTS})))
    departments = (Department("1", "BESTNET-CLOUD", "VPS and cloud servers", True),)
    services = (Service("17", "VPS 4GB", "web1.example.com", "Active", "Cloud"),)
    offers = Capabilities(
        routes, departments, services, (".jpg",), 2**25, learned="2026-06-09T12:00:00+00:00"
    )
    identity = Identity("hanako@example.com", "山田 花子", "Example KK")
    sources = {"password": "keyring", "token": "keyring"}
    return Status(make_account(), True, True, identity, offers, sources, TicketError("It no longer works."))
