"""The options that every command takes, before its name and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer._types import TyperChoice
from typer.core import TyperOption

if TYPE_CHECKING:
    from ticketcli.cli.context import Context


def options() -> list[TyperOption]:
    """The options, made anew for each command; their values land in the context's `options`.

    A value given after the command's name goes before one given in front of it.
    """

    def keep(ctx: Any, param: Any, value: Any) -> None:
        if value:
            context: Context | None = ctx.find_root().obj
            if context is not None:
                setattr(context.options, param.name, value)

    def option(*names: str, **more: Any) -> TyperOption:
        return TyperOption(param_decls=[*names], expose_value=False, callback=keep, **more)

    return [
        option(
            "--portal",
            "portal",
            metavar="NAME|URL",
            help="The portal to use (or TICKET_PORTAL), or “sandbox”.",
        ),
        option(
            "--via",
            "via",
            type=TyperChoice(["api", "web"]),
            help="Use only the portal's API, or only its web pages.",
        ),
        option("--json", "json", is_flag=True, help="Answer in JSON."),
        option("--no-input", "no_input", is_flag=True, help="Never ask; fail where something is missing."),
        option(
            "--verbose", "verbose", is_flag=True, help="Tell the progress of long transfers in logs."
        ),
        option("--debug", "debug", is_flag=True, help="Show each request and full errors, secrets blanked."),
    ]
