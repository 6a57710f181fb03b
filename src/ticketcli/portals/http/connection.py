"""The one place that makes an HTTP client: certificates, time limits, cookies, redirects, bounds.

A redirect is followed only within the portal's own origin, so that neither credentials nor cookies
ever travel to another host.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from ticketcli.i18n import _
from ticketcli.model.text import clean_line
from ticketcli.portals.base import NotAPortal, NotSent, PortalError
from ticketcli.portals.http.certificates import certificates
from ticketcli.portals.http.origin import as_secure, blanked, origin
from ticketcli.portals.http.response import Answer, answer_of
from ticketcli.portals.http.retry_waits import asked_wait
from ticketcli.version import __version__

if TYPE_CHECKING:
    import httpx

LARGEST_ANSWER = 32 * 2**20  # bytes; pages and JSON, not downloads
SLOWEST_ANSWER = 600.0  # seconds; a page that drips on for longer never ends
REDIRECTS = 8
MOST_QUIET = 24 * 3600.0  # seconds; longer than that no portal means


class Connection:
    """Single requests to one portal, and whole answers.

    `now` is handed in for tests; `trace`, if given, gets lines for each request.
    """

    def __init__(
        self,
        url: str,
        *,
        now: Callable[[], datetime],
        ca_file: Path | None = None,
        trace: Callable[[str], object] | None = None,
        patience: float = 60.0,
    ) -> None:
        self.url = url.rstrip("/")
        self.now = now
        self.ca_file = ca_file
        self.trace = trace
        self.patience = patience
        self._client: httpx.Client | None = None
        self._quiet_until: datetime | None = None

    def address(self, path: str) -> str:
        """The full address of a path below the portal's own."""
        return f"{self.url}/{path.lstrip('/')}"

    @property
    def client(self) -> httpx.Client:
        """The client, made when it is first needed."""
        if self._client is None:
            from ticketcli.portals.http.cookies import SharedJar
            from ticketcli.portals.http.httpx_import import httpx

            loopback = (urlsplit(self.url).hostname or "") in {"localhost", "127.0.0.1", "::1"}
            self._client = httpx.Client(
                verify=certificates(self.url, self.ca_file),
                trust_env=not loopback,  # a proxy has no business between us and this machine
                timeout=httpx.Timeout(self.patience, connect=min(10.0, self.patience)),
                cookies=SharedJar(),
                headers={"User-Agent": f"ticket/{__version__}", "Accept-Language": "en, *;q=0.5"},
            )
        return self._client

    @property
    def cookies(self) -> tuple[tuple[str, str, str], ...]:
        """The portal's cookies as name, value, path."""
        jar = self.client.cookies.jar
        return tuple((cookie.name, cookie.value or "", cookie.path) for cookie in jar)

    def set_cookies(self, cookies: Sequence[tuple[str, str, str]]) -> None:
        """Take up cookies that were kept."""
        host = urlsplit(self.url).hostname or ""
        host = f"[{host}]" if ":" in host else host
        # The cookie jar files cookies of a host without dots under this name.
        host = host if "." in host else f"{host}.local"
        for name, value, path in cookies:
            self.client.cookies.set(name, value, domain=host, path=path)

    def forget_cookies(self) -> None:
        """Be a stranger again."""
        self.client.cookies.clear()

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now; 0 if it did not."""
        if self._quiet_until is None:
            return 0.0
        return max(0.0, (self._quiet_until - self.now()).total_seconds())

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    # -- single requests -------------------------------------------------------------------------

    def _follow(self, request: httpx.Request) -> Answer:
        return self._followed(self._send(request), dict(request.headers))

    def _followed(self, response: httpx.Response, headers: dict[str, str] | None) -> Answer:
        """The whole answer behind an answer's redirects. What a write set in motion is done: this reads."""
        for moved in range(REDIRECTS):
            if not response.has_redirect_location:
                return self._whole(response, moved)
            response.close()
            target = self._next(response)
            response = self._send(self._request("GET", target, headers=_kept(headers or {})))
        response.close()
        raise NotAPortal(_("{url} redirects in a circle.").format(url=self.url))

    def _request(self, method: str, address: str, **more: Any) -> httpx.Request:
        """A request to the portal, and nowhere else: its pages may name other addresses.

        Behind a proxy that ends TLS, portals name themselves with http; that is never used.
        """
        if not all(value.isascii() and value.isprintable() for value in (more.get("headers") or {}).values()):
            # Not left to the HTTP library, which would quote the header in its error.
            raise NotSent(
                _("The token for {url} holds characters that no token has.").format(url=self.url),
                _("Sign in again: ticket auth login"),
            )
        address = as_secure(address, self.url)
        if origin(address) != origin(self.url):
            scheme, host, _port = origin(address)
            raise NotSent(
                _("A page of {url} leads elsewhere, to {scheme}://{host}. Nothing was sent there.").format(
                    url=self.url, scheme=scheme, host=host
                )
            )
        from ticketcli.portals.http.httpx_import import httpx

        try:
            return self.client.build_request(method, address, **more)
        except httpx.InvalidURL:
            raise NotSent(
                _("A page of {url} leads to something that is no address.").format(url=self.url)
            ) from None

    def _next(self, response: httpx.Response) -> str:
        try:
            target = urljoin(str(response.request.url), response.headers["Location"])
        except ValueError:
            raise NotAPortal(
                _("{url} redirects to something that is no address.").format(url=self.url)
            ) from None
        target = as_secure(target, self.url)
        if origin(target) != origin(self.url):
            scheme, host, _port = origin(target)
            raise NotAPortal(
                _("{url} redirects to another address, {scheme}://{host}. Nothing was sent there.").format(
                    url=self.url, scheme=scheme, host=host
                ),
                _("If that is the portal, sign in with that address: ticket auth login URL"),
            )
        return target

    def _send(self, request: httpx.Request) -> httpx.Response:
        started = self.now()
        from ticketcli.portals.http.httpx_import import httpx

        response = self.client.send(request, stream=True)
        if (wait := asked_wait(response.headers, self.now())) is not None:
            self._quiet_until = self.now() + timedelta(seconds=min(wait, MOST_QUIET))
        if self.trace is not None:
            took = (self.now() - started).total_seconds() * 1000
            kind = clean_line(response.headers.get("Content-Type", ""))[:100]
            self.trace(  # at once, since several threads may ask
                f"> {request.method} {blanked(str(request.url))}\n"
                f"< {response.status_code} {kind} {took:.0f} ms\n"
            )
        if len(response.headers.get_list("Content-Encoding", split_commas=True)) > 1:
            response.close()  # unpacked in one go, it could become larger than any memory
            raise httpx.DecodingError(_("its answer is packed more than once"), request=request)
        return response

    def _whole(self, response: httpx.Response, moved: int) -> Answer:
        content = bytearray()
        started = self.now()
        try:
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST_ANSWER:
                    raise PortalError(
                        _("{url} sent an answer that is too large to be one.").format(url=self.url)
                    )
                if (self.now() - started).total_seconds() > SLOWEST_ANSWER:
                    raise PortalError(_("{url} sent an answer that did not end.").format(url=self.url))
        finally:
            response.close()
        return answer_of(response, bytes(content), moved)


def _kept(headers: dict[str, str]) -> dict[str, str]:
    """The headers that go with a redirect, which never leaves the portal."""
    return {name: value for name, value in headers.items() if name.lower() in {"authorization", "accept"}}
