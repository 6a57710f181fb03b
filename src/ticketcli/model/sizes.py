"""Sizes of files as people read them."""

from __future__ import annotations

from ticketcli.i18n import _, ngettext


def format_size(count: int | None) -> str:
    """Return a count of bytes in decimal units with two or three digits: "812 bytes", "1.2 kB", "34 MB"."""
    if count is None:
        return _("size unknown")
    if count < 1000:
        return format_bytes(count)
    amount = float(count)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 999.5:
            return f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:.0f} {unit}"
    return f"{amount:.0f} GB"


def format_bytes(count: int) -> str:
    """Return a count of bytes to the last one: "1 byte", "8000001 bytes"."""
    return ngettext("{count} byte", "{count} bytes", count).format(count=count)
