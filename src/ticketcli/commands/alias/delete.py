"""`ticket alias delete`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.aliases import Aliases
from ticketcli.cli.options import argument
from ticketcli.cli.registry import COMMANDS
from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Delete an alias.

    \b
    Examples:
      ticket alias delete mine
    """

    name: str = argument("NAME", values="aliases", help="The alias.")


def run(options: Options, context: Context) -> None:
    """Remove it. Raises UnknownName, UsageError, OSError."""
    expansion = Aliases(context.config_file, COMMANDS).delete(options.name)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_alias(options.name, expansion))
    else:
        context.screen.note(
            _("Deleted “{name}”: ticket {expansion}").format(name=options.name, expansion=expansion)
        )
