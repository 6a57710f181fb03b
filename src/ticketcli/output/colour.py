"""Lines made of styled parts, and whether and how colour is put on them.

There are no background colours, and a style never says what words do not say as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ticketcli.model.text import clean
from ticketcli.output.contrast import Shade, detect_shade, resolve_style

Part = tuple[str, str]
"""Text and its style, in rich's words ("bold", "dim", "bold magenta"; "" for none); see also `linked`."""

Line = Sequence[Part]
"""Parts side by side: one line of a screen, without its line end."""

_STATUS = {
    "open": "green",
    "client-reply": "green",
    "answered": "magenta",
    "in-progress": "cyan",
    "closed": "dim",
}


def wants_colour(env: Mapping[str, str], *, terminal: bool) -> bool:
    """Say whether to colour, as https://no-color.org and https://bixense.com/clicolors have it.

    NO_COLOR goes before everything; FORCE_COLOR and CLICOLOR_FORCE (but for "0") colour even a
    pipe; else a terminal is coloured that is not dumb and not told otherwise by CLICOLOR=0.
    """
    if env.get("NO_COLOR"):
        return False
    if any(env.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return terminal and env.get("TERM") != "dumb" and env.get("CLICOLOR") != "0"


def choose_shade(env: Mapping[str, str], *, terminal: bool) -> Shade | None:
    """Choose the background to colour for, or None where nothing is coloured."""
    return detect_shade(env) if wants_colour(env, terminal=terminal) else None


def get_status_style(status: str | None) -> str:
    """Return the style of a status; the portal's own words are known, the provider's are left plain."""
    return _STATUS.get((status or "").casefold().replace(" ", "-"), "")


def make_link_style(style: str, address: str) -> str:
    """Make the style of a text that leads to a `links.safe` address, for a terminal that can follow it."""
    return f"{style}\n{address}"


def paint(lines: Iterable[Line], *, shade: Shade | None) -> str:
    """Paint the lines as text with line ends, harmless to a terminal; in colour but for None."""
    return "".join("".join(_paint_part(part, shade) for part in line) + "\n" for line in lines)


def _paint_part(part: Part, shade: Shade | None) -> str:
    text, style = part
    if shade is None:
        return clean(text)
    style, _, address = style.partition("\n")
    before, after = _get_escape_codes(style, shade)
    if address:  # OSC 8: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
        before, after = f"\x1b]8;;{address}\x1b\\{before}", f"{after}\x1b]8;;\x1b\\"
    return f"{before}{clean(text)}{after}"


@cache
def _get_escape_codes(style: str, shade: Shade) -> tuple[str, str]:
    style = resolve_style(style, shade)
    if not style:
        return "", ""
    from rich.color import ColorSystem
    from rich.style import Style

    before, after = Style.parse(style).render("\0", color_system=ColorSystem.EIGHT_BIT).split("\0")
    return before, after
