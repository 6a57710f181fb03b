"""Lock the folder of drafts, for one change at a time, and report failures of the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.errors import TicketError
from ticketcli.system import atomic_files
from ticketcli.system.locks import hold_lock
from ticketcli.system.ownership import check_private

WAIT = 10.0  # seconds; a change takes a moment

_MAKE_ROOM = N_("Free some space there, or set TICKET_STATE_DIR to another directory, and try again.")


class FolderLock:
    """The lock of a folder of drafts; `notify` tells a person what is waited for."""

    def __init__(self, folder: Path, notify: Callable[[str], object]) -> None:
        self.folder = folder
        self._notify = notify

    @contextmanager
    def changing(self, sentence: str) -> Iterator[None]:
        """Make the folder if it is missing, and hold its lock in the block.

        Raises TicketError: `sentence`, with {folder} and {reason}, for what fails in the block, and
        another where the lock stays held or other users may write to the folder.
        """
        path = self.folder / ".lock"
        try:
            atomic_files.make_folder(self.folder)
            self.check()
            with hold_lock(path, wait=WAIT, waiting=lambda: self._notify(_wait_sentence(path))):
                yield
        except BlockingIOError as error:
            raise TicketError(
                _("Another process has held {path} for {seconds} seconds.").format(
                    path=path, seconds=int(WAIT)
                ),
                _("End that process, or wait for it, and try again."),
            ) from error
        except OSError as error:
            raise self.describe(sentence, error) from error

    def check(self) -> None:
        """Raise TicketError where other users may write to the folder, or to the one that it is in."""
        check_private(self.folder.parent)
        check_private(self.folder)

    def describe(self, sentence: str, error: OSError) -> TicketError:
        """Build the TicketError for a failure of the disk."""
        reason = describe_failure(error)
        return TicketError(sentence.format(folder=self.folder, reason=reason), _(_MAKE_ROOM))


def _wait_sentence(path: Path) -> str:
    return _("Waiting for another ticket command (it holds {path}).").format(path=path)
