"""The headings that help to write a message that support can work with.

The provider's guide: “Enter details in the Message field (occurrence date/time, situation,
reproduction steps, error messages, impact scope, etc.)”.
"""

from __future__ import annotations

from collections.abc import Collection

from ticketcli.i18n import N_, _, translate_to_all

HEADINGS = (
    N_("When (date and time):"),
    N_("What happened:"),
    N_("Steps to reproduce:"),
    N_("Error messages:"),
    N_("Impact:"),
)
COMMENT = "#|"
"""Starts a line that is not sent. Longer than the usual “#”, which root's commands start with."""


def list_guide_headings() -> tuple[str, ...]:
    """Return the headings, in the language spoken now."""
    return tuple(_(heading) for heading in HEADINGS)


def make_scaffold(*, impact: bool = True) -> str:
    """Return a text to start from: all headings, empty lines between. `impact`: whether to ask for it."""
    headings = list_guide_headings() if impact else list_guide_headings()[:-1]
    return "\n".join([*_add_explanation(headings=True), "", *(f"{heading}\n\n" for heading in headings)])


def open_template(template: str) -> str:
    """Return a person's own template, as the editor opens on it."""
    return "\n".join([*_add_explanation(headings=True), "", template.strip("\n"), ""])


def find_headings(template: str) -> tuple[str, ...]:
    """Return the lines of a template that say what is to be written below: those that end in a colon."""
    lines = (line.rstrip() for line in template.splitlines())
    return tuple(line for line in lines if line.endswith((":", "：")) and not line.startswith(COMMENT))


def explain_above(text: str) -> str:
    """Return a text that is there already, with what an editor's user has to know above it."""
    return "\n".join([*_add_explanation(headings=False), "", text, ""])


def strip_scaffold(text: str, headings: Collection[str] | None = None) -> str:
    """Return what was written: without comment lines, and without headings that stayed empty.

    `headings` are those of a template; None stands for the guide's, in whatever language they are.
    """
    if headings is None:
        headings = {each for heading in HEADINGS for each in translate_to_all(heading)}
    written: list[str] = []
    waiting: list[str] = []  # a heading and the empty lines below it, until something follows
    for line in text.replace("\r\n", "\n").split("\n"):
        line = line.rstrip()
        if line.startswith(COMMENT):
            continue
        if line in headings:
            waiting = [line]
        elif line:
            written += [*waiting, line]
            waiting = []
        elif waiting:
            waiting.append(line)
        else:
            written.append(line)
    return "\n".join(written).strip("\n")


def _add_explanation(*, headings: bool) -> list[str]:
    said = [
        _("Write your message, then save and close the editor."),
        _("Lines that start with {mark} are not sent.").format(mark=COMMENT),
    ]
    if headings:
        said.append(_("Headings with no text below them are left out."))
    return [f"{COMMENT} {sentence}" for sentence in said]
