"""What a sent ticket or reply is expected to look like at the portal."""

from __future__ import annotations

from dataclasses import dataclass

from ticketcli.model.attachments import Extensions, guess_media_type, normalize_file_name
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Service
from ticketcli.model.urgency import compose_all, compose_subject
from ticketcli.portals.base import File, NewReply, NewTicket


@dataclass(frozen=True)
class Expectation:
    """A ticket or reply as it went out. None: not compared.

    `other_bodies` are what it may have gone out as instead, by an earlier version of the program.
    """

    body: str
    subject: str | None = None
    department: str | None = None
    service: tuple[str, ...] = ()  # the names it goes by
    cc: tuple[str, ...] = ()
    priority: str | None = None
    encrypt: bool = False
    files: tuple[File, ...] = ()
    other_bodies: tuple[str, ...] = ()


def expect_ticket(ticket: NewTicket) -> Expectation:
    """Return what a new ticket is expected to look like."""
    return Expectation(
        body=ticket.body,
        subject=ticket.subject,
        # A form with one department alone does not name it: then its id is all there is.
        department=ticket.department.name if ticket.department.name != ticket.department.id else None,
        service=_list_names(ticket.service),
        cc=ticket.cc,
        priority=ticket.priority,
        encrypt=ticket.encrypt,
        files=ticket.files,
    )


def _list_names(service: Service | None) -> tuple[str, ...]:
    return tuple(filter(None, (service.label, service.name, service.domain))) if service else ()


def expect_reply(reply: NewReply) -> Expectation:
    """Return what a reply is expected to look like."""
    return Expectation(body=reply.body, encrypt=reply.encrypt, files=reply.files)


def expect_draft(draft: Draft, extensions: Extensions) -> Expectation:
    """Return what a saved draft is expected to become.

    Its department and service are only words, and files may be gone.
    """
    body, *other_bodies = compose_all(draft)
    return Expectation(
        body=body,
        other_bodies=tuple(other_bodies),
        subject=compose_subject(draft) if draft.kind == "new" else None,
        service=(draft.service,) if draft.service else (),
        cc=draft.cc,
        priority=draft.priority,
        encrypt=draft.encrypt,
        files=tuple(
            File(
                normalize_file_name(path.name, extensions),
                path,
                path.stat().st_size,
                guess_media_type(path.name),
            )
            for path in draft.attachments
            if path.is_file()
        ),
    )
