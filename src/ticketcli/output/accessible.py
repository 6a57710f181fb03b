"""Decide whether output may move and redraw, for screen readers and braille displays."""

from __future__ import annotations

from collections.abc import Mapping


def wants_accessible(env: Mapping[str, str]) -> bool:
    """Say whether plain output is wanted, by TICKET_ACCESSIBLE (a 0 is no), else by the setting."""
    return env.get("TICKET_ACCESSIBLE", "0") not in ("", "0")


def may_move(env: Mapping[str, str], *, terminal: bool) -> bool:
    """Say whether output may move: not in a pipe, on a dumb terminal, or where the user wants it still."""
    return terminal and env.get("TERM") != "dumb" and not wants_accessible(env)
