"""`ticket sandbox reset`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import flag
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Delete all tickets of the practice portal.

    \b
    Examples:
      ticket sandbox reset
      ticket sandbox reset --yes
    """

    yes: bool = flag("--yes", "-y", help="Do not ask for confirmation.")


def run(options: Options, context: Context) -> None:
    """Remove the practice portal's data, after asking. Raises UsageError where nobody can be asked."""
    if not options.yes:
        if not context.interactive:
            raise UsageError(_("This deletes all tickets of the practice portal."), _("To do it, add --yes."))
        if not context.prompter.confirm(_("Delete all tickets of the practice portal?")):
            context.screen.note(_("Nothing was changed."))
            return
    from ticketcli.sandbox.server import reset as forget

    forget(context.folders.state / "sandbox")
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_reset_sandbox())
    else:
        context.screen.note(_("The practice portal was reset."))
