"""`ticket config list`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.i18n import N_

if TYPE_CHECKING:
    from ticketcli.accounts.settings import Setting, Value
    from ticketcli.context import Context


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
    from ticketcli.output import listings, setup_shapes

    values = context.settings.all()
    listed = [(setting, *_find_value(setting, values, context)) for setting in SETTINGS]
    if context.options.json:
        context.screen.json([setup_shapes.shape_listed_setting(*each) for each in listed])
    else:
        listings.print_settings(listed, context.screen)


def _find_value(setting: Setting, values: Mapping[str, Value], context: Context) -> tuple[Value | None, str]:
    """Find the value that is in force, and its origin: a variable, the file, or the default."""
    if setting.variable and setting.variable in context.given:
        return context.given[setting.variable], setting.variable
    if setting.name in values:
        return values[setting.name], "config.toml"
    return setting.default, N_("default")
