"""The JSON of tickets and drafts: one shape for a ticket everywhere, unknown is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.awaiting import find_awaited_side
from ticketcli.model.ticket import Attachment, Department, Message, Service, Ticket
from ticketcli.output.times import format_iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ticketcli.drafts.entry import Entry
    from ticketcli.model.awaiting import Awaited
    from ticketcli.output.batch_result import Result
    from ticketcli.portals.base import File, NewReply, NewTicket
    from ticketcli.usecases.change_state import Changed
    from ticketcli.usecases.sent import Sent

Shape = dict[str, Any]


def shape_ticket(ticket: Ticket) -> Shape:
    """Shape a ticket. `messages` is null where the portal was not asked for them, as in a list.

    `awaiting` is who has to write next, "me" or "staff"; null where nobody has, or it is not known.
    """
    return {
        "number": ticket.number,
        "url": ticket.url,
        "subject": ticket.subject,
        "status": ticket.status,
        "state": ticket.state,
        "department": ticket.department,
        "service": ticket.service,
        "cc": None if ticket.cc is None else list(ticket.cc),
        "priority": ticket.priority,
        "encrypted": ticket.encrypted,
        "created": format_iso(ticket.created),
        "updated": format_iso(ticket.updated),
        "unread": ticket.unread,
        "awaiting": find_awaited_side(ticket),
        "messages": None if ticket.messages is None else [shape_message(each) for each in ticket.messages],
    }


def shape_message(message: Message) -> Shape:
    """Shape one message; `time` is null where the portal's date could be read in two ways."""
    return {
        "id": message.id,
        "author": message.author,
        "staff": message.staff,
        "time": format_iso(message.time),
        "body": message.body,
        "body_html": message.body_html,
        "encrypted": message.encrypted,
        "attachments": [shape_attachment(each) for each in message.attachments],
    }


def shape_attachment(attachment: Attachment) -> Shape:
    """Shape a file on a message, with its size in bytes."""
    return {"id": attachment.id, "name": attachment.name, "size": attachment.size}


def shape_new_message(ticket: Ticket, message_: Message) -> Shape:
    """Shape a new message, with the fields that identify its ticket."""
    told = {"number": ticket.number, "url": ticket.url, "subject": ticket.subject, "status": ticket.status}
    return {**told, **shape_message(message_)}


def shape_department(department: Department) -> Shape:
    """Shape a department; `priorities` says whether it lets the customer choose one."""
    return {
        "id": department.id,
        "name": department.name,
        "description": department.description,
        "priorities": department.priorities,
    }


def shape_service(service: Service) -> Shape:
    """Shape a service of the account."""
    return {
        "id": service.id,
        "name": service.name,
        "domain": service.domain,
        "status": service.status,
        "category": service.category,
    }


def shape_state_change(changed: Changed, *, closed: bool) -> Shape:
    """Shape a ticket that was closed or reopened; `already` says that it was so before."""
    return {"number": changed.number, "closed": closed, "already": changed.already}


def shape_submission(sent: Sent) -> Shape:
    """Shape a ticket or a reply that was sent: the ticket as read back, and how that went."""
    read_back = sent.ticket or Ticket(number=sent.number, subject="")
    shape = shape_ticket(read_back)
    if sent.ticket is None:
        shape["subject"] = None
    return {
        **shape,
        "number": sent.number,
        "url": sent.url or read_back.url,
        "via": sent.route or None,
        "found": sent.found,
        "differences": list(sent.differences),
        "unverified": [
            *([sent.unread] if sent.unread else []),
            *(_("The portal does not show the {what}.").format(what=what) for what in sent.hidden),
            *sent.unverified,
        ],
        "notices": list(sent.notices),
    }


def shape_draft_in_list(entry: Entry) -> Shape:
    """Shape a draft in a list."""
    return {
        "id": entry.id,
        "state": entry.state,
        "kind": entry.draft.kind,
        "portal": entry.portal or None,
        "number": entry.draft.number,
        "subject": entry.draft.subject,
        "created": entry.created.isoformat(timespec="seconds"),
    }


def shape_draft(entry: Entry) -> Shape:
    """Shape a draft alone, with everything that it asks for."""
    draft = entry.draft
    return {
        **shape_draft_in_list(entry),
        "department": draft.department,
        "message": draft.message,
        "service": draft.service,
        "cc": list(draft.cc),
        "priority": draft.priority,
        "encrypt": draft.encrypt,
        "urgent": draft.urgent,
        "impact": draft.impact,
        "contact": draft.contact,
        "attachments": [str(path) for path in draft.attachments],
        "close": draft.close,
        "unfinished": draft.unfinished
        and {"question": draft.unfinished.question, "text": draft.unfinished.text},
    }


def shape_batch_result(result: Result) -> Shape:
    """Shape what became of one ticket of a file."""
    return {
        "entry": result.entry,
        "line": result.line,
        "outcome": result.outcome,
        "number": result.number,
        "url": result.url,
        "subject": result.subject,
        "draft": result.draft,
        "differences": list(result.differences),
        "error": result.error,
        "exit": int(result.exit),
    }


def shape_checked_ticket(ticket: NewTicket, portal: str, route: str) -> Shape:
    """Shape a new ticket that was checked and not sent."""
    return {
        "dry_run": True,
        "portal": portal,
        "via": route,
        "department": ticket.department.name,
        "subject": ticket.subject,
        "message": ticket.body,
        "service": ticket.service.label if ticket.service else None,
        "cc": list(ticket.cc),
        "priority": ticket.priority,
        "encrypt": ticket.encrypt,
        "attachments": [_shape_file(file) for file in ticket.files],
    }


def shape_checked_reply(number: str, reply: NewReply, portal: str, route: str, *, close: bool) -> Shape:
    """Shape a reply that was checked and not sent."""
    return {
        "dry_run": True,
        "portal": portal,
        "via": route,
        "number": number,
        "message": reply.body,
        "encrypt": reply.encrypt,
        "close": close,
        "attachments": [_shape_file(file) for file in reply.files],
    }


def _shape_file(file: File) -> Shape:
    return {"name": file.name, "size": file.size, "path": str(file.path)}


def shape_failure(which: Mapping[str, Any], error: str, exit: int) -> Shape:
    """Shape what was not done; `which` are the fields that say what it is."""
    return {**which, "error": error, "exit": exit}


def shape_saved(attachment: Attachment, path: Path, size: int) -> Shape:
    """Shape an attachment that was saved, with the bytes written."""
    return {"id": attachment.id, "name": attachment.name, "path": str(path), "size": size}


def shape_opened(number: str, url: str, *, opened: bool) -> Shape:
    """Shape a ticket that was to be shown in the browser."""
    return {"number": number, "url": url, "opened": opened}


def shape_overview(awaited: Awaited, entries: Iterable[Entry]) -> Shape:
    """Shape the answer of `ticket` alone."""
    return {
        "awaiting_me": [shape_ticket(ticket) for ticket in awaited.me],
        "awaiting_staff": [shape_ticket(ticket) for ticket in awaited.staff],
        "awaiting_unknown": [shape_ticket(ticket) for ticket in awaited.unknown],
        "unsent": [shape_draft_in_list(entry) for entry in entries],
    }


def shape_deleted_draft(id: str) -> Shape:
    """Shape a draft that was deleted."""
    return {"id": id, "deleted": True}
