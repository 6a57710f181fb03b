"""Texts to start messages from: add, list, show, edit, delete.

They are plain files in the folder of your settings. A line that ends in a colon is a heading,
left out of a message where nothing is written below it. The one called “default” goes before
the headings of the provider's guide.

\b
Examples:
  ticket template add outage --department BESTNET-CLOUD
  ticket template list
  ticket new --message-template outage
"""

from __future__ import annotations

COMMANDS = ("add", "list", "show", "edit", "delete")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
