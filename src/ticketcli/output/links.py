"""Links that a terminal can follow, and the part of the address that must be visible."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

from ticketcli.output.accessible import may_move
from ticketcli.output.colour import Part, make_link_style, wants_colour
from ticketcli.system.child_processes import make_environment

_LONGEST = 2000  # terminals drop longer ones
_ADDRESS = re.compile(r"(?:https?://|mailto:)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9.:_-]+")
_IN_TEXT = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_AFTER = ".,;:!?'\")]}>"  # ends a sentence rather than an address
_PROGRAMS = ("iterm.app", "wezterm", "vscode", "ghostty", "hyper", "rio", "warpterminal")
_TERMS = ("xterm-kitty", "foot", "alacritty", "wezterm", "xterm-ghostty", "contour", "rio")
_FIRST_LESS = 566  # the first to pass links on: https://www.greenwoodsoftware.com/less/news.566.html


def wants_links(env: Mapping[str, str], *, terminal: bool) -> bool:
    """Say whether this terminal is known to follow links and may be sent any.

    FORCE_HYPERLINK says so for a terminal that is not known here, or says no with 0.
    """
    if not terminal or not wants_colour(env, terminal=True):
        return False
    if not may_move(env, terminal=True):
        return False
    if "FORCE_HYPERLINK" in env:
        return env["FORCE_HYPERLINK"] not in ("", "0")
    if any(env.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")):
        return True
    return (
        _parse_number(env.get("VTE_VERSION", "")) >= 5000
        or env.get("TERM_PROGRAM", "").casefold() in _PROGRAMS
        or env.get("TERM", "").startswith(_TERMS)
    )


def can_pass_links(pager: list[str], env: Mapping[str, str]) -> bool:
    """Say whether a pager passes links on to the terminal instead of showing what they are made of."""
    if Path(pager[0]).name != "less":
        return False
    try:
        # As the pager itself, it is told nothing of ours, which may hold secrets.
        said = subprocess.run(
            [pager[0], "--version"], env=make_environment(env), capture_output=True, timeout=2, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    version = re.match(rb"less (\d+)", said.stdout)
    return version is not None and int(version[1]) >= _FIRST_LESS


def make_safe_address(href: str) -> str | None:
    """Return the address as it is safe for a terminal, or None where it is not for the web or for mail.

    One that browsers and this program could read in two ways is none either.
    """
    href = href.strip()
    if any(sign in href for sign in "\\\t\r\n"):
        return None
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").encode("idna").decode() if parts.scheme != "mailto" else ""
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() in ("http", "https"):
        if not _HOST.fullmatch(host):
            return None
        # Whoever stands before an @ is no part of where it leads, and only there to be read.
        place = f"[{host}]" if ":" in host else host
        href = parts._replace(netloc=place if port is None else f"{place}:{port}").geturl()
    href = quote(href, safe="-._~:/?#[]@!$&'()*+,;=%")
    return href if len(href) <= _LONGEST and _ADDRESS.fullmatch(href) else None


def describe_destination(address: str) -> str:
    """Return what has to be seen of a safe address: the host, or who gets the mail."""
    if address.lower().startswith("mailto:"):
        return address[7:].partition("?")[0]
    return urlsplit(address).hostname or address


def split_links(text: str, style: str, *, links: bool) -> Iterator[Part]:
    """Split a line of plain text into parts, its bare addresses as links where they may be any."""
    end = 0
    for found in _IN_TEXT.finditer(text) if links and "://" in text else ():
        shown = found.group().rstrip(_AFTER)
        address = make_safe_address(shown)
        if address is None or address != shown:  # what is seen is where it leads, to the letter
            continue
        yield text[end : found.start()], style
        end = found.start() + len(shown)
        yield shown, make_link_style(style, address)
    if end < len(text):
        yield text[end:], style


def _parse_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
