"""Manage unsent drafts: list, show, edit, send, delete.

Whatever you write is saved until the portal confirms it. A draft is “unsent”, or “unconfirmed”
if it was sent without an answer: it may have arrived.

\b
Examples:
  ticket drafts list
  ticket drafts send d-7f3k
  ticket drafts delete d-7f3k
"""

from __future__ import annotations

COMMANDS = (
    "list",
    "show",
    "edit",
    "send",
    "delete",
)
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
