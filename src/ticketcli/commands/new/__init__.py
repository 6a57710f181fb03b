"""`ticket new`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ticketcli.cli.inputs import as_typed, edited, files_given, message_given, template_given, with_clipboard
from ticketcli.cli.options import flag, option
from ticketcli.cli.sending import confirm, end_dry_run, progress
from ticketcli.cli.working_draft import WorkingDraft, open_working_draft
from ticketcli.i18n import N_, _
from ticketcli.model.addresses import split_addresses
from ticketcli.model.draft import Draft
from ticketcli.model.errors import Cancelled, ContentRefused, UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.portals.base import NewTicket

FLAGS = {
    "department": "--dept NAME",  # data
    "subject": "--subject TEXT",  # data
    "message": N_("--message TEXT, --message-file FILE or --editor"),
}
"""How each answer that must be there is given on the command line."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """Open a ticket.

    Asks for what is missing, shows everything, and sends it. With department, subject and
    message given, it is sent at once. What you wrote is kept until the portal confirms it.

    A file for --from has department, subject, message, service, cc, priority, encrypt, urgent,
    impact, contact and attachments, as “ticket drafts show --json” prints them; in Markdown,
    before the message. It may hold several tickets, and may be run again: none is created twice.
    The exit code then is 0 where all are created, 8 where some are, else that of the failure.

    \b
    Examples:
      ticket new
      ticket new -d BESTNET-CLOUD -s "VPS is down" -m "No ping since 10:00" -a screen.png
      ticket new -d BESTNET-CLOUD -s "Cannot log in" --editor --urgent
      ./report | ticket new -d Billing -s "Invoice 17" --message-file - --cc boss@example.com
      ticket new --from tickets.yaml --json
    """

    department: str | None = option(
        "--dept",
        "--department",
        "-d",
        metavar="NAME",
        values="departments",
        help="Department: name, unique prefix or id.",
    )
    subject: str | None = option("--subject", "-s", metavar="TEXT", help="Subject.")
    message: str | None = option("--message", "-m", metavar="TEXT", help="Message.")
    message_file: str | None = option(
        "--message-file", metavar="FILE", values="files", help="Read the message from a file; - is stdin."
    )
    editor: bool = flag("--editor", "-e", help="Write the message in the editor.")
    message_template: str | None = option(
        "--message-template",
        metavar="NAME",
        values="templates",
        help="Start the message from this: see ticket template.",
    )
    service: str | None = option(
        "--service", metavar="NAME", values="services", help="Related service: name, unique prefix or id."
    )
    cc: tuple[str, ...] = option(
        "--cc", metavar="ADDRESS", many=True, help="Also notify; again or with commas for several."
    )
    attach: tuple[str, ...] = option(
        "--attach",
        "-a",
        metavar="FILE",
        many=True,
        values="attachable",
        help="Attach a file or what a pattern matches.",
    )
    attach_clipboard: bool = flag("--attach-clipboard", help="Attach the picture in the clipboard.")
    zip: bool = flag("--zip", help="Zip folders, and files of a kind the portal does not take.")
    encrypt: bool = flag("--encrypt", help="Have the portal keep it encrypted.")
    urgent: bool = flag("--urgent", help="Put [URGENT] before the subject.")
    impact: str | None = option("--impact", metavar="TEXT", help="With --urgent: what is affected.")
    contact: str | None = option("--contact", metavar="TEXT", help="With --urgent: how to reach you.")
    priority: str | None = option(
        "--priority", words=("low", "medium", "high"), help="Priority, where the department takes one."
    )
    dry_run: bool = flag("--dry-run", help="Check everything, send nothing.")
    yes: bool = flag("--yes", "-y", help="Ask only for what must be there; send without a review.")
    recover: str | None = option(
        "--recover", metavar="ID", values="drafts", help="Take up a draft that was kept."
    )
    from_file: str | None = option(
        "--from",
        metavar="FILE",
        values="files",
        help="Read tickets from YAML, JSON, JSON Lines or Markdown; - is stdin.",
    )
    again: bool = flag("--again", help="With --from: create also what was created from it before.")


def run(options: Options, context: Context) -> None:
    """Open a ticket as asked. Raises TicketError; from the first thing typed on, with a kept draft."""
    written = Draft()
    if options.from_file is not None:
        from ticketcli.commands.new.from_file import read_file

        drafts = read_file(options, context)
        if len(drafts) > 1:
            from ticketcli.commands.new import batch

            raise SystemExit(batch.run(drafts, options, context))
        written = drafts[0].draft
    elif options.again:
        raise UsageError(_("--again goes with --from FILE only."))
    working = open_working_draft(context, options.recover, "new")
    with working.adding_hint():
        draft = _given(options, context, working, written)
        if options.from_file is not None:
            from ticketcli.commands.new.from_file import report_earlier

            if report_earlier(draft, working, options, context):
                return
        completed = _completed(draft, options, context, working)
        if completed is None:
            return
        draft = completed
        from ticketcli.usecases.prepare import check_locally

        typed = working.entry is not None
        if problems := check_locally(draft, zip_others=options.zip):
            raise ContentRefused(problems)
        working.entry_for(draft)
        if options.attach_clipboard:
            draft = with_clipboard(draft, working, context)
        ticket = _prepared(draft, options, context, working)
        draft = replace(draft, attachments=tuple(file.path for file in ticket.files))
        entry = working.entry_for(draft)
        if options.dry_run:
            from ticketcli.cli.dry_run import show_new

            show_new(ticket, context)
            end_dry_run(context, working, typed=typed)
            return
        from ticketcli.cli.customer import find_customer
        from ticketcli.usecases.submit import send_new

        with progress(context, _("Sending")) as told:
            sent = send_new(
                context.portal,
                context.drafts,
                entry,
                ticket,
                customer=find_customer(context),
                now=context.now,
                sleep=context.sleep,
                progress=told,
            )
        confirm(sent, "new", context)


def _given(options: Options, context: Context, working: WorkingDraft, written: Draft) -> Draft:
    """The draft with all that the flags give. A message is kept before anything else can be wrong.

    `written` is what a file asks for; the flags go before it.
    """
    message = message_given(options.message, options.message_file, editor=options.editor, stdin=context.stdin)
    values: dict[str, Any] = {
        "message": message,
        "department": options.department,
        "subject": as_typed(options.subject, "--subject"),
        "service": options.service,
        "priority": options.priority,
        "impact": options.impact,
        "contact": options.contact,
        "encrypt": options.encrypt or None,
        "urgent": options.urgent or None,
    }
    draft = working.entry.draft if working.entry else written
    draft = replace(draft, **{name: value for name, value in values.items() if value is not None})
    if options.message_file is not None:
        working.save(draft)
    if options.cc:
        values["cc"] = split_addresses(options.cc)
        draft = replace(draft, cc=values["cc"])
    if options.attach:
        draft = replace(draft, attachments=(*draft.attachments, *files_given(options.attach)))
    if draft.unfinished is not None and values.get(draft.unfinished.question) is not None:
        draft = replace(draft, unfinished=None)
    if options.message_template is not None and not (options.editor or context.interactive):
        draft = replace(draft, message=_from_template(draft, options, context))
    return draft


def _from_template(draft: Draft, options: Options, context: Context) -> str:
    """A template as the message itself: what it says without anything being written into it."""
    from ticketcli.model.scaffold import find_headings, strip_scaffold

    template = template_given(options.message_template, draft, context) or ""
    message = strip_scaffold(template, find_headings(template))
    if not message:
        raise UsageError(
            _("The template “{name}” has only headings, to be filled in.").format(
                name=options.message_template
            ),
            _("Fill them in with: --editor"),
        )
    return message


def _completed(draft: Draft, options: Options, context: Context, working: WorkingDraft) -> Draft | None:
    """The draft with what was missing asked for, or None where it is to stay a draft."""
    lacking = [name for name in _lacking(draft) if not (name == "message" and options.editor)]
    asked = context.interactive and (lacking or (options.recover and not options.yes))
    if lacking and not asked:
        flags = ", ".join(_(FLAGS[name]) for name in lacking)
        raise UsageError(
            _("Something is missing that has to be given: {options}.").format(options=flags),
            _("See: ticket new --help"),
        )
    template = None
    if options.editor or (options.message_template and asked):
        template = template_given(options.message_template, draft, context)
    if options.editor:
        draft = edited(draft, context, working, template)
    return _talked_over(draft, options, context, working, template) if asked else draft


def _lacking(draft: Draft) -> list[str]:
    """What must be there, and is not yet."""
    return [name for name in FLAGS if not (getattr(draft, name) or "").strip()]


def _talked_over(
    draft: Draft, options: Options, context: Context, working: WorkingDraft, template: str | None
) -> Draft | None:
    from ticketcli.cli.interview import interview_for
    from ticketcli.prompts.new_ticket import fill, review_new

    working.save(draft)
    asking = interview_for(context, working, draft, template)
    draft = fill(draft, asking, brief=options.yes)
    if options.yes:
        return draft
    draft, verdict = review_new(
        draft, asking, send=_("Check it, send nothing") if options.dry_run else _("Send")
    )
    if verdict == "discard":
        working.delete()
        raise Cancelled(_("Cancelled. Nothing was sent, and the draft is gone."))
    if verdict == "keep":
        working.entry_for(draft)
        context.screen.note(working.hint)
        return None
    return draft


def _prepared(draft: Draft, options: Options, context: Context, working: WorkingDraft) -> NewTicket:
    """The ticket as it goes out."""
    from ticketcli.cli.encrypted_text import hint_removal
    from ticketcli.usecases.prepare import prepare_new

    warnings: list[str] = []
    room = working.room(draft)
    ticket = prepare_new(draft, context.portal, room=room, zip_others=options.zip, warnings=warnings)
    for warning in warnings:
        context.screen.warn(warning)
    if options.encrypt:
        hint_removal(context)
    if draft.urgent and not (draft.impact and draft.contact):
        context.screen.hint(_("Urgent tickets are handled best with --impact and --contact."))
    return ticket
