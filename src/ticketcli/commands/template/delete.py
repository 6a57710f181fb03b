"""`ticket template delete`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.templates import Templates
from ticketcli.cli.options import argument, flag, option
from ticketcli.i18n import _
from ticketcli.model.errors import Cancelled, UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Delete a template.

    \b
    Examples:
      ticket template delete outage
      ticket template delete outage --yes
    """

    name: str = argument("NAME", values="templates", help="The template's name.")
    department: str | None = option(
        "--department", "--dept", "-d", metavar="NAME", values="departments", help="Only for one department."
    )
    yes: bool = flag("--yes", "-y", help="Do not ask for confirmation.")


def run(options: Options, context: Context) -> None:
    """Delete its file. Raises UnknownName, and UsageError where nobody can be asked."""
    templates = Templates(context.folders.config)
    found = templates.exact(options.name, options.department)
    if found is None and templates.get(options.name, options.department).path is not None:
        raise UsageError(
            _("The template “{name}” is for all departments.").format(name=options.name),
            _("Leave --department out."),
        )
    if found is None or found.path is None:
        raise UsageError(
            _("The guide's headings cannot be deleted."), _("Replace them: ticket template edit default")
        )
    if not options.yes:
        if not context.interactive:
            raise UsageError(
                _("This deletes the template “{name}”.").format(name=found.name),
                _("To do it, add --yes."),
            )
        if not context.prompter.confirm(_("Delete the template “{name}”?").format(name=found.name)):
            raise Cancelled(_("Nothing was deleted."))
    found.path.unlink()
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_template(found))
    else:
        context.screen.note(_("Deleted template “{name}”.").format(name=found.name))
