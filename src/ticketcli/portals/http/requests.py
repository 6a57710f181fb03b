"""Single requests to a portal, and whole answers: headers, redirects, bounds.

A redirect is followed only within the portal's own origin, so that neither credentials nor cookies
ever travel to another host. The one exception is a download, which follows without either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.text import clean_line
from ticketcli.portals.base import NotAPortal, NotSent, PortalError
from ticketcli.portals.http import addresses
from ticketcli.portals.http.cookies import Cookies
from ticketcli.portals.http.failures import explain
from ticketcli.portals.http.response import Answer, answer_of, read_headers
from ticketcli.portals.http.retry import read_retry_after
from ticketcli.portals.http.transports import Transports
from ticketcli.version import __version__

if TYPE_CHECKING:
    import httpx

    from ticketcli.portals.http.certificate_details import Details

LARGEST_ANSWER = 32 * 2**20  # bytes; pages and JSON, not downloads
SHORT_ANSWER = 64 * 1024  # bytes; to open another connection takes longer than to read them
SLOWEST_ANSWER = 120.0  # seconds; a page that drips on for longer never ends
REDIRECTS = 8
MOST_QUIET = 24 * 3600.0  # seconds; longer than that no portal means
CONNECT_TIMEOUT = 10.0  # seconds
_REDIRECTED = frozenset({"authorization", "accept"})
"""The headers that go with a redirect, which never leaves the portal."""


class Requests:
    """Requests to the portal at `url`, with its cookies.

    `now` gives the time, aware. `trace`, if given, gets lines for each request. `timeout` is how many
    seconds a server may be silent.
    """

    def __init__(
        self,
        url: str,
        transports: Transports,
        cookies: Cookies,
        *,
        now: Callable[[], datetime],
        trace: Callable[[str], object] | None = None,
        timeout: float = 60.0,
    ) -> None:
        self.url = url
        self.transports = transports
        self.cookies = cookies
        self.now = now
        self.trace = trace
        self.timeout = timeout
        self._quiet_until: datetime | None = None

    def follow(self, request: httpx.Request) -> Answer:
        """Send a request, and return the whole answer behind its redirects. Raises what httpx raises."""
        return self.read_behind_redirects(self.send(request), dict(request.headers))

    def read_behind_redirects(self, response: httpx.Response, headers: dict[str, str] | None) -> Answer:
        """Return the whole answer behind an answer's redirects. What a write set in motion is done."""
        redirected = {name: value for name, value in (headers or {}).items() if name.lower() in _REDIRECTED}
        for moved in range(REDIRECTS):
            if not response.has_redirect_location:
                return self.read_whole(response, moved)
            self.discard(response)
            response = self.send(self.make("GET", self.find_redirect_target(response), headers=redirected))
        response.close()
        raise self.make_loop_error()

    def discard(self, response: httpx.Response) -> None:
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

    def make_loop_error(self) -> NotAPortal:
        """Return the error for redirects that lead to each other."""
        return NotAPortal(_("{url} redirects in a loop.").format(url=self.url))

    def make(self, method: str, address: str, **more: Any) -> httpx.Request:
        """Return a request to the portal, and nowhere else. Raises NotSent."""
        try:
            return self.build(method, addresses.resolve(address, self.url, self.url), **more)
        except addresses.OtherOrigin as error:
            raise NotSent(
                _("A page of {url} leads to another site, {origin}. Nothing was sent there.").format(
                    url=self.url, origin=error.origin
                )
            ) from None
        except addresses.NotAnAddress:
            raise NotSent(_("A page of {url} leads to an invalid address.").format(url=self.url)) from None

    def build(
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

    def find_redirect_target(self, response: httpx.Response, *, elsewhere: bool = False) -> str:
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

    def send(self, request: httpx.Request) -> httpx.Response:
        """Return the head of an answer, its body still to come. Raises what httpx raises."""
        from ticketcli.portals.http.httpx_import import httpx

        started = self.now()
        address = str(request.url)
        own = addresses.split_origin(address) == addresses.split_origin(self.url)
        jar = httpx.Cookies(self.cookies.choose_jar(request.url.raw_path))
        if own:
            request.headers.encoding = "utf-8"  # cookies may hold what no header should
            jar.set_cookie_header(request)
        response = self.transports.find(address).handle_request(request)
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

    def read_whole(self, response: httpx.Response, moved: int) -> Answer:
        """Return the whole answer, behind `moved` redirects. Raises PortalError, and what httpx raises."""
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

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now; 0 if it did not."""
        if self._quiet_until is None:
            return 0.0
        return max(0.0, (self._quiet_until - self.now()).total_seconds())

    def explain(self, error: Exception) -> tuple[str, str]:
        """Return why a request failed, in a sentence, and what to do."""
        proxy = self.transports.find_proxy(self.url)

        def look() -> Details | None:
            from ticketcli.portals.http.certificates import fetch_certificate

            return fetch_certificate(self.url, proxy, min(10.0, self.timeout))

        return explain(error, self.url, proxy=proxy, look=look, now=self.now())


def _is_utf8(response: httpx.Response) -> bool:
    try:
        for _name, value in response.headers.raw:
            value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
