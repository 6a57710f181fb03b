"""`ticket config set`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument
from ticketcli.commands.config.values import print_changed
from ticketcli.i18n import _
from ticketcli.output.listings import format_value

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Change a setting.

    \b
    Examples:
      ticket config set editor "code --wait"
      ticket config set accessible true
      ticket config set limit 50
    """

    key: str = argument("KEY", values="settings", help="A setting: see ticket config list.")
    value: str = argument("VALUE", help="The value.")


def run(options: Options, context: Context) -> None:
    """Write it down. Raises UnknownName, UsageError, OSError."""
    value = context.settings.set(options.key, options.value)
    print_changed(
        options.key,
        value,
        _("Set {key} to “{value}”.").format(key=options.key, value=format_value(value)),
        context,
    )
