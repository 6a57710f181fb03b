"""`ticket new --from`: tickets that are written in a file, each created once however often it is run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ticketcli.cli.inputs import read_text
from ticketcli.cli.options import list_parameters
from ticketcli.drafts.submissions import make_fingerprint
from ticketcli.i18n import N_, _, join_list
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError, UsageError
from ticketcli.portals.base import OutcomeUnknown
from ticketcli.usecases.ticket_files.drafts import Written, read_drafts

if TYPE_CHECKING:
    from ticketcli.cli.working_draft import WorkingDraft
    from ticketcli.commands.new import Options
    from ticketcli.context import Context
    from ticketcli.drafts.submissions import Created
    from ticketcli.usecases.sent import Sent

_BESIDE_SEVERAL = ("from_file", "zip", "dry_run", "yes", "again")


def read_file(options: Options, context: Context) -> tuple[Written, ...]:
    """Read the drafts that the file of `--from` asks for, checked for their form.

    Raises UsageError, also where other options do not go with it.
    """
    file = options.from_file or ""
    if options.recover is not None:
        raise UsageError(_("--from and --recover cannot be used together."))
    if file == "-" and options.message_file == "-":
        raise UsageError(_("--from - and --message-file - cannot both read standard input."))
    text = read_text(file, context.stdin, unreadable=N_("The file “{file}” cannot be read: {reason}."))
    drafts = read_drafts(text, file, Path(file).parent)
    if len(drafts) > 1:
        _check_options(options)
    return drafts


@contextmanager
def wait_for_same_file(drafts: Sequence[Written], options: Options, context: Context) -> Iterator[None]:
    """Let no other command create the tickets of the same file meanwhile. Raises TicketError."""
    if options.dry_run:
        yield
        return
    try:
        with context.drafts.locks.sending_file("".join(make_fingerprint(each.draft, "") for each in drafts)):
            yield
    except BlockingIOError as error:
        raise TicketError(
            _("Another ticket command is already sending the same and has not finished yet."),
            _("Run the same command again to continue: nothing is created twice."),
        ) from error


def _check_options(options: Options) -> None:
    refused = [
        each.names[0]
        for each in list_parameters(type(options))
        if each.name not in _BESIDE_SEVERAL and getattr(options, each.name) != each.default
    ]
    if refused:
        raise UsageError(
            _("The file has several tickets, so these options cannot be used: {options}.").format(
                options=join_list(refused)
            )
        )


@dataclass(frozen=True)
class Before:
    """What is known of an entry from earlier runs. None of both: nothing."""

    created: Created | None = None
    sent: Sent | None = None  # found at the portal only now


def make_origin(draft: Draft, context: Context) -> str:
    """Make the fingerprint of an entry at this run's portal: the one that is known, if any is.

    The portal may have been chosen by another of its names before.
    """
    from ticketcli.cli.customer import find_customer
    from ticketcli.cli.working_draft import get_portal_name

    name = get_portal_name(context)
    store = context.drafts
    others = sorted(find_customer(context).names - {name})
    saved = {entry.origin for entry in store.all()} if others else frozenset[str | None]()
    origins = [make_fingerprint(draft, each) for each in (name, *others)]
    known = (origin for origin in origins[1:] if origin in saved or store.history.created(origin))
    return origins[0] if store.history.created(origins[0]) else next(known, origins[0])


def look_up_earlier(origin: str, context: Context, *, again: bool) -> Before:
    """Find what became of an entry in an earlier run; search the portal for one that may have arrived.

    Raises OutcomeUnknown where that cannot be told; with `again` it is then to be sent anew.
    """
    store = context.drafts
    created, pending = store.history.created(origin), store.of_origin(origin)
    if created and pending and pending.sending and pending.sending.at <= created.at:
        store.finish(pending)  # a run was killed between noting that it was confirmed and this
        pending = None
    if created and not again:
        return Before(created=created)
    if pending is None or pending.state != "unconfirmed":
        return Before()
    from ticketcli.usecases.settle import settle

    try:
        with context.screen.busy(_("Checking whether it arrived")):
            sent = settle(context.portal, store, pending, now=context.now)
    except OutcomeUnknown:
        if not again:
            raise
        store.mark_unsent(pending)
        sent = None
    return Before(sent=sent)


def report_earlier(draft: Draft, working: WorkingDraft, options: Options, context: Context) -> bool:
    """Report the one ticket of a file where an earlier run created it; say whether one did.

    `kept` learns what the draft is made from.
    """
    if options.dry_run:
        return False
    working.origin = make_origin(draft, context)
    before = look_up_earlier(working.origin, context, again=options.again)
    if working.entry is not None:  # kept already, for its message came from elsewhere: from here on as this
        working.delete()
        working.entry = None
        if before == Before():
            working.save(draft)
    if before.sent is not None:
        from ticketcli.cli.sending import confirm

        confirm(before.sent, "new", context)
        return True
    if before.created is not None:
        _report_created(before.created, context)
        return True
    return False


def _report_created(created: Created, context: Context) -> None:
    from ticketcli.usecases.sent import Sent

    number = created.number
    if not number:
        raise UsageError(
            _("This was created before, but the record of its number is damaged."),
            "\n".join([_("Find it with: ticket list --state all"), _("To create it again: --again")]),
        )
    if context.options.json:
        from ticketcli.output import json_shapes

        ticket = context.portal.ticket(number)
        context.screen.json(
            json_shapes.shape_submission(Sent(number, ticket, context.portal.address(number), "", found=True))
        )
    else:
        context.screen.print(f"{number}\t{context.portal.address(number)}")
    when = f"{created.at.astimezone():%Y-%m-%d %H:%M}"
    context.screen.note(
        _("Ticket {number} was created from this on {when}. Nothing was sent.").format(
            number=number, when=when
        )
    )
    context.screen.hint(_("To create it again: --again"))
