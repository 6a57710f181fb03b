"""`ticket drafts show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument
from ticketcli.cli.working_draft import get_recovery_command
from ticketcli.i18n import N_, _
from ticketcli.output.draft_fields import print_draft

if TYPE_CHECKING:
    from ticketcli.context import Context

ID = N_("The draft's id, or its beginning.")


@dataclass(frozen=True, kw_only=True)
class Options:
    """Show a draft.

    \b
    Examples:
      ticket drafts show d-7f3k
      ticket drafts show d-7f3k --json > ticket.json
    """

    id: str = argument("ID", values="drafts", help=ID)


def run(options: Options, context: Context) -> None:
    """Print one draft. Raises UnknownName."""
    entry = context.drafts.get(options.id)
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json(json_shapes.shape_draft(entry))
        return
    print_draft(entry, context)
    if entry.state == "unconfirmed":
        context.screen.hint(_("It may have arrived. Check with: ticket drafts send {id}").format(id=entry.id))
    else:
        context.screen.hint(_("Continue with: {command}").format(command=get_recovery_command(entry)))
