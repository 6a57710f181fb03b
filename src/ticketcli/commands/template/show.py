"""`ticket template show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.templates import Templates
from ticketcli.cli.options import argument, option

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Print a template.

    \b
    Examples:
      ticket template show default
      ticket template show outage --department BESTNET-CLOUD
    """

    name: str = argument("NAME", values="templates", help="The template's name.")
    department: str | None = option(
        "--department", "--dept", "-d", metavar="NAME", values="departments", help="Only for one department."
    )


def run(options: Options, context: Context) -> None:
    """Print the text. Raises UnknownName."""
    found = Templates(context.folders.config).get(options.name, options.department)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_template(found))
    else:
        context.screen.long(found.text)
