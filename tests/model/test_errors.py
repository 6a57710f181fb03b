"""What the system would not do, as people are told it."""

from __future__ import annotations

import errno

import pytest

from ticketcli.model.errors import is_closed_pipe


@pytest.mark.parametrize(
    ("error", "platform", "closed"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), "linux", True),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), "win32", True),
        (OSError(errno.EINVAL, "Invalid argument"), "win32", True),
        (OSError(errno.EINVAL, "Invalid argument", "a.txt"), "win32", False),
        (OSError(errno.EINVAL, "Invalid argument"), "linux", False),
        (OSError(errno.ENOSPC, "No space left on device"), "win32", False),
    ],
)
def test_a_closed_pipe_is_known_on_every_system(error: OSError, platform: str, closed: bool) -> None:
    assert is_closed_pipe(error, platform) is closed
