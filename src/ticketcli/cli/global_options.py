"""The options that every command takes, before its name and after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ticketcli.cli.options import Parameter

if TYPE_CHECKING:
    from ticketcli.context import Globals

SHAPING = ("fields", "jq", "template")
"""The options that shape the JSON of an answer (see `ticketcli.cli.json_options`)."""


def _declare(
    name: str, *, help: str, metavar: str = "", words: tuple[str, ...] = (), values: str = ""
) -> Parameter:
    kind = str if metavar or words else bool
    return Parameter((f"--{name.replace('_', '-')}",), help, metavar, kind, words, name=name, values=values)


OPTIONS = (
    _declare(
        "portal",
        help="The portal to use (or TICKET_PORTAL), or “sandbox”.",
        metavar="NAME|URL",
        values="portals",
    ),
    _declare("via", help="Use only the portal's API, or only its web pages.", words=("api", "web")),
    _declare("json", help="Print JSON."),
    _declare(
        "fields",
        help="Print only these fields, as JSON; “help” lists them.",
        metavar="NAME,...",
        values="fields",
    ),
    _declare("jq", help="Print the JSON filtered with a jq expression.", metavar="EXPR"),
    _declare("template", help="Print text from a template, such as “{number}: {subject}”.", metavar="TEXT"),
    _declare("no_input", help="Never prompt; fail if something is missing."),
    _declare("verbose", help="Print transfer progress as log lines."),
    _declare("debug", help="Print each request and full errors (secrets redacted)."),
)
HELP = Parameter(("--help", "-h"), help="Show this message and exit.", metavar="", kind=bool, name="help")
VERSION = Parameter(("--version",), help="Print the version and exit.", metavar="", kind=bool, name="version")


def update_globals(options: Globals, values: Mapping[str, Any]) -> None:
    """Take over values by the options' names; None changes nothing.

    A value given after the command's name goes before one given in front of it.
    """
    for name, value in values.items():
        if value or (value == "" and name in SHAPING):
            setattr(options, name, value)
            options.json = options.json or name in SHAPING
