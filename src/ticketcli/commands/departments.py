"""`ticket departments`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """List the departments that accept tickets.

    In a pipe each line has id, name, description, and “yes” or “no” for whether the department
    has a priority setting (empty if unknown).

    \b
    Examples:
      ticket departments
      ticket departments --json | jq -r '.[].name'
    """


def run(options: Options, context: Context) -> None:
    """List them."""
    from ticketcli.output import json_shapes, listings

    with context.screen.busy(_("Reading the departments")):
        departments = context.portal.departments()
    if context.options.json:
        context.screen.json([json_shapes.shape_department(each) for each in departments])
        return
    listings.print_departments(departments, context.screen)
    if not departments:
        context.screen.note(_("The portal lists no departments."))
