"""A command as a person writes it into a setting: its words."""

from __future__ import annotations

import os
import shlex


def split_command(text: str, *, windows: bool = os.name == "nt") -> list[str]:
    """Return the words of a command, as a shell would split it. Raises ValueError for an open quote.

    On Windows a backslash stands in paths and escapes nothing, and quotes are double ones.
    """
    if not windows:
        return shlex.split(text)
    split = shlex.shlex(text, posix=True, punctuation_chars=False)
    split.whitespace_split = True
    split.commenters = split.escape = ""
    split.quotes = '"'
    return list(split)
