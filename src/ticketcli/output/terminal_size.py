"""Find the size of the window."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # the name without its module, which is slow to import
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

_USUAL = (80, 24)
_NARROWEST = 20


def get_size(stream: TextIO, env: Mapping[str, str]) -> tuple[int, int]:
    """Return columns and lines: COLUMNS and LINES, else what the terminal says, else 80 and 24."""
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):  # no terminal, or closed
        columns, lines = _USUAL
    columns = _read_variable("COLUMNS", env) or columns or _USUAL[0]
    lines = _read_variable("LINES", env) or lines or _USUAL[1]
    return max(_NARROWEST, columns), lines


def _read_variable(name: str, env: Mapping[str, str]) -> int:
    value = env.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 0
