"""`ticket new`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.message_options import AttachmentOptions, MessageOptions, SendingOptions
from ticketcli.cli.options import flag, option
from ticketcli.cli.working_draft import open_working_draft
from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options(MessageOptions, AttachmentOptions, SendingOptions):
    """Open a ticket.

    Prompts for what is missing, shows everything, and sends it. If department, subject and
    message are given, it is sent at once. Whatever you write is saved until the portal confirms
    it.

    A file for --from has department, subject, message, service, cc, priority, encrypt, urgent,
    impact, contact and attachments, as “ticket drafts show --json” prints them; in Markdown,
    before the message. It can hold several tickets and can be run again: nothing is created
    twice. The exit code is 0 if all were created, 8 if some were, else that of the failure.

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
    message_template: str | None = option(
        "--message-template",
        metavar="NAME",
        values="templates",
        help="Start the message from a template: see ticket template.",
    )
    service: str | None = option(
        "--service", metavar="NAME", values="services", help="Related service: name, unique prefix or id."
    )
    cc: tuple[str, ...] = option(
        "--cc",
        metavar="ADDRESS",
        many=True,
        help="Also notify this address; repeatable, or separated by commas.",
    )
    urgent: bool = flag("--urgent", help="Put [URGENT] before the subject.")
    impact: str | None = option("--impact", metavar="TEXT", help="With --urgent: what is affected.")
    contact: str | None = option("--contact", metavar="TEXT", help="With --urgent: how to reach you.")
    priority: str | None = option(
        "--priority", words=("low", "medium", "high"), help="Priority, if the department has that setting."
    )
    from_file: str | None = option(
        "--from",
        metavar="FILE",
        values="files",
        help="Read tickets from YAML, JSON, JSON Lines or Markdown (- for stdin).",
    )
    again: bool = flag("--again", help="With --from: also create tickets that were created before.")


def run(options: Options, context: Context) -> None:
    """Open a ticket as asked. Raises TicketError; whatever was typed is then saved as a draft."""
    if options.from_file is None:
        if options.again:
            raise UsageError(_("--again can only be used with --from FILE."))
        _create(Draft(), options, context)
        return
    from ticketcli.commands.new.from_file import read_file, wait_for_same_file

    drafts = read_file(options, context)
    with wait_for_same_file(drafts, options, context):
        if len(drafts) == 1:
            _create(drafts[0].draft, options, context)
            return
        from ticketcli.commands.new import batch

        raise SystemExit(batch.run(drafts, options, context))


def _create(written: Draft, options: Options, context: Context) -> None:
    if not options.dry_run:
        context.connect_early()

    from ticketcli.commands.new.draft import ask_for_missing, read_options
    from ticketcli.commands.new.submission import check_and_submit

    working = open_working_draft(context, options.recover, "new")
    with working.adding_hint():
        draft, faults = read_options(options, context, working, written)
        if options.from_file is not None:
            from ticketcli.commands.new.from_file import report_earlier

            if report_earlier(draft, working, options, context):
                return
        completed = ask_for_missing(draft, options, context, working)
        if completed is not None:
            check_and_submit(completed, faults, options, context, working)
