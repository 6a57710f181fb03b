"""Tickets for the tests of the reading commands."""

from __future__ import annotations

from datetime import datetime, timezone

from ticketcli.model.ticket import Attachment, Message, Ticket
from ticketcli.portals.hostbill.states import find_state


def day(number: int) -> datetime:
    """Noon of a day in June 2026, before the clock of the tests stands still."""
    return datetime(2026, 6, number, 12, 0, tzinfo=timezone.utc)


def ticket(number: str, subject: str, status: str = "Open", department: str = "BESTNET-CLOUD") -> Ticket:
    """A ticket with one message."""
    opening = Message(number, "山田 花子", False, day(8), "Please look.")
    return Ticket(
        number=number,
        subject=subject,
        url=f"https://hb.bestnetllc.co.jp/tickets/view/{number}/",
        status=status,
        state=find_state(status),
        department=department,
        created=day(8),
        updated=day(8),
        messages=(opening,),
    )


def with_files(number: str, *files: tuple[str, bytes]) -> tuple[Ticket, dict[str, bytes]]:
    """A ticket with these attachments, each on a message of its own, and their bytes by id."""
    attachments = [Attachment(str(id), name, len(data)) for id, (name, data) in enumerate(files, 1)]
    messages = [Message(each.id, "Sato", True, day(8), "See.", attachments=(each,)) for each in attachments]
    stored = {str(id): data for id, (_, data) in enumerate(files, 1)}
    return Ticket(number, "Files", status="Open", state="open", messages=tuple(messages)), stored
