"""`ticket config unset`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument
from ticketcli.commands.config.values import print_changed
from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Reset a setting to its default.

    \b
    Examples:
      ticket config unset pager
    """

    key: str = argument("KEY", values="settings", help="A setting: see ticket config list.")


def run(options: Options, context: Context) -> None:
    """Remove it. Raises UnknownName, UsageError, OSError."""
    was_set = context.settings.unset(options.key)
    value = context.settings.get(options.key)
    sentence = (
        _("Reset {key} to its default.").format(key=options.key)
        if was_set
        else _("{key} was not set.").format(key=options.key)
    )
    print_changed(options.key, value, sentence, context)
