"""How the colours stand out from the backgrounds of usual terminals: WCAG 2.2, 1.4.3, contrast (minimum)."""

from __future__ import annotations

import re

import pytest
from tests.output.conftest import OUTAGE, TICKETS, On

from ticketcli.output.contrast import SHADES, Shade, detect_shade

BACKGROUNDS = {
    # XTerm-col.ad of xterm, in both of its usual directions
    "xterm, white": ("ffffff", "light"),
    "xterm, black": ("000000", "dark"),
    # https://learn.microsoft.com/windows/terminal/customize-settings/color-schemes
    "Windows Terminal, Campbell": ("0c0c0c", "dark"),
    "Windows Terminal, One Half Light": ("fafafa", "light"),
    "Windows Terminal, Tango Light": ("ffffff", "light"),
    "PowerShell's console, Campbell Powershell": ("012456", "dark"),
    # https://ethanschoonover.com/solarized (base3, base03)
    "Solarized Light": ("fdf6e3", "light"),
    "Solarized Dark": ("002b36", "dark"),
    # profiles that come with macOS Terminal
    "macOS Terminal, Basic": ("ffffff", "light"),
    "macOS Terminal, Pro": ("000000", "dark"),
    # palettes of GNOME Terminal, and Ubuntu's own
    "GNOME, dark": ("171421", "dark"),
    "Ubuntu": ("300a24", "dark"),
}
CASES = [(name, *rest) for name, rest in BACKGROUNDS.items()]


def rgb(number: int) -> str:
    """A colour of the 256 above the first sixteen: a cube of six steps, then greys (xterm's 256colres.pl)."""
    if number >= 232:
        return f"{8 + 10 * (number - 232):02x}" * 3
    steps = (0, 95, 135, 175, 215, 255)
    red, rest = divmod(number - 16, 36)
    return "".join(f"{steps[step]:02x}" for step in (red, *divmod(rest, 6)))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def weakest(shade: Shade, background: str) -> float:
    """The contrast of the colour of a shade that stands out least."""
    return min(contrast(rgb(number), background) for number in SHADES[shade].values())


def test_the_measure_is_the_standards() -> None:
    assert contrast("ffffff", "000000") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)
    assert (rgb(16), rgb(21), rgb(196), rgb(231), rgb(244)) == (
        "000000",
        "0000ff",
        "ff0000",
        "ffffff",
        "808080",
    )


@pytest.mark.parametrize(("name", "background", "shade"), CASES)
def test_where_the_background_is_known_every_word_can_be_read(
    name: str, background: str, shade: Shade
) -> None:
    assert weakest(shade, background) >= 4.5, name


@pytest.mark.parametrize("background", ["ffffff", "000000"])
def test_where_it_is_not_every_word_can_be_read_on_black_and_on_white(background: str) -> None:
    assert weakest("either", background) >= 4.5


@pytest.mark.parametrize(("name", "background", "shade"), CASES)
def test_where_it_is_not_nothing_disappears_on_any(name: str, background: str, shade: Shade) -> None:
    assert weakest("either", background) >= 3, name


@pytest.mark.parametrize(
    ("env", "shade"),
    [
        ({}, "either"),
        ({"COLORFGBG": "15;0"}, "dark"),
        ({"COLORFGBG": "0;default;15"}, "light"),
        ({"COLORFGBG": "default;default"}, "either"),
        ({"COLORFGBG": "15;0", "TICKET_BACKGROUND": "light"}, "light"),
        ({"TICKET_BACKGROUND": "dark"}, "dark"),
        ({"TICKET_BACKGROUND": "pink"}, "either"),
        ({"TERM": "xterm-256color", "TICKET_BACKGROUND": "dark"}, "dark"),
        ({"TERM": "linux", "TICKET_BACKGROUND": "dark"}, "none"),
        ({"TERM": "vt220"}, "none"),
    ],
)
def test_the_background_is_asked_for_or_told(env: dict[str, str], shade: Shade) -> None:
    assert detect_shade(env) == shade


def test_old_terminals_get_bold_and_no_colour(coloured: On) -> None:
    shown = coloured(80, {"TERM": "vt220"})
    shown.screen.ticket(OUTAGE)
    shown.screen.tickets(TICKETS)
    shown.screen.warn("Careful.")
    assert set(re.findall(r"\x1b\[([0-9;]*)m", shown.out + shown.err)) == {"0", "1"}
