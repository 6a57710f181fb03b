"""The headings that help to write a message that support can work with.

The provider's guide: “Enter details in the Message field (occurrence date/time, situation,
reproduction steps, error messages, impact scope, etc.)”.
"""

from __future__ import annotations

from collections.abc import Collection

HEADINGS = (
    "When (date and time):",
    "What happened:",
    "Steps to reproduce:",
    "Error messages:",
    "Impact:",
)
COMMENT = "#|"
"""Starts a line that is not sent. Longer than the usual “#”, which root's commands start with."""

_EXPLAINED = (
    f"{COMMENT} Write your message, then save and close the editor.",
    f"{COMMENT} Lines that start with {COMMENT} are not sent.",
)


def scaffold(*, impact: bool = True) -> str:
    """A text to start from: every heading with room below it. `impact`: whether to ask for it here."""
    headings = HEADINGS if impact else HEADINGS[:-1]
    explained = (*_EXPLAINED, f"{COMMENT} Headings with nothing below them are left out.")
    return "\n".join([*explained, "", *(f"{heading}\n\n" for heading in headings)])


def started(template: str) -> str:
    """A person's own template, as the editor opens on it."""
    explained = (*_EXPLAINED, f"{COMMENT} Headings with nothing below them are left out.")
    return "\n".join([*explained, "", template.strip("\n"), ""])


def headings_of(template: str) -> tuple[str, ...]:
    """The lines of a template that announce what is to be written below them: those that end in a colon."""
    lines = (line.rstrip() for line in template.splitlines())
    return tuple(line for line in lines if line.endswith((":", "：")) and not line.startswith(COMMENT))


def around(text: str) -> str:
    """A text that is there already, with what an editor's user has to know above it."""
    return "\n".join([*_EXPLAINED, "", text, ""])


def filled(text: str, headings: Collection[str] = HEADINGS) -> str:
    """What was written: without comment lines, and without headings that stayed empty."""
    kept: list[str] = []
    waiting: list[str] = []  # a heading and the empty lines below it, until something follows
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.rstrip()
        if line.startswith(COMMENT):
            continue
        if line in headings:
            waiting = [line]
        elif line:
            kept += [*waiting, line]
            waiting = []
        elif waiting:
            waiting.append(line)
        else:
            kept.append(line)
    return "\n".join(kept).strip("\n")
