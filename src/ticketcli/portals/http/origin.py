"""Addresses: where they lead, and what of them may be shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def blanked(address: str) -> str:
    """An address with the values of secret parameters blanked."""
    return re.sub(r"(?i)((?:hash|token|code|password|key|sess|sid|auth)[^=&/]*=)[^&#\s]+", r"\1***", address)


def as_secure(address: str, home: str) -> str:
    """The address with https where the portal has that and the address differs in nothing else."""
    try:
        ours, theirs = urlsplit(home), urlsplit(address)
    except ValueError:
        return address
    if ours.scheme != "https" or theirs.scheme != "http" or theirs.netloc != ours.netloc:
        return address
    return "https" + address[len("http") :]


def origin(address: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", "", 0
