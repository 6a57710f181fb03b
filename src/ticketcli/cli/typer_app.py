"""The command line as Typer reads it: mistakes, and every line that is not plain.

Its commands are made from the same declarations as those of `cli.reader`, by what Typer documents.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import typer

from ticketcli.cli import global_options
from ticketcli.cli.options import Parameter, list_parameters
from ticketcli.cli.reader import Call, HelpAsked
from ticketcli.cli.registry import COMMANDS, list_children, load
from ticketcli.cli.usage_errors import explain
from ticketcli.exit_codes import Exit
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.version import __version__

if TYPE_CHECKING:
    from ticketcli.context import Context

_GLOBAL = "every_command_"
"""What the names of the options of every command begin with, where Typer hands them to a function."""


def run(line: Sequence[str], context: Context) -> int:
    """Run one command line; returns its exit code. Raises UsageError, HelpAsked and what the command does."""
    expanded = _expand_alias(line, context)
    command = typer.main.get_command(_build(_find_path(expanded), context))
    try:
        code = command.main(args=expanded, prog_name="ticket", standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        ctx = getattr(error, "ctx", None)
        path = ctx.command_path if ctx is not None else "ticket"
        message = explain(error.format_message(), tuple(path.split()[1:]))
        raise UsageError(message, _("See: {command} --help").format(command=path)) from error
    return int(code or 0)


def _find_path(line: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a line that name a command, as far as they do."""
    path: tuple[str, ...] = ()
    for place in _find_words(line):
        if line[place] not in list_children(path):
            break
        path = (*path, line[place])
    return path


def _find_words(line: Sequence[str]) -> Iterator[int]:
    """Yield where the words are that are neither options of every command nor their values."""
    takes = {name for option in global_options.OPTIONS if not option.flag for name in option.names}
    skip = False
    for place, word in enumerate(line):
        if not skip and not word.startswith("-"):
            yield place
        skip = not skip and word in takes


def _expand_alias(line: Sequence[str], context: Context) -> list[str]:
    """Return a line with its alias expanded, if it has one. Raises UsageError for an unknown word."""
    place = next(iter(_find_words(line)), None)
    if place is None or line[place] in COMMANDS:
        return list(line)
    from ticketcli.accounts.aliases import Aliases

    expanded = Aliases(context.config_file, COMMANDS).expand(list(line[place:]))
    if expanded is None:
        message = explain(f"No such command '{line[place]}'.", ())  # data
        raise UsageError(message, _("See: ticket --help"))
    return [*line[:place], *expanded]


def _build(path: tuple[str, ...], context: Context) -> typer.Typer:
    """Return the program with the command at a path, and no other."""
    app = _make_group((), context)
    if path and list_children(path[:1]):
        group = _make_group(path[:1], context)
        if len(path) > 1:
            group.command(path[1], add_help_option=False)(_make_command(path, context))
        app.add_typer(group, name=path[0])
    elif path:
        app.command(path[0], add_help_option=False)(_make_command(path, context))
    return app


def _make_group(path: tuple[str, ...], context: Context) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, add_help_option=False)

    def group(ctx: typer.Context, **values: Any) -> None:
        if values.get("version"):
            context.stdout.write(f"ticket {__version__}\n")
            raise typer.Exit
        _given, _own = _split_values(values, context)
        if ctx.invoked_subcommand is None and path:
            raise HelpAsked(path, Exit.USAGE)
        if ctx.invoked_subcommand is None:
            overview = load(())
            Call((), overview.Options(), {}, overview.run).run(context)

    own = () if path else (global_options.VERSION,)
    app.callback(invoke_without_command=True)(_declare(group, own, path))
    return app


def _make_command(path: tuple[str, ...], context: Context) -> Callable[..., None]:
    module = load(path)
    parameters = list_parameters(module.Options)

    def command(ctx: typer.Context, **values: Any) -> None:
        given, own = _split_values(values, context)
        options = {
            each.name: tuple(own[each.name]) if each.many else own[each.name]
            for each in parameters
            if own[each.name] is not None
        }
        read = None if context.options.fields == "help" else module.Options(**options)
        Call(path, read, given, module.run).run(context)

    return _declare(command, parameters, path)


def _split_values(values: Mapping[str, Any], context: Context) -> tuple[dict[str, Any], dict[str, Any]]:
    """Take over the options of every command, and return them apart from a command's own."""
    given = {name.removeprefix(_GLOBAL): value for name, value in values.items() if name.startswith(_GLOBAL)}
    global_options.update_globals(context.options, given)
    return given, {name: value for name, value in values.items() if not name.startswith(_GLOBAL)}


def _declare(
    function: Callable[..., None], own: Iterable[Parameter], path: tuple[str, ...]
) -> Callable[..., None]:
    """Give a function the signature that Typer makes these parameters from."""

    def show_help(value: bool) -> None:
        if value:
            raise HelpAsked(path)

    declared = {
        **{each.name: _describe(each) for each in own},
        **{f"{_GLOBAL}{each.name}": _describe(each) for each in global_options.OPTIONS},
        "help": (bool, typer.Option(False, *global_options.HELP.names, is_eager=True, callback=show_help)),
    }
    named = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context),
        *(
            inspect.Parameter(name, named, default=default, annotation=kind)
            for name, (kind, default) in declared.items()
        ),
    ]
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {each.name: each.annotation for each in parameters}
    return function


def _describe(parameter: Parameter) -> tuple[Any, Any]:
    """Return the type of a parameter, and what Typer declares it by."""
    kind: Any = Literal[parameter.words] if parameter.words else parameter.kind
    if parameter.flag:
        return bool, typer.Option(False, *parameter.names)
    if not parameter.names:
        metavar = f"{parameter.metavar}{'...' if parameter.many else ''}"
        default = ... if parameter.required else None
        return list[kind] if parameter.many else kind, typer.Argument(default, metavar=metavar)
    return list[kind] if parameter.many else kind, typer.Option(
        None if parameter.many else parameter.default,
        *parameter.names,
        metavar=parameter.metavar or None,
        min=parameter.least,
        max=parameter.most,
    )
