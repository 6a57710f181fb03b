"""The built-in practice portal, for a first try and for tests.

Nobody reads what is written there, and nothing leaves this machine. Use it with any command and
`--portal sandbox`, without an account.

\b
Examples:
  ticket --portal sandbox new
  ticket sandbox serve
  ticket sandbox reset
"""

from __future__ import annotations

COMMANDS = ("serve", "reset")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
