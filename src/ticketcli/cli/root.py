"""The whole command line as Typer reads it: help, usage errors, and every line that is not ordinary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from inspect import get_annotations
from types import FunctionType
from typing import TYPE_CHECKING, Any

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError
from typer._types import TyperChoice
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from ticketcli.cli import global_options
from ticketcli.cli.help_page import PageContext, say_help
from ticketcli.cli.registry import COMMANDS
from ticketcli.cli.usage_errors import sentence
from ticketcli.exit_codes import Exit
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.version import __version__

if TYPE_CHECKING:
    from ticketcli.context import Context


class Commands(TyperGroup):
    """The table of commands; building one command costs only that one."""

    context_class = PageContext

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """What the list of commands shows of one: its name and its line, or None."""
        summary = COMMANDS.get(cmd_name)
        if summary is None:
            return None
        return TyperCommand(cmd_name, help=_(summary), short_help=_(summary))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is called, built now, with the arguments left for it.

        A name that is no command's may be an alias.
        """
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            args = _unaliased(args, ctx.obj)
        name, command, rest = super().resolve_command(ctx, args)
        return name, build(name) if name and command else None, rest


def run(arguments: Sequence[str], context: Context) -> int:
    """Run one command line; returns its exit code. Raises UsageError and whatever the command does."""
    try:
        code = root().main(list(arguments), prog_name="ticket", standalone_mode=False, obj=context)
    except NoArgsIsHelpError as error:
        context.stdout.write(error.format_message() + "\n")
        return Exit.USAGE
    except ClickException as error:
        raise UsageError(sentence(error.format_message()), _try_help(error)) from error
    return int(code or 0)


def root() -> Any:
    """The root of all commands, which are built as they are resolved."""
    app = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None)

    @app.callback(invoke_without_command=True)
    def ticket(
        ctx: typer.Context,
        version: bool = typer.Option(False, "--version", help="Print the version and exit."),
    ) -> None:
        """Open, read and answer support tickets at your hosting provider's portal.

        \b
        First steps:
          ticket auth login https://hb.bestnetllc.co.jp
          ticket new
          ticket --portal sandbox new     (practice, no account needed)

        \b
        Alone, it shows what awaits your answer:
          ticket
        """
        if version:
            typer.echo(f"ticket {__version__}")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            overview = import_module("ticketcli.commands.overview")

            _invoke(overview.command, ctx)

    command = get_command(app)
    command.params.extend(_globals())
    say_help(command)
    return command


def build(name: str) -> Any:
    """A command or a group of them, whole."""
    module = import_module(f"ticketcli.commands.{name}")
    command = get_command(getattr(module, "app", None) or _app(name, module))
    command.name = name
    _add_globals(command)
    return command


def _app(name: str, module: Any) -> typer.Typer:
    grouped = getattr(module, "COMMANDS", ())
    app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=bool(grouped))
    if not grouped:
        app.command(name)(_declared(module))
    else:
        app.callback()(module.group)
    for each in grouped:
        app.command(each)(_declared(import_module(f"{module.__name__}.{each}")))
    return app


def _declared(module: Any) -> Any:
    """The command of a module, as Typer wants it: with annotations that are read already.

    They name Typer, which the module does not import; and Typer itself would read them four times.
    """
    function = module.command
    command = FunctionType(function.__code__, vars(module), function.__name__, function.__defaults__)
    command.__annotations__ = get_annotations(function, locals={"typer": typer}, eval_str=True)
    command.__doc__ = function.__doc__
    return command


def _add_globals(command: Any) -> None:
    command.params.extend(_globals())
    say_help(command)
    if not hasattr(command, "commands"):
        command.invoke = partial(_invoke, command.invoke)
    for child in getattr(command, "commands", {}).values():
        _add_globals(child)


def _globals() -> list[TyperOption]:
    return [
        TyperOption(
            param_decls=[option.typed, option.name],
            expose_value=False,
            callback=_keep,
            metavar=option.metavar,
            type=TyperChoice(option.words) if option.words else None,
            is_flag=option.flag,
            is_eager=option.name == "fields",  # “help” answers before anything is found to be missing
            help=option.help,
        )
        for option in global_options.OPTIONS
    ]


def _keep(ctx: Any, param: Any, value: Any) -> None:
    context: Context | None = ctx.find_root().obj
    if context is None:
        return
    global_options.keep(context.options, {param.name: value})
    if param.name == "fields" and context.options.fields == "help" and not hasattr(ctx.command, "commands"):
        from ticketcli.cli.json_options import path_of, print_fields

        print_fields(path_of(ctx), context)
        raise typer.Exit


def _invoke(run: Any, ctx: Any) -> Any:
    context: Context | None = ctx.find_root().obj
    if context is None or not context.options.shaped:
        return run(ctx)
    from ticketcli.cli.json_options import path_of, run_shaped

    return run_shaped(path_of(ctx), ctx.params, context, lambda: run(ctx))


def _unaliased(words: list[str], context: Context) -> list[str]:
    from ticketcli.accounts.aliases import Aliases

    expanded = Aliases(context.config_file, COMMANDS).expand(words)
    if expanded is not None:
        return expanded
    from difflib import get_close_matches

    near = get_close_matches(words[0], COMMANDS, n=1)
    raise UsageError(
        _("There is no command “{name}”. Did you mean “{near}”?").format(name=words[0], near=near[0])
        if near
        else _("There is no command “{name}”.").format(name=words[0]),
        _("See: ticket --help"),
    )


def _try_help(error: ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    return _("See: {command} --help").format(command=ctx.command_path) if ctx is not None else ""
