"""Lock drafts, and requests that are being sent, for one command at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.files import DraftFiles
from ticketcli.drafts.folder_lock import FolderLock
from ticketcli.drafts.request import Request
from ticketcli.i18n import _
from ticketcli.model.errors import TicketError
from ticketcli.system import atomic_files
from ticketcli.system.locks import hold_lock

WAIT = 120.0  # seconds for another command to send the same


class DraftInUse(TicketError):
    """Another command uses the draft."""


class DraftLocks:
    """The locks of single drafts and requests in a folder; `notify` shows the user what is waited for."""

    def __init__(self, files: DraftFiles, lock: FolderLock, notify: Callable[[str], object]) -> None:
        self._files = files
        self._lock = lock
        self._notify = notify
        self._held: set[str] = set()

    @contextmanager
    def edit_text(self, entry: Entry) -> Iterator[Path]:
        """Hold a draft while its message is in an editor. Yields where the editor's file is to be.

        What is left there when a command ends, however it ends, is the draft's message from then on.
        """
        with self.hold(entry):
            yield self._files.path(entry.id, "message.txt")

    def holds(self, id: str) -> bool:
        """Say whether this command holds a draft."""
        return id in self._held

    def is_in_use(self, id: str) -> bool:
        """Say whether another command holds a draft."""
        if id in self._held:
            return False
        try:
            with hold_lock(self._files.path(id, "lock")):
                return False
        except BlockingIOError:
            return True

    @contextmanager
    def hold(self, entry: Entry, *, wait: float = 0.0) -> Iterator[Entry]:
        """Lock a draft against sending and editing by other commands. Yields it as it is on disk.

        Who holds it may do so again inside. A holder that was killed holds nothing any more; any other
        is waited for, `wait` seconds at most.
        Raises DraftInUse where another command has it, and TicketError where one had it and is done.
        """
        with ExitStack() as stack:
            try:
                if entry.id not in self._held:
                    stack.enter_context(hold_lock(self._files.path(entry.id, "lock"), wait=wait))
                    self._held.add(entry.id)
                    stack.callback(self._held.remove, entry.id)
            except BlockingIOError as error:
                raise DraftInUse(
                    _("Draft {id} is being sent or edited by another ticket command.").format(id=entry.id),
                    _("Wait until it finishes, then see: ticket drafts list"),
                ) from error
            except FileNotFoundError as error:
                raise describe_gone(entry) from error
            except OSError as error:
                raise self._lock.describe(
                    _("The draft could not be locked in {folder}: {reason}."), error
                ) from error
            now = self._files.read(entry.id)
            if now is None:
                raise describe_gone(entry)
            yield now

    @contextmanager
    def sending(self, request: Request) -> Iterator[None]:
        """Let one command at a time send the same request; another one is waited for.

        Raises BlockingIOError where that one does not end in time.
        """
        with self._hold_temporarily(f".sending-{request.content[:16]}"):
            yield

    @contextmanager
    def sending_file(self, content: str) -> Iterator[None]:
        """Let one command at a time create the tickets of a file. Waits and raises as `sending` does."""
        with self._hold_temporarily(f".file-{sha256(content.encode()).hexdigest()[:16]}"):
            yield

    @contextmanager
    def _hold_temporarily(self, name: str) -> Iterator[None]:
        notice = _("Waiting for another ticket command that sends the same.")
        try:
            atomic_files.make_folder(self._lock.folder)
            self._lock.check()
            stack = ExitStack()
            stack.enter_context(
                hold_lock(
                    self._lock.folder / name,
                    wait=WAIT,
                    waiting=lambda: self._notify(notice),
                    temporary=True,
                )
            )
        except BlockingIOError:
            raise
        except OSError as error:
            raise self._lock.describe(
                _("The draft could not be locked in {folder}: {reason}."), error
            ) from error
        with stack:
            yield


def describe_gone(entry: Entry) -> TicketError:
    """Build the error for an entry that another command changed."""
    return TicketError(
        _("Draft {id} was changed, sent or deleted by another ticket command.").format(id=entry.id),
        _("See: ticket drafts list"),
    )
