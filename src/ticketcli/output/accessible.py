"""What somebody needs who hears or feels the screen: nothing that moves, nothing drawn again."""

from __future__ import annotations

from collections.abc import Mapping


def wants_accessible(env: Mapping[str, str]) -> bool:
    """Whether it is asked for, by TICKET_ACCESSIBLE or by the setting, before which a 0 goes."""
    return env.get("TICKET_ACCESSIBLE", "0") not in ("", "0")


def may_move(env: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether something may move on the screen: in no pipe, on no dumb terminal, not where it disturbs."""
    return terminal and env.get("TERM") != "dumb" and not wants_accessible(env)
