"""The name of this computer's time zone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LINK = Path("/etc/localtime")


def find_local_zone(env: Mapping[str, str], link: Path = LINK) -> str | None:
    """Return the IANA name that TZ has, or to which `link` leads; None where neither tells one."""
    name = env.get("TZ", "").lstrip(":")
    if not name:
        try:
            name = link.readlink().as_posix().partition("/zoneinfo/")[2]
        except OSError:
            return None
    return name or None
