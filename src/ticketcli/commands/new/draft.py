"""Build the draft of a new ticket from the options, and prompt for what is missing."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from ticketcli.cli.inputs import (
    check_encoding,
    choose_template,
    edit_draft,
    find_attachments,
    read_from_stdin,
    read_message,
)
from ticketcli.i18n import N_, _, join_list
from ticketcli.model.addresses import split_addresses
from ticketcli.model.draft import Draft
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.cli.working_draft import WorkingDraft
    from ticketcli.commands.new import Options
    from ticketcli.context import Context

REQUIRED = {
    "department": "--dept NAME",  # data
    "subject": "--subject TEXT",  # data
    "message": N_("a message (--message TEXT, --message-file FILE or --editor)"),
}
"""How each answer that nothing can be sent without is given on the command line."""


def read_options(
    options: Options, context: Context, working: WorkingDraft, written: Draft
) -> tuple[Draft, list[str]]:
    """Return the draft that the options ask for, and what is wrong with the files they name.

    The options override what is `written` in a file or saved in a draft. What comes from standard input is
    saved before anything else can be wrong: it cannot be given again.
    """
    message = read_message(options.message, options.message_file, stdin=context.stdin)
    values: dict[str, Any] = {
        **{each.name: getattr(options, each.name, None) for each in fields(Draft)},
        "message": message,
        "subject": check_encoding(options.subject, "--subject"),
        "cc": split_addresses(options.cc) or None,
    }
    stated = {name: value for name, value in values.items() if value not in (None, False)}
    draft = replace(working.entry.draft if working.entry else written, **stated)
    for question, names in (("urgent", {"urgent", "impact", "contact"}), ("encrypt", {"encrypt"})):
        if names & stated.keys():
            draft = draft.decide(question, accepted=True)
    if draft.unfinished is not None and draft.unfinished.question in stated:
        draft = replace(draft, unfinished=None)
    if read_from_stdin(options.message, options.message_file):
        working.save(draft)
    if working.entry is None and options.from_file is None:
        draft = _with_defaults(draft, context)
    files, faults = find_attachments(
        options,
        context.stdin,
        lambda: working.folder_for_files(draft),
        stdin_taken=read_from_stdin(options.message, options.message_file),
    )
    draft = replace(draft, attachments=(*draft.attachments, *files))
    if options.message_template is not None and not (options.editor or context.interactive):
        draft = replace(draft, message=_read_template(draft, options, context))
    return draft, faults


def _with_defaults(draft: Draft, context: Context) -> Draft:
    """Return the draft with the CC and the contact of the settings, where it has none."""
    cc, contact = context.settings.get("cc"), context.settings.get("contact")
    if cc and not draft.cc:
        draft = replace(draft, cc=split_addresses([str(cc)]))
    if contact and draft.urgent and not draft.contact:
        draft = replace(draft, contact=str(contact))
    return draft


def _read_template(draft: Draft, options: Options, context: Context) -> str:
    """Return what a template says without anything being written into it."""
    from ticketcli.model.scaffold import find_headings, strip_scaffold

    template = choose_template(options.message_template, draft, context) or ""
    message = strip_scaffold(template, find_headings(template))
    if not message:
        raise UsageError(
            _("The template “{name}” only has headings to fill in.").format(name=options.message_template),
            _("Fill them in with: --editor"),
        )
    return message


def ask_for_missing(draft: Draft, options: Options, context: Context, working: WorkingDraft) -> Draft | None:
    """Return the draft with what was missing, or None where it is to stay a draft.

    Raises UsageError where something is missing and nobody can be asked.
    """
    missing = [name for name in find_missing(draft) if not (name == "message" and options.editor)]
    asks = context.interactive and bool(missing or (options.recover and not options.yes))
    if missing and not asks:
        listed = join_list(_(REQUIRED[name]) for name in missing)
        raise UsageError(
            _("Missing: {options}.").format(options=listed),
            _("See: ticket new --help"),
        )
    template = None
    if options.editor or (options.message_template and asks):
        template = choose_template(options.message_template, draft, context)
    if options.editor:
        draft = edit_draft(draft, context, working, template)
    return _ask_missing(draft, options, context, working, template) if asks else draft


def find_missing(draft: Draft) -> list[str]:
    """Return the names of what nothing can be sent without, and the draft does not hold."""
    return [name for name in REQUIRED if not (getattr(draft, name) or "").strip()]


def _ask_missing(
    draft: Draft, options: Options, context: Context, working: WorkingDraft, template: str | None
) -> Draft | None:
    from ticketcli.cli.interview import conclude_review, make_interview
    from ticketcli.commands.new.captcha import choose_browser, needs_browser, open_form
    from ticketcli.prompts.new_ticket import fill, review_new

    working.save(draft)
    interview = make_interview(context, working, draft, template)
    offers = context.portal.capabilities()
    if offers.ticket_captcha is None and not offers.route("api").open:
        interview.offers.departments()  # which the form shows, and whether it has a captcha
        offers = context.portal.capabilities()
    browser = needs_browser(offers)
    if browser and choose_browser(context):
        open_form(draft, offers, context, working)
        return None
    draft = fill(draft, interview, brief=options.yes)
    if options.yes:
        return draft
    send = _("Save as a draft and open the form in the browser") if browser else _("Send")
    draft, verdict = review_new(
        draft, interview, send=_("Check only, do not send") if options.dry_run else send
    )
    if browser and verdict == "send" and not options.dry_run:
        open_form(draft, offers, context, working)
        return None
    return conclude_review(draft, verdict, working, context)
