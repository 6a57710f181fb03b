"""Write and save a template, for the commands of `ticket template`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.accounts.templates import Templates
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


def write_in_editor(
    templates: Templates, name: str, department: str | None, text: str, context: Context
) -> None:
    from ticketcli.cli.interview import make_editor

    with make_editor(context).editing(text) as saved:
        save(templates, name, department, saved, context)


def save(templates: Templates, name: str, department: str | None, text: str, context: Context) -> None:
    if not text.strip():
        raise UsageError(_("A template cannot be empty."))
    saved_template = templates.write(name, department, text)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_template(saved_template))
    else:
        context.screen.note(
            _("Saved template “{name}” in {path}").format(name=name, path=saved_template.path)
        )
        context.screen.hint(_('Use it with: ticket new --message-template "{name}"').format(name=name))
