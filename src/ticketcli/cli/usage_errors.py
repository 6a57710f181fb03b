"""Rewrite the parser's errors about a command line in the words of this program.

The library (click, as typer brings it) speaks English of its own, so its sentences are known here by
their form; one that is not known stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ticketcli.i18n import N_, _, join_list

_SENTENCES = (
    (r"No such option: (?P<option>\S+)", N_("No such option: {option}")),
    (
        r"No such option: (?P<option>\S+) \(Possible options: (?P<options>.+)\)",
        N_("No such option: {option} (possible options: {options})"),
    ),
    (r"Option '(?P<option>.+)' requires an argument\.", N_("The option {option} needs a value.")),
    (r"Option '(?P<option>.+)' does not take a value\.", N_("The option {option} takes no value.")),
    (r"Missing argument '(?P<name>.+)'\.", N_("Missing: {name}")),
    (r"Missing option '(?P<name>.+)'\.", N_("Missing: {name}")),
    (r"Missing command\.", N_("A command is missing.")),  # data
    (r"No such command '(?P<name>.+)'\..*", N_("Unknown subcommand “{name}”.")),
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((?P<arguments>.+)\)",
        N_("Unexpected argument: {arguments}"),
    ),
    (
        r"Invalid value for '(?P<name>.+)': '(?P<value>.*)' is not one of (?P<choices>.+)\.",
        N_("Invalid value for {name}: “{value}”. Choose from: {choices}."),
    ),
    (
        r"Invalid value for '(?P<name>.+)': '(?P<value>.*)' is not a valid (?:int\w*|float)(?: range)?\.",
        N_("Invalid value for {name}: “{value}” is not a number."),
    ),
    (
        r"Invalid value for '(?P<name>.+)': (?P<value>\S+) is not in the range (?P<range>.+)\.",
        N_("Invalid value for {name}: “{value}”. Allowed: {range}."),
    ),
    (r"Invalid value for '(?P<name>.+)': (?P<why>.+)", N_("Invalid value for {name}: {why}")),
)


COMMAND_HABITS = {
    "view": "show",
    "create": "new",
    "open": "new",
    "add": "new",
    "comment": "reply",
    "answer": "reply",
    "ls": "list",
    "search": "list --search",
    "status": "list",
    "login": "auth login",  # data
    "logout": "auth logout",  # data
    "settings": "config",
    "templates": "template",
    "attachments": "download",
}
"""What other programs call our commands."""

OPTION_HABITS = {
    "--title": "--subject",
    "-t": "--subject",
    "--body": "--message",
    "-b": "--message",
    "--body-file": "--message-file",
    "-F": "--message-file",
    "--file": "--attach",
    "--attachment": "--attach",
    "--output": "--json",
    "-o": "--json",
    "--format": "--template",
    "-q": "--jq",
    "--no-prompt": "--no-input",
    "--comments": "--last",
}
"""What other programs call our options."""


def explain(message: str, path: tuple[str, ...]) -> str:
    """Return the library's message in the language spoken, with what was meant, where that can be guessed.

    `path` is that of the command.
    """
    from ticketcli.cli.registry import list_children

    if found := re.fullmatch(r"No such command '(.+)'\..*", message, re.DOTALL):
        near = _find_near(found[1], {} if path else COMMAND_HABITS, list_children(path))
        if near:
            sentence = _("Unknown command “{name}”. Did you mean “{near}”?")
            return sentence.format(name=found[1], near=near)
        if not path:
            return _("Unknown command “{name}”.").format(name=found[1])
    elif found := re.fullmatch(r"No such option: (\S+)(?: .*)?", message, re.DOTALL):
        near = _find_near(found[1], OPTION_HABITS, _list_options(path))
        if near:
            return _("No such option: {name}. Did you mean {near}?").format(name=found[1], near=near)
    return translate(message)


def _find_near(word: str, habits: Mapping[str, str], names: Collection[str]) -> str:
    from difflib import get_close_matches

    meaning = habits.get(word, "")
    if meaning and meaning.split()[0] in names:
        return meaning
    return next(iter(get_close_matches(word, names, n=1)), "")


def _list_options(path: tuple[str, ...]) -> Collection[str]:
    from ticketcli.cli import global_options
    from ticketcli.cli.options import list_parameters
    from ticketcli.cli.registry import list_children, load

    own = () if list_children(path) else list_parameters(load(path).Options)
    return [name for each in (*own, *global_options.OPTIONS) for name in each.names]


def translate(message: str) -> str:
    """Return the library's message in the program's words, in the language spoken."""
    for form, words in _SENTENCES:
        found = re.fullmatch(form, message, re.DOTALL)
        if found is not None:
            parts = {name: _write_part(name, part) for name, part in found.groupdict().items()}
            return _(words).format(**parts)
    return message


def _write_part(name: str, part: str) -> str:
    if name == "choices":
        return join_list(re.findall(r"'([^']*)'", part) or [part])
    if name == "range" and (found := re.fullmatch(r"(?:(-?\d+)<=)?x(?:<=(-?\d+))?|x>=(-?\d+)", part)):
        least, most = found[1] or found[3], found[2]
        if least and most:
            return _("{least} to {most}").format(least=least, most=most)
        return _("{least} or more").format(least=least) if least else _("at most {most}").format(most=most)
    return part.replace("' / '", " / ")
