"""`ticket alias`: your own names for longer commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ticketcli.accounts.aliases import Aliases
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The alias.")]


@app.callback()
def alias() -> None:
    """Your own names for longer commands: set, list, delete.

    $1 to $9 stand for what follows the alias; what none of them takes is put behind. An alias
    cannot have the name of a command.

    \b
    Examples:
      ticket alias set mine "list --awaiting me"
      ticket alias set vps 'new -d BESTNET-CLOUD -s "VPS $1: $2"'
      ticket alias list
    """


@app.command("set")
def set_(
    ctx: typer.Context,
    name: Name,
    expansion: Annotated[
        str,
        typer.Argument(metavar="EXPANSION", help="The command line it stands for; - reads it from stdin."),
    ],
) -> None:
    """Give a command line a name.

    \b
    Examples:
      ticket alias set mine "list --awaiting me"
      ticket alias set thanks 'reply $1 -m "It works, thank you." --close'
    """
    run_set(name, expansion, _aliases(ctx), ctx.obj)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the aliases and what they stand for.

    \b
    Examples:
      ticket alias list
      ticket alias list --json
    """
    run_list(_aliases(ctx), ctx.obj)


@app.command()
def delete(ctx: typer.Context, name: Name) -> None:
    """Drop an alias.

    \b
    Examples:
      ticket alias delete mine
    """
    run_delete(name, _aliases(ctx), ctx.obj)


def run_set(name: str, expansion: str, aliases: Aliases, context: Context) -> None:
    """Write it down. Raises UsageError for one that could not be used, OSError."""
    if expansion == "-":
        expansion = context.stdin.read().strip()
    if not expansion.strip():
        raise UsageError(_("The alias “{name}” would stand for nothing.").format(name=name))
    replaced = aliases.set(name, expansion)
    if context.options.json:
        context.screen.json({"name": name, "expansion": expansion, "replaced": replaced})
    else:
        context.screen.note(
            _("“ticket {name}” stands for something else now: ticket {expansion}").format(
                name=name, expansion=expansion
            )
            if replaced
            else _("“ticket {name}” stands for: ticket {expansion}").format(name=name, expansion=expansion)
        )


def run_list(aliases: Aliases, context: Context) -> None:
    """Print them. Raises UsageError where the file is damaged."""
    from ticketcli.output.tables import Column, draw_table, write_tabbed

    listed = aliases.all()
    if context.options.json:
        context.screen.json([{"name": name, "expansion": text} for name, text in listed.items()])
        return
    rows = [[(name, "bold"), (text, "")] for name, text in listed.items()]
    if context.screen.terminal:
        columns = (Column(_("ALIAS")), Column(_("STANDS FOR"), least=20))
        context.screen.draw(draw_table(columns, rows, context.screen.width), page=True)
    else:
        context.screen.draw(write_tabbed(rows))
    if not listed:
        context.screen.note(_("There are no aliases."))
        context.screen.hint(_('Make one with: ticket alias set mine "list --awaiting me"'))


def run_delete(name: str, aliases: Aliases, context: Context) -> None:
    """Strike it out. Raises NoSuchName, UsageError, OSError."""
    expansion = aliases.delete(name)
    if context.options.json:
        context.screen.json({"name": name, "expansion": expansion})
    else:
        context.screen.note(
            _("“{name}” no longer stands for: ticket {expansion}").format(name=name, expansion=expansion)
        )


def _aliases(ctx: typer.Context) -> Aliases:
    context: Context = ctx.obj
    commands = ctx.find_root().command.list_commands(ctx)  # type: ignore[attr-defined]
    return Aliases(context.config_file, commands)
