"""`ticket template`: texts to start messages from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ticketcli.accounts.templates import Template, Templates, guide
from ticketcli.i18n import _
from ticketcli.model.errors import Cancelled, UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The template.")]
Department = Annotated[
    str | None,
    typer.Option("--department", "--dept", "-d", metavar="NAME", help="For this department only."),
]


@app.callback()
def template() -> None:
    """Texts to start messages from: add, list, show, edit, delete.

    They are plain files in the folder of your settings. A line that ends in a colon is a heading,
    left out of a message where nothing is written below it. The one called “default” goes before
    the headings of the provider's guide.

    \b
    Examples:
      ticket template add outage --department BESTNET-CLOUD
      ticket template list
      ticket new --message-template outage
    """


@app.command()
def add(
    ctx: typer.Context,
    name: Name,
    department: Department = None,
    message: Annotated[str | None, typer.Option("--message", "-m", metavar="TEXT", help="The text.")] = None,
    message_file: Annotated[
        str | None,
        typer.Option("--message-file", metavar="FILE", help="Read the text from a file; - is stdin."),
    ] = None,
) -> None:
    """Add a template. Without a text, it is written in the editor.

    \b
    Examples:
      ticket template add outage
      ticket template add reboot -d BESTNET-CLOUD -m "Please reboot this server:"
    """
    run_add(name, department, message, message_file, ctx.obj)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the templates.

    In a pipe each line has name, department and the first line of the text, with tabs between.

    \b
    Examples:
      ticket template list
    """
    run_list(ctx.obj)


@app.command()
def show(ctx: typer.Context, name: Name, department: Department = None) -> None:
    """Print a template.

    \b
    Examples:
      ticket template show default
      ticket template show outage --department BESTNET-CLOUD
    """
    run_show(name, department, ctx.obj)


@app.command()
def edit(ctx: typer.Context, name: Name, department: Department = None) -> None:
    """Change a template in your editor.

    \b
    Examples:
      ticket template edit outage
      ticket template edit default --department Billing
    """
    run_edit(name, department, ctx.obj)


@app.command()
def delete(
    ctx: typer.Context,
    name: Name,
    department: Department = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete a template.

    \b
    Examples:
      ticket template delete outage
      ticket template delete outage --yes
    """
    run_delete(name, department, ctx.obj, yes=yes)


def run_add(
    name: str, department: str | None, message: str | None, file: str | None, context: Context
) -> None:
    """Write it down. Raises UsageError where there is one of that name already, or no text."""
    from ticketcli.cli.inputs import message_given

    templates = Templates(context.folders.config)
    if templates.exact(name, department) is not None:
        raise UsageError(
            _("There is a template “{name}” already.").format(name=name),
            _("Change it with: ticket template edit {name}").format(name=name),
        )
    text = message_given(message, file, editor=False, stdin=context.stdin)
    if text is None:
        if not context.interactive:
            raise UsageError(_("The text is missing: give --message TEXT or --message-file FILE."))
        _edited(templates, name, department, guide().text, context)
    else:
        _keep(templates, name, department, text, context)


def run_list(context: Context) -> None:
    """Print them."""
    from ticketcli.output.tables import Column, draw_table, write_tabbed

    listed = Templates(context.folders.config).all()
    if context.options.json:
        context.screen.json([_shape(each) for each in listed])
        return
    rows = [[(each.name, "bold"), (each.department or "", ""), (_first_line(each), "dim")] for each in listed]
    if context.screen.terminal:
        columns = (
            Column(_("NAME"), least=8),
            Column(_("DEPARTMENT"), least=12, keep=2),
            Column(_("BEGINS"), least=16, keep=1),
        )
        context.screen.draw(draw_table(columns, rows, context.screen.width), page=True)
    else:
        context.screen.draw(write_tabbed(rows))


def run_show(name: str, department: str | None, context: Context) -> None:
    """Print the text. Raises NoSuchName."""
    found = Templates(context.folders.config).get(name, department)
    if context.options.json:
        context.screen.json(_shape(found))
    else:
        context.screen.long(found.text)


def run_edit(name: str, department: str | None, context: Context) -> None:
    """Have it changed; one that stands for every department is copied first. Raises NoSuchName."""
    templates = Templates(context.folders.config)
    found = templates.exact(name, department) or templates.get(name, department)
    _edited(templates, found.name, department, found.text, context)


def run_delete(name: str, department: str | None, context: Context, *, yes: bool) -> None:
    """Delete its file. Raises NoSuchName, and UsageError where nobody can be asked."""
    templates = Templates(context.folders.config)
    found = templates.exact(name, department)
    if found is None and templates.get(name, department).path is not None:
        raise UsageError(
            _("The template “{name}” is one for every department.").format(name=name),
            _("Leave --department out."),
        )
    if found is None or found.path is None:
        raise UsageError(
            _("The headings of the guide cannot be deleted."), _("Have others: ticket template edit default")
        )
    if not yes:
        if not context.interactive:
            raise UsageError(
                _("This deletes the template “{name}”.").format(name=found.name),
                _("If that is meant, add --yes."),
            )
        if not context.prompter.confirm(_("Delete the template “{name}”?").format(name=found.name)):
            raise Cancelled(_("Nothing was deleted."))
    found.path.unlink()
    if context.options.json:
        context.screen.json(_shape(found))
    else:
        context.screen.note(_("The template “{name}” is deleted.").format(name=found.name))


def _edited(templates: Templates, name: str, department: str | None, text: str, context: Context) -> None:
    from ticketcli.cli.interview import editor_for

    with editor_for(context).editing(text) as saved:
        _keep(templates, name, department, saved, context)


def _keep(templates: Templates, name: str, department: str | None, text: str, context: Context) -> None:
    if not text.strip():
        raise UsageError(_("A template without any text is none."))
    kept = templates.write(name, department, text)
    if context.options.json:
        context.screen.json(_shape(kept))
    else:
        context.screen.note(_("The template “{name}” is kept in {path}").format(name=name, path=kept.path))
        context.screen.hint(_('Use it with: ticket new --message-template "{name}"').format(name=name))


def _shape(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "department": template.department,
        "text": template.text,
        "path": None if template.path is None else str(template.path),
    }


def _first_line(template: Template) -> str:
    return next((line for line in template.text.splitlines() if line.strip()), "")
