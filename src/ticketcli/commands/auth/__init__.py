"""Sign in and out, and see what a portal offers.

\b
Examples:
  ticket auth login https://hb.bestnetllc.co.jp
  ticket auth status
  ticket auth logout
"""

from __future__ import annotations

COMMANDS = (
    "login",
    "status",
    "logout",
    "switch",
)
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
