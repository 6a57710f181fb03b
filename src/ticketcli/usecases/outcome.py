"""Errors of use-cases that were done in part or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ticketcli.i18n import _
from ticketcli.model.errors import TicketError


class DoneInPart(TicketError):
    """It was done, but not as asked. `differences` has one sentence for each."""

    def __init__(self, message: str, differences: Sequence[str], hint: str = "") -> None:
        super().__init__(_format_list(message, differences), hint)
        self.differences = tuple(differences)


class NoneDone(TicketError):
    """Nothing of several was done. `failures` has what each failed with."""

    def __init__(self, message: str, failures: Sequence[Failure], hint: str = "") -> None:
        super().__init__(_format_list(message, [failure.sentence for failure in failures]), hint)
        self.failures = tuple(failures)


class WaitedInVain(TicketError):
    """What was waited for did not happen in time."""


@dataclass(frozen=True)
class Failure:
    """One of several that was not done: its name, and why.

    `tried` is False where it was not even begun, because what kept an earlier one keeps all.
    """

    name: str
    error: TicketError
    tried: bool = True

    @property
    def reason(self) -> str:
        """Why, in words."""
        return (
            self.error.message
            if self.tried
            else _("It was not tried. {message}").format(message=self.error.message)
        )

    @property
    def sentence(self) -> str:
        """Its name, and why."""
        return _("{name}: {problem}").format(name=self.name, problem=self.reason)


def _format_list(message: str, sentences: Sequence[str]) -> str:
    return "\n".join([message, *(f"  - {sentence}" for sentence in sentences)])
