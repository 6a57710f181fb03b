"""Results of the tickets of a file, one by one and all together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ticketcli.exit_codes import Exit
from ticketcli.i18n import N_, _, join_list

if TYPE_CHECKING:
    from ticketcli.context import Context

Outcome = Literal["created", "already", "partly", "checked", "refused", "unknown", "failed", "not tried"]
IN_PART: Outcome = "partly"  # data
NOT_TRIED: Outcome = "not tried"  # data
DONE = ("created", "already", "checked")


@dataclass(frozen=True)
class Result:
    """What became of one entry. `draft` is the id of the draft that is kept, if one is."""

    entry: int
    line: int
    subject: str
    outcome: Outcome
    number: str | None = None
    url: str | None = None
    draft: str | None = None
    differences: tuple[str, ...] = ()
    error: str | None = None
    exit: Exit = Exit.DONE


def summarize(results: Sequence[Result]) -> tuple[str, Exit]:
    """Summarize the results in a sentence, and return it with the exit code.

    0 where every entry is done, also before; IN_PART where some are; else the code that all
    failures share, or FAILED where they differ.
    """
    totals = {name: sum(result.outcome == name for result in results) for name in _WORDS}
    counts = [_(words).format(count=totals[name]) for name, words in _WORDS.items() if totals[name]]
    sentence = _("Of {total} tickets: {outcomes}.").format(total=len(results), outcomes=join_list(counts))
    codes = {result.exit for result in results if result.outcome not in DONE}
    if not codes:
        return sentence, Exit.DONE
    if any(result.outcome in (*DONE, IN_PART) for result in results):
        return sentence, Exit.IN_PART
    failed = {result.exit for result in results if result.outcome != NOT_TRIED}
    return sentence, failed.pop() if len(failed) == 1 else Exit.FAILED


_WORDS: dict[Outcome, str] = {
    "created": N_("{count} created"),
    "already": N_("{count} already created"),
    "checked": N_("{count} checked, not sent"),
    IN_PART: N_("{count} created, but not as requested or not verified"),
    "refused": N_("{count} refused"),
    "unknown": N_("{count} sent, outcome unknown"),
    "failed": N_("{count} failed"),
    NOT_TRIED: N_("{count} not tried"),
}

_OUTCOMES: dict[Outcome, str] = {
    "created": N_("created", context="outcome"),
    "already": N_("existing", context="outcome"),
    "checked": N_("checked", context="outcome"),
    IN_PART: N_("partly", context="outcome"),
    "refused": N_("refused", context="outcome"),
    "unknown": N_("unknown", context="outcome"),
    "failed": N_("failed", context="outcome"),
    NOT_TRIED: N_("not tried", context="outcome"),
}
"""How a list on a terminal calls them."""


def print_result(result: Result, context: Context) -> None:
    """Print a line on stdout, or JSON on a line; what went wrong with it on stderr."""
    screen = context.screen
    if context.options.json:
        from ticketcli.output.json_shapes import shape_batch_result

        screen.json_line(shape_batch_result(result))
        return
    outcome = _(_OUTCOMES[result.outcome], context="outcome") if screen.terminal else result.outcome
    cells = (str(result.entry), outcome, result.number or "", result.url or "", result.subject)
    screen.print("  ".join(_pad_cells(cells)) if screen.terminal else "\t".join(cells))
    context.stdout.flush()
    for sentence in (*result.differences, *([result.error] if result.error else [])):
        screen.note(
            _("Entry {number}, line {line}: {sentence}").format(
                number=result.entry, line=result.line, sentence=sentence
            )
        )
    if result.draft:
        screen.hint(_("Saved as a draft: ticket drafts show {id}").format(id=result.draft))


def _pad_cells(cells: Sequence[str]) -> Iterator[str]:
    from ticketcli.output.widths import pad_text

    for cell, width in zip(cells, (4, 9, 8, 0, 0), strict=True):
        yield pad_text(cell, width)
