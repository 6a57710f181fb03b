"""Exit codes, the same for every command (`ticket help exit-codes`)."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the number a command ends with means."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    SIGN_IN = 4
    REFUSED = 5
    UNREACHABLE = 6
    UNKNOWN = 7
    IN_PART = 8
    IN_VAIN = 9
    CANCELLED = 130
