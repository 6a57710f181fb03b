"""Print a changed setting, for the commands of `ticket config`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketcli.accounts.settings import Value
    from ticketcli.context import Context


def print_changed(key: str, value: Value | None, said: str, context: Context) -> None:
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_setting(key, value))
    else:
        context.screen.note(said)
