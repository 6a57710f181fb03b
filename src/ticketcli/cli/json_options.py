"""`--fields`, `--jq` and `--template` at one command: read and tried before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.errors import TicketError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ticketcli.context import Context

HELP = "help"


def run_shaped(path: str, given: Any, context: Context, run: Callable[[], Any]) -> Any:
    """Run a command with its answer shaped as its options ask. Raises UsageError before it runs.

    `path` is the command's, as “drafts send”; `given` are its options.
    What fits no answer of the command is refused. An answer that does not fit once something was
    changed ends in DoneInPart, for the change is not undone.
    """
    from ticketcli.cli import answer_examples
    from ticketcli.output.json_output import AnswerMismatch, JsonShaper

    options = context.options
    answer = answer_examples.find_answer(path)
    if options.fields == HELP:
        print_fields(path, context)
        return None
    shaper = JsonShaper(options.fields, options.jq, options.template)
    if answer is not None:
        examples = answer.examples()
        shaper.check(examples)
        if answer.changes:
            shaper.rehearse([examples[index] for index in answer.shapes(given)], many=answer.many)
    context.shaper = shaper
    try:
        return run()
    except AnswerMismatch as error:
        if answer is not None and not answer.changes:
            raise
        from ticketcli.usecases.outcome import DoneInPart

        raise DoneInPart(
            _("It was done, but the output could not be written as requested."), [error.message], error.hint
        ) from error


def print_fields(path: str, context: Context) -> None:
    """Print the names that `--fields` takes at a command, a line each.

    Raises TicketError where it has none.
    """
    from ticketcli.cli import answer_examples

    answer = answer_examples.find_answer(path)
    if answer is None:
        raise TicketError(
            _("“ticket {command}” prints whatever the portal answers: filter it with --jq.").format(
                command=path
            )
        )
    context.stdout.write("".join(f"{name}\n" for name in answer_examples.list_fields(answer)))
