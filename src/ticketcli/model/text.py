"""Text that came from somewhere else, made harmless.

Every string that a portal sends passes through here where it enters, so that nothing
further in has to think of escape sequences again.
"""

from __future__ import annotations

import re
import unicodedata

# Patterns are compiled, and kept, by re when they are first used: most starts meet nothing to take out.
#
# CSI, OSC, DCS and the other strings, and two-character escapes, in their 7-bit form. The
# bodies of string sequences go with them: what follows ESC ] is for the terminal, not for people.
_ESCAPES = (
    r"\x1b(?:"
    r"\[[0-?]*[ -/]*[@-~]?"
    r"|[\]PX^_][^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|[ -/]*[0-~]?"
    r")"
)
# C0 but for newline and tab, DEL, C1, the bidi controls of UAX #9, line and paragraph
# separators, interlinear marks, tag characters and lone surrogates.
_CONTROLS = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINE_ENDS = "\r\n?|\u2028|\u2029|\x85|\x0b|\x0c"


def clean(text: str) -> str:
    """Return the text with line ends as `\\n` and without anything a terminal would obey."""
    # Nothing that is taken out is printable, and asking Python is ten times as quick as looking for it.
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    text = re.sub(_LINE_ENDS, "\n", text)
    if "\x1b" in text:
        text = re.sub(_ESCAPES, "", text)
    return re.sub(_CONTROLS, "", text)


def clean_line(text: str) -> str:
    """Return the text cleaned, on one line, with runs of white space as one blank."""
    return " ".join(clean(text).split())


def normalize_text(text: str) -> str:
    """Return the text for comparing: cleaned, normalised (NFC), white space as single blanks."""
    return " ".join(unicodedata.normalize("NFC", clean(text)).split())


def use_crlf(text: str) -> str:
    """Return text with the line ends that forms have and portals store."""
    return "\r\n".join(text.split("\n"))
