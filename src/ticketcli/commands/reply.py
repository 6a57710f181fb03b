"""`ticket reply`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ticketcli.cli.inputs import (
    attach_clipboard,
    check_draft,
    edit_draft,
    find_attachments,
    read_from_stdin,
    read_message,
)
from ticketcli.cli.message_options import AttachmentOptions, MessageOptions, SendingOptions
from ticketcli.cli.options import argument, flag
from ticketcli.cli.sending import confirm_reply, end_dry_run, import_ahead, submit
from ticketcli.cli.ticket_argument import HELP, parse_number
from ticketcli.cli.working_draft import WorkingDraft, open_working_draft
from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.errors import Cancelled, UsageError
from ticketcli.model.numbers import parse_ticket_number
from ticketcli.portals.base import TicketClosed

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.model.ticket import Ticket
    from ticketcli.portals.base import NewReply


@dataclass(frozen=True, kw_only=True)
class Options(MessageOptions, AttachmentOptions, SendingOptions):
    """Reply to a ticket.

    Without a message it shows the last one and prompts. Whatever you write is saved until the
    portal confirms it.

    \b
    Examples:
      ticket reply 482913
      ticket reply 482913 -m "It works again, thank you." --close
      ticket reply https://hb.bestnetllc.co.jp/tickets/view/482913/ --editor -a trace.png
    """

    number: str = argument("NUMBER|URL", values="tickets", help=HELP)
    close: bool = flag("--close", help="Close the ticket afterwards.")
    reopen: bool = flag("--reopen", help="Reopen the ticket first if it is closed.")


def run(options: Options, context: Context) -> None:
    """Answer a ticket as asked. Raises TicketError; whatever was typed is then saved as a draft."""
    number = parse_ticket_number(options.number)
    if not options.dry_run:
        context.connect_early()
    working = open_working_draft(context, options.recover, "reply")
    just_read: Ticket | None = None
    with working.adding_hint():
        draft, faults = _read_options(number, options, context, working)
        ticket, reopen = None, False
        asks = _wants_interview(draft, options, context)
        if asks or options.editor:  # what cannot be answered is said before anything is typed
            ticket, reopen = _read_ticket(options, context)
            _warn_of_queue(ticket, draft, options, context)
            completed = _ask_for_missing(draft, ticket, options, context, working, asks=asks)
            if completed is None:
                return
            draft = completed
        check_draft(draft, faults, context, zip_others=options.zip)
        working.note_repeatable()
        working.entry_for(draft)
        if ticket is None and not context.drafts.has_tried_reply(number, draft.message):
            if not options.dry_run:
                _prefetch(draft, options, context)
            ticket, reopen = _read_ticket(options, context)  # else that try is settled first
            _warn_of_queue(ticket, draft, options, context)
            just_read = None if reopen or context.interactive else ticket
        if ticket is not None:
            _check_closing(ticket, draft, options, context)
        if options.attach_clipboard:
            draft = attach_clipboard(draft, working, context)
        reply = _prepare(draft, options, context, working)
        draft = replace(draft, attachments=tuple(file.path for file in reply.files))
        working.save(draft)
        if options.dry_run:
            from ticketcli.output.dry_run import print_reply

            print_reply(number, reply, context, close=draft.close)
            end_dry_run(context, working)
            return
        _send(number, draft, reply, context, working, reopen=reopen, ticket=just_read)


def _read_options(
    number: str, options: Options, context: Context, working: WorkingDraft
) -> tuple[Draft, list[str]]:
    """Return the draft that the options ask for, and what is wrong with the files they name.

    What comes from standard input is saved before anything else can be wrong.
    """
    message = read_message(options.message, options.message_file, stdin=context.stdin)
    draft = working.entry.draft if working.entry else Draft(kind="reply", number=number)
    if draft.number != number:
        raise UsageError(
            _("That draft is a reply to ticket {number}, not {wanted}.").format(
                number=draft.number, wanted=number
            ),
            _("See: ticket drafts list"),
        )
    values: dict[str, Any] = {
        "message": message,
        "encrypt": options.encrypt or None,
        "close": options.close or None,
    }
    draft = replace(draft, **{name: value for name, value in values.items() if value is not None})
    if draft.is_unfinished("message") and message is not None:
        draft = replace(draft, unfinished=None)
    if read_from_stdin(options.message, options.message_file):
        working.save(draft)
    files, faults = find_attachments(
        options,
        context.stdin,
        lambda: working.folder_for_files(draft),
        stdin_taken=read_from_stdin(options.message, options.message_file),
    )
    return replace(draft, attachments=(*draft.attachments, *files)), faults


def _wants_interview(draft: Draft, options: Options, context: Context) -> bool:
    """Say whether to ask the user. Raises UsageError where something is missing and nobody can be asked."""
    lacking = not draft.message.strip() and not options.editor
    if lacking and not context.interactive:
        raise UsageError(
            _("Missing: a message (--message TEXT, --message-file FILE or --editor)."),
            _("See: ticket reply --help"),
        )
    return context.interactive and (lacking or (options.recover is not None and not options.yes))


def _ask_for_missing(
    draft: Draft, ticket: Ticket, options: Options, context: Context, working: WorkingDraft, *, asks: bool
) -> Draft | None:
    """Return the draft with what was missing, or None where it is to stay a draft."""
    from ticketcli.cli.interview import conclude_review, make_interview
    from ticketcli.prompts.reply import fill_reply, quote_last_message, review_reply

    quoted = quote_last_message(ticket)
    working.save(draft)
    if options.editor:
        draft = edit_draft(draft, context, working, quoted=quoted)
    if not asks:
        return draft
    interview = make_interview(context, working, draft, quoted=quoted)
    draft = fill_reply(draft, ticket, interview, brief=options.yes)
    if options.yes:
        return draft
    send = _("Check only, do not send") if options.dry_run else _("Send")
    draft, verdict = review_reply(draft, ticket, interview, send=send)
    return conclude_review(draft, verdict, working, context)


def _prefetch(draft: Draft, options: Options, context: Context) -> None:
    from ticketcli.usecases.prepare import list_features

    context.portal.prefetch(list_features(draft), number=parse_number(context.portal, options.number))
    import_ahead()


def _read_ticket(options: Options, context: Context) -> tuple[Ticket, bool]:
    """Read the ticket, and whether it has to be reopened first.

    Raises TicketClosed where that is not wanted.
    """
    ticket = context.portal.ticket(parse_number(context.portal, options.number))
    if not ticket.closed or ticket.reply_reopens:
        return ticket, False
    if options.reopen:
        return ticket, True
    question = _("Ticket {number} is closed. Reopen it to reply?").format(number=ticket.number)
    if context.interactive and context.prompter.confirm(question, default=True):
        return ticket, True
    raise TicketClosed(
        [_("Ticket {number} is closed and does not accept replies.").format(number=ticket.number)],
        _("Add --reopen to reopen it first."),
    )


def _warn_of_queue(ticket: Ticket, draft: Draft, options: Options, context: Context) -> None:
    """Say where a second message in a row would go, and ask. Raises Cancelled.

    A reply that closes the ticket waits for nobody.
    """
    last = ticket.messages[-1] if ticket.messages else None
    if last is None or last.staff is not False or ticket.closed or draft.close:
        return
    screen = context.screen
    waiting = _("Support has not replied to your last message in ticket {number} yet.").format(
        number=ticket.number
    )
    queued = _("Writing again may move your ticket back in the queue.")
    warning = _("{why} {then}").format(why=waiting, then=queued)
    if options.yes or options.dry_run or not context.interactive:
        screen.hint(warning)
        return
    screen.note(warning)
    if not context.prompter.confirm(_("Send anyway?"), default=False):
        raise Cancelled(_("Nothing was sent."))


def _check_closing(ticket: Ticket, draft: Draft, options: Options, context: Context) -> None:
    """Say what closing the ticket would remove, and ask. Raises Cancelled."""
    from ticketcli.cli.encrypted_text import check_closing, hint_removal, holds_encrypted

    if draft.close and (draft.encrypt or holds_encrypted(ticket)):
        check_closing(ticket.number, context, asked=not (options.yes or options.dry_run))
    elif draft.encrypt and options.encrypt:
        hint_removal(context)


def _prepare(draft: Draft, options: Options, context: Context, working: WorkingDraft) -> NewReply:
    """Prepare the reply, and show warnings about it."""
    from ticketcli.usecases.prepare import prepare_reply

    folder = working.folder_for_files(draft)
    return prepare_reply(
        draft, context.portal, folder=folder, zip_others=options.zip, warn=context.screen.warn
    )


def _send(
    number: str,
    draft: Draft,
    reply: NewReply,
    context: Context,
    working: WorkingDraft,
    *,
    reopen: bool,
    ticket: Ticket | None,
) -> None:
    from ticketcli.usecases.change_state import reopen_ticket

    entry = working.entry_for(draft)
    if reopen:
        reopen_ticket(context.portal, number, sleep=context.sleep)
    sent = submit(entry, reply, context, label=_("Sending"), ticket=ticket)
    confirm_reply(sent, context, close=draft.close)
    working.delete_earlier_tries(draft)
