"""`ticket drafts list`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.output.draft_fields import print_drafts

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """List the drafts, oldest first.

    In a pipe each line has id, state, kind, ticket number, time, subject and portal, separated
    by tabs.

    \b
    Examples:
      ticket drafts list
      ticket drafts list --json
    """


def run(options: Options, context: Context) -> None:
    """Print the drafts; name damaged files on stderr."""
    entries = context.drafts.all()
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json([json_shapes.shape_draft_in_list(entry) for entry in entries])
    elif entries:
        print_drafts(entries, context)
    else:
        context.screen.note(_("There are no drafts."))
    for path in context.drafts.damaged():
        context.screen.warn(_("Draft {id} is damaged: {path}").format(id=path.parent.name, path=path))
    unconfirmed = [entry.id for entry in entries if entry.state == "unconfirmed"]
    if unconfirmed and not context.options.json:
        context.screen.hint(
            _("Check whether it arrived with: ticket drafts send {id}").format(id=unconfirmed[0])
        )
