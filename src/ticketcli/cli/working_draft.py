"""The draft of one run: saved from the first input on, and named in every error after that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.draft import Draft, Kind
from ticketcli.model.errors import Cancelled, ContentRefused, TicketError, UnknownName, UsageError
from ticketcli.portals.base import CaptchaDemanded, NoSuchTicket
from ticketcli.system.termination import outlive_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from ticketcli.context import Context
    from ticketcli.drafts.entry import Entry


class WorkingDraft:
    """Keeps a draft as it grows. `entry` is None until there is something worth keeping."""

    def __init__(self, context: Context, entry: Entry | None = None) -> None:
        self._context = context
        self.entry = entry
        self.origin: str | None = None  # of a draft from a file, see `cli.from_file`
        self._started = context.now()
        self._repeatable = False

    def save(self, draft: Draft) -> None:
        """Have the draft on disk, unless nothing was typed yet that anybody would miss."""
        if self.entry is not None:
            self.entry = self._context.drafts.replace(self.entry, draft)
        elif not draft.empty:
            self.entry = self._new_entry(draft)

    def entry_for(self, draft: Draft) -> Entry:
        """Return the entry on disk; make it now if there is none yet."""
        self.save(draft)
        if self.entry is None:
            self.entry = self._new_entry(draft)
        return self.entry

    def note_repeatable(self) -> None:
        """Note that all of the draft comes from options, unless something of it was saved already.

        Such a draft is deleted again where its content is refused: the same options make it again.
        """
        self._repeatable = self.entry is None

    def delete_if_repeatable(self) -> bool:
        """Delete a draft that the same options make again; return whether it was one."""
        if self._repeatable and self.entry is not None and self.entry.created >= self._started:
            self.delete()
            self.entry = None
        return self._repeatable

    def _may_be_sent(self) -> bool:
        entry = self._context.drafts.read(self.entry) if self.entry is not None else None
        return entry is not None and entry.sending is not None

    def delete_earlier_tries(self, draft: Draft) -> None:
        """Delete the unsent drafts of the same ticket or reply, which this one has made good."""
        same = (draft.kind, draft.number, draft.subject, draft.message)
        for entry in self._context.drafts.all():
            other = entry.draft
            is_same = (other.kind, other.number, other.subject, other.message) == same
            if is_same and entry.state == "unsent" and entry.portal in ("", get_portal_name(self._context)):
                with suppress(TicketError), self._context.drafts.locks.hold(entry):
                    self._context.drafts.delete(entry)

    def _new_entry(self, draft: Draft) -> Entry:
        """Save the draft in an entry that no other command uses meanwhile."""
        from ticketcli.drafts.draft_locks import DraftInUse

        store, portal = self._context.drafts, get_portal_name(self._context)
        if self.origin is not None:
            return store.save(draft, portal, origin=self.origin)
        entry = store.save(draft, portal)
        try:
            return self._context.exits.enter_context(store.locks.hold(entry))
        except DraftInUse:  # by a command that saved the same just now
            return self._context.exits.enter_context(store.locks.hold(store.create(draft, portal)))

    @contextmanager
    def hold_text(self, draft: Draft) -> Iterator[Path]:
        """Give the file in which an editor has the message; what is left there is found with the draft.

        `draft` is what is there before. Without anything in it, its entry is there only meanwhile.
        """
        store = self._context.drafts
        if self.entry is None:
            created = store.create(draft, get_portal_name(self._context))
            self.entry = self._context.exits.enter_context(store.locks.hold(created))
        try:
            with store.locks.edit_text(self.entry) as path:
                yield path
        finally:
            entry = store.read(self.entry)
            if entry is not None and entry.draft.empty and not path.exists():
                self.delete()
                self.entry = None

    def folder_for_files(self, draft: Draft) -> Path:
        """Return the folder for files that are removed with the draft; save `draft` if none is saved yet."""
        return self._context.drafts.folder_for_files(self.entry or self.entry_for(draft))

    def delete(self) -> None:
        """Delete the draft."""
        if self.entry is not None:
            self._context.drafts.delete(self.entry)

    @property
    def hint(self) -> str:
        """How to continue with the draft, or "" where none is saved (any more)."""
        if self.entry is None:
            return ""
        try:
            entry = self._context.drafts.get(self.entry.id)
        except UnknownName:
            return ""
        if entry.sending is not None and entry.sending.confirmed is not None:
            return _(_ARRIVED[entry.draft.kind]).format(number=entry.sending.confirmed)
        if entry.state == "unconfirmed":
            return _("Saved as a draft. Check whether it arrived with: ticket drafts send {id}").format(
                id=entry.id
            )
        return _("Saved as a draft. Continue with: {command}").format(command=get_recovery_command(entry))

    @contextmanager
    def adding_hint(self) -> Iterator[None]:
        """Add to every failure in the block how to continue with the draft."""
        try:
            with outlive_terminal() if self._context.interactive else nullcontext():
                yield
        except (KeyboardInterrupt, EOFError) as reason:
            raise Cancelled(hint=self.hint) from reason
        except BrokenPipeError:
            raise
        except OSError as reason:
            where = f"{reason.filename}: " if reason.filename else ""
            raise TicketError(f"{where}{describe_failure(reason)}", self.hint) from reason
        except TicketError as error:
            if isinstance(error, ContentRefused | UsageError) and not isinstance(error, CaptchaDemanded):
                self.delete_if_repeatable()
            if isinstance(error, NoSuchTicket) and not self._may_be_sent():
                self.delete_if_repeatable()
            if self.entry is not None and self.entry.id not in error.hint:
                error.hint = "\n".join(filter(None, [error.hint, self.hint]))
            raise


def get_recovery_command(entry: Entry) -> str:
    """Return the command that continues with a draft."""
    if entry.draft.kind == "reply":
        return f"ticket reply {entry.draft.number} --recover {entry.id}"  # data
    return f"ticket new --recover {entry.id}"  # data


def open_working_draft(context: Context, wanted: str | None, kind: Kind) -> WorkingDraft:
    """Open this run's draft: the entry that `--recover` names, or a new one.

    A draft goes to the portal that it was written for, unless `--portal` says otherwise.
    Raises UnknownName, and UsageError for a draft of the other kind or one that may have arrived.
    """
    if wanted is None:
        return WorkingDraft(context)
    entry = context.drafts.get(wanted)
    if entry.draft.kind != kind:
        raise UsageError(
            _(_OTHER_KIND[kind]).format(id=entry.id),
            _("Continue with: {command}").format(command=get_recovery_command(entry)),
        )
    if entry.state == "unconfirmed":
        raise UsageError(
            _("Draft {id} may have arrived already, so it cannot be changed or sent again.").format(
                id=entry.id
            ),
            _("Check whether it arrived with: ticket drafts send {id}").format(id=entry.id),
        )
    if entry.portal and context.options.portal in (None, context.env.get("TICKET_PORTAL")):
        context.options.portal = entry.portal
    return WorkingDraft(context, context.exits.enter_context(context.drafts.locks.hold(entry)))


def get_portal_name(context: Context) -> str:
    """Return the name of this run's portal: the account's, else the portal's address.

    Says "" where there is none yet: what was typed is kept before that is found out.
    """
    wanted = context.options.portal
    if wanted == "sandbox":  # its address is another one at every start
        return wanted
    try:
        account = context.accounts.choose(wanted)
        if account in context.accounts.all():
            return account.name
        return account.url
    except TicketError:
        return wanted or ""


_ARRIVED = {
    "new": N_("Ticket {number} was created. The same command shows it again and sends nothing."),
    "reply": N_(
        "Your reply was added to ticket {number}. The same command shows it again and sends nothing."
    ),
}
_OTHER_KIND = {"new": N_("Draft {id} is not a new ticket."), "reply": N_("Draft {id} is not a reply.")}
