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
    from ticketcli.output import listings, setup_shapes

    listed = Aliases(context.config_file, COMMANDS).all()
    if context.options.json:
        context.screen.json([setup_shapes.shape_alias(name, text) for name, text in listed.items()])
        return
    listings.print_aliases(listed, context.screen)
    if not listed:
        context.screen.note(_("There are no aliases."))
        context.screen.hint(_('Create one with: ticket alias set mine "list --awaiting me"'))
