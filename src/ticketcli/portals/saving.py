"""Taking a file from a portal to disk, and knowing that all of it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ticketcli.portals.base import PortalError, Progress
from ticketcli.portals.http import Answer


def save(
    answer: Answer,
    pieces: Iterator[bytes],
    into: BinaryIO,
    progress: Progress | None,
    *,
    name: str,
    size: int | None,
) -> None:
    """Write the pieces; `size` is what the portal says elsewhere that the file has.

    Raises PortalError when fewer or more bytes came than the portal announced.
    """
    announced = answer.headers.get("content-length", "")
    encoded = answer.headers.get("content-encoding", "identity") != "identity"
    expected = int(announced) if announced.isdigit() and not encoded else size
    taken = 0
    for piece in pieces:
        into.write(piece)
        taken += len(piece)
        if progress is not None:
            progress(taken, expected or 0)
    if expected is not None and taken != expected:
        raise PortalError(f"{name} came incomplete: {taken} of {expected} bytes.", "Download it again.")
