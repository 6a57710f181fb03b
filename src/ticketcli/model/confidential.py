"""What looks as if it should not travel as plain text.

The provider's guide: “If your inquiry contains confidential information, use encryption”.
This only ever leads to a suggestion: it may be wrong in both directions.
"""

from __future__ import annotations

import re

from ticketcli.i18n import N_, _

SAMPLE = 64 * 1024
"""Bytes of a file that are looked at."""

_VALUE = r"(?!\*{3}|[xX]{3}|[<\[(]|[.…]{3})[^\s,;]{3,}"  # not a mask such as *** or <redacted>
_PATTERNS = (
    (N_("a private key"), r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----|PuTTY-User-Key-File-[0-9]"),
    (
        N_("a password"),
        r"(?:pass(?:word|phrase|code|wd)?|pwd|contraseña|パスワード|暗証番号|密碼|密码|口令)"
        rf"[\"']?[ \t]{{0,4}}(?:[:=：＝]|は|是|為|为)[ \t\"']{{0,4}}{_VALUE}",
    ),
    (N_("a password"), r"password is[ \t]{1,4}(?=\S{0,40}[0-9!@#$%^&*])\S{4,}"),
    (N_("a password"), r"[a-z][a-z0-9+.-]{1,15}://[^\s/:@]{1,64}:[^\s/@]{3,64}@"),
    (
        N_("a token"),
        r"\bgh[pousr]_[a-z0-9]{20,}|\bglpat-[\w-]{20,}|\bxox[abprs]-[\w-]{10,}|\bAKIA[0-9A-Z]{16}\b"
        r"|\bsk-[\w-]{20,}|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.",
    ),
    (
        N_("a token"),
        r"(?:api[_ -]?key|access[_ -]?key|secret[_ -]?key|client[_ -]?secret|auth[_ -]?token|token|secret)"
        rf"[\"']?[ \t]{{0,4}}[:=][ \t\"']{{0,4}}(?=\S{{8,}}){_VALUE}",
    ),
    (N_("a token"), r"Authorization:[ \t]{0,4}(?:Bearer|Basic)[ \t]{1,4}[\w+/=.~-]{8,}"),
)
_COMPILED = tuple((what, re.compile(pattern, re.IGNORECASE)) for what, pattern in _PATTERNS)
_KEY_FILES = re.compile(
    r"id_(?:rsa|dsa|ecdsa|ed25519)|\.env(?:\..+)?|\.netrc|\.pgpass|.+\.(?:pem|key|p12|pfx|ppk|kdbx|keystore|jks)",
    re.IGNORECASE,
)


def find_secret(text: str) -> str | None:
    """Return what the text seems to hold: “a password”, “a private key”, “a token”, or None."""
    for what, pattern in _COMPILED:
        if pattern.search(text):
            return _(what)
    return None


def find_secret_file_name(name: str) -> str | None:
    """Return “a key or password file”, where a file is named as those are, or None."""
    return _("a key or password file") if _KEY_FILES.fullmatch(name) else None


def decode_sample(start: bytes) -> str:
    """Return the text in the first bytes of a file (SAMPLE of them are enough), or "" if it is no text."""
    start = start[:SAMPLE]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    if b"\x00" in start:
        return ""
    return start.decode("utf-8", errors="replace")
