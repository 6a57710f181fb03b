"""`ticket template edit`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.templates import Templates
from ticketcli.cli.options import argument, option
from ticketcli.commands.template.texts import write_in_editor

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Change a template in your editor.

    \b
    Examples:
      ticket template edit outage
      ticket template edit default --department Billing
    """

    name: str = argument("NAME", values="templates", help="The template's name.")
    department: str | None = option(
        "--department", "--dept", "-d", metavar="NAME", values="departments", help="Only for one department."
    )


def run(options: Options, context: Context) -> None:
    """Have it changed; one that stands for every department is copied first. Raises UnknownName."""
    templates = Templates(context.folders.config)
    found = templates.exact(options.name, options.department) or templates.get(
        options.name, options.department
    )
    write_in_editor(templates, found.name, options.department, found.text, context)
