"""The colours for light and for dark backgrounds.

A terminal's sixteen colours are what its theme makes of them: green on white is a strain to read at xterm,
red on black at Windows Terminal, and dim is half of anything. So colours are taken from the 256 that
look the same everywhere, by how they stand out from the background (WCAG 2.2, 1.4.3: 4.5 to 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Shade = Literal["light", "dark", "either", "none"]
"""The background; `either` where it is not known, `none` for terminals that have no such colours."""

SHADES: Mapping[Shade, Mapping[str, int]] = {
    "light": {"green": 22, "magenta": 90, "cyan": 24, "red": 124, "dim": 240},
    "dark": {"green": 71, "magenta": 177, "cyan": 74, "red": 210, "dim": 248},
    # Half way between black and white, for there is nothing else that both let through.
    "either": {"green": 29, "magenta": 163, "cyan": 63, "red": 131, "dim": 243},
    "none": {},
}
"""The number of each colour among the 256. https://invisible-island.net/xterm/ (256colres.pl)"""

HUES = frozenset(SHADES["either"])

# The sixteen by their numbers: those from 9 on are bright.
_LIGHT = ("7", "9", "10", "11", "12", "13", "14", "15")
_DARK = ("0", "1", "2", "3", "4", "5", "6", "8")
_OLD = ("vt", "ansi", "cons", "linux", "sun", "wy")


def detect_shade(env: Mapping[str, str]) -> Shade:
    """Detect the background by TICKET_BACKGROUND or the setting, else by COLORFGBG of some terminals."""
    if env.get("TERM", "").startswith(_OLD):
        return "none"
    if env.get("TICKET_BACKGROUND") == "light":
        return "light"
    if env.get("TICKET_BACKGROUND") == "dark":
        return "dark"
    background = env.get("COLORFGBG", "").rpartition(";")[2]
    if background in _LIGHT:
        return "light"
    return "dark" if background in _DARK else "either"


def resolve_style(style: str, shade: Shade) -> str:
    """Resolve a style in rich's words, its colours those of a shade."""
    words = [_parse_number(word, shade) if word in HUES else word for word in style.split()]
    return " ".join(filter(None, words))


def _parse_number(name: str, shade: Shade) -> str:
    number = SHADES[shade].get(name)
    return "" if number is None else f"color({number})"
