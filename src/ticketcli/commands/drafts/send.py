"""`ticket drafts send`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument, flag
from ticketcli.cli.working_draft import WorkingDraft, get_portal_name
from ticketcli.commands.drafts.show import ID
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.portals.base import OutcomeUnknown, PortalUnreachable

if TYPE_CHECKING:
    from ticketcli.context import Context
    from ticketcli.drafts.entry import Entry
    from ticketcli.usecases.sent import Sent


@dataclass(frozen=True, kw_only=True)
class Options:
    """Send a draft as it is.

    A draft that may have arrived is looked up on the portal first. If that is not conclusive,
    you are asked before it is sent again.

    \b
    Examples:
      ticket drafts send d-7f3k
    """

    id: str = argument("ID", values="drafts", help=ID)
    yes: bool = flag("--yes", "-y", help="Send even if it may have arrived already.")
    zip: bool = flag("--zip", help="Zip directories, and files of types that the portal does not accept.")


def run(options: Options, context: Context) -> None:
    """Send a draft, or find that it had arrived. Raises what sending raises; the draft then stays."""
    from ticketcli.cli.sending import confirm, confirm_reply

    store = context.drafts
    with store.locks.hold(store.get(options.id)) as entry:
        _choose_portal(entry, context)
        working = WorkingDraft(context, entry)
        with working.adding_hint():
            sent = _settle_earlier(entry, options, context) if entry.state == "unconfirmed" else None
            if sent is None:
                working.entry = store.get(entry.id)
                sent = _send(working.entry, options, context)
            if entry.draft.kind == "new":
                confirm(sent, "new", context)
            else:
                confirm_reply(sent, context, close=entry.draft.close)


def _choose_portal(entry: Entry, context: Context) -> None:
    """Have the portal that the draft is for. Another may be named, unless it may have arrived there."""
    named = context.options.portal not in (None, context.env.get("TICKET_PORTAL"))
    if entry.portal and not named:
        context.options.portal = entry.portal
    elif entry.portal and entry.state == "unconfirmed" and get_portal_name(context) != entry.portal:
        raise UsageError(
            _("Draft {id} was sent to {portal} and may have arrived.").format(
                id=entry.id, portal=entry.portal
            ),
            _("Check whether it arrived first (never sends twice): ticket drafts send {id}").format(
                id=entry.id
            ),
        )


def _settle_earlier(entry: Entry, options: Options, context: Context) -> Sent | None:
    """Return what the portal has of the draft; None where it is to be sent (again). Raises OutcomeUnknown."""
    from ticketcli.usecases.settle import settle

    try:
        with context.screen.busy(_("Checking whether it arrived")):
            return settle(context.portal, context.drafts, entry, now=context.now)
    except OutcomeUnknown as unknown:
        if not (options.yes or _confirm_again(unknown, context)):
            anyway = _("To send it in any case: ticket drafts send {id} --yes").format(id=entry.id)
            unknown.hint = f"{unknown.hint}\n{anyway}"
            raise
    except PortalUnreachable as error:  # nor could it be sent again now: not even --yes goes on from here
        raise OutcomeUnknown(
            _("Cannot tell now whether draft {id} arrived. {reason}").format(
                id=entry.id, reason=error.message
            ),
            _("Check again later: ticket drafts send {id}").format(id=entry.id),
        ) from error
    context.drafts.mark_unsent(entry)
    return None


def _confirm_again(unknown: OutcomeUnknown, context: Context) -> bool:
    if not context.interactive:
        return False
    context.prompter.say(unknown.message)
    return context.prompter.confirm(_("Send it again? There could be two of it then."), default=False)


def _send(entry: Entry, options: Options, context: Context) -> Sent:
    from ticketcli.cli.sending import submit
    from ticketcli.usecases.prepare import list_features, prepare_new, prepare_reply

    store, draft = context.drafts, entry.draft
    # The portal comes first: without one there is no name to keep the draft for.
    portal = context.portal
    entry = store.replace(entry, draft, portal=get_portal_name(context))
    portal.prefetch(list_features(draft), number=draft.number if draft.kind == "reply" else None)
    prepare = prepare_new if draft.kind == "new" else prepare_reply
    content = prepare(
        draft,
        portal,
        folder=store.folder_for_files(entry),
        zip_others=options.zip,
        warn=context.screen.warn,
    )
    files = tuple(file.path for file in content.files)
    entry = store.replace(entry, replace(draft, attachments=files))
    return submit(entry, content, context, label=_("Sending"), again=options.yes)
