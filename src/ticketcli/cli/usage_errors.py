"""What the command line's library says of a wrong command line, in the language spoken.

The library (click, as typer brings it) speaks English only, so its sentences are known here by
their form; one that is not known stays as it is.
"""

from __future__ import annotations

import re

from ticketcli.i18n import N_, _

_SENTENCES = (
    (r"No such option: (?P<option>\S+)", N_("No such option: {option}")),
    (
        r"No such option: (?P<option>\S+) \(Possible options: (?P<options>.+)\)",
        N_("No such option: {option} (possible options: {options})"),
    ),
    (r"Option '(?P<option>.+)' requires an argument\.", N_("The option {option} needs a value.")),
    (r"Option '(?P<option>.+)' does not take a value\.", N_("The option {option} takes no value.")),
    (r"Missing argument '(?P<name>.+)'\.", N_("{name} is missing.")),
    (r"Missing option '(?P<name>.+)'\.", N_("{name} is missing.")),
    (r"Missing command\.", N_("A command is missing.")),  # data
    (r"No such command '(?P<name>.+)'\..*", N_("There is no command “{name}” here.")),
    (
        r"Got unexpected extra argument(?:s|\(s\))? \((?P<arguments>.+)\)",
        N_("There is too much on the command line: {arguments}"),
    ),
    (
        r"Invalid value for '(?P<name>.+)': '(?P<value>.*)' is not one of (?P<choices>.+)\.",
        N_("“{value}” is no value for {name}. It is one of: {choices}."),
    ),
    (
        r"Invalid value for '(?P<name>.+)': '(?P<value>.*)' is not a valid (?:int\w*|float)(?: range)?\.",
        N_("“{value}” is no value for {name}: it is no number."),
    ),
    (
        r"Invalid value for '(?P<name>.+)': (?P<value>\S+) is not in the range (?P<range>.+)\.",
        N_("“{value}” is no value for {name}: it has to be {range}."),
    ),
    (r"Invalid value for '(?P<name>.+)': (?P<why>.+)", N_("This is no value for {name}: {why}")),
)


def sentence(message: str) -> str:
    """The library's message in the language spoken."""
    for form, words in _SENTENCES:
        found = re.fullmatch(form, message, re.DOTALL)
        if found is not None and _(words) != words:
            parts = {name: part.replace("' / '", " / ") for name, part in found.groupdict().items()}
            return _(words).format(**parts)
    return message
