"""Cookies that several requests share."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookiejar import Cookie, CookieJar


class SharedJar(CookieJar):
    """A jar that may be gone through while another thread's answer puts a cookie in."""

    def __iter__(self) -> Iterator[Cookie]:
        with self._cookies_lock:  # type: ignore[attr-defined]
            return iter(tuple(super().__iter__()))
