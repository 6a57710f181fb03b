"""Print a completion script, for the commands of `ticket completion`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketcli.context import Context


def print_script(shell: str, context: Context) -> None:
    """Print the script of a shell."""
    from ticketcli.cli.completion.scripts import read_script

    text = read_script(shell)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_completion(shell, text))
    else:
        context.stdout.write(text)
