"""Send a prepared ticket or reply, and confirm it; end a dry run."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.errors import TicketError
from ticketcli.portals.base import NewReply, NewTicket

if TYPE_CHECKING:
    from ticketcli.cli.working_draft import WorkingDraft
    from ticketcli.context import Context
    from ticketcli.drafts.entry import Entry
    from ticketcli.model.draft import Kind
    from ticketcli.model.ticket import Ticket
    from ticketcli.portals.base import Progress
    from ticketcli.usecases.sent import Sent


def import_ahead() -> None:
    """Import what sending and confirming use, while an answer is on its way: later it would be waited for."""
    import ticketcli.cli.encrypted_text
    import ticketcli.output.confirmation
    import ticketcli.usecases.submit  # noqa: F401


def submit(
    entry: Entry,
    content: NewTicket | NewReply,
    context: Context,
    *,
    label: str,
    again: bool = False,
    ticket: Ticket | None = None,
) -> Sent:
    """Send what a draft was prepared into. `ticket` is the one a reply answers, where it was read just now.

    Raises as `usecases.submit` does. The bar named `label` appears with the first byte: before that, a
    sign-in may ask for a code.
    """
    from ticketcli.cli.customer import find_customer
    from ticketcli.usecases.submit import send_new, send_reply

    with ExitStack() as stack:
        bars: list[Progress] = []

        def report(done: int, total: int) -> None:
            if not bars:
                bars.append(stack.enter_context(context.screen.progress(label)))
            bars[0](done, total)

        store, portal = context.drafts, context.portal
        how: dict[str, Any] = {
            "customer": find_customer(context),
            "now": context.now,
            "sleep": context.sleep,
            "progress": report,
            "again": again,
        }
        if isinstance(content, NewTicket):
            return send_new(portal, store, entry, content, **how)
        return send_reply(portal, store, entry, entry.draft.number or "", content, ticket=ticket, **how)


_DONE = {"new": N_("Ticket {number} was created."), "reply": N_("Your reply was added to ticket {number}.")}
_UNREAD = {
    "new": N_("Ticket {number} was created, but could not be verified."),
    "reply": N_("Your reply was added to ticket {number}, but could not be verified."),
}
_DIFFERENT = {
    "new": N_("Ticket {number} was created, but not exactly as requested."),
    "reply": N_("Your reply was added to ticket {number}, but not exactly as requested."),
}


def confirm(sent: Sent, kind: Kind, context: Context) -> None:
    """Print the confirmation, the number first; then remove the draft.

    Raises DoneInPart where it is not as asked, unread, or cannot be printed: the draft then stays, and
    the next run of the same tells the number again.
    """
    from ticketcli.usecases.outcome import DoneInPart

    sentence = _(_DONE[kind]).format(number=sent.number)
    try:
        _print(sent, kind, context)
        context.stdout.flush()
    except OSError as error:
        raise DoneInPart(
            sentence,
            [
                _("The result could not be written to standard output: {reason}.").format(
                    reason=describe_failure(error)
                )
            ],
        ) from error
    if sent.entry is not None:
        context.drafts.finish(sent.entry)
    if sent.found and not context.screen.terminal:
        context.screen.note(
            _("The portal did not confirm it, but it was found: {sentence}").format(sentence=sentence)
        )
    if not (sent.unread or sent.differences):
        return
    # On a screen the reasons were told with the confirmation; beside JSON they are told here.
    if sent.unread:
        raise DoneInPart(
            _(_UNREAD[kind]).format(number=sent.number),
            [sent.unread] if context.options.json else [],
        )
    raise DoneInPart(
        _(_DIFFERENT[kind]).format(number=sent.number),
        sent.differences if context.options.json else [],
        _("Add what is missing with: {program} reply {number}").format(
            program=context.screen.program, number=sent.number
        ),
    )


def confirm_reply(sent: Sent, context: Context, *, close: bool) -> None:
    """Close the ticket where that is wanted, then confirm the reply, whatever becomes of closing it.

    Until then the draft is there: a command that is killed while it closes can be run again.
    Raises as `confirm` does, and DoneInPart where the ticket could not be closed.
    """
    if not close:
        confirm(sent, "reply", context)
        return
    if sent.differences or sent.unread:
        context.screen.note(
            _("Ticket {number} was left open, because the reply was not confirmed as requested.").format(
                number=sent.number
            )
        )
        confirm(sent, "reply", context)
        return
    from ticketcli.usecases.change_state import close_ticket
    from ticketcli.usecases.outcome import DoneInPart

    try:
        closed = close_ticket(context.portal, sent.number, sleep=context.sleep)
        if sent.ticket is not None:
            sent = replace(sent, ticket=replace(sent.ticket, status=closed.status, state="closed"))
    except TicketError as error:
        raise DoneInPart(
            _("Your reply arrived, but ticket {number} could not be closed.").format(number=sent.number),
            [error.message],
            _("Try: ticket close {number}").format(number=sent.number),
        ) from error
    finally:
        confirm(sent, "reply", context)
    context.screen.note(_("Ticket {number} is closed.", context="done").format(number=sent.number))


def _print(sent: Sent, kind: Kind, context: Context) -> None:
    if not context.options.json:
        context.screen.sent(sent, kind)
        return
    from ticketcli.output import json_shapes

    try:
        context.screen.json(json_shapes.shape_submission(sent))
    except TicketError:  # such as what --jq could not make of it: the number is told all the same
        context.screen.note(_(_DONE[kind]).format(number=sent.number))
        if sent.entry is not None:
            context.drafts.finish(sent.entry)
        raise


def end_dry_run(context: Context, working: WorkingDraft) -> None:
    """End a dry run: a draft that was typed stays; one that the options make again does not."""
    if not working.delete_if_repeatable():
        context.screen.hint(working.hint)
