"""The completions for zsh."""

from __future__ import annotations

from collections.abc import Iterator

from ticketcli.cli.completion.commands import Argument, Command, Option, Value
from ticketcli.cli.completion.tables import NOUNS, engine
from ticketcli.i18n import _


def script(root: Command) -> str:
    """The whole script."""
    functions = "\n\n".join("\n".join(_function(command)) for command in root.all())
    return engine("_ticket", functions, _quoted)


def _function(command: Command) -> Iterator[str]:
    yield f"# {command.name}"
    yield f"{_name(command)}() {{"
    if command.commands:
        yield "    local curcontext=$curcontext state line"
        yield "    typeset -A opt_args"
    yield f"    _arguments {'-C ' if command.commands else ''}-s -S \\"
    specs = [*(spec for option in command.options for spec in _option(option))]
    if command.commands:
        specs += ["(-)1: :->command", "(-)*:: :->rest"]
    specs += [_argument(number, argument) for number, argument in enumerate(command.arguments, 1)]
    yield " \\\n".join(f"        {_quoted(spec)}" for spec in specs)
    if command.commands:
        yield "    case $state in"
        yield "    command)"
        noun = _quoted(_("command"))
        yield f"        _ticket_offer commands {noun} \\"
        lines = [_quoted_line(each.path[-1], each.summary) for each in command.commands]
        yield " \\\n".join(f"            {line}" for line in lines)
        if not command.path:
            yield f"        _ticket_list aliases {_quoted(_(NOUNS['aliases']))}"
        yield "        ;;"
        yield "    rest)"
        yield "        case $words[1] in"
        for each in command.commands:
            yield f"        {each.path[-1]}) {_name(each)} ;;"
        yield "        esac"
        yield "        ;;"
        yield "    esac"
    yield "}"


def _name(command: Command) -> str:
    return "_".join(("_ticket_at", *command.path))


def _option(option: Option) -> Iterator[str]:
    others = f"({' '.join(option.names)})" if len(option.names) > 1 and not option.many else ""
    for name in option.names:
        again = "*" if option.many else ""
        takes = ""
        if option.value is not None:
            takes = "=" if name.startswith("--") else "+"
        value = "" if option.value is None else f":{_escaped(option.value.metavar)}:{_action(option.value)}"
        yield f"{others}{again}{name}{takes}[{_escaped(option.help)}]{value}"


def _argument(number: int, argument: Argument) -> str:
    place = "*" if argument.many else str(number)
    optional = "" if argument.required or argument.many else ":"
    return f"{place}:{optional}{_escaped(argument.value.metavar)}:{_action(argument.value)}"


def _action(value: Value) -> str:
    if value.separated:
        words = " ".join(word for word, _about in value.words)
        return f"_values -s , {value.metavar.partition(',')[0]} {words}"
    if value.kind == "words":
        if not any(about for _word, about in value.words):
            return f"({' '.join(_escaped(word) for word, _about in value.words)})"
        described = " ".join(f"{word}\\:{_quoted(_escaped(about))}" for word, about in value.words)
        return f"(({described}))"
    if value.kind == "text":
        return " "
    if value.kind == "files":
        return "_files"
    if value.kind == "folders":
        return "_files -/"
    if value.kind == "attachable":
        return "_ticket_attachable"
    # With a blank in front it is called as it stands, without options of _arguments' own.
    return f" _ticket_list {value.kind} {_quoted(_(NOUNS[value.kind]))}"


def _escaped(text: str) -> str:
    """Text that stands between colons and brackets."""
    for special in "\\[]:":
        text = text.replace(special, f"\\{special}")
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _quoted_line(value: str, about: str) -> str:
    return f"{_quoted(value)}$'\\t'{_quoted(about)}"
