"""Replace what a stream's encoding cannot hold by the nearest ASCII.

A sign gets as many cells as it takes itself, so that columns stay columns: “ becomes ", é becomes e,
and a Japanese character, for which ASCII has nothing, two question marks.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Mapping
from typing import TextIO

from ticketcli.i18n import ENGLISH, _
from ticketcli.i18n.choice import match_language

NEAREST = "ticket.nearest"
"""The name by which streams call `nearest` for what their encoding cannot hold."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»「」『』〝〟＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("‐‑‒–—―−─━╌╍═～〜", "-"),
        **dict.fromkeys("│┃║", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬", "+"),
        **dict.fromkeys("•·●▪・✓✔★☆", "*"),
        **dict.fromkeys("→⇒▶", ">"),
        **dict.fromkeys("←⇐◀", "<"),
        **dict.fromkeys("✗✘×", "x"),
        **dict.fromkeys("【〔", "["),
        **dict.fromkeys("】〕", "]"),
        **dict(zip("…、。⁄¥", "~,./Y", strict=True)),
    }
)


def replace_by_ascii(text: str) -> str:
    """Replace what is not ASCII by text of as many cells, or by `?` where nothing is near it."""
    return "".join(sign if sign.isascii() else _find_nearest(sign) for sign in text)


def _find_nearest(sign: str) -> str:
    from rich.cells import cell_len

    if "\ud800" <= sign <= "\udfff":
        return "?"
    cells = cell_len(sign)
    plain = unicodedata.normalize("NFKD", sign.translate(_SIGNS)).translate(_SIGNS)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.ljust(cells) if plain.isascii() and (plain or not cells) else "?" * cells


def wants_ascii(env: Mapping[str, str], *, utf8_mode: bool) -> bool:
    """Say whether a person has said that their terminal has nothing but ASCII, by a locale named C or POSIX.

    Python takes UTF-8 in such a locale (PEP 538 and 540), in `utf8_mode` and with an LC_CTYPE of its
    own; who wants UTF-8 says so by PYTHONUTF8=1 or PYTHONIOENCODING, or by reading another language.
    """
    if env.get("PYTHONUTF8") == "1" or env.get("PYTHONIOENCODING"):
        return False
    if match_language(env.get("TICKET_LANG", "")) not in (None, ENGLISH):
        return False
    locale = env.get("LC_ALL") or ("" if utf8_mode else env.get("LC_CTYPE")) or env.get("LANG")
    return locale in ("C", "POSIX")


def write_encoding_hint(stream: TextIO) -> str:
    """Write a hint for whoever saw question marks: how to see what they stand for."""
    if is_ascii(stream):
        return _("Characters that this locale lacks are shown as “?”. LANG=C.UTF-8 shows them.")
    return _(
        "Some characters do not exist in the encoding {encoding} and are shown as “?”. "
        "PYTHONUTF8=1 shows them."
    ).format(encoding=stream.encoding)


def is_ascii(stream: TextIO) -> bool:
    """Say whether a stream takes nothing but ASCII, by whichever of its names."""
    return codecs.lookup(stream.encoding).name == "ascii"


def escape_json(text: str, stream: TextIO) -> str:
    """Escape what a stream's encoding lacks in JSON, which changes no value."""
    import json

    if can_encode(stream, text):
        return text
    return "".join(sign if sign.isascii() else json.dumps(sign)[1:-1] for sign in text)


def can_encode(stream: TextIO, text: str) -> bool:
    """Say whether a stream's encoding has every sign of a text."""
    encoding = getattr(stream, "encoding", None)
    if not encoding or encoding.casefold().startswith("utf"):
        return True
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def encode_for(stream: TextIO, text: str) -> str:
    """Encode a text as a stream that was `prepared` shows it, for libraries that encode by themselves."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text if can_encode(stream, text) else text.encode(encoding, NEAREST).decode(encoding)


def register_handler(lost: Callable[[], None]) -> None:
    """Make `NEAREST` known to the codecs. `lost` is called for each text that loses a sign by it."""

    def replace(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        text = error.object[error.start : error.end]
        plain = replace_by_ascii(text)
        if "?" in plain:
            lost()
        return plain, error.end

    codecs.register_error(NEAREST, replace)


def prepare_stream(stream: TextIO, *, ascii_only: bool) -> None:
    """Have a stream write what is nearest in the place of what it lacks; if so, a terminal ASCII alone."""
    if hasattr(stream, "reconfigure"):
        narrowed = ascii_only and stream.isatty()
        stream.reconfigure(encoding="ascii" if narrowed else None, errors=NEAREST)
