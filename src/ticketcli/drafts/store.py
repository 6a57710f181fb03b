"""Save, find, change and remove drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ticketcli.drafts.confirmed import Confirmed
from ticketcli.drafts.draft_locks import DraftLocks, describe_gone
from ticketcli.drafts.entry import Entry, Sending
from ticketcli.drafts.files import DraftFiles
from ticketcli.drafts.folder_lock import FolderLock
from ticketcli.drafts.history import History
from ticketcli.drafts.request import Request
from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError
from ticketcli.model.names import find_by_name
from ticketcli.model.scaffold import strip_scaffold
from ticketcli.system import atomic_files
from ticketcli.system.locks import hold_lock


class DraftStore:
    """Store drafts. Every change is on disk before its call returns.

    A full or read-only disk, and a folder that other users may write to, raise TicketError. Many
    processes may use one folder at once; `notify` shows the user what it waits for, and `started` is
    when this command began.
    """

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime],
        notify: Callable[[str], object] | None = None,
        started: datetime | None = None,
    ) -> None:
        self.folder = folder
        self.started = started
        self._files = DraftFiles(folder)
        self._now = now
        notify = notify or (lambda _: None)
        self._lock = FolderLock(folder, notify)
        self.locks = DraftLocks(self._files, self._lock, notify)
        self.history = History(self._lock, now)

    # -- reading ---------------------------------------------------------------------------------

    def all(self) -> tuple[Entry, ...]:
        """List the drafts that can be read, oldest first."""
        self._lock.check()
        self._adopt_texts()
        found = [entry for id in self._files.ids() if (entry := self._files.read(id)) is not None]
        return tuple(sorted(found, key=lambda entry: (entry.created, entry.id)))

    def damaged(self) -> tuple[Path, ...]:
        """List the draft files that cannot be read. They are left as they are."""
        return tuple(self._files.path(id) for id in self._files.ids() if self._files.is_damaged(id))

    def get(self, wanted: str) -> Entry:
        """Find the draft of an id, or of the beginning of one. Raises UnknownName."""
        for file in self.damaged():
            if wanted in (file.parent.name, file.parent.name[2:]):
                raise TicketError(
                    _("Draft {wanted} is damaged: {file}").format(wanted=wanted, file=file),
                    _("Copy what can be read from that file."),
                )
        return find_by_name(
            wanted,
            self.all(),
            kind=_("draft"),
            names=lambda entry: (entry.id, entry.id.partition("-")[2]),
            id_of=lambda entry: entry.id,
            hint=_("See: ticket drafts list"),
        )

    def read(self, entry: Entry) -> Entry | None:
        """Read an entry from disk. Returns None where it is gone."""
        return self._files.read(entry.id)

    def of_origin(self, origin: str) -> Entry | None:
        """Find the draft saved from the entry of a file with that fingerprint."""
        return next((entry for entry in self.all() if entry.origin == origin), None)

    def has_tried_reply(self, number: str, message: str) -> bool:
        """Say whether sending a reply of that text was begun before: it may have arrived."""
        return any(
            (entry.state, entry.draft.kind, entry.draft.number) == ("unconfirmed", "reply", number)
            and entry.draft.message.strip() == message.strip()
            for entry in self.all()
        )

    # -- changing --------------------------------------------------------------------------------

    def save(self, draft: Draft, portal: str, *, origin: str | None = None) -> Entry:
        """Save a draft for a portal. The same draft, still unsent, gets the entry it has.

        Paths of attachments are made absolute, so that the draft can be sent from anywhere.
        With `origin` it is the entry of that origin that is saved, with whatever draft it had.
        """
        draft = _make_absolute(draft)
        with self._lock.changing(_("The draft could not be saved in {folder}: {reason}. Nothing was sent.")):
            self._files.sweep()
            found = self._find_unsent(draft, portal, origin)
            if found is not None:
                self._files.remove_unattached(found)
            entry = found or self._create(draft, portal, origin)
            atomic_files.sync_folder(self.folder / entry.id)  # who made it may have been killed before
            atomic_files.sync_folder(self.folder)
            return entry

    def replace(self, entry: Entry, draft: Draft, *, portal: str | None = None) -> Entry:
        """Save a changed draft in its entry; with `portal`, for that portal.

        Where another command changed, sent or deleted that entry meanwhile, the draft gets an
        entry of its own, so that neither loses anything. Raises TicketError for an entry that
        is unconfirmed: a changed text could not be found at the portal any more.
        """
        changed = replace(entry, draft=_make_absolute(draft), portal=portal or entry.portal)
        if entry.state == "unconfirmed" and changed != entry:
            raise TicketError(
                _("Draft {id} may have arrived already, so it cannot be changed.").format(id=entry.id),
                _("Check first whether it arrived: ticket drafts send {id}").format(id=entry.id),
            )
        with self._lock.changing(
            _("The changed draft could not be saved in {folder}: {reason}. Nothing was sent.")
        ):
            if self._files.read(entry.id) == entry:
                return entry if changed == entry else self._files.write(changed)
        return self.save(changed.draft, changed.portal)

    def mark_sending(
        self,
        entry: Entry,
        known: Sequence[str],
        route: str,
        *,
        newest: str | None = None,
        request: Request | None = None,
    ) -> Entry:
        """Record that a send begins: from here on it is unknown whether the draft arrived.

        Raises TicketError where another command changed, sent or deleted the entry meanwhile, or
        where it is unconfirmed already; then nothing may be sent.
        """
        if entry.state == "unconfirmed":
            raise TicketError(
                _("Draft {id} may have arrived already, so it is not sent again.").format(id=entry.id),
                _("Check first whether it arrived: ticket drafts send {id}").format(id=entry.id),
            )
        sending = Sending(self._now(), tuple(known), route, newest, request)
        return self._change(
            entry,
            replace(entry, state="unconfirmed", sending=sending),
            _("The draft could not be marked as being sent in {folder}: {reason}. Nothing was sent."),
        )

    def note_receipt(self, entry: Entry, number: str) -> Entry:
        """Record the number that the portal's answer named."""
        return self._note(entry, receipt=number)

    def note_confirmed(self, entry: Entry, number: str, message: str | None = None) -> Entry:
        """Record that the draft was read back: its ticket's number, and a reply's message."""
        return self._note(entry, confirmed=number, message=message)

    def mark_unsent(self, entry: Entry) -> Entry:
        """Record that the draft certainly did not arrive."""
        return self._change(
            entry,
            replace(entry, state="unsent", sending=None),
            _("The draft did not arrive, but this could not be recorded in {folder}: {reason}."),
        )

    def delete(self, entry: Entry) -> None:
        """Remove a draft with its files, if it exists."""
        with self._lock.changing(
            _("The draft is no longer needed, but could not be removed from {folder}: {reason}.")
        ):
            self._files.remove(entry.id)

    def remove_damaged(self, id: str) -> None:
        """Remove a draft that cannot be read."""
        with self._lock.changing(
            _("The draft is no longer needed, but could not be removed from {folder}: {reason}.")
        ):
            self._files.remove(id)

    def finish(self, entry: Entry) -> None:
        """Remove a draft that was confirmed and reported; record first what it became."""
        sending = entry.sending
        if sending is not None and sending.confirmed is not None:
            if entry.origin is not None:
                self.history.note_created(entry.origin, sending.confirmed)
            portal = sending.request.portal if sending.request else entry.portal
            self.history.note_confirmed(
                Confirmed(self._now(), portal, sending.confirmed, sending.message, sending.request)
            )
        self.delete(entry)

    def folder_for_files(self, entry: Entry) -> Path:
        """Make the folder for files that are made for a draft. It goes with the entry."""
        folder = self._files.path(entry.id, "files")
        try:
            atomic_files.make_folder(folder)
        except OSError as error:
            raise self._lock.describe(
                _("Cannot create a file in {folder}: {reason}. Nothing was sent."), error
            ) from error
        return folder

    def create(self, draft: Draft, portal: str) -> Entry:
        """Save a draft in a new entry."""
        with self._lock.changing(_("The draft could not be saved in {folder}: {reason}. Nothing was sent.")):
            return self._create(_make_absolute(draft), portal, None)

    def _create(self, draft: Draft, portal: str, origin: str | None) -> Entry:
        id = self._files.make_folder()
        try:
            return self._files.write(Entry(id, "unsent", portal, self._now(), draft, origin=origin))
        except OSError:
            self._files.remove(id)
            raise

    def _find_unsent(self, draft: Draft, portal: str, origin: str | None) -> Entry | None:
        for entry in map(self._files.read, self._files.ids()):
            if entry is None or (entry.state, entry.portal) != ("unsent", portal):
                continue
            if origin is not None and entry.origin == origin:
                return entry if entry.draft == draft else self._files.write(replace(entry, draft=draft))
            if origin is None and entry.draft == draft and not self.locks.is_in_use(entry.id):
                return entry
        return None

    def _note(self, entry: Entry, **values: str | None) -> Entry:
        if entry.sending is None:
            raise ValueError(f"{entry.id} was not sent")
        noted = replace(entry, sending=replace(entry.sending, **values))  # type: ignore[arg-type]
        return self._change(
            entry, noted, _("The portal's answer could not be recorded in {folder}: {reason}.")
        )

    def _change(self, entry: Entry, changed: Entry, sentence: str) -> Entry:
        with self._lock.changing(sentence):
            if self._files.read(entry.id) != entry:
                raise describe_gone(entry)
            return self._files.write(changed)

    def _adopt_texts(self) -> None:
        """Use the text left by an editor whose command was killed as the message of its draft."""
        for id in self._files.ids():
            text = None if self.locks.holds(id) else self._files.read_text(id)
            entry = None if text is None else self._files.read(id)
            if text is None or entry is None:
                continue
            with suppress(BlockingIOError), hold_lock(self._files.path(id, "lock")):
                written = strip_scaffold(text)
                if written and entry.state == "unsent" and written != entry.draft.message:
                    self._change(
                        entry,
                        replace(entry, draft=replace(entry.draft, message=written)),
                        _("The changed draft could not be saved in {folder}: {reason}. Nothing was sent."),
                    )
                self._files.path(id, "message.txt").unlink(missing_ok=True)


def _make_absolute(draft: Draft) -> Draft:
    return replace(draft, attachments=tuple(path.absolute() for path in draft.attachments))
