"""Cookies of one host that several requests share."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookiejar import Cookie, CookieJar
from urllib.parse import urlsplit


class SharedJar(CookieJar):
    """A jar for the portal at `url` alone, which several threads may use.

    Whatever `Domain` a cookie came with, it is filed under the portal's own host: no other host is ever
    sent one, and a cookie that is set again, with a domain or without, replaces the one before.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        host = (urlsplit(url).hostname or "").lower()
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
