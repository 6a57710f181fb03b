"""What `--dry-run` shows: exactly what would be sent, after every check, with nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketcli.portals.base import File, NewReply, NewTicket
from ticketcli.tickets.attachments import human_size
from ticketcli.tickets.text import clean, clean_line

if TYPE_CHECKING:
    from ticketcli.cli.context import Context


def show_new(ticket: NewTicket, context: Context) -> None:
    """A new ticket, as it would go out."""
    if context.options.json:
        context.screen.json(
            {
                "dry_run": True,
                "portal": context.portal.url,
                "door": context.portal.check(ticket.features),
                "department": ticket.department.name,
                "subject": ticket.subject,
                "message": ticket.body,
                "service": ticket.service.label if ticket.service else None,
                "cc": list(ticket.cc),
                "priority": ticket.priority,
                "encrypt": ticket.encrypt,
                "attachments": [_file(file) for file in ticket.files],
            }
        )
        return
    values = [
        ("Department", ticket.department.name),
        ("Subject", ticket.subject),
        ("Service", ticket.service.label if ticket.service else None),
        ("Priority", ticket.priority),
        ("CC", ", ".join(ticket.cc)),
    ]
    _print(values, ticket, context)


def show_reply(number: str, reply: NewReply, context: Context, *, close: bool) -> None:
    """A reply, as it would go out."""
    if context.options.json:
        context.screen.json(
            {
                "dry_run": True,
                "portal": context.portal.url,
                "door": context.portal.check(reply.features, reply=True),
                "number": number,
                "message": reply.body,
                "encrypt": reply.encrypt,
                "close": close,
                "attachments": [_file(file) for file in reply.files],
            }
        )
        return
    _print([("Reply to", number), ("Closes it", "yes" if close else None)], reply, context)


def _print(values: list[tuple[str, str | None]], content: NewTicket | NewReply, context: Context) -> None:
    lines = [f"{label}: {clean_line(value)}" for label, value in values if value]
    lines += [f"Attachment: {clean_line(file.name)} ({human_size(file.size)})" for file in content.files]
    if content.encrypt:
        lines.append("Encrypted: yes")
    context.screen.print("\n".join([*lines, "", clean(content.body)]))
    context.screen.note("Every check passed. Nothing was sent.")


def _file(file: File) -> dict[str, Any]:
    return {"name": file.name, "size": file.size, "path": str(file.path)}
