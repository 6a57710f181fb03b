"""Cookies of one host that several requests share."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit


class _OwnHostPolicy(DefaultCookiePolicy):
    """Accept cookies that name the portal's host or a domain above it, as browsers do.

    Before Python 3.11 the default policy refuses a host without a dot (`localhost`).
    """

    def __init__(self, host: str) -> None:
        super().__init__()
        self._host = host

    def set_ok_domain(self, cookie: Cookie, request: Any) -> bool:
        """Return whether the cookie's domain is the host's own, or one above it."""
        domain = cookie.domain.strip(".")
        return domain in (self._host, f"{self._host}.local") or self._host.endswith(f".{domain}")


class SharedJar(CookieJar):
    """A jar for the portal at `url` alone, which several threads may use.

    Whatever `Domain` a cookie came with, it is filed under the portal's own host: no other host is ever
    sent one, and a cookie that is set again, with a domain or without, replaces the one before.
    """

    def __init__(self, url: str) -> None:
        host = (urlsplit(url).hostname or "").lower()
        super().__init__(_OwnHostPolicy(host))
        host = f"[{host}]" if ":" in host else host
        self.domain = host if "." in host or ":" in host else f"{host}.local"  # as CookieJar names it

    def __iter__(self) -> Iterator[Cookie]:
        with self._cookies_lock:  # type: ignore[attr-defined]
            return iter(tuple(super().__iter__()))

    def set_cookie(self, cookie: Cookie) -> None:
        """File a cookie that the policy took from an answer."""
        cookie.domain = self.domain
        cookie.domain_specified = cookie.domain_initial_dot = False
        super().set_cookie(cookie)

    def clear(self, domain: str | None = None, path: str | None = None, name: str | None = None) -> None:
        """Remove all cookies, or those of a path or name: an answer that ends one names any domain."""
        super().clear(domain if domain is None else self.domain, path, name)

    def put(self, name: str, value: str, path: str) -> None:
        """File a cookie that was kept since an earlier command."""
        self.set_cookie(
            Cookie(
                version=0,
                name=name,
                value=value,
                port=None,
                port_specified=False,
                domain=self.domain,
                domain_specified=False,
                domain_initial_dot=False,
                path=path,
                path_specified=True,
                secure=False,
                expires=None,
                discard=True,
                comment=None,
                comment_url=None,
                rest={},
            )
        )
