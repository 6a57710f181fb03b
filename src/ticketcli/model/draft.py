"""What a person asked to have sent, before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["new", "reply"]


@dataclass(frozen=True)
class Draft:
    """A ticket or a reply as asked for: names as typed, files as paths, nothing composed yet.

    `department` and `service` hold what was typed (a name, a prefix, an id); `number` is the
    ticket that a reply answers; `close` asks to close the ticket after the reply.
    """

    kind: Kind = "new"
    number: str | None = None
    department: str | None = None
    subject: str = ""
    message: str = ""
    service: str | None = None
    cc: tuple[str, ...] = ()
    priority: str | None = None
    encrypt: bool = False
    urgent: bool = False
    impact: str = ""
    contact: str = ""
    attachments: tuple[Path, ...] = ()
    close: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was typed that anybody would miss."""
        return not (self.subject or self.message or self.attachments or self.impact or self.contact)
