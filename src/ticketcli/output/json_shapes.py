"""The JSON that `--json` prints: one shape for a ticket everywhere, unknown is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.awaiting import find_awaited_side
from ticketcli.model.ticket import Attachment, Department, Message, Service, Ticket
from ticketcli.output.times import format_iso

if TYPE_CHECKING:
    from ticketcli.usecases.change_state import Changed
    from ticketcli.usecases.sent import Sent

Shape = dict[str, Any]


def ticket_shape(ticket: Ticket) -> Shape:
    """A ticket. `messages` is null where the portal was not asked for them, as in a list.

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
        "messages": None if ticket.messages is None else [message_shape(each) for each in ticket.messages],
    }


def message_shape(message: Message) -> Shape:
    """One message; `time` is null where the portal's date could be read in two ways."""
    return {
        "id": message.id,
        "author": message.author,
        "staff": message.staff,
        "time": format_iso(message.time),
        "body": message.body,
        "body_html": message.body_html,
        "encrypted": message.encrypted,
        "attachments": [attachment_shape(each) for each in message.attachments],
    }


def attachment_shape(attachment: Attachment) -> Shape:
    """A file on a message, with its size in bytes."""
    return {"id": attachment.id, "name": attachment.name, "size": attachment.size}


def new_message_shape(ticket: Ticket, message_: Message) -> Shape:
    """A message that came in a ticket, with what tells the ticket."""
    told = {"number": ticket.number, "url": ticket.url, "subject": ticket.subject, "status": ticket.status}
    return {**told, **message_shape(message_)}


def department_shape(department: Department) -> Shape:
    """A department; `priorities` says whether it lets the customer choose one."""
    return {
        "id": department.id,
        "name": department.name,
        "description": department.description,
        "priorities": department.priorities,
    }


def service_shape(service: Service) -> Shape:
    """A service of the account."""
    return {
        "id": service.id,
        "name": service.name,
        "domain": service.domain,
        "status": service.status,
        "category": service.category,
    }


def state_change_shape(changed: Changed, *, closed: bool) -> Shape:
    """A ticket that was closed or reopened; `already` says that it was so before."""
    return {"number": changed.number, "closed": closed, "already": changed.already}


def submission_shape(sent: Sent) -> Shape:
    """A ticket or a reply that was sent: the ticket as read back, and how that went."""
    read_back = sent.ticket or Ticket(number=sent.number, subject="")
    shape = ticket_shape(read_back)
    if sent.ticket is None:
        shape["subject"] = None
    return {
        **shape,
        "number": sent.number,
        "url": sent.url or read_back.url,
        "door": sent.route or None,
        "found": sent.found,
        "differences": list(sent.differences),
        "unverified": [
            *([sent.unread] if sent.unread else []),
            *(_("The portal does not show the {what}.").format(what=what) for what in sent.hidden),
            *sent.unverified,
        ],
        "notices": list(sent.notices),
    }
