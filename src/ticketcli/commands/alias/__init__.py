"""Manage aliases for longer commands: set, list, delete.

$1 to $9 are replaced by arguments; the rest are appended. An alias cannot have the name of a
command.

\b
Examples:
  ticket alias set mine "list --awaiting me"
  ticket alias set vps 'new -d BESTNET-CLOUD -s "VPS $1: $2"'
  ticket alias list
"""

from __future__ import annotations

COMMANDS = ("set", "list", "delete")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
