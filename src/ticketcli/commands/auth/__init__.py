"""`ticket auth`: sign in and out, and see what a portal offers."""

from __future__ import annotations

COMMANDS = ("login", "status", "logout", "switch")
"""Each in a module of its own here, imported when it is called."""


def group() -> None:
    """Sign in and out, and see what a portal offers.

    \b
    Examples:
      ticket auth login https://hb.bestnetllc.co.jp
      ticket auth status
      ticket auth logout
    """
