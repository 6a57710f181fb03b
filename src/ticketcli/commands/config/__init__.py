"""Manage settings: get, set, unset, list, edit.

Settings are saved in config.toml; its comments and order are preserved. An environment variable
overrides the setting.

\b
Examples:
  ticket config list
  ticket config set editor "code --wait"
  ticket config edit
"""

from __future__ import annotations

COMMANDS = ("get", "set", "unset", "list", "edit")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
