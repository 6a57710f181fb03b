"""`ticket config get`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument
from ticketcli.output.listings import format_value

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Print a setting's value.

    \b
    Examples:
      ticket config get editor
      ticket config get limit
    """

    key: str = argument("KEY", values="settings", help="A setting: see ticket config list.")


def run(options: Options, context: Context) -> None:
    """Print it. Raises UnknownName, and UsageError where the file is damaged."""
    value = context.settings.get(options.key)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_setting(options.key, value))
    elif value is not None:
        context.screen.print(format_value(value))
