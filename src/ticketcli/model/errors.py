"""What can go wrong, as people are told it.

    TicketError                 failed
    ├── UsageError              wrong usage
    │   └── UnknownName          a department, service or portal that does not exist
    ├── ContentRefused          the local checks or the portal refused the content
    └── Cancelled               the person stopped it

`portals.base` and `usecases` add theirs; `ticketcli.exit_codes` turns each kind into an exit code.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence

from ticketcli.i18n import _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.text import clean, clean_line


class TicketError(Exception):
    """Something failed. `message` says what and to what, `hint` what to do next.

    Errors quote what portals and people wrote, so what a terminal would obey is taken out here.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = clean(message)
        self.hint = clean(hint)
        super().__init__(self.message)


class UsageError(TicketError):
    """The command was asked in a way it cannot be done."""


class UnknownName(UsageError):
    """A name that nothing here has. `existing` is what could have been meant."""

    def __init__(self, message: str, existing: Sequence[str], hint: str = "") -> None:
        super().__init__(message, hint)
        self.existing = tuple(clean_line(name) for name in existing)


class ContentRefused(TicketError):
    """The content cannot be sent as it is; `problems` has one sentence for each reason."""

    def __init__(self, problems: Sequence[str], hint: str = "") -> None:
        super().__init__("\n".join(problems), hint)
        self.problems = tuple(clean(problem) for problem in problems)


class Cancelled(TicketError):
    """The person stopped it (Ctrl-C, or "cancel" in the review)."""

    def __init__(self, message: str | None = None, hint: str = "") -> None:
        super().__init__(_("Cancelled.") if message is None else message, hint)


def is_closed_pipe(error: OSError, platform: str = sys.platform) -> bool:
    """Tell whether whoever read from a pipe has gone; on Windows that is an invalid argument, of no file."""
    if platform == "win32" and error.errno == errno.EINVAL:
        return error.filename is None
    return isinstance(error, BrokenPipeError)


def describe_os_error(error: OSError) -> TicketError:
    """Return what the system would not do, and to which file."""
    where = f"{error.filename}: " if error.filename else ""
    return TicketError(f"{where}{describe_failure(error)}")
