"""Manage message templates: add, list, show, edit, delete.

Templates are plain files in the settings directory. A line that ends in a colon is a heading,
left out of a message if nothing is written below it. The template “default” replaces the
headings of the provider's guide.

\b
Examples:
  ticket template add outage --department BESTNET-CLOUD
  ticket template list
  ticket new --message-template outage
"""

from __future__ import annotations

COMMANDS = ("add", "list", "show", "edit", "delete")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
