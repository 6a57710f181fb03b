"""`ticket template list`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.templates import Templates

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
    from ticketcli.output import listings, setup_shapes

    listed = Templates(context.folders.config).all()
    if context.options.json:
        context.screen.json([setup_shapes.shape_template(each) for each in listed])
    else:
        listings.print_templates(listed, context.screen)
