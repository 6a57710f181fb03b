"""The options that every command takes, before its name and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer._types import TyperChoice
from typer.core import TyperOption

if TYPE_CHECKING:
    from ticketcli.cli.context import Context

SHAPING = ("fields", "jq", "template")
"""The options that shape the JSON of an answer (see `ticketcli.cli.shaping`)."""


def options() -> list[TyperOption]:
    """The options, made anew for each command; their values land in the context's `options`.

    A value given after the command's name goes before one given in front of it.
    """

    def keep(ctx: Any, param: Any, value: Any) -> None:
        context: Context | None = ctx.find_root().obj
        if context is not None and (value or (value == "" and param.name in SHAPING)):
            setattr(context.options, param.name, value)

    def shape(ctx: Any, param: Any, value: Any) -> None:
        keep(ctx, param, value)
        context: Context | None = ctx.find_root().obj
        if context is None or not context.options.shaped:
            return
        context.options.json = True
        if context.options.fields == "help" and not hasattr(ctx.command, "commands"):
            from typer import Exit

            from ticketcli.cli.shaping import path_of, print_fields

            print_fields(path_of(ctx), context)
            raise Exit

    def option(*names: str, **more: Any) -> TyperOption:
        return TyperOption(param_decls=[*names], expose_value=False, **{"callback": keep, **more})

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
        option(
            "--fields",
            "fields",
            metavar="NAME,...",
            is_eager=True,  # “help” answers before anything is found to be missing
            callback=shape,
            help="Answer in JSON with only these fields; “help” lists them.",
        ),
        option("--jq", "jq", metavar="EXPR", callback=shape, help="Answer with what jq makes of the JSON."),
        option(
            "--template",
            "template",
            metavar="TEXT",
            callback=shape,
            help="Answer with a text such as “{number}: {subject}”.",
        ),
        option("--no-input", "no_input", is_flag=True, help="Never ask; fail where something is missing."),
        option("--verbose", "verbose", is_flag=True, help="Tell the progress of long transfers in logs."),
        option("--debug", "debug", is_flag=True, help="Show each request and full errors, secrets blanked."),
    ]
