"""The options that every command takes, before its name and after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ticketcli.context import Globals

SHAPING = ("fields", "jq", "template")
"""The options that shape the JSON of an answer (see `ticketcli.cli.json_options`)."""


class GlobalOption(NamedTuple):
    """One of them. Without `metavar` and `words` it is a flag; `words` are all that it takes."""

    name: str
    help: str
    metavar: str | None = None
    words: tuple[str, ...] = ()

    @property
    def flag(self) -> bool:
        """Whether it takes no value."""
        return not (self.metavar or self.words)

    @property
    def typed(self) -> str:
        """As it is typed."""
        return f"--{self.name.replace('_', '-')}"


OPTIONS = (
    GlobalOption("portal", help="The portal to use (or TICKET_PORTAL), or “sandbox”.", metavar="NAME|URL"),
    GlobalOption("via", help="Use only the portal's API, or only its web pages.", words=("api", "web")),
    GlobalOption("json", help="Answer in JSON."),
    GlobalOption(
        "fields", help="Answer in JSON with only these fields; “help” lists them.", metavar="NAME,..."
    ),
    GlobalOption("jq", help="Answer with what jq makes of the JSON.", metavar="EXPR"),
    GlobalOption("template", help="Answer with a text such as “{number}: {subject}”.", metavar="TEXT"),
    GlobalOption("no_input", help="Never ask; fail where something is missing."),
    GlobalOption("verbose", help="Tell the progress of long transfers in logs."),
    GlobalOption("debug", help="Show each request and full errors, secrets blanked."),
)


def keep(options: Globals, values: Mapping[str, Any]) -> None:
    """Take over what was given, by the options' names. What says nothing changes nothing.

    A value given after the command's name goes before one given in front of it.
    """
    for name, value in values.items():
        if value or (value == "" and name in SHAPING):
            setattr(options, name, value)
            options.json = options.json or name in SHAPING
