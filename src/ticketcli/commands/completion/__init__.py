"""Set up completion of commands, options, names and ticket numbers.

Names and numbers come from what earlier commands have read; completion never contacts the
portal.

\b
Examples:
  ticket completion install
  ticket completion zsh > ~/.zfunc/_ticket
  eval "$(ticket completion bash)"
"""

from __future__ import annotations

COMMANDS = ("bash", "zsh", "fish", "powershell", "install")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
