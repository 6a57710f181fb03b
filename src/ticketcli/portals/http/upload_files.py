"""Files that must not change while they are sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, BinaryIO

from ticketcli.i18n import N_, _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import File, TurnedAway
from ticketcli.portals.http.chunks import GrowingChunks

_REST = N_("Try again when nothing writes to it any more, or attach a copy.")

Stamp = tuple[int, int] | None


class FileChanged(Exception):
    """A file gave more or less than it had when it was checked: the request cannot be made whole."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class SteadyFile:
    """An open file that gives as many bytes as it had when it was checked. Else raises FileChanged."""

    def __init__(self, opened: BinaryIO, file: File) -> None:
        self.opened = opened
        self.file = file
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self.opened.read(size)
        self.given += len(piece)
        if self.given > self.file.size or (not piece and self.given < self.file.size):
            raise FileChanged(self.file.name)
        return piece

    def seek(self, position: int, whence: int = 0) -> int:
        """Begin again: nothing else is asked of it."""
        self.given = self.opened.seek(position, whence)
        return self.given

    def fileno(self) -> int:
        """Return the system's number of the file, by which its length is found."""
        return self.opened.fileno()


def take_stamp(file: File) -> Stamp:
    """Return a file's size in bytes and its time of change in nanoseconds; None where it is not there."""
    try:
        found = file.path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@contextmanager
def check_unchanged(files: Sequence[File]) -> Iterator[None]:
    """Tell a file that changes while it is sent from a connection that breaks.

    Raises ContentRefused before anything is sent where a file is not as it was when it was
    checked; TurnedAway, and sending again would not help, where the request was never whole.
    """
    for file in files:
        found = take_stamp(file)
        if found is None:
            raise ContentRefused(
                [_("{name} cannot be read any more: {path}").format(name=file.name, path=file.path)]
            )
        if found[0] != file.size:
            raise ContentRefused(
                [
                    _("{name} changed after it was checked: {before:,} bytes then, {now:,} now.").format(
                        name=file.name, before=file.size, now=found[0]
                    )
                ],
                _(_REST),
            )
    try:
        yield
    except FileChanged as error:
        changed = ContentRefused([_("{name} changed while it was sent.").format(name=error.name)], _(_REST))
        raise TurnedAway(changed, again=False) from error
    except OSError as error:  # a connection's own are httpx's: this one came from reading a file
        unread = (
            _("{name} could not be read while it was sent: {reason}.").format(
                name=error.filename, reason=describe_failure(error)
            )
            if error.filename
            else _("An attachment could not be read while it was sent: {reason}.").format(
                reason=describe_failure(error)
            )
        )
        raise TurnedAway(ContentRefused([unread], _(_REST)), again=False) from error


@contextmanager
def open_parts(
    fields: Sequence[tuple[str, str]], files: Sequence[tuple[str, File]]
) -> Iterator[list[tuple[str, Any]]]:
    """Yield the parts of a form as httpx takes them, its files open. Raises as `check_unchanged` does."""
    parts: list[tuple[str, Any]] = [
        (name, (None, value.encode("utf-8", "replace"))) for name, value in fields
    ]
    with check_unchanged([file for _, file in files]), ExitStack() as opened:
        for name, file in files:
            steady = SteadyFile(opened.enter_context(file.path.open("rb")), file)
            parts.append((name, (file.name, GrowingChunks(steady), file.type)))
        yield parts
