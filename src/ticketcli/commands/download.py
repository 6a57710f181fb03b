"""`ticket download`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketcli.cli import partial_result, ticket_argument
from ticketcli.cli.options import argument, flag, option
from ticketcli.cli.ticket_argument import parse_number
from ticketcli.i18n import _, join_list
from ticketcli.model.errors import TicketError, UnknownName, UsageError
from ticketcli.model.filenames import make_safe_names
from ticketcli.model.ticket import Attachment
from ticketcli.output.json_shapes import shape_saved
from ticketcli.system.termination import clean_up_when_terminated
from ticketcli.usecases.outcome import Failure
from ticketcli.usecases.save_attachments import refuse_existing, save_attachments, write_attachment

if TYPE_CHECKING:
    from ticketcli.context import Context


_HERE = Path()
_STDOUT = "-"


@dataclass(frozen=True, kw_only=True)
class Options:
    """Save a ticket's attachments: all, or those named.

    The path of each saved file is printed. Names are made safe for any system; of two
    attachments with one name the second is saved as “name (2)”. With - among the names, the one
    attachment is written to standard output.

    \b
    Examples:
      ticket download 482910
      ticket download 482910 trace.zip --dir /tmp
      ticket download 482910 "*.png" --force
      ticket download 482910 trace.zip - | unzip -l -
    """

    ticket: str = argument("NUMBER|URL", values="tickets", help=ticket_argument.HELP)
    names: tuple[str, ...] = argument(
        "NAME",
        many=True,
        required=False,
        help="Names of attachments, patterns such as “*.png”, or ids; - is stdout.",
    )
    folder: Path = option(
        "--dir",
        "-D",
        metavar="DIR",
        kind=Path,
        values="folders",
        default=_HERE,
        help="The directory to save in (created if missing).",
    )
    force: bool = flag("--force", "-f", help="Replace files that exist.")


def run(options: Options, context: Context) -> None:
    """Save the attachments. Download nothing where a file of that name exists.

    Raises NoSuchTicket, UnknownName for a name that no attachment has, TicketError for files that
    exist; and once all others were saved, what kept the rest: the error itself where it was one
    attachment, DoneInPart where some were saved, else NoneDone.
    """
    number = parse_number(context.portal, options.ticket)
    with context.screen.busy(_("Reading ticket {number}").format(number=number)):
        ticket = context.portal.ticket(number)
    everything = [each for message in ticket.messages or () for each in message.attachments]
    if _STDOUT in options.names:
        _print_one(number, everything, options, context)
        return
    names = make_safe_names(each.name for each in everything)
    targets = [
        (everything[index], options.folder / names[index]) for index in _choose(number, everything, options)
    ]
    if not options.force:
        refuse_existing([target for _, target in targets])
    outcomes = _save(number, targets, options.force, context) if targets else []
    if not everything and not context.options.json:
        context.screen.note(_("Ticket {number} has no attachments.").format(number=number))
    _report_outcomes(outcomes, [attachment.id for attachment, _ in targets], context)


def _print_one(number: str, attachments: Sequence[Attachment], options: Options, context: Context) -> None:
    """Write one attachment to standard output.

    Raises UsageError where more than one is meant, or for a terminal, and TicketError where there is none.
    """
    if context.options.json:
        raise UsageError(_("In JSON no attachment can be written: leave out - or --json."))
    if context.stdout.isatty():
        raise UsageError(
            _("Standard output is a terminal, and an attachment is no text for it."),
            _("Send it to a file or a program: > FILE"),
        )
    if not attachments:
        raise TicketError(_("Ticket {number} has no attachments.").format(number=number))
    names = tuple(name for name in options.names if name != _STDOUT)
    chosen = _choose(number, attachments, replace(options, names=names))
    if len(chosen) != 1:
        raise UsageError(
            _("Standard output takes one attachment, and these are {count}.").format(count=len(chosen)),
            _("Name one of them: {names}").format(names=join_list(each.name for each in attachments)),
        )
    with context.screen.progress(attachments[chosen[0]].name) as progress:
        write_attachment(context.portal, number, attachments[chosen[0]], context.stdout.buffer, progress)
    context.stdout.buffer.flush()


def _save(
    number: str, targets: Sequence[tuple[Attachment, Path]], force: bool, context: Context
) -> list[dict[str, Any] | Failure]:
    """Save with one display of progress; return what became of each, and print the paths at the end of it."""
    label = targets[0][0].name if len(targets) == 1 else _("{count} attachments").format(count=len(targets))
    outcomes: list[dict[str, Any] | Failure] = []
    try:
        with clean_up_when_terminated(), context.screen.progress(label) as progress:
            saving = save_attachments(context.portal, number, targets, force=force, progress=progress)
            with closing(saving):
                for (attachment, target), size in zip(targets, saving, strict=True):
                    outcomes.append(
                        size if isinstance(size, Failure) else shape_saved(attachment, target, size)
                    )
    finally:
        if not context.options.json:
            for outcome in outcomes:
                if not isinstance(outcome, Failure):
                    context.screen.print(outcome["path"])
    return outcomes


def _choose(number: str, attachments: Sequence[Attachment], options: Options) -> list[int]:
    # Which of the attachments, by place: two of them can be equal in all that is known of them.
    if not options.names:
        return list(range(len(attachments)))
    wanted: set[int] = set()
    for name in options.names:
        fitting = [index for index, each in enumerate(attachments) if _is_named(each, name)]
        if not fitting:
            raise UnknownName(
                _("Ticket {number} has no attachment “{name}”. Attachments:").format(number=number, name=name)
                if attachments
                else _("Ticket {number} has no attachments.").format(number=number),
                [each.name for each in attachments],
            )
        wanted.update(fitting)
    return sorted(wanted)


def _is_named(attachment: Attachment, name: str) -> bool:
    own, wanted = _fold(attachment.name), _fold(name)
    return own == wanted or attachment.id == name or fnmatchcase(own, wanted)


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _report_outcomes(
    outcomes: Sequence[dict[str, Any] | Failure], ids: Sequence[str | None], context: Context
) -> None:
    """Answer in JSON, if that is asked for, and raise what failed."""
    failures = [each for each in outcomes if isinstance(each, Failure)]
    done = len(outcomes) - len(failures)
    sentence = _("{done} of {total} attachments were saved.").format(done=done, total=len(outcomes))
    error = partial_result.make_error(failures, done=done, some=sentence, none=sentence)
    if context.options.json:
        values = [
            partial_result.shape_failure(each, {"id": id, "name": each.name})
            if isinstance(each, Failure)
            else each
            for id, each in zip(ids, outcomes, strict=True)
        ]
        partial_result.answer(values, context, error)
    elif error is not None:
        raise error
