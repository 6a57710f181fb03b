"""`ticket config`: your settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ticketcli.i18n import N_, _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.accounts.settings import Setting, Value
    from ticketcli.context import Context

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)

Key = Annotated[str, typer.Argument(metavar="KEY", help="A setting: see ticket config list.")]


@app.callback()
def config() -> None:
    """Your settings: get, set, unset, list, edit.

    They are kept in config.toml, a text file of your own: comments and order stay as you left
    them. An environment variable of the same meaning goes before a setting.

    \b
    Examples:
      ticket config list
      ticket config set editor "code --wait"
      ticket config edit
    """


@app.command()
def get(ctx: typer.Context, key: Key) -> None:
    """Print what a setting is, or its default; nothing where it has none.

    \b
    Examples:
      ticket config get editor
      ticket config get limit
    """
    run_get(key, ctx.obj)


@app.command("set")
def set_(
    ctx: typer.Context,
    key: Key,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its value.")],
) -> None:
    """Change a setting.

    \b
    Examples:
      ticket config set editor "code --wait"
      ticket config set accessible true
      ticket config set limit 50
    """
    run_set(key, value, ctx.obj)


@app.command()
def unset(ctx: typer.Context, key: Key) -> None:
    """Have a setting's default hold again.

    \b
    Examples:
      ticket config unset pager
    """
    run_unset(key, ctx.obj)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List all settings, what they are, and what they are for.

    In a pipe each line has key, value and where it comes from, with tabs between them.

    \b
    Examples:
      ticket config list
      ticket config list --json
    """
    run_list(ctx.obj)


@app.command()
def edit(ctx: typer.Context) -> None:
    """Change config.toml in your editor. What cannot be read is not put in its place.

    \b
    Examples:
      ticket config edit
    """
    run_edit(ctx.obj, ctx.find_root().command.list_commands(ctx))  # type: ignore[attr-defined]


def run_get(key: str, context: Context) -> None:
    """Print it. Raises NoSuchName, and UsageError where the file is damaged."""
    value = context.settings.get(key)
    if context.options.json:
        context.screen.json({"key": key, "value": value})
    elif value is not None:
        context.screen.print(_text(value))


def run_set(key: str, text: str, context: Context) -> None:
    """Write it down. Raises NoSuchName, UsageError, OSError."""
    value = context.settings.set(key, text)
    _changed(key, value, _("{key} is {value} now.").format(key=key, value=_text(value)), context)


def run_unset(key: str, context: Context) -> None:
    """Strike it out. Raises NoSuchName, UsageError, OSError."""
    was_set = context.settings.unset(key)
    value = context.settings.get(key)
    said = (
        _("{key} is no longer set.").format(key=key) if was_set else _("{key} was not set.").format(key=key)
    )
    _changed(key, value, said, context)


def run_list(context: Context) -> None:
    """Print them. Raises UsageError where the file is damaged."""
    from ticketcli.accounts.settings import SETTINGS
    from ticketcli.output.tables import Column, draw_table, write_tabbed

    values = context.settings.all()
    listed = [(setting, *_holding(setting, values, context)) for setting in SETTINGS]
    if context.options.json:
        context.screen.json([_shape(*each) for each in listed])
        return
    rows = [
        [(setting.name, "bold"), (_text(value), ""), (source, "dim")] for setting, value, source in listed
    ]
    if not context.screen.terminal:
        context.screen.draw(write_tabbed(rows))
        return
    columns = (
        Column(_("KEY")),
        Column(_("VALUE"), least=8),
        Column(_("FROM"), keep=2),
        Column(_("WHAT IT IS"), least=20, keep=1),
    )
    told = [
        [name, value, (_(source), style), (_(setting.about), "")]
        for (name, value, (source, style)), (setting, _value, _source) in zip(rows, listed, strict=True)
    ]
    context.screen.draw(draw_table(columns, told, context.screen.width))


def run_edit(context: Context, commands: Collection[str]) -> None:
    """Have the file changed. Raises UsageError where the change cannot be read: the file is as it was."""
    from ticketcli.accounts.accounts import Accounts
    from ticketcli.accounts.aliases import Aliases
    from ticketcli.accounts.config import ConfigFile
    from ticketcli.accounts.settings import Settings
    from ticketcli.cli.interview import editor_for

    path = context.config_file.path
    before = path.read_text("utf-8", "replace") if path.exists() else _(_EMPTY)
    try:
        context.settings.all()
    except UsageError:  # the file to be mended is the one that could name an editor
        context.env = context.given
    with editor_for(context).editing(before) as after:
        proposed = ConfigFile(path, after)
        Settings(proposed).all()
        Aliases(proposed, commands).all()
        Accounts(context.folders, context.env, proposed).all()
        if after != before:
            context.config_file.replace(after)
    changed = after != before
    if context.options.json:
        context.screen.json({"path": str(path), "changed": changed})
    else:
        context.screen.note(
            _("{path} is changed.").format(path=path) if changed else _("Nothing was changed.")
        )


def _changed(key: str, value: Value | None, said: str, context: Context) -> None:
    if context.options.json:
        context.screen.json({"key": key, "value": value})
    else:
        context.screen.note(said)


def _holding(setting: Setting, values: Mapping[str, Value], context: Context) -> tuple[Value | None, str]:
    """What holds now, and what says so: a variable, the file, or the default."""
    if setting.variable and setting.variable in context.given:
        return context.given[setting.variable], setting.variable
    if setting.name in values:
        return values[setting.name], "config.toml"
    return setting.default, N_("default")


def _shape(setting: Setting, value: Value | None, source: str) -> dict[str, Any]:
    return {"key": setting.name, "value": value, "from": source, "about": _(setting.about)}


def _text(value: Value | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


_EMPTY = N_("""\
# Settings of “ticket”: see “ticket config list”.

[settings]
""")
