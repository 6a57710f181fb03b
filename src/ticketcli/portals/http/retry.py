"""Trying again: how often, and how long to wait before."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

T = TypeVar("T")

ATTEMPTS = 4
MAY_PASS = frozenset({429, 500, 502, 503, 504})  # answers that another attempt may turn into a better one
LONGEST = 120.0  # seconds; a portal that asks for more gets no other attempt


class TryAgain(Exception):
    """Raised by an attempt that another one may better. `error` is what it means when there is none.

    `asked` is how many seconds the server asked to wait.
    """

    def __init__(self, error: Exception, asked: float | None = None) -> None:
        super().__init__()
        self.error = error
        self.asked = asked


def repeat(attempt: Callable[[bool], T], pause: Callable[[float, float | None], object]) -> T:
    """Return what an attempt gives, after up to ATTEMPTS of them; each is called with whether it is the last.

    `pause` waits for the seconds it gets, and gets those that the server asked for too. Raises the error
    of the last TryAgain, and whatever else an attempt or a pause raises.
    """
    for number in range(1, ATTEMPTS + 1):
        try:
            return attempt(number == ATTEMPTS)
        except TryAgain as again:
            if number == ATTEMPTS:
                raise again.error from again.__cause__
            seconds, asked = compute_pause(number, again.asked, _draw_chance()), again.asked
        pause(seconds, asked)
    raise AssertionError("unreachable")


def _draw_chance() -> float:
    return random.random()  # noqa: S311 - nothing secret hangs on it


def compute_pause(attempt: int, asked: float | None, chance: float) -> float:
    """Return the seconds to wait after the attempt of that number (from 1).

    What the portal asked for goes first; else the pause doubles each time. `chance`, from 0 to
    1, spreads many clients that were all turned away at the same moment.
    """
    if asked is not None:
        return min(asked, LONGEST) + chance * 0.25
    return min(math.ldexp(0.25, attempt), 8.0) * (0.5 + chance / 2)


def read_retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that an answer asks to wait: `Retry-After`, or `X-RateLimit-Reset` when none remain.

    Header names are in lower case. Retry-After is seconds or a date (RFC 9110, 10.2.3);
    X-RateLimit-Reset is seconds from now, or a Unix time where it is that large.
    """
    after = headers.get("retry-after", "").strip()
    if _is_number(after):
        return float(after)
    if after:
        try:
            return max(0.0, (parsedate_to_datetime(after) - now).total_seconds())
        except (ValueError, TypeError, OverflowError, IndexError):
            return None
    reset = headers.get("x-ratelimit-reset", "").strip()
    if headers.get("x-ratelimit-remaining", "").strip() == "0" and _is_number(reset):
        seconds = float(reset)
        return max(0.0, seconds - now.timestamp()) if seconds > 1_000_000_000 else seconds
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 12
