"""`ticket drafts delete`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli import partial_result
from ticketcli.cli.options import argument, flag
from ticketcli.commands.drafts.show import ID
from ticketcli.i18n import _
from ticketcli.model.errors import Cancelled, TicketError, UsageError
from ticketcli.output.draft_fields import describe_draft
from ticketcli.usecases.outcome import Failure

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.drafts.entry import Entry


@dataclass(frozen=True, kw_only=True)
class Options:
    """Delete drafts permanently. Nothing changes on the portal.

    \b
    Examples:
      ticket drafts delete d-7f3k
      ticket drafts delete d-7f3k d-x2mp --yes
      ticket drafts delete --all
    """

    ids: tuple[str, ...] = argument("ID", many=True, required=False, values="drafts", help=ID)
    everything: bool = flag("--all", "-a", help="Delete all drafts.")
    yes: bool = flag("--yes", "-y", help="Do not ask for confirmation.")


def run(options: Options, context: Context) -> None:
    """Delete drafts after a confirmation. Raises UnknownName, UsageError, Cancelled, what failed."""
    damaged, entries = _find(options, context)
    if not (damaged or entries):
        context.screen.note(_("There are no drafts."))
        if context.options.json:
            context.screen.json([])
        return
    if not options.yes:
        if not context.interactive:
            raise UsageError(_("A deleted draft cannot be recovered. Add --yes to delete it."))
        for entry in entries:
            context.prompter.say(f"{entry.id}  {describe_draft(entry)}")
        for id in damaged:
            context.prompter.say(_("{id}  (damaged)").format(id=id))
        question = (
            _("Delete this draft permanently?")
            if len(entries) + len(damaged) == 1
            else _("Delete these drafts permanently?")
        )
        if not context.prompter.confirm(question, default=False):
            raise Cancelled(_("Nothing was deleted."))
    for id in damaged:
        context.drafts.remove_damaged(id)
        if not context.options.json:
            context.screen.note(_("Deleted: {id}").format(id=id))
    outcomes = [*damaged, *(_delete(entry, context) for entry in entries)]
    failures = [each for each in outcomes if isinstance(each, Failure)]
    error = partial_result.make_error(
        failures,
        done=len(outcomes) - len(failures),
        some=_("Not all drafts were deleted."),
        none=_("None of the drafts was deleted."),
    )
    if context.options.json:
        from ticketcli.output import json_shapes

        values = [
            partial_result.shape_failure(each, {"id": each.name})
            if isinstance(each, Failure)
            else json_shapes.shape_deleted_draft(each)
            for each in outcomes
        ]
        partial_result.answer(values, context, error)
    elif error is not None:
        raise error


def _find(options: Options, context: Context) -> tuple[list[str], list[Entry]]:
    """Return the ids of damaged drafts, and the other drafts that are to be deleted."""
    if options.everything and options.ids:
        raise UsageError(_("Give draft IDs, or --all."))
    if options.everything:
        return [path.parent.name for path in context.drafts.damaged()], list(context.drafts.all())
    if not options.ids:
        raise UsageError(_("Missing: draft IDs, or --all."), _("See: ticket drafts list"))
    damaged = [id for id in options.ids if _is_damaged(id, context)]
    return damaged, list(dict.fromkeys(context.drafts.get(id) for id in options.ids if id not in damaged))


def _delete(entry: Entry, context: Context) -> str | Failure:
    """Delete a draft. Return its id, or why it could not be deleted."""
    try:
        with context.drafts.locks.hold(entry):
            context.drafts.delete(entry)
    except TicketError as error:
        return Failure(entry.id, error)
    if not context.options.json:
        context.screen.note(_("Deleted: {id}").format(id=entry.id))
    return entry.id


def _is_damaged(id: str, context: Context) -> bool:
    return id in {path.parent.name for path in context.drafts.damaged()}
