"""Which prompter fits the terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from ticketcli.output.accessible import wants_accessible
from ticketcli.prompts.prompter import Prompter


def choose_prompter(stdin: TextIO, stderr: TextIO, env: Mapping[str, str]) -> Prompter:
    """Return the prompter that fits: plain lines where accessible or dumb, else a drawn one."""
    if wants_accessible(env) or not _can_redraw(stdin, stderr, env):
        from ticketcli.prompts.plain_prompter import PlainPrompter

        return PlainPrompter(stdin, stderr)
    from ticketcli.prompts.drawn_prompter import DrawnPrompter

    return DrawnPrompter(stdin, stderr)


def _can_redraw(stdin: TextIO, stderr: TextIO, env: Mapping[str, str]) -> bool:
    if not (stdin.isatty() and stderr.isatty()):
        return False
    try:
        stdin.fileno(), stderr.fileno()
    except OSError:
        return False  # not a terminal of the system's: there is nothing to switch to raw mode
    if os.name == "nt":
        return True
    return env.get("TERM", "").casefold() not in ("", "dumb", "unknown")
