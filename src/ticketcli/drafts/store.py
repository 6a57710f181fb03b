"""The folder of drafts. Each has a folder of its own, named by its id:

    outbox/
    ├── .lock             held, for a moment, by whoever changes something
    ├── d-7f3k/
    │   ├── draft.json    the draft; its arrival and removal are what makes and ends an entry
    │   ├── lock          held by whoever sends or edits the draft
    │   └── files/        files made on the way, such as zips; they go with the entry
    └── created/              what was created from files, see `created`

Nothing in it is secret but the text of the drafts; all of it is open to its owner only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ticketcli.drafts import submissions
from ticketcli.drafts.entry import Entry, NotADraft, Sending, State, decode, encode
from ticketcli.drafts.submissions import Created
from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.draft import Draft
from ticketcli.model.errors import TicketError
from ticketcli.model.names import find_by_name
from ticketcli.system import atomic_files
from ticketcli.system.locks import locked

if TYPE_CHECKING:
    from ticketcli.portals.base import RouteName

_ID = re.compile(r"d-[0-9a-z]{4}")
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without what is misread: 0 o, 1 l i
_NO_ROOM = N_("Make room there, or name another folder in TICKET_STATE_DIR, and try again.")


class DraftStore:
    """What was typed and is not confirmed. Every change is on disk before its call returns.

    A disk that takes nothing raises TicketError. Many processes may use one folder at once.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now
        self._held: set[str] = set()

    def keep(self, draft: Draft, portal: str, *, origin: str | None = None) -> Entry:
        """Keep a draft for a portal. The same draft, still unsent, gets the entry it has.

        Paths of attachments are kept absolute, so that the draft can be sent from anywhere.
        With `origin` it is the entry of that origin that is kept, with whatever draft it had.
        """
        draft = _absolute(draft)
        with self._changing(_("The draft could not be kept in {folder}: {reason}. Nothing was sent.")):
            self._sweep()
            entry = self._same(draft, portal, "unsent", origin) or self._create(draft, portal, origin)
            atomic_files.sync_folder(self.folder / entry.id)  # who made it may have been killed before
            atomic_files.sync_folder(self.folder)
            return entry

    def replace(self, entry: Entry, draft: Draft, *, portal: str | None = None) -> Entry:
        """Keep a changed draft in its entry; with `portal`, for that portal.

        Where another command changed, sent or deleted that entry meanwhile, the draft gets an
        entry of its own, so that neither loses anything. Raises TicketError for an entry that
        is unconfirmed: a changed text could not be found at the portal any more.
        """
        changed = replace(entry, draft=_absolute(draft), portal=portal or entry.portal)
        if entry.state == "unconfirmed" and changed != entry:
            raise TicketError(
                _("The draft {id} may have arrived already, so it cannot be changed.").format(id=entry.id),
                _("Look for it at the portal first: ticket drafts send {id}").format(id=entry.id),
            )
        with self._changing(
            _("The changed draft could not be kept in {folder}: {reason}. Nothing was sent.")
        ):
            if self._read(entry.id) == entry:
                return entry if changed == entry else self._write(changed)
        return self.keep(changed.draft, changed.portal)

    def mark_sending(self, entry: Entry, known: Sequence[str], route: RouteName) -> Entry:
        """Note that a send begins: from here on it is unknown whether the draft arrived.

        Raises TicketError where another command changed, sent or deleted the entry meanwhile, or
        where it is unconfirmed already; then nothing may be sent.
        """
        if entry.state == "unconfirmed":
            raise TicketError(
                _("The draft {id} may have arrived already, so it is not sent again.").format(id=entry.id),
                _("Look for it at the portal first: ticket drafts send {id}").format(id=entry.id),
            )
        sending = Sending(at=self._now(), known=tuple(known), route=route)
        with self._changing(
            _("The draft could not be marked as being sent in {folder}: {reason}. Nothing was sent.")
        ):
            self._expect(entry)
            return self._write(replace(entry, state="unconfirmed", sending=sending))

    def mark_unsent(self, entry: Entry) -> Entry:
        """Note that the draft certainly did not arrive."""
        with self._changing(
            _("The draft did not arrive, but that could not be noted in {folder}: {reason}.")
        ):
            self._expect(entry)
            return self._write(replace(entry, state="unsent", sending=None))

    def forget(self, entry: Entry) -> None:
        """Remove a draft with its files: it is confirmed, or not wanted. Already gone is fine."""
        folder = self.folder / entry.id
        with self._changing(
            _("The draft is no longer needed, but it could not be removed from {folder}: {reason}.")
        ):
            with suppress(FileNotFoundError):
                atomic_files.remove(self._file(entry.id))
            import shutil

            shutil.rmtree(folder, ignore_errors=True)

    def confirmed(self, entry: Entry, number: str) -> None:
        """Remove a draft that is a ticket now; for one from a file, note that first."""
        if entry.origin is not None:
            self.note_created(entry.origin, number)
        self.forget(entry)

    def note_created(self, origin: str, number: str) -> None:
        """Note that the entry of a file with that fingerprint is the ticket of that number."""
        with self._changing(_("What was created could not be noted in {folder}: {reason}.")):
            folder, now = self.folder / "created", self._now()
            submissions.save(folder, origin, Created(number, now))
            submissions.prune(folder, now)

    def created(self, origin: str) -> Created | None:
        """What is known to have been created from the entry of a file with that fingerprint."""
        return submissions.load(self.folder / "created", origin)

    def of_origin(self, origin: str) -> Entry | None:
        """The draft that is kept from the entry of a file with that fingerprint."""
        return next((entry for entry in self.all() if entry.origin == origin), None)

    def all(self) -> tuple[Entry, ...]:
        """The drafts that can be read, oldest first."""
        found = [entry for id in self._ids() if (entry := self._read(id)) is not None]
        return tuple(sorted(found, key=lambda entry: (entry.created, entry.id)))

    def damaged(self) -> tuple[Path, ...]:
        """The draft files that cannot be read. They are left as they are."""
        return tuple(self._file(id) for id in self._ids() if self._is_damaged(id))

    def get(self, wanted: str) -> Entry:
        """The draft of an id, or of the beginning of one. Raises NoSuchName."""
        for file in self.damaged():
            if wanted in (file.parent.name, file.parent.name[2:]):
                raise TicketError(
                    _("The draft {wanted} is damaged: {file}").format(wanted=wanted, file=file),
                    _("What can be read of it can be copied from that file."),
                )
        return find_by_name(
            wanted,
            self.all(),
            kind=_("draft"),
            names=lambda entry: (entry.id, entry.id.partition("-")[2]),
            id_of=lambda entry: entry.id,
            hint=_("See: ticket drafts list"),
        )

    def unconfirmed(self, draft: Draft, portal: str) -> Entry | None:
        """The same draft, begun to be sent before and not confirmed since: it may have arrived."""
        return self._same(_absolute(draft), portal, "unconfirmed")

    @contextmanager
    def hold(self, entry: Entry) -> Iterator[Entry]:
        """Keep other commands from sending or editing a draft. Yields it as it now stands on disk.

        Who holds it may do so again inside. A holder that was killed holds nothing any more.
        Raises TicketError where another command has it, or had it and is done with it.
        """
        with ExitStack() as stack:
            try:
                if entry.id not in self._held:
                    stack.enter_context(locked(self.folder / entry.id / "lock"))
                    self._held.add(entry.id)
                    stack.callback(self._held.remove, entry.id)
            except BlockingIOError as error:
                raise TicketError(
                    _("The draft {id} is being sent or edited by another ticket command.").format(
                        id=entry.id
                    ),
                    _("Wait for it to end, then see: ticket drafts list"),
                ) from error
            except FileNotFoundError as error:
                raise self._gone(entry) from error
            except OSError as error:
                raise self._failed(
                    _("The draft could not be locked in {folder}: {reason}."), error
                ) from error
            now = self._read(entry.id)
            if now is None:
                raise self._gone(entry)
            yield now

    def room(self, entry: Entry) -> Path:
        """The folder for files made for a draft on the way. It goes with the entry."""
        room = self.folder / entry.id / "files"
        try:
            atomic_files.make_folder(room)
        except OSError as error:
            raise self._failed(
                _("No file can be made in {folder}: {reason}. Nothing was sent."), error
            ) from error
        return room

    def _create(self, draft: Draft, portal: str, origin: str | None) -> Entry:
        import secrets

        while True:
            id = "d-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
            try:
                atomic_files.new_folder(self.folder / id)
            except FileExistsError:
                continue
            break
        try:
            return self._write(Entry(id, "unsent", portal, self._now(), draft, origin=origin))
        except OSError:
            import shutil

            shutil.rmtree(self.folder / id, ignore_errors=True)
            raise

    def _same(self, draft: Draft, portal: str, state: State, origin: str | None = None) -> Entry | None:
        for entry in self.all():
            if (entry.state, entry.portal) != (state, portal):
                continue
            if origin is not None and entry.origin == origin:
                return entry if entry.draft == draft else self._write(replace(entry, draft=draft))
            if origin is None and entry.draft == draft:
                return entry
        return None

    def _write(self, entry: Entry) -> Entry:
        data = encode(entry)
        atomic_files.write(self._file(entry.id), data)
        return decode(entry.id, data)

    def _expect(self, entry: Entry) -> None:
        if self._read(entry.id) != entry:
            raise self._gone(entry)

    def _read(self, id: str) -> Entry | None:
        try:
            return decode(id, self._file(id).read_bytes())
        except (OSError, NotADraft):
            return None

    def _is_damaged(self, id: str) -> bool:
        return not self._is_missing(id) and self._read(id) is None

    def _is_missing(self, id: str) -> bool:
        try:
            self._file(id).lstat()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def _file(self, id: str) -> Path:
        return self.folder / id / "draft.json"

    def _ids(self) -> list[str]:
        try:
            return sorted(path.name for path in self.folder.iterdir() if _ID.fullmatch(path.name))
        except FileNotFoundError:
            return []

    def _sweep(self) -> None:
        """Remove what a command left that was killed before an entry began, or after it ended.

        Only under the lock, where no entry is between its folder and its file.
        """
        import shutil

        for id in self._ids():
            if self._is_missing(id):
                shutil.rmtree(self.folder / id, ignore_errors=True)

    @contextmanager
    def _changing(self, sentence: str) -> Iterator[None]:
        try:
            atomic_files.make_folder(self.folder)
            with locked(self.folder / ".lock", wait=10):
                yield
        except OSError as error:
            raise self._failed(sentence, error) from error

    def _failed(self, sentence: str, error: OSError) -> TicketError:
        reason = describe_failure(error)
        return TicketError(sentence.format(folder=self.folder, reason=reason), _(_NO_ROOM))

    def _gone(self, entry: Entry) -> TicketError:
        return TicketError(
            _("The draft {id} was changed, sent or deleted by another ticket command meanwhile.").format(
                id=entry.id
            ),
            _("See what there is: ticket drafts list"),
        )


def _absolute(draft: Draft) -> Draft:
    return replace(draft, attachments=tuple(path.absolute() for path in draft.attachments))
