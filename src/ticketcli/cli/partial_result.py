"""End a command that was to do several things and did only some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ticketcli.cli.exit_code import get_exit_code
from ticketcli.model.errors import TicketError
from ticketcli.usecases.outcome import DoneInPart, Failure, NoneDone

if TYPE_CHECKING:
    from ticketcli.context import Context


def shape_failure(failure: Failure, which: Mapping[str, Any]) -> dict[str, Any]:
    """Shape what was not done; `which` are the fields that say what it is."""
    from ticketcli.output import json_shapes

    return json_shapes.shape_failure(which, failure.reason, int(get_exit_code(failure.error)))


def make_error(failures: Sequence[Failure], *, done: int, some: str, none: str) -> TicketError | None:
    """Make the error of a command that did `done` things and failed with these; None where none failed.

    `some` says that not all were done, `none` that none was. What was asked alone fails as itself.
    """
    if not failures:
        return None
    hint = failures[0].error.hint
    if done:
        return DoneInPart(some, [failure.sentence for failure in failures], hint)
    return failures[0].error if len(failures) == 1 else NoneDone(none, failures, hint)


def answer(values: Sequence[Any], context: Context, error: TicketError | None) -> None:
    """Print what became of each as JSON, then raise the error, if there is one."""
    from ticketcli.output.json_output import AnswerMismatch

    try:
        context.screen.json(values)
    except AnswerMismatch as unfit:
        if error is None:
            raise
        error.hint = f"{error.hint}\n{unfit.message}".strip()
    if error is not None:
        context.stdout.flush()
        raise error
