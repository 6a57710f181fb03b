"""`ticket template add`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.accounts.templates import Templates, make_guide
from ticketcli.cli.options import argument, option
from ticketcli.commands.template.texts import save, write_in_editor
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Add a template. Without a text, the editor is opened.

    \b
    Examples:
      ticket template add outage
      ticket template add reboot -d BESTNET-CLOUD -m "Please reboot this server:"
    """

    name: str = argument("NAME", values="templates", help="The template's name.")
    department: str | None = option(
        "--department", "--dept", "-d", metavar="NAME", values="departments", help="Only for one department."
    )
    message: str | None = option("--message", "-m", metavar="TEXT", help="The text.")
    message_file: str | None = option(
        "--message-file", metavar="FILE", values="files", help="Read the text from a file (- for stdin)."
    )


def run(options: Options, context: Context) -> None:
    """Write it down. Raises UsageError where there is one of that name already, or no text."""
    from ticketcli.cli.inputs import read_message

    templates = Templates(context.folders.config)
    if templates.exact(options.name, options.department) is not None:
        raise UsageError(
            _("Template “{name}” already exists.").format(name=options.name),
            _("Change it with: ticket template edit {name}").format(name=options.name),
        )
    text = read_message(options.message, options.message_file, stdin=context.stdin)
    if text is None:
        if not context.interactive:
            raise UsageError(_("Missing: the text (--message TEXT or --message-file FILE)."))
        write_in_editor(templates, options.name, options.department, make_guide().text, context)
    else:
        save(templates, options.name, options.department, text, context)
