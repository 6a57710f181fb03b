"""`ticket template list`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.templates import Template, Templates
from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """List the templates.

    In a pipe each line has name, department and the first line of the text, separated by tabs.

    \b
    Examples:
      ticket template list
    """


def run(options: Options, context: Context) -> None:
    """Print them."""
    from ticketcli.output.tables import Column, draw_table, write_tabbed

    listed = Templates(context.folders.config).all()
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json([json_shapes.shape_template(each) for each in listed])
        return
    rows = [
        [(each.name, "bold"), (each.department or "", ""), (_get_first_line(each), "dim")] for each in listed
    ]
    if context.screen.terminal:
        columns = (
            Column(_("NAME"), least=8),
            Column(_("DEPARTMENT"), least=12, keep=2),
            Column(_("FIRST LINE"), least=16, keep=1),
        )
        context.screen.draw(draw_table(columns, rows, context.screen.width), page=True)
    else:
        context.screen.draw(write_tabbed(rows))


def _get_first_line(template: Template) -> str:
    return next((line for line in template.text.splitlines() if line.strip()), "")
