"""Your settings: get, set, unset, list, edit.

They are kept in config.toml, a text file of your own: comments and order stay as you left
them. An environment variable of the same meaning goes before a setting.

\b
Examples:
  ticket config list
  ticket config set editor "code --wait"
  ticket config edit
"""

from __future__ import annotations

COMMANDS = ("get", "set", "unset", "list", "edit")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
