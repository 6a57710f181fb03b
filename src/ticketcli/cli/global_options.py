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
    name: str, help: str, metavar: str = "", words: tuple[str, ...] = (), values: str = ""
) -> Parameter:
    kind = str if metavar or words else bool
    return Parameter((f"--{name.replace('_', '-')}",), help, metavar, kind, words, name=name, values=values)


OPTIONS = (
    _declare("portal", "The portal to use (or TICKET_PORTAL), or “sandbox”.", "NAME|URL", values="portals"),
    _declare("via", "Use only the portal's API, or only its web pages.", words=("api", "web")),
    _declare("json", "Answer in JSON."),
    _declare(
        "fields", "Answer in JSON with only these fields; “help” lists them.", "NAME,...", values="fields"
    ),
    _declare("jq", "Answer with what jq makes of the JSON.", "EXPR"),
    _declare("template", "Answer with a text such as “{number}: {subject}”.", "TEXT"),
    _declare("no_input", "Never ask; fail where something is missing."),
    _declare("verbose", "Tell the progress of long transfers in logs."),
    _declare("debug", "Show each request and full errors, secrets blanked."),
)
HELP = Parameter(("--help", "-h"), "Show this message and exit.", "", bool, name="help")
VERSION = Parameter(("--version",), "Print the version and exit.", "", bool, name="version")


def keep(options: Globals, values: Mapping[str, Any]) -> None:
    """Take over what was given, by the options' names. What says nothing changes nothing.

    A value given after the command's name goes before one given in front of it.
    """
    for name, value in values.items():
        if value or (value == "" and name in SHAPING):
            setattr(options, name, value)
            options.json = options.json or name in SHAPING
