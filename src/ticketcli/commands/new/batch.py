"""`ticket new --from` with several tickets: all checked first, then sent one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketcli.cli.exit_code import get_exit_code
from ticketcli.cli.working_draft import get_portal_name
from ticketcli.commands.new.from_file import look_up_earlier, make_origin
from ticketcli.exit_codes import Exit
from ticketcli.i18n import _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.errors import Cancelled, ContentRefused, TicketError, UsageError
from ticketcli.output.batch_result import DONE, IN_PART, NOT_TRIED, Outcome, Result, print_result, summarize
from ticketcli.portals.base import STOPS, NewTicket
from ticketcli.usecases.outcome import DoneInPart

if TYPE_CHECKING:
    from ticketcli.commands.new import Options
    from ticketcli.context import Context
    from ticketcli.drafts.entry import Entry
    from ticketcli.usecases.sent import Sent
    from ticketcli.usecases.ticket_files.drafts import Written

Ready = tuple["Entry", NewTicket]
"""A draft on disk, and the ticket as it will go out."""


def run(drafts: Sequence[Written], options: Options, context: Context) -> Exit:
    """Create the tickets, print what became of each, and return the exit code (see `summarize`).

    Raises ContentRefused, UsageError or UnknownName, before anything is sent, where any cannot be.
    """
    from ticketcli.usecases.ticket_files.drafts import check

    check(tuple(drafts), zip_others=options.zip)
    results: list[Result] = []

    def report(result: Result) -> None:
        results.append(result)
        print_result(result, context)

    try:
        if options.dry_run:
            _check_all(drafts, options, context, report)
        else:
            _send_all(drafts, options, context, report)
    except KeyboardInterrupt as reason:
        done = sum(result.outcome in DONE for result in results)
        raise Cancelled(
            _("Cancelled. {done} of {total} tickets were created.").format(done=done, total=len(drafts)),
            _("Run the same command again to continue: nothing is created twice."),
        ) from reason
    sentence, code = summarize(results)
    context.screen.note(sentence)
    return code


def _check_all(
    drafts: Sequence[Written], options: Options, context: Context, report: Callable[[Result], None]
) -> None:
    from tempfile import TemporaryDirectory

    refused: list[TicketError] = []
    with TemporaryDirectory() as folder:
        for each in drafts:
            try:
                _prepare(each, Path(folder), options, context)
            except (ContentRefused, UsageError) as error:
                refused.append(error)
    if refused:
        raise _combine_errors(refused)
    for each in drafts:
        if created := context.drafts.history.created(make_origin(each.draft, context)):
            report(_report_earlier(each, created.number, context))
        else:
            report(_make_result(each, "checked"))


def _send_all(
    drafts: Sequence[Written], options: Options, context: Context, report: Callable[[Result], None]
) -> None:
    ready = _prepare_all(drafts, options, context)
    waiting = iter(drafts)
    for each in waiting:
        try:
            result, entry = _send(each, ready.get(each.place), options, context)
            report(result)
            context.stdout.flush()
            if entry is not None:
                context.drafts.finish(entry)
        except OSError as error:
            raise _make_done_in_part(result, error) from error
        except STOPS as error:
            # The next would end the same way.
            report(_report_failed(each, error, context))
            for rest in waiting:
                report(
                    _make_result(
                        rest, NOT_TRIED, draft=_find_draft_id(rest, context), exit=get_exit_code(error)
                    )
                )
        except TicketError as error:
            report(_report_failed(each, error, context))


def _prepare_all(drafts: Sequence[Written], options: Options, context: Context) -> dict[int, Ready]:
    """Save every entry as a draft, check it at the portal, and return them by their places in the file.

    Those that an earlier run created, or may have, are left out. Where one cannot be sent, none is
    working, and ContentRefused or UsageError names them all.
    """
    ready: dict[int, Ready] = {}
    refused: list[TicketError] = []
    new: list[Entry] = []
    try:
        for each in drafts:
            origin = make_origin(each.draft, context)
            known = None if options.again else context.drafts.history.created(origin)
            pending = context.drafts.of_origin(origin)
            if known or (pending and pending.state == "unconfirmed"):
                continue
            entry = context.drafts.save(each.draft, get_portal_name(context), origin=origin)
            if pending is None:
                new.append(entry)
            try:
                ready[each.place] = _check_entry(each, entry, options, context)
            except (ContentRefused, UsageError) as error:
                refused.append(error)
    except TicketError as error:
        if new:
            error.hint = "\n".join(filter(None, [error.hint, _("Saved as drafts. See: ticket drafts list")]))
        raise
    if refused:
        for entry in new:
            context.drafts.delete(entry)
        raise _combine_errors(refused)
    return ready


def _check_entry(each: Written, entry: Entry, options: Options, context: Context) -> Ready:
    store = context.drafts
    ticket = _prepare(each, store.folder_for_files(entry) if options.zip else Path(), options, context)
    files = tuple(file.path for file in ticket.files)
    return store.replace(entry, replace(entry.draft, attachments=files)), ticket


def _prepare(each: Written, folder: Path, options: Options, context: Context) -> NewTicket:
    """Prepare the ticket of an entry.

    Raises ContentRefused or UsageError, with its place in the file.
    """
    from ticketcli.usecases.prepare import prepare_new

    def warn(problem: str) -> None:
        context.screen.warn(_("{name}: {problem}").format(name=_name_place(each), problem=problem))

    try:
        return prepare_new(each.draft, context.portal, folder=folder, zip_others=options.zip, warn=warn)
    except (ContentRefused, UsageError) as error:
        listed = "".join(f"\n  {name}" for name in getattr(error, "existing", ()))
        problem = f"{error.message}{listed}"
        error.message = _("{name}: {problem}").format(name=_name_place(each), problem=problem)
        raise


def _combine_errors(errors: Sequence[TicketError]) -> TicketError:
    messages = [error.message for error in errors]
    hint = "\n".join(dict.fromkeys([*(error.hint for error in errors if error.hint), _("Nothing was sent.")]))
    if any(isinstance(error, UsageError) for error in errors):
        return UsageError("\n".join(messages), hint)
    return ContentRefused(messages, hint)


def _send(
    each: Written, ready: Ready | None, options: Options, context: Context
) -> tuple[Result, Entry | None]:
    store, origin = context.drafts, make_origin(each.draft, context)
    before = look_up_earlier(origin, context, again=options.again)
    if before.created is not None:
        return _report_earlier(each, before.created.number, context), None
    if before.sent is not None:
        return _report_sent(each, before.sent, context, outcome="already"), before.sent.entry
    if ready is None:  # an earlier run's, and now known not to have arrived
        entry = store.save(each.draft, get_portal_name(context), origin=origin)
        ready = _check_entry(each, entry, options, context)
    from ticketcli.cli.sending import submit

    sent = submit(*ready, context, label=_("Sending entry {number}").format(number=each.place))
    if not sent.unread and store.history.created(origin) is None:
        # It was found as a draft of the same words that was not this file's.
        store.history.note_created(origin, sent.number)
    return _report_sent(each, sent, context, outcome="created"), sent.entry


def _make_done_in_part(result: Result, error: OSError) -> DoneInPart:
    """Make the error for a result that cannot be written to standard output; the next run prints it again."""
    return DoneInPart(
        _("Ticket {number} was created.").format(number=result.number),
        [
            _("The result could not be written to standard output: {reason}.").format(
                reason=describe_failure(error)
            )
        ],
        _("Run the same command again to continue: nothing is created twice."),
    )


def _report_earlier(each: Written, number: str, context: Context) -> Result:
    address = context.portal.address(number) if number else None
    return _make_result(each, "already", number=number or None, url=address)


def _report_sent(each: Written, sent: Sent, context: Context, *, outcome: Outcome) -> Result:
    short = [
        *([_("It could not be verified: {reason}").format(reason=sent.unread)] if sent.unread else []),
        *sent.differences,
    ]
    return _make_result(
        each,
        IN_PART if short else outcome,
        number=sent.number,
        url=sent.url,
        draft=_find_draft_id(each, context) if sent.entry is None else None,
        differences=tuple(short),
        exit=Exit.IN_PART if short else Exit.DONE,
    )


_FAILURES: dict[Exit, Outcome] = {
    Exit.REFUSED: "refused",
    Exit.USAGE: "refused",
    Exit.UNKNOWN: "unknown",
}


def _report_failed(each: Written, error: TicketError, context: Context) -> Result:
    code = get_exit_code(error)
    outcome = _FAILURES.get(code, "failed")
    return _make_result(each, outcome, draft=_find_draft_id(each, context), error=error.message, exit=code)


def _make_result(each: Written, outcome: Outcome, **more: Any) -> Result:
    return Result(each.place, each.line, each.draft.subject, outcome, **more)


def _find_draft_id(each: Written, context: Context) -> str | None:
    entry = context.drafts.of_origin(make_origin(each.draft, context))
    return None if entry is None else entry.id


def _name_place(each: Written) -> str:
    return _("Entry {number}, line {line}").format(number=each.place, line=each.line)
