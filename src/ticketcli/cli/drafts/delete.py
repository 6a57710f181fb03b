"""`ticket drafts delete`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ticketcli.cli.drafts.show import ID
from ticketcli.cli.drafts.shown import title
from ticketcli.tickets.errors import Cancelled, UsageError

if TYPE_CHECKING:
    from ticketcli.cli.context import Context


@dataclass(frozen=True)
class Options:
    """The drafts to delete; `yes` asks nobody."""

    ids: tuple[str, ...]
    yes: bool = False


def command(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help=ID)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False,
) -> None:
    """Delete drafts for good. Nothing at the portal changes.

    \b
    Examples:
      ticket drafts delete d-7f3k
      ticket drafts delete d-7f3k d-x2mp --yes
    """
    run(Options(tuple(ids), yes=yes), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Delete drafts once somebody said yes. Raises NoSuchName, UsageError, Cancelled."""
    entries = list(dict.fromkeys(context.outbox.get(id) for id in options.ids))
    if not options.yes:
        if not context.interactive:
            raise UsageError("A deleted draft is gone for good: add --yes to say that this is meant.")
        for entry in entries:
            context.prompter.say(f"{entry.id}  {title(entry)}")
        question = "Delete this draft for good?" if len(entries) == 1 else "Delete these drafts for good?"
        if not context.prompter.confirm(question, default=False):
            raise Cancelled("Nothing was deleted.")
    for entry in entries:
        with context.outbox.holding(entry):
            context.outbox.forget(entry)
        if not context.options.json:
            context.screen.note(f"Deleted: {entry.id}")
    if context.options.json:
        context.screen.json([{"id": entry.id, "deleted": True} for entry in entries])
