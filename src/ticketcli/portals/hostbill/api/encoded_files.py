"""Attachments in JSON: base64 by file name, encoded as they go, so that none has to fit in memory."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from ticketcli.portals.base import File, Progress


class Encoded:
    """A JSON body with a map of files. `size` is its length in bytes; it can be gone through again."""

    def __init__(
        self, body: dict[str, Any], name: str, files: tuple[File, ...], progress: Progress | None
    ) -> None:
        head = json.dumps(body)[:-1]
        self.head = f"{head}, {json.dumps(name)}: {{".encode()
        self.files = [((", " if i else "") + json.dumps(f.name) + ': "', f) for i, f in enumerate(files)]
        self.progress = progress
        self.size = len(self.head) + 2
        self.size += sum(len(label.encode()) + 1 + -(-file.size // 3) * 4 for label, file in self.files)

    def __iter__(self) -> Iterator[bytes]:
        from ticketcli.portals.http.upload_files import SteadyFile

        yield self.head
        for label, file in self.files:
            yield label.encode()
            with file.path.open("rb") as opened:
                steady = SteadyFile(opened, file)
                while piece := steady.read(3 * 64 * 1024):  # a multiple of 3 has no padding inside
                    yield base64.b64encode(piece)
            yield b'"'
        yield b"}}"
