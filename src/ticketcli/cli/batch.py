"""`ticket new --from` with several tickets: all checked first, then sent one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ticketcli.cli.exit_code import exit_code
from ticketcli.cli.from_file import looked_up, origin_of
from ticketcli.cli.kept import portal_name
from ticketcli.exits import Exit
from ticketcli.portals.base import NewTicket, PortalUnreachable, SignInNeeded, SignInRefused
from ticketcli.tickets.errors import Cancelled, ContentRefused, TicketError, UsageError

if TYPE_CHECKING:
    from ticketcli.cli.context import Context
    from ticketcli.cli.new import Options
    from ticketcli.desk.send import Sent
    from ticketcli.desk.ticket_file.drafts import Written
    from ticketcli.outbox.entry import Entry

Outcome = Literal["created", "already", "in part", "checked", "refused", "unknown", "failed", "not tried"]
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


@dataclass(frozen=True)
class _Ready:
    """An entry that is checked. `ticket` is None where an earlier run may have sent it."""

    written: Written
    origin: str
    ticket: NewTicket | None
    kept: Entry | None


def shape(result: Result) -> dict[str, Any]:
    """A result as JSON."""
    return {
        "entry": result.entry,
        "line": result.line,
        "outcome": result.outcome,
        "number": result.number,
        "url": result.url,
        "subject": result.subject,
        "draft": result.draft,
        "differences": list(result.differences),
        "error": result.error,
        "exit": int(result.exit),
    }


def run(drafts: Sequence[Written], options: Options, context: Context) -> Exit:
    """Create them, tell what became of each, and return how it ended (see `summary`).

    Raises ContentRefused, UsageError or NoSuchName, before anything is sent, where any cannot be.
    """
    from ticketcli.desk.ticket_file.drafts import check

    check(tuple(drafts), zip_others=options.zip)
    results: list[Result] = []

    def tell(result: Result) -> None:
        results.append(result)
        _print(result, context)

    try:
        if options.dry_run:
            _check_all(drafts, options, context, tell)
        else:
            _send_all(drafts, options, context, tell)
    except KeyboardInterrupt as reason:
        done = sum(result.outcome in DONE for result in results)
        raise Cancelled(
            f"Cancelled. {done} of {len(drafts)} tickets are created.",
            "Run the same again to go on: none is created twice.",
        ) from reason
    sentence, code = summary(results)
    context.screen.note(sentence)
    return code


def summary(results: Sequence[Result]) -> tuple[str, Exit]:
    """The end of it in a sentence, and its exit code.

    0 where every entry is done, also before; IN_PART where some are; else the code that all
    failures share, or FAILED where they differ.
    """
    counted = {name: sum(result.outcome == name for result in results) for name in _WORDS}
    told = [words.format(count=counted[name]) for name, words in _WORDS.items() if counted[name]]
    sentence = f"Of {len(results)} tickets: {', '.join(told)}."
    codes = {result.exit for result in results if result.outcome not in DONE}
    if not codes:
        return sentence, Exit.DONE
    if any(result.outcome in (*DONE, "in part") for result in results):
        return sentence, Exit.IN_PART
    failed = {result.exit for result in results if result.outcome != "not tried"}
    return sentence, failed.pop() if len(failed) == 1 else Exit.FAILED


_WORDS: dict[Outcome, str] = {
    "created": "{count} created",
    "already": "{count} created before",
    "checked": "{count} checked and not sent",
    "in part": "{count} created, but not as asked or not read back",
    "refused": "{count} refused",
    "unknown": "{count} sent, outcome unknown",
    "failed": "{count} failed",
    "not tried": "{count} not tried",
}


def _check_all(
    drafts: Sequence[Written], options: Options, context: Context, tell: Callable[[Result], None]
) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as room:
        _refuse_all(
            [_prepared(each, Path(room), options, context) for each in drafts if not _known(each, context)]
        )
    for each in drafts:
        if created := context.outbox.created(origin_of(each.draft, context)):
            tell(_result(each, "already", number=created.number, url=_address(created.number, context)))
        else:
            tell(_result(each, "checked"))


def _known(each: Written, context: Context) -> bool:
    return context.outbox.created(origin_of(each.draft, context)) is not None


def _send_all(
    drafts: Sequence[Written], options: Options, context: Context, tell: Callable[[Result], None]
) -> None:
    ready = _made_ready(drafts, options, context)
    waiting = iter(drafts)
    for each in waiting:
        try:
            tell(_sent(each, ready[each.place], options, context))
        except (PortalUnreachable, SignInNeeded, SignInRefused) as error:
            # The next would end the same way.
            tell(_failed(each, error, context))
            for rest in waiting:
                tell(_result(rest, "not tried", draft=_kept_id(rest, context), exit=exit_code(error)))
        except TicketError as error:
            tell(_failed(each, error, context))


def _made_ready(drafts: Sequence[Written], options: Options, context: Context) -> dict[int, _Ready]:
    """Every entry kept on disk and checked at the portal. Where one cannot be sent, none is kept."""
    outbox = context.outbox
    portal = portal_name(context)
    ready: dict[int, _Ready] = {}
    checked: list[NewTicket | TicketError] = []
    new: list[Entry] = []
    for each in drafts:
        origin = origin_of(each.draft, context)
        known = None if options.again else outbox.created(origin)
        pending = outbox.of_origin(origin)
        if known or (pending and pending.state == "unconfirmed"):
            ready[each.place] = _Ready(each, origin, None, pending)
            continue
        entry = outbox.keep(each.draft, portal, origin=origin)
        if pending is None:
            new.append(entry)
        ticket = _prepared(each, outbox.room(entry) if options.zip else Path(), options, context)
        checked.append(ticket)
        if isinstance(ticket, NewTicket):
            files = tuple(file.path for file in ticket.files)
            entry = outbox.replace(entry, replace(entry.draft, attachments=files))
            ready[each.place] = _Ready(each, origin, ticket, entry)
    try:
        _refuse_all(checked)
    except TicketError:
        for entry in new:
            outbox.forget(entry)
        raise
    return ready


def _prepared(each: Written, room: Path, options: Options, context: Context) -> NewTicket | TicketError:
    """The ticket as it would go out, or why it cannot."""
    from ticketcli.desk.prepare import prepare_new

    warnings: list[str] = []
    try:
        ticket = prepare_new(
            each.draft, context.portal, room=room, zip_others=options.zip, warnings=warnings
        )
    except (ContentRefused, UsageError) as error:
        existing = getattr(error, "existing", ())
        listed = "".join(f"\n  {name}" for name in existing)
        error.message = f"{_place(each)}: {error.message}{listed}"
        return error
    for warning in warnings:
        context.screen.warn(f"{_place(each)}: {warning}")
    return ticket


def _refuse_all(checked: Sequence[NewTicket | TicketError]) -> None:
    errors = [each for each in checked if isinstance(each, TicketError)]
    if not errors:
        return
    hint = "\n".join(dict.fromkeys([error.hint for error in errors if error.hint] + ["Nothing was sent."]))
    if any(isinstance(error, UsageError) for error in errors):
        raise UsageError("\n".join(error.message for error in errors), hint)
    raise ContentRefused([error.message for error in errors], hint)


def _sent(each: Written, ready: _Ready, options: Options, context: Context) -> Result:
    before = looked_up(ready.origin, context, again=options.again)
    if before.created is not None:
        number = before.created.number
        return _result(each, "already", number=number, url=_address(number, context))
    if before.sent is not None:
        return _told(each, before.sent, context, outcome="already")
    entry, ticket = ready.kept, ready.ticket
    if ticket is None or entry is None:  # an earlier run's, and now known not to have arrived
        entry = context.outbox.keep(each.draft, portal_name(context), origin=ready.origin)
        room = context.outbox.room(entry) if options.zip else Path()
        prepared = _prepared(each, room, options, context)
        if isinstance(prepared, TicketError):
            raise prepared
        ticket = prepared
        files = tuple(file.path for file in ticket.files)
        entry = context.outbox.replace(entry, replace(entry.draft, attachments=files))
    from ticketcli.cli.sending import progress
    from ticketcli.desk.send import send_new

    with progress(context, f"Sending {each.place}") as told:
        sent = send_new(
            context.portal, context.outbox, entry, ticket, now=context.now, sleep=context.sleep, progress=told
        )
    if not sent.unread and context.outbox.created(ready.origin) is None:
        # It was found as a draft of the same words that was not this file's.
        context.outbox.note_created(ready.origin, sent.number)
    return _told(each, sent, context, outcome="created")


def _told(each: Written, sent: Sent, context: Context, *, outcome: Outcome) -> Result:
    short = [*([f"It could not be read back: {sent.unread}"] if sent.unread else []), *sent.differences]
    return _result(
        each,
        "in part" if short else outcome,
        number=sent.number,
        url=sent.url,
        draft=_kept_id(each, context),
        differences=tuple(short),
        exit=Exit.IN_PART if short else Exit.DONE,
    )


def _failed(each: Written, error: TicketError, context: Context) -> Result:
    code = exit_code(error)
    outcome: Outcome = {Exit.REFUSED: "refused", Exit.USAGE: "refused", Exit.UNKNOWN: "unknown"}.get(
        code, "failed"
    )  # type: ignore[assignment]
    return _result(each, outcome, draft=_kept_id(each, context), error=error.message, exit=code)


def _result(each: Written, outcome: Outcome, **more: Any) -> Result:
    return Result(each.place, each.line, each.draft.subject, outcome, **more)


def _kept_id(each: Written, context: Context) -> str | None:
    kept = context.outbox.of_origin(origin_of(each.draft, context))
    return None if kept is None else kept.id


def _address(number: str, context: Context) -> str | None:
    return context.portal.address(number) if number else None


def _place(each: Written) -> str:
    return f"Entry {each.place}, line {each.line}"


def _print(result: Result, context: Context) -> None:
    screen = context.screen
    if context.options.json:
        screen.json_line(shape(result))
        return
    cells = (str(result.entry), result.outcome, result.number or "", result.url or "", result.subject)
    screen.print("  ".join(_padded(cells)) if screen.terminal else "\t".join(cells))
    context.stdout.flush()
    for sentence in (*result.differences, *([result.error] if result.error else [])):
        screen.note(f"Entry {result.entry}, line {result.line}: {sentence}")
    if result.draft:
        screen.hint(f"Kept as a draft: ticket drafts show {result.draft}")


def _padded(cells: Sequence[str]) -> Iterator[str]:
    from ticketcli.render.widths import pad

    for cell, width in zip(cells, (4, 9, 8, 0, 0), strict=True):
        yield pad(cell, width)
