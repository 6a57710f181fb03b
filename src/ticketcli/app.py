"""The root: how a command line is run, and the one place where errors become exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from ticketcli.cli import reader
from ticketcli.exit_codes import Exit
from ticketcli.i18n import _, choose_language, set_language
from ticketcli.i18n.setting import add_language_setting
from ticketcli.i18n.system import list_system_languages
from ticketcli.model.errors import TicketError, UnknownName, describe_os_error, is_closed_pipe
from ticketcli.model.text import clean

if TYPE_CHECKING:
    from ticketcli.context import Context


def run(arguments: Sequence[str], context: Context) -> int:
    """Run one command line in a context. Returns the exit code; never raises."""
    env = add_language_setting(context.given, context.folders.config / "config.toml")
    before = set_language(choose_language(env, list_system_languages()))
    try:
        with context.exits:
            return _run(arguments, context)
    finally:
        set_language(before)


def _run(arguments: Sequence[str], context: Context) -> int:
    try:
        code = _run_named(arguments, context)
        context.stdout.flush()
        return code
    except KeyboardInterrupt:
        return Exit.CANCELLED
    except EOFError:
        return _say(context, _("Cancelled."), "", Exit.CANCELLED)
    except UnknownName as error:
        listed = "\n".join(f"  {name}" for name in error.existing)
        return _say(context, f"{error.message}\n{listed}".rstrip(), error.hint, Exit.USAGE)
    except TicketError as error:
        from ticketcli.cli.exit_code import get_exit_code

        return _say(context, error.message, error.hint, get_exit_code(error))
    except OSError as error:
        if is_closed_pipe(error):
            return Exit.DONE  # whoever read the answer has seen enough
        return _say(context, describe_os_error(error).message, "", Exit.FAILED)


def _run_named(arguments: Sequence[str], context: Context) -> int:
    try:
        reader.read(arguments).run(context)
        return Exit.DONE
    except reader.NotPlain:
        return _ask_typer(arguments, context)
    except reader.HelpAsked as asked:
        return _show_help(asked, context)
    except SystemExit as end:
        return int(end.code or 0)


def _ask_typer(arguments: Sequence[str], context: Context) -> int:
    from ticketcli.cli import typer_app

    try:
        return typer_app.run(arguments, context)
    except reader.HelpAsked as asked:
        return _show_help(asked, context)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # for Typer, a closed pipe is a failure
            raise end.__context__ from end
        return int(end.code or 0)


def _show_help(asked: reader.HelpAsked, context: Context) -> int:
    from ticketcli.cli.help_page import show_help

    show_help(asked.path, context)
    return asked.code


def _say(context: Context, message: str, hint: str, code: Exit) -> Exit:
    if context.options.debug:
        import traceback

        context.stderr.write(clean(traceback.format_exc()))
    with suppress(OSError):  # where nobody can be told, the exit code still says it
        context.stderr.write(clean(f"ticket: {message}\n" + (f"{hint}\n" if hint else "")))
    return code
