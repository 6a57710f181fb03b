"""A stream that never shows a secret of the program's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO, cast

from ticketcli.model.redaction import Redactor


class RedactedStream:
    """Writes to another stream what is left when secrets are blanked. All else is that stream's own."""

    def __init__(self, stream: TextIO, redactor: Redactor) -> None:
        self._stream = stream
        self._redactor = redactor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write a text, its secrets blanked."""
        self._stream.write(self._redactor.redact(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts, their secrets blanked."""
        for line in lines:
            self.write(line)


def redact_stream(stream: TextIO, redactor: Redactor) -> TextIO:
    """Wrap a stream, so that it shows no secret."""
    return cast("TextIO", RedactedStream(stream, redactor))
