"""Prompt for a two-factor code on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.context import Context


def make_code_prompt(context: Context, label: str | None = None) -> Callable[[str], str] | None:
    """Return a function that prompts for a code, after a note that may be empty; None without a terminal."""
    if not context.interactive:
        return None

    def ask_code(note: str) -> str:
        with context.screen.paused():
            if note:
                context.prompter.say(note)
            return context.prompter.text(label or _("Two-factor code:"))

    return ask_code
