"""The embedded practice portal: a stand-in for a real one, for a first try and for tests.

Nobody reads what is written there, and nothing leaves this machine. Any command uses it
with `--portal sandbox`, without an account.

\b
Examples:
  ticket --portal sandbox new
  ticket sandbox serve
  ticket sandbox reset
"""

from __future__ import annotations

COMMANDS = ("serve", "reset")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
