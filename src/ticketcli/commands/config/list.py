"""`ticket config list`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ticketcli.commands.config.values import write_value
from ticketcli.i18n import N_, _

if TYPE_CHECKING:
    from ticketcli.accounts.settings import Setting, Value
    from ticketcli.context import Context

_INDENT = "    "


@dataclass(frozen=True, kw_only=True)
class Options:
    """List all settings with their values.

    In a pipe each line has key, value and origin, separated by tabs.

    \b
    Examples:
      ticket config list
      ticket config list --json
    """


def run(options: Options, context: Context) -> None:
    """Print them. Raises UsageError where the file is damaged."""
    from ticketcli.accounts.settings import SETTINGS
    from ticketcli.output.tables import Column, draw_table, write_tabbed
    from ticketcli.output.widths import wrap_text

    values = context.settings.all()
    listed = [(setting, *_find_value(setting, values, context)) for setting in SETTINGS]
    if context.options.json:
        context.screen.json([_shape_setting(*each) for each in listed])
        return
    rows = [
        [(setting.name, "bold"), (write_value(value), ""), (source, "dim")]
        for setting, value, source in listed
    ]
    if not context.screen.terminal:
        context.screen.draw(write_tabbed(rows))
        return
    columns = (Column(_("KEY")), Column(_("VALUE"), least=8), Column(_("FROM"), keep=2))
    shown = [[name, value, (_(source), style)] for name, value, (source, style) in rows]
    heading, *lines = draw_table(columns, shown, context.screen.width)
    context.screen.draw([heading])
    for line, (setting, _value, _source) in zip(lines, listed, strict=True):
        about = wrap_text(_(setting.about), max(20, context.screen.width - len(_INDENT)))
        context.screen.draw([line, *([(f"{_INDENT}{part}", "dim")] for part in about)])


def _find_value(setting: Setting, values: Mapping[str, Value], context: Context) -> tuple[Value | None, str]:
    """What holds now, and what says so: a variable, the file, or the default."""
    if setting.variable and setting.variable in context.given:
        return context.given[setting.variable], setting.variable
    if setting.name in values:
        return values[setting.name], "config.toml"
    return setting.default, N_("default")


def _shape_setting(setting: Setting, value: Value | None, source: str) -> dict[str, Any]:
    return {"key": setting.name, "value": value, "from": source, "about": _(setting.about)}
