"""The cookies of a portal, which several requests share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        """File a cookie that an earlier command saved."""
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


class Cookies:
    """The cookies of the portal at `url`."""

    def __init__(self, url: str) -> None:
        self._folder = urlsplit(url).path.rstrip("/")
        self._jar = SharedJar(url)
        self._other_jar = SharedJar(url)
        self._apart: tuple[bytes, ...] = ()

    def dump(self) -> tuple[tuple[str, str, str], ...]:
        """Return the cookies as name, value, path."""
        return tuple((cookie.name, cookie.value or "", cookie.path) for cookie in self._jar)

    def load(self, cookies: Sequence[tuple[str, str, str]]) -> None:
        """Take up the cookies of an earlier command, as name, value, path."""
        for name, value, path in cookies:
            self._jar.put(name, value, path)

    def clear(self) -> None:
        """Remove all cookies."""
        self._jar.clear()

    def keep_apart(self, *paths: str) -> None:
        """Give what begins with these paths, below the portal's own, cookies that `dump` has nothing of.

        What goes side by side without a cookie is given a session by each answer. Where one of them is to be
        a person's, no other may replace it.
        """
        self._apart = tuple(f"{self._folder}/{path}".encode() for path in paths)

    def choose_jar(self, path: bytes) -> SharedJar:
        """Return the jar for a request's path, which begins with the host's root."""
        return self._other_jar if path.startswith(self._apart) else self._jar
