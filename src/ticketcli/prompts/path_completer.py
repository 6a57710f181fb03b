"""Completing the last of several paths, as a shell does."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

_LAST = re.compile(r"(?:\\.|[^\s\\])*$")
_SPECIAL = re.compile(r"([\s\\'\"])")


class PathsCompleter(Completer):
    """Completes the word before the cursor; a backslash stands before blanks in it."""

    def __init__(self) -> None:
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Return what the word could go on with; a folder's name ends in a slash."""
        if os.name == "nt":  # a backslash stands in every path there
            yield from self._paths.get_completions(document, complete_event)
            return
        last = _LAST.search(document.text_before_cursor)
        word = re.sub(r"\\(.)", r"\1", last.group()) if last else ""
        for found in self._paths.get_completions(Document(word), complete_event):
            slash = "/" if found.display_text.endswith("/") else ""
            yield Completion(_SPECIAL.sub(r"\\\1", found.text) + slash, display=found.display)
