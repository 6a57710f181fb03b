"""The root: the lazy table of commands, and the one place where errors become exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from ticketcli.cli import globals as global_options
from ticketcli.cli.exit_code import exit_code
from ticketcli.cli.help_page import PageContext, say_help
from ticketcli.cli.wrong_usage import sentence
from ticketcli.exits import Exit
from ticketcli.language import N_, _, chosen, speak
from ticketcli.language.setting import with_setting
from ticketcli.language.system import system_languages
from ticketcli.tickets.errors import NoSuchName, TicketError, UsageError, of_the_system
from ticketcli.tickets.text import clean
from ticketcli.version import __version__

if TYPE_CHECKING:
    from ticketcli.cli.context import Context
    from ticketcli.completion.commands import Command

COMMANDS = {
    "new": N_("Open a ticket."),
    "list": N_("List your tickets."),
    "show": N_("Show a ticket with its whole conversation."),
    "reply": N_("Answer a ticket."),
    "watch": N_("Show new messages of tickets as they come."),
    "wait": N_("Wait until a ticket is answered or closed."),
    "close": N_("Close tickets."),
    "reopen": N_("Reopen closed tickets."),
    "download": N_("Save a ticket's attachments."),
    "departments": N_("List the departments that take tickets."),
    "services": N_("List the services of your account."),
    "api": N_("Make any call of the portal's API, signed in."),
    "drafts": N_("What was typed and is not confirmed: list, show, edit, send, delete."),
    "template": N_("Texts to start messages from: add, list, show, edit, delete."),
    "auth": N_("Sign in and out, and see what a portal offers."),
    "config": N_("Your settings: get, set, unset, list, edit."),
    "alias": N_("Your own names for longer commands: set, list, delete."),
    "completion": N_("Let your shell complete commands, names and numbers."),
    "diag": N_("Tell what a support request needs to know, without secrets."),
    "sandbox": N_("The embedded practice portal."),
    "help": N_("Explain a topic, such as exit-codes."),
}
"""Command names and their one-line help. `ticketcli.cli.NAME` is imported when it is called."""


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
        return name, _build(name) if name and command else None, rest


def _unaliased(words: list[str], context: Context) -> list[str]:
    from ticketcli.account.aliases import Aliases

    expanded = Aliases(context.config_file, COMMANDS).expand(words)
    if expanded is not None:
        return expanded
    from difflib import get_close_matches

    near = get_close_matches(words[0], COMMANDS, n=1)
    meant = _(" Did you mean “{near}”?").format(near=near[0]) if near else ""
    raise UsageError(
        _("There is no command “{words}”.{meant}").format(words=words[0], meant=meant),
        _("See: ticket --help"),
    )


def _build(name: str) -> Any:
    module = import_module(f"ticketcli.cli.{name}")
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name)(module.command)
    command = get_command(app)
    command.name = name
    _add_globals(command)
    return command


def _add_globals(command: Any) -> None:
    command.params.extend(global_options.options())
    say_help(command)
    if not hasattr(command, "commands"):
        command.invoke = partial(_invoke, command.invoke)
    for child in getattr(command, "commands", {}).values():
        _add_globals(child)


def _invoke(run: Any, ctx: Any) -> Any:
    context: Context | None = ctx.find_root().obj
    if context is None or not context.options.shaped:
        return run(ctx)
    from ticketcli.cli.shaping import run_shaped

    return run_shaped(ctx, run)


def _root() -> Any:
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
            from ticketcli.cli import overview

            _invoke(lambda ctx: overview.run(ctx.obj), ctx)

    root = get_command(app)
    root.params.extend(global_options.options())
    say_help(root)
    return root


def tree() -> Command:
    """All commands as plain values: what completions and manual pages are made from."""
    from ticketcli.cli.tree import read

    root = _root()
    with root.make_context("ticket", [], resilient_parsing=True) as ctx:
        return read(root, ctx)


def run(arguments: Sequence[str], context: Context) -> int:
    """Run one command line in a context. Returns the exit code; never raises."""
    env = with_setting(context.given, context.folders.config / "config.toml")
    before = speak(chosen(env, system_languages()))
    try:
        with context.exits:
            return _run(arguments, context)
    finally:
        speak(before)


def _run(arguments: Sequence[str], context: Context) -> int:
    try:
        code = _root().main(list(arguments), prog_name="ticket", standalone_mode=False, obj=context)
        context.stdout.flush()
        return int(code or 0)
    except NoArgsIsHelpError as error:
        context.stdout.write(error.format_message() + "\n")
        return Exit.USAGE
    except ClickException as error:
        return _say(context, sentence(error.format_message()), _try_help(error), Exit.USAGE)
    except (KeyboardInterrupt, EOFError):
        return _say(context, _("Cancelled."), "", Exit.CANCELLED)
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as end:  # the command line's library takes a closed pipe for a failure
        return _closed_pipe() if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except NoSuchName as error:
        listed = "\n".join(f"  {name}" for name in error.existing)
        return _say(context, f"{error.message}\n{listed}".rstrip(), error.hint, Exit.USAGE)
    except TicketError as error:
        return _say(context, error.message, error.hint, exit_code(error))
    except OSError as error:
        return _say(context, of_the_system(error).message, "", Exit.FAILED)


def _say(context: Context, message: str, hint: str, code: Exit) -> Exit:
    if context.options.debug:
        import traceback

        context.stderr.write(clean(traceback.format_exc()))
    context.stderr.write(clean(f"ticket: {message}\n" + (f"{hint}\n" if hint else "")))
    return code


def _try_help(error: ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    return _("See: {command_path} --help").format(command_path=ctx.command_path) if ctx is not None else ""


def _closed_pipe() -> Exit:
    # Whoever read our answer has gone; the interpreter must not complain about it at its end.
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.DONE
