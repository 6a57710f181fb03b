"""What a person asked to have sent, before it is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Kind = Literal["new", "reply"]


@dataclass(frozen=True)
class Unfinished:
    """An answer that was cut short: the name of its question, and what was typed of it."""

    question: str
    text: str


@dataclass(frozen=True)
class Draft:
    """A ticket or a reply as asked for: names as typed, files as paths, nothing composed yet.

    `department` and `service` hold what was typed (a name, a prefix, an id); `number` is the
    ticket that a reply answers; `close` asks to close the ticket after the reply. The answers
    that an `unfinished` one was to change are still there. `declined` are the names of questions that
    were answered with no: what was given for them before is still there and is not sent.
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
    unfinished: Unfinished | None = None
    declined: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was typed that anybody would miss."""
        answers = (self.subject, self.message, self.attachments, self.impact, self.contact)
        return not any(answers) and self.unfinished is None

    def typed(self, question: str) -> str:
        """Return what was typed of the answer to a question before it was cut short, or ""."""
        return self.unfinished.text if self.is_unfinished(question) and self.unfinished else ""

    def decide(self, question: str, *, accepted: bool) -> Draft:
        """Return the draft with the answer to a yes-or-no question noted among the `declined`."""
        others = tuple(name for name in self.declined if name != question)
        return replace(self, declined=others if accepted else (*others, question))

    def drop_unsent(self) -> Draft:
        """Return the draft without what is only saved in it: the impact and contact of one not urgent."""
        return self if self.urgent else replace(self, impact="", contact="")

    def is_unfinished(self, *questions: str) -> bool:
        """Return whether the answer to one of these questions was cut short."""
        return self.unfinished is not None and self.unfinished.question in questions
