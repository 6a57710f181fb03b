"""`ticket drafts edit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument
from ticketcli.cli.working_draft import WorkingDraft
from ticketcli.commands.drafts.show import ID
from ticketcli.i18n import _
from ticketcli.model.errors import TicketError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Change a draft's message in your editor.

    To change anything else: ticket new --recover ID

    \b
    Examples:
      ticket drafts edit d-7f3k
    """

    id: str = argument("ID", values="drafts", help=ID)


def run(options: Options, context: Context) -> None:
    """Have the message changed. Raises TicketError for a draft that may have arrived."""
    from ticketcli.cli.inputs import edit_draft

    with context.drafts.locks.hold(context.drafts.get(options.id)) as entry:
        if entry.state == "unconfirmed":
            raise TicketError(
                _("Draft {id} may have arrived already, so it cannot be changed.").format(id=entry.id),
                _("Check whether it arrived with: ticket drafts send {id}").format(id=entry.id),
            )
        working = WorkingDraft(context, entry)
        edit_draft(entry.draft, context, working)
        entry = working.entry or entry
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json(json_shapes.shape_draft(entry))
    else:
        context.screen.note(_("Draft saved. Send it with: ticket drafts send {id}").format(id=entry.id))
