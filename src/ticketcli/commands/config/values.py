"""What the commands of `ticket config` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketcli.accounts.settings import Value
    from ticketcli.context import Context


def tell_changed(key: str, value: Value | None, said: str, context: Context) -> None:
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json(json_shapes.shape_setting(key, value))
    else:
        context.screen.note(said)


def write_value(value: Value | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
