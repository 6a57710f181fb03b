"""What was typed and is not confirmed: list, show, edit, send, delete.

Everything you write is kept until the portal was seen to have it. A draft is “unsent”, or
“unconfirmed” where it was sent and no answer came: it may have arrived.

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
