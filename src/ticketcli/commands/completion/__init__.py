"""Let your shell complete commands, options, and the names and numbers that the portal showed you.

What is completed comes from this machine alone: from what earlier commands have read. The
portal is not asked.

\b
Examples:
  ticket completion install
  ticket completion zsh > ~/.zfunc/_ticket
  eval "$(ticket completion bash)"
"""

from __future__ import annotations

COMMANDS = ("bash", "zsh", "fish", "powershell", "install")
"""Each in a module of its own here, imported when it is called. The words above are the help of the group."""
