"""The history of confirmed drafts, and of tickets created from entries of files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ticketcli.drafts import submissions
from ticketcli.drafts.confirmed import Confirmed, append_confirmed, load_confirmed
from ticketcli.drafts.folder_lock import FolderLock
from ticketcli.drafts.submissions import Created
from ticketcli.i18n import N_, _
from ticketcli.model.errors import TicketError
from ticketcli.system import plain_files

_NOT_NOTED = N_("The created ticket could not be recorded in {folder}: {reason}.")


class History:
    """Record what became of removed drafts. Every call may raise TicketError."""

    def __init__(self, lock: FolderLock, now: Callable[[], datetime]) -> None:
        self._lock = lock
        self._folder = lock.folder
        self._now = now

    def confirmed(self) -> tuple[Confirmed, ...]:
        """List confirmed tickets and replies, oldest first."""
        self._lock.check()
        try:
            return load_confirmed(self._folder)
        except plain_files.DamagedFile as error:
            raise TicketError(
                _("{path} is damaged: {reason}").format(path=error.path, reason=error.reason),
                _("Move it away and try again."),
            ) from error

    def note_confirmed(self, confirmed: Confirmed) -> None:
        """Record a ticket or reply that was read back."""
        with self._lock.changing(_(_NOT_NOTED)):
            append_confirmed(self._folder, confirmed)

    def note_created(self, origin: str, number: str) -> None:
        """Record the number of the ticket created from the entry with that fingerprint."""
        with self._lock.changing(_(_NOT_NOTED)):
            folder, now = self._folder / "created", self._now()
            submissions.save_created(folder, origin, Created(number, now))
            submissions.prune_created(folder, now)

    def created(self, origin: str) -> Created | None:
        """Return the ticket created from the entry with that fingerprint, or None."""
        self._lock.check()
        return submissions.load_created(self._folder / "created", origin)
