"""`ticket alias set`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.aliases import Aliases
from ticketcli.cli.options import argument
from ticketcli.cli.registry import COMMANDS
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Add or change an alias.

    \b
    Examples:
      ticket alias set mine "list --awaiting me"
      ticket alias set thanks 'reply $1 -m "It works, thank you." --close'
    """

    name: str = argument("NAME", values="aliases", help="The alias.")
    expansion: str = argument("EXPANSION", help="The command line it stands for; - reads it from stdin.")


def run(options: Options, context: Context) -> None:
    """Write it down. Raises UsageError for one that could not be used, OSError."""
    expansion = context.stdin.read().strip() if options.expansion == "-" else options.expansion
    if not expansion.strip():
        raise UsageError(_("The alias “{name}” needs a command to stand for.").format(name=options.name))
    replaced = Aliases(context.config_file, COMMANDS).set(options.name, expansion)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_set_alias(options.name, expansion, replaced=replaced))
    else:
        context.screen.note(
            _("Changed “ticket {name}” to: ticket {expansion}").format(name=options.name, expansion=expansion)
            if replaced
            else _("Added “ticket {name}”: ticket {expansion}").format(name=options.name, expansion=expansion)
        )
