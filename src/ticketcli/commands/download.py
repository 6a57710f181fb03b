"""`ticket download`."""

from __future__ import annotations

import os
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from ticketcli.cli import partial_result, ticket_argument
from ticketcli.cli.ticket_argument import number_at
from ticketcli.i18n import _
from ticketcli.model.errors import TicketError, UnknownName, describe_os_error
from ticketcli.model.filenames import make_safe_names
from ticketcli.model.ticket import Attachment
from ticketcli.portals.base import STOPS, PortalError
from ticketcli.system.renaming import rename_over
from ticketcli.usecases.outcome import Failure

if TYPE_CHECKING:
    import typer

    from ticketcli.context import Context


_HERE = Path()


@dataclass(frozen=True)
class Options:
    """Which attachments of which ticket to save, and where. No names: all of them."""

    ticket: str
    names: tuple[str, ...] = ()
    folder: Path = _HERE
    force: bool = False


def command(
    ctx: typer.Context,
    ticket: Annotated[str, typer.Argument(metavar="NUMBER|URL", help=ticket_argument.HELP)],
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME...]", help="Names of attachments, patterns such as “*.png”, or ids."),
    ] = None,
    folder: Annotated[
        Path,
        typer.Option(
            "--dir", "-D", metavar="DIR", help="The folder to save in; it is made if there is none."
        ),
    ] = _HERE,
    force: Annotated[bool, typer.Option("--force", "-f", help="Replace files that exist.")] = False,
) -> None:
    """Save a ticket's attachments: all, or those named.

    The path of each saved file is printed. Names are made safe for any system; of two
    attachments with one name the second is saved as “name (2)”.

    \b
    Examples:
      ticket download 482910
      ticket download 482910 trace.zip --dir /tmp
      ticket download 482910 "*.png" --force
    """
    run(Options(ticket, tuple(names or ()), folder, force), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Save the attachments. Nothing is fetched where a file would be in the way.

    Raises NoSuchTicket, NoSuchName for a name that no attachment has, TicketError for files that
    exist; and once all others were saved, what kept the rest: the error itself where it was one
    attachment, DoneInPart where some were saved, else NoneDone.
    """
    number = number_at(context.portal, options.ticket)
    with context.screen.busy(_("Reading ticket {number}").format(number=number)):
        ticket = context.portal.ticket(number)
    everything = [each for message in ticket.messages or () for each in message.attachments]
    names = make_safe_names(each.name for each in everything)
    targets = [
        (everything[index], options.folder / names[index]) for index in _chosen(number, everything, options)
    ]
    if not options.force:
        _must_not_exist([target for _, target in targets])
    told: list[dict[str, Any] | Failure] = []
    stopped: TicketError | None = None
    for attachment, target in targets:
        if stopped is not None:
            told.append(Failure(attachment.name, stopped, tried=False))
            continue
        try:
            size = _save(number, attachment, target, options.force, context)
        except OSError as error:
            told.append(Failure(attachment.name, describe_os_error(error)))
        except TicketError as error:
            told.append(Failure(attachment.name, error))
            stopped = error if isinstance(error, STOPS) else None
        else:
            told.append({"id": attachment.id, "name": attachment.name, "path": str(target), "size": size})
            if not context.options.json:
                context.screen.print(str(target))
    if not everything and not context.options.json:
        context.screen.note(_("Ticket {number} has no attachments.").format(number=number))
    _conclude(told, [attachment.id for attachment, _ in targets], context)


def _chosen(number: str, attachments: Sequence[Attachment], options: Options) -> list[int]:
    # Which of the attachments, by place: two of them can be equal in all that is known of them.
    if not options.names:
        return list(range(len(attachments)))
    wanted: set[int] = set()
    for name in options.names:
        fitting = [index for index, each in enumerate(attachments) if _is_named(each, name)]
        if not fitting:
            raise UnknownName(
                _("Ticket {number} has no attachment “{name}”. It has:").format(number=number, name=name)
                if attachments
                else _("Ticket {number} has no attachments.").format(number=number),
                [each.name for each in attachments],
            )
        wanted.update(fitting)
    return sorted(wanted)


def _is_named(attachment: Attachment, name: str) -> bool:
    own, wanted = _folded(attachment.name), _folded(name)
    return own == wanted or attachment.id == name or fnmatchcase(own, wanted)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _must_not_exist(targets: Sequence[Path]) -> None:
    existing = [str(target) for target in targets if os.path.lexists(target)]
    if existing:
        raise _exists(existing)


def _exists(paths: Sequence[str]) -> TicketError:
    listed = "\n".join(f"  {path}" for path in paths)
    return TicketError(
        _("This would be written over:\n{files}").format(files=listed),
        _("Save elsewhere with --dir DIR, or replace what exists with --force."),
    )


def _save(number: str, attachment: Attachment, target: Path, force: bool, context: Context) -> int:
    # Written aside, and given its name only when it is whole. Returns the size in bytes.
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with aside.open("xb") as file, context.screen.progress(attachment.name) as progress:
            context.portal.download(number, attachment, file, progress)
            size = file.tell()
        if attachment.size is not None and size < attachment.size:
            raise PortalError(
                _("“{name}” came short: {size} of {whole} bytes. It was not saved.").format(
                    name=attachment.name, size=size, whole=attachment.size
                ),
                _("Try again: ticket download {number}").format(number=number),
            )
        _give_name(aside, target, force)
    finally:
        aside.unlink(missing_ok=True)
    return size


def _give_name(aside: Path, target: Path, force: bool) -> None:
    if not force:
        try:
            target.hardlink_to(aside)  # fails where the name was taken meanwhile
            return
        except FileExistsError:
            raise _exists([str(target)]) from None
        except OSError:  # a file system without links
            _must_not_exist([target])
    rename_over(aside, target)


def _conclude(told: Sequence[dict[str, Any] | Failure], ids: Sequence[str | None], context: Context) -> None:
    """Answer in JSON, if that is asked for, and raise what failed."""
    failures = [each for each in told if isinstance(each, Failure)]
    done = len(told) - len(failures)
    sentence = _("{done} of {total} attachments were saved.").format(done=done, total=len(told))
    error = partial_result.error_of(failures, done=done, some=sentence, none=sentence)
    if context.options.json:
        values = [
            partial_result.failure_shape(each, {"id": id, "name": each.name})
            if isinstance(each, Failure)
            else each
            for id, each in zip(ids, told, strict=True)
        ]
        partial_result.answer(values, context, error)
    elif error is not None:
        raise error
