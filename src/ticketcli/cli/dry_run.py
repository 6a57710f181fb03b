"""What `--dry-run` shows: exactly what would be sent, after every check, with nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean, clean_line
from ticketcli.portals.base import File, NewReply, NewTicket

if TYPE_CHECKING:
    from ticketcli.context import Context


def show_new(ticket: NewTicket, context: Context) -> None:
    """A new ticket, as it would go out."""
    if context.options.json:
        portal = context.portal
        context.screen.json(new_shape(ticket, portal.url, portal.check(ticket.features)))
        return
    values = [
        (_("Department"), ticket.department.name),
        (_("Subject"), ticket.subject),
        (_("Service"), ticket.service.label if ticket.service else None),
        (_("Priority"), _(ticket.priority) if ticket.priority else None),
        ("CC", ", ".join(ticket.cc)),
    ]
    _print(values, ticket, context)


def show_reply(number: str, reply: NewReply, context: Context, *, close: bool) -> None:
    """A reply, as it would go out."""
    if context.options.json:
        portal = context.portal
        route = portal.check(reply.features, reply=True)
        context.screen.json(reply_shape(number, reply, portal.url, route, close=close))
        return
    _print([(_("Reply to"), number), (_("Closes it"), _("yes") if close else None)], reply, context)


def new_shape(ticket: NewTicket, portal: str, route: str) -> dict[str, Any]:
    """A new ticket that was checked and not sent, as JSON."""
    return {
        "dry_run": True,
        "portal": portal,
        "door": route,
        "department": ticket.department.name,
        "subject": ticket.subject,
        "message": ticket.body,
        "service": ticket.service.label if ticket.service else None,
        "cc": list(ticket.cc),
        "priority": ticket.priority,
        "encrypt": ticket.encrypt,
        "attachments": [_file(file) for file in ticket.files],
    }


def reply_shape(number: str, reply: NewReply, portal: str, route: str, *, close: bool) -> dict[str, Any]:
    """A reply that was checked and not sent, as JSON."""
    return {
        "dry_run": True,
        "portal": portal,
        "door": route,
        "number": number,
        "message": reply.body,
        "encrypt": reply.encrypt,
        "close": close,
        "attachments": [_file(file) for file in reply.files],
    }


def _print(values: list[tuple[str, str | None]], content: NewTicket | NewReply, context: Context) -> None:
    lines = [
        _("{label}: {value}").format(label=label, value=clean_line(value)) for label, value in values if value
    ]
    lines += [
        _("Attachment: {name} ({size})").format(name=clean_line(file.name), size=format_size(file.size))
        for file in content.files
    ]
    if content.encrypt:
        lines.append(_("Encrypted: yes"))
    context.screen.print("\n".join([*lines, "", clean(content.body)]))
    context.screen.note(_("Every check passed. Nothing was sent."))


def _file(file: File) -> dict[str, Any]:
    return {"name": file.name, "size": file.size, "path": str(file.path)}
