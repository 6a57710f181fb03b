"""A pytest plugin: Ctrl-C and a hang-up mean what they mean, however the tests were started.

What a shell starts in the background ignores SIGINT, and nohup SIGHUP; so would every program that a
test starts.
"""

from __future__ import annotations

import signal

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Undo it, in this process and so in all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
