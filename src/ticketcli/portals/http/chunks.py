"""How much of a file is sent at a time.

httpx asks for 64 KiB. Each piece costs Python as much as sending it does, so that over a fast line 256 MiB
come at 0.6 of what they come at in pieces of 1 MiB, which are as quick as curl. Over a slow line such
pieces would make the progress shown jump: so they grow only while they go quickly.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketcli.portals.http.upload_files import SteadyFile

LARGEST = 1024 * 1024
QUICK = 0.05  # seconds for one piece


class GrowingChunks:
    """A file to send, in growing pieces."""

    def __init__(self, steady: SteadyFile, clock: Callable[[], float] = monotonic) -> None:
        self.steady = steady
        self._clock = clock
        self._size = 0
        self._asked = clock()
        self.seek, self.fileno = steady.seek, steady.fileno

    def read(self, size: int) -> bytes:
        """Return the next bytes: at least `size`, but for the last."""
        before, self._asked = self._asked, self._clock()
        quick = self._asked - before < QUICK
        self._size = min(max(size, 2 * self._size), LARGEST) if quick else size
        return self.steady.read(self._size)
