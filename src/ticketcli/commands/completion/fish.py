"""`ticket completion fish`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.commands.completion.printing import print_script

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Print the script for fish.

    \b
    Examples:
      ticket completion fish
    """


def run(options: Options, context: Context) -> None:
    """Print it."""
    print_script("fish", context)
