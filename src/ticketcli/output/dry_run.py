"""Print what `--dry-run` checked: exactly what would be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.i18n import _, join_list
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean, clean_line
from ticketcli.portals.base import NewReply, NewTicket

if TYPE_CHECKING:
    from ticketcli.context import Context


def print_new(ticket: NewTicket, context: Context) -> None:
    """Print a new ticket as it would go out."""
    if context.options.json:
        portal = context.portal
        from ticketcli.output.json_shapes import shape_checked_ticket

        context.screen.json(shape_checked_ticket(ticket, portal.url, portal.check(ticket.features)))
        return
    values = [
        (_("Department"), ticket.department.name),
        (_("Subject"), ticket.subject),
        (_("Service"), ticket.service.label if ticket.service else None),
        (_("Priority"), _(ticket.priority) if ticket.priority else None),
        (_("CC"), join_list(ticket.cc)),
    ]
    _print(values, ticket, context)


def print_reply(number: str, reply: NewReply, context: Context, *, close: bool) -> None:
    """Print a reply as it would go out."""
    if context.options.json:
        portal = context.portal
        route = portal.check(reply.features, reply=True)
        from ticketcli.output.json_shapes import shape_checked_reply

        context.screen.json(shape_checked_reply(number, reply, portal.url, route, close=close))
        return
    _print([(_("Reply to"), number), (_("Close afterwards"), _("yes") if close else None)], reply, context)


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
    context.screen.note(_("All checks passed. Nothing was sent."))
