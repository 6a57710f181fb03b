"""A pytest plugin: Ctrl-C means Ctrl-C in the tests, however they were started.

What a shell starts in the background ignores SIGINT, and so would every program that a test starts.
"""

from __future__ import annotations

import signal

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Undo it, in this process and so in all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
