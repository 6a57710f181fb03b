"""`ticket alias list`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.aliases import Aliases
from ticketcli.cli.registry import COMMANDS
from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """List the aliases and what they stand for.

    \b
    Examples:
      ticket alias list
      ticket alias list --json
    """


def run(options: Options, context: Context) -> None:
    """Print them. Raises UsageError where the file is damaged."""
    from ticketcli.output.tables import Column, draw_table, write_tabbed

    listed = Aliases(context.config_file, COMMANDS).all()
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json([json_shapes.shape_alias(name, text) for name, text in listed.items()])
        return
    rows = [[(name, "bold"), (text, "")] for name, text in listed.items()]
    if context.screen.terminal:
        columns = (Column(_("ALIAS")), Column(_("EXPANSION"), least=20))
        context.screen.draw(draw_table(columns, rows, context.screen.width), page=True)
    else:
        context.screen.draw(write_tabbed(rows))
    if not listed:
        context.screen.note(_("There are no aliases."))
        context.screen.hint(_('Create one with: ticket alias set mine "list --awaiting me"'))
