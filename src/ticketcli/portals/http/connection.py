"""The one place that talks to servers: certificates, proxies, time limits, cookies, redirects, bounds.

A redirect is followed only within the portal's own origin, so that neither credentials nor cookies
ever travel to another host. The one exception is a download, which follows without either.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.text import clean_line
from ticketcli.portals.base import NotAPortal, NotSent, PortalError, PortalUnreachable
from ticketcli.portals.http import addresses
from ticketcli.portals.http.cookies import SharedJar
from ticketcli.portals.http.response import Answer, answer_of, read_headers
from ticketcli.portals.http.retry import read_retry_after
from ticketcli.version import __version__

if TYPE_CHECKING:
    import httpx

    from ticketcli.portals.http.early_socket import EarlySocket
    from ticketcli.portals.http.proxies import Proxy
    from ticketcli.portals.http.streams import WatchedBackend

LARGEST_ANSWER = 32 * 2**20  # bytes; pages and JSON, not downloads
SHORT_ANSWER = 64 * 1024  # bytes; to open another connection takes longer than to read them
SLOWEST_ANSWER = 120.0  # seconds; a page that drips on for longer never ends
REDIRECTS = 8
MOST_QUIET = 24 * 3600.0  # seconds; longer than that no portal means
CONNECT_TIMEOUT = 10.0  # seconds
_KEPT = frozenset({"authorization", "accept"})
"""The headers that go with a redirect, which never leaves the portal."""


def _say_nothing(text: str) -> None:
    return


class Connection:
    """Single requests to one portal, and whole answers.

    `now` gives the time, aware. `say` hears, in sentences, what is waited for; `trace`, if given, gets
    lines for each request. `timeout` is how many seconds a server may be silent. `env` names proxies.
    `early` is a connection that is on its way already.
    """

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime],
        ca_file: Path | None = None,
        trace: Callable[[str], object] | None = None,
        say: Callable[[str], object] = _say_nothing,
        timeout: float = 60.0,
        env: Mapping[str, str] | None = None,
        early: EarlySocket | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self.now = now
        self.ca_file = ca_file
        self.trace = trace
        self.say = say
        self.timeout = timeout
        self._env = os.environ if env is None else env
        self._early_sockets = [early] if early is not None else []
        self._jar = SharedJar(self.url)
        self._other_jar = SharedJar(self.url)
        self._apart: tuple[bytes, ...] = ()
        self._transports: dict[tuple[str, str, int], httpx.BaseTransport] = {}
        self._backends: list[WatchedBackend] = []
        self._closed = False
        self._opening = threading.Lock()
        self._told_slow = False
        self._quiet_until: datetime | None = None

    def address(self, path: str) -> str:
        """Return the full address of a path below the portal's own."""
        return f"{self.url}/{path.lstrip('/')}"

    # -- cookies ---------------------------------------------------------------------------------

    @property
    def cookies(self) -> tuple[tuple[str, str, str], ...]:
        """The portal's cookies as name, value, path."""
        return tuple((cookie.name, cookie.value or "", cookie.path) for cookie in self._jar)

    def set_cookies(self, cookies: Sequence[tuple[str, str, str]]) -> None:
        """Take up the cookies of an earlier command."""
        for name, value, path in cookies:
            self._jar.put(name, value, path)

    def forget_cookies(self) -> None:
        """Remove all cookies."""
        self._jar.clear()

    def keep_cookies_apart(self, *paths: str) -> None:
        """Give what begins with these paths, below the portal's own, cookies that `cookies` has nothing of.

        What goes side by side without a cookie is given a session by each answer. Where one of them is to be
        a person's, no other may replace it.
        """
        from urllib.parse import urlsplit

        folder = urlsplit(self.url).path.rstrip("/")
        self._apart = tuple(f"{folder}/{path}".encode() for path in paths)

    # -- what the portal asked for ---------------------------------------------------------------

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now; 0 if it did not."""
        if self._quiet_until is None:
            return 0.0
        return max(0.0, (self._quiet_until - self.now()).total_seconds())

    # -- connections -----------------------------------------------------------------------------

    def close(self) -> None:
        """Close the connections, for good: a thread that still reads ahead opens none."""
        with self._opening:
            self._closed = True
        for backend in self._backends:
            backend.close()
        for transport in self._transports.values():
            transport.close()
        self._transports.clear()
        for early in self._early_sockets:
            early.close()

    def open_another(self) -> None:
        """Begin to open one more connection, for what will be asked for side by side."""
        from ticketcli.portals.http.early_socket import EarlySocket

        self._early_sockets.append(EarlySocket(self.url, self._env))

    def _transport(self, address: str) -> httpx.BaseTransport:
        """Return what sends requests to the host of an address; its connections are kept alive."""
        host = addresses.split_origin(address)
        with self._opening:
            if self._closed:
                raise RuntimeError("closed")  # data: who reads ahead hears it, and nobody else
            if host not in self._transports:
                self._transports[host] = self._open(address)
            return self._transports[host]

    def _open(self, address: str) -> httpx.BaseTransport:
        from ticketcli.portals.http.httpx_import import httpx
        from ticketcli.portals.http.streams import WatchedBackend

        proxy = self._proxy(address)
        try:
            transport = httpx.HTTPTransport(
                verify=self._certificates if address.startswith("https:") else False,
                trust_env=False,
                proxy=proxy.url if proxy else None,
            )
        except (ImportError, ValueError, httpx.InvalidURL):
            raise PortalUnreachable(
                _("{variable} is not a usable proxy.").format(variable=proxy.variable if proxy else "")
            ) from None
        backend = WatchedBackend(self._tell_slow, [] if proxy else self._early_sockets)
        transport._pool._network_backend = backend
        self._backends.append(backend)
        return transport

    def _proxy(self, address: str) -> Proxy | None:
        from ticketcli.portals.http.proxies import find_proxy

        return find_proxy(address, self._env)

    @cached_property
    def _certificates(self) -> Any:
        from ticketcli.portals.http.certificates import ContextForEach

        return ContextForEach(self.ca_file)

    def _tell_slow(self, seconds: float) -> None:
        if threading.current_thread() is threading.main_thread() and not self._told_slow:
            self._told_slow = True
            self.say(
                _("{url} is slow. Waiting up to {seconds:.0f} seconds more.").format(
                    url=self.url, seconds=seconds
                )
            )

    # -- single requests -------------------------------------------------------------------------

    def _follow(self, request: httpx.Request) -> Answer:
        return self._read_behind_redirects(self._send(request), dict(request.headers))

    def _read_behind_redirects(self, response: httpx.Response, headers: dict[str, str] | None) -> Answer:
        """Return the whole answer behind an answer's redirects. What a write set in motion is done."""
        kept = {name: value for name, value in (headers or {}).items() if name.lower() in _KEPT}
        for moved in range(REDIRECTS):
            if not response.has_redirect_location:
                return self._read_whole(response, moved)
            self._discard(response)
            response = self._send(self._request("GET", self._redirect_target(response), headers=kept))
        response.close()
        raise self._circle()

    def _discard(self, response: httpx.Response) -> None:
        """End an answer that nobody reads. What is short is taken, so that its connection goes on."""
        from ticketcli.portals.http.httpx_import import httpx

        try:
            left = SHORT_ANSWER
            for chunk in () if response.is_stream_consumed else response.iter_raw():
                left -= len(chunk)
                if left < 0:
                    break
        except httpx.RequestError:
            pass  # the next request finds out whether that means anything
        finally:
            response.close()

    def _circle(self) -> NotAPortal:
        return NotAPortal(_("{url} redirects in a loop.").format(url=self.url))

    def _request(self, method: str, address: str, **more: Any) -> httpx.Request:
        """Return a request to the portal, and nowhere else. Raises NotSent."""
        try:
            return self._build(method, addresses.resolve(address, self.url, self.url), **more)
        except addresses.OtherOrigin as error:
            raise NotSent(
                _("A page of {url} leads to another site, {origin}. Nothing was sent there.").format(
                    url=self.url, origin=error.origin
                )
            ) from None
        except addresses.NotAnAddress:
            raise NotSent(_("A page of {url} leads to an invalid address.").format(url=self.url)) from None

    def _build(
        self, method: str, address: str, *, headers: Mapping[str, str] | None = None, **body: Any
    ) -> httpx.Request:
        """Return a request to any address. Cookies are added where it is sent, the portal's own alone."""
        from ticketcli.portals.http.httpx_import import httpx

        if not all(value.isascii() and value.isprintable() for value in (headers or {}).values()):
            # Not left to the HTTP library, which would quote the header in its error.
            raise NotSent(
                _("The token for {url} contains invalid characters.").format(url=self.url),
                _("Sign in again: ticket auth login"),
            )
        usual = {
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en, *;q=0.5",
            "Connection": "keep-alive",  # data
            "User-Agent": f"ticket/{__version__}",
        }
        named = {name.lower() for name in headers or {}}
        lines = {name: value for name, value in usual.items() if name.lower() not in named}
        limits = httpx.Timeout(self.timeout, connect=min(CONNECT_TIMEOUT, self.timeout)).as_dict()
        try:
            return httpx.Request(
                method, address, headers={**lines, **(headers or {})}, extensions={"timeout": limits}, **body
            )
        except httpx.InvalidURL:
            raise addresses.NotAnAddress(address) from None

    def _redirect_target(self, response: httpx.Response, *, elsewhere: bool = False) -> str:
        """Return where a redirect leads; `elsewhere` allows other hosts. Raises NotAPortal."""
        decide = addresses.resolve_for_download if elsewhere else addresses.resolve
        try:
            return decide(read_headers(response).get("location", ""), str(response.request.url), self.url)
        except addresses.NotAnAddress:
            raise NotAPortal(_("{url} redirects to an invalid address.").format(url=self.url)) from None
        except addresses.OtherOrigin as error:
            raise NotAPortal(
                _("{url} redirects to another address, {origin}. Nothing was sent there.").format(
                    url=self.url, origin=error.origin
                ),
                _("If that is the portal, sign in with its URL: ticket auth login URL"),
            ) from None

    def _send(self, request: httpx.Request) -> httpx.Response:
        """Return the head of an answer, its body still to come. Raises what httpx raises."""
        from ticketcli.portals.http.httpx_import import httpx

        started = self.now()
        address = str(request.url)
        own = addresses.split_origin(address) == addresses.split_origin(self.url)
        apart = request.url.raw_path.startswith(self._apart)
        jar = httpx.Cookies(self._other_jar if apart else self._jar)
        if own:
            self._add_cookies(request, jar)
        response = self._transport(address).handle_request(request)
        response.request = request
        if own:
            response.headers.encoding = "utf-8" if _is_utf8(response) else "iso-8859-1"
            jar.extract_cookies(response)
        if (wait := read_retry_after(response.headers, self.now())) is not None:
            self._quiet_until = self.now() + timedelta(seconds=min(wait, MOST_QUIET))
        if self.trace is not None:
            took = (self.now() - started).total_seconds() * 1000
            kind = clean_line(response.headers.get("Content-Type", ""))[:100]
            self.trace(  # at once, since several threads may ask
                f"> {request.method} {addresses.redact(address)}\n"
                f"< {response.status_code} {kind} {took:.0f} ms\n"
            )
        return response

    def _add_cookies(self, request: httpx.Request, jar: httpx.Cookies) -> None:
        request.headers.encoding = "utf-8"  # cookies may hold what no header should
        jar.set_cookie_header(request)

    def _read_whole(self, response: httpx.Response, moved: int) -> Answer:
        from ticketcli.portals.http.httpx_import import httpx

        if len(response.headers.get_list("Content-Encoding", split_commas=True)) > 1:
            response.close()  # unpacked in one go, it could become larger than any memory
            raise httpx.DecodingError(_("its answer is compressed more than once"), request=response.request)
        content = bytearray()
        started = self.now()
        try:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > LARGEST_ANSWER:
                    raise PortalError(_("{url} sent an answer that is too large.").format(url=self.url))
                if (self.now() - started).total_seconds() > SLOWEST_ANSWER:
                    raise PortalError(_("{url} sent an answer without end.").format(url=self.url))
        finally:
            response.close()
        return answer_of(response, bytes(content), moved)


def _is_utf8(response: httpx.Response) -> bool:
    try:
        for _name, value in response.headers.raw:
            value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
