"""A new ticket, checked and sent: from the draft to the confirmation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ticketcli.cli.encrypted_text import hint_removal
from ticketcli.cli.inputs import attach_clipboard, check_draft
from ticketcli.cli.sending import confirm, end_dry_run, import_ahead, submit
from ticketcli.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ticketcli.cli.working_draft import WorkingDraft
    from ticketcli.commands.new import Options
    from ticketcli.context import Context
    from ticketcli.model.draft import Draft
    from ticketcli.portals.base import NewTicket


def check_and_submit(
    draft: Draft, faults: Sequence[str], options: Options, context: Context, working: WorkingDraft
) -> None:
    """Check the draft, send it, and print the confirmation; a dry run shows what would be sent.

    `faults` are what is wrong with it already. Raises ContentRefused with all faults at once, and what
    sending raises; the draft is then saved.
    """
    check_draft(draft, faults, context, zip_others=options.zip)
    working.note_repeatable()
    working.entry_for(draft)
    if options.attach_clipboard:
        draft = attach_clipboard(draft, working, context)
    ticket = _prepare(draft, options, context, working)
    draft = replace(draft, attachments=tuple(file.path for file in ticket.files))
    working.save(draft)
    if options.dry_run:
        from ticketcli.output.dry_run import print_new

        print_new(ticket, context)
        end_dry_run(context, working)
        return
    sent = submit(working.entry_for(draft), ticket, context, label=_("Sending"))
    confirm(sent, "new", context)
    working.delete_earlier_tries(draft)


def _prepare(draft: Draft, options: Options, context: Context, working: WorkingDraft) -> NewTicket:
    """Return the ticket as it goes out."""
    from ticketcli.usecases.prepare import list_features, prepare_new

    if not options.dry_run:
        context.portal.prefetch(list_features(draft))
        import_ahead()
    folder = working.folder_for_files(draft)
    ticket = prepare_new(
        draft, context.portal, folder=folder, zip_others=options.zip, warn=context.screen.warn
    )
    if options.encrypt:
        hint_removal(context)
    if draft.urgent and not (draft.impact and draft.contact):
        context.screen.hint(_("Tip: add --impact and --contact to an urgent ticket."))
    return ticket
