"""Save attachments in parallel: each is written to a part file, which is renamed when it is complete."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import BinaryIO

from ticketcli.html.pasted import is_pasted, read_pasted
from ticketcli.i18n import _
from ticketcli.model.errors import TicketError, describe_os_error
from ticketcli.model.ticket import Attachment
from ticketcli.portals.base import STOPS, Portal, PortalError, Progress
from ticketcli.system.renaming import rename_over
from ticketcli.usecases.outcome import Failure
from ticketcli.usecases.side_by_side import run_side_by_side


class _Cancelled(Exception):
    """The command ends: a download that is still under way ends too."""


def refuse_existing(targets: Sequence[Path]) -> None:
    """Raise TicketError where files are in the way."""
    existing = [str(target) for target in targets if os.path.lexists(target)]
    if existing:
        listed = "\n".join(f"  {path}" for path in existing)
        raise TicketError(
            _("These files already exist:\n{files}").format(files=listed),
            _("Save elsewhere with --dir DIR, or replace them with --force."),
        )


def write_attachment(
    portal: Portal, number: str, attachment: Attachment, into: BinaryIO, progress: Progress
) -> None:
    """Write an attachment's bytes, of the portal or out of the message itself. Raises PortalError."""
    if is_pasted(attachment):
        into.write(read_pasted(attachment))
    else:
        portal.download(number, attachment, into, progress)


def save_attachments(
    portal: Portal,
    number: str,
    targets: Sequence[tuple[Attachment, Path]],
    *,
    force: bool,
    progress: Progress,
) -> Generator[int | Failure, None, None]:
    """Yield for each attachment, in their order, its size in bytes, or why it was not saved.

    The others begin when the first one comes: until then it may be the sign-in that has to be renewed, or
    the portal that cannot be reached. `progress` gets the bytes of all of them together. What keeps one
    from being fetched from the portal keeps those that were not begun. Whatever is not whole is removed,
    also when the iterator is closed.
    """
    saving = _Saving(portal, number, force, progress, [attachment for attachment, _path in targets])
    tasks = [
        lambda index=index, path=path: saving.save(index, path)
        for index, (_attachment, path) in enumerate(targets)
    ]
    try:
        yield from run_side_by_side(tasks, saving.begun)
    finally:
        saving.cancel()


class _Saving:
    def __init__(
        self, portal: Portal, number: str, force: bool, progress: Progress, attachments: Sequence[Attachment]
    ) -> None:
        self._portal = portal
        self._number = number
        self._force = force
        self._progress = progress
        self._attachments = attachments
        self.begun = threading.Event()
        self._lock = threading.Lock()
        self._cancelled = False
        self._stopped: TicketError | None = None
        self._parts: set[Path] = set()
        self._done = [0] * len(attachments)
        self._totals = [attachment.size or 0 for attachment in attachments]

    def save(self, index: int, target: Path) -> int | Failure:
        """Save one attachment."""
        attachment = self._attachments[index]
        if self._stopped is not None:
            return Failure(attachment.name, self._stopped, tried=False)
        try:
            return self._save(index, attachment, target)
        except OSError as error:
            return Failure(attachment.name, describe_os_error(error))
        except TicketError as error:
            if isinstance(error, STOPS):
                self._stopped = error
            return Failure(attachment.name, error)
        finally:
            self.begun.set()

    def cancel(self) -> None:
        """End what is under way, and remove what is not whole."""
        with self._lock:
            self._cancelled = True
            for part in self._parts:
                part.unlink(missing_ok=True)

    def _save(self, index: int, attachment: Attachment, target: Path) -> int:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
        with self._lock:
            if self._cancelled:
                raise _Cancelled
            file = part.open("xb")
            self._parts.add(part)
        try:
            with file:
                write_attachment(
                    self._portal,
                    self._number,
                    attachment,
                    file,
                    lambda done, total: self._report(index, done, total),
                )
                size = file.tell()
            if attachment.size is not None and size < attachment.size:
                raise PortalError(
                    _("“{name}” is incomplete ({size} of {whole} bytes) and was not saved.").format(
                        name=attachment.name, size=size, whole=attachment.size
                    ),
                    _("Try again: ticket download {number}").format(number=self._number),
                )
            self._give_name(part, target)
        finally:
            part.unlink(missing_ok=True)
            with self._lock:
                self._parts.discard(part)
        return size

    def _report(self, index: int, done: int, total: int) -> None:
        self.begun.set()
        with self._lock:
            if self._cancelled:
                raise _Cancelled
            self._done[index] = done
            self._totals[index] = total or self._totals[index]
            known = all(self._totals)
            self._progress(sum(self._done), sum(self._totals) if known else 0)

    def _give_name(self, part: Path, target: Path) -> None:
        if not self._force:
            try:
                target.hardlink_to(part)  # fails where the name was taken meanwhile
                return
            except FileExistsError:
                refuse_existing([target])
                raise
            except OSError:  # a file system without links
                refuse_existing([target])
        rename_over(part, target)
