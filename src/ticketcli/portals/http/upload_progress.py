"""Counting what goes out. Imported where an upload is watched, since it needs httpx from the start."""

from __future__ import annotations

from collections.abc import Iterator

from ticketcli.portals.base import Progress
from ticketcli.portals.http.httpx_import import httpx


class CountedBody(httpx.SyncByteStream):
    """A request's body that tells how much of it has gone."""

    def __init__(self, request: httpx.Request, progress: Progress) -> None:
        self.stream = request.stream
        self.total = int(request.headers.get("Content-Length", 0))
        self.progress = progress

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        self.progress(0, self.total)
        if not isinstance(self.stream, httpx.SyncByteStream):
            raise TypeError("The body of a request made by a synchronous client is one itself.")
        for piece in self.stream:
            yield piece
            sent += len(piece)
            self.progress(sent, self.total)
