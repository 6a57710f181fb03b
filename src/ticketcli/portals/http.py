"""The one place that makes an HTTP client: certificates, time limits, redirects, patience, progress.

Reads are repeated; writes are sent once. A redirect is followed only within the portal's own
origin, so that neither credentials nor cookies ever travel to another host.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from ticketcli.language import _
from ticketcli.portals.answer import Answer, answer_of, headers_of
from ticketcli.portals.base import (
    File,
    NotAPortal,
    NotSent,
    OnlyErrors,
    OutcomeUnknown,
    PortalError,
    PortalUnreachable,
    Progress,
    TurnedAway,
)
from ticketcli.portals.certificates import certificates
from ticketcli.portals.origin import as_secure, blanked, origin
from ticketcli.portals.reasons import hopeless, reason
from ticketcli.portals.waiting import ATTEMPTS, MAY_PASS, asked_wait, pause_before
from ticketcli.tickets.errors import ContentRefused
from ticketcli.tickets.text import clean_line
from ticketcli.version import __version__

if TYPE_CHECKING:
    import httpx

    from ticketcli.portals.ahead import Ahead

LARGEST_ANSWER = 32 * 2**20  # bytes; pages and JSON, not downloads
SLOWEST_ANSWER = 600.0  # seconds; a page that drips on for longer never ends
REDIRECTS = 8
MOST_QUIET = 24 * 3600.0  # seconds; longer than that no portal means
Field = tuple[str, str]


class Http:
    """Requests to one portal.

    `sleep` and `now` are handed in for tests; `trace`, if given, gets a line for each request.
    """

    def __init__(
        self,
        url: str,
        *,
        sleep: Callable[[float], None],
        now: Callable[[], datetime],
        ca_file: Path | None = None,
        trace: Callable[[str], object] | None = None,
        patience: float = 60.0,
    ) -> None:
        self.url = url.rstrip("/")
        self.sleep = sleep
        self.now = now
        self.ca_file = ca_file
        self.trace = trace
        self.patience = patience
        self._client: httpx.Client | None = None
        self._ahead: Ahead | None = None
        self._quiet_until: datetime | None = None

    def address(self, path: str) -> str:
        """The full address of a path below the portal's own."""
        return f"{self.url}/{path.lstrip('/')}"

    # -- reading ---------------------------------------------------------------------------------

    def get(self, address: str, *, headers: dict[str, str] | None = None) -> Answer:
        """Read an address, again and again while it may still come. Raises PortalUnreachable."""
        from ticketcli.portals.httpx_alone import httpx

        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._ahead.take(address, headers) if self._ahead and attempt == 1 else None
                answer = answer or self._follow(self._request("GET", address, headers=headers))
                if answer.status not in MAY_PASS or attempt == ATTEMPTS:
                    return answer
                wait = asked_wait(answer.headers, self.now())
            except httpx.RequestError as error:
                if attempt == ATTEMPTS or hopeless(error):
                    raise self._unreachable(error) from error
                wait = None
            self.sleep(pause_before(attempt, wait, _chance()))
        raise AssertionError("unreachable")

    @contextmanager
    def reading_ahead(
        self, addresses: Iterable[str], headers: dict[str, str] | None = None
    ) -> Iterator[None]:
        """Within this, `get` finds the answers to these addresses on their way, some at once.

        For who will ask for them all, in this order, with these headers, unless there are fewer pages.
        What is written in between ends it: it may change what the pages say, and who may read them.
        """
        from ticketcli.portals.ahead import Ahead

        def prepare(address: str) -> Callable[[], Answer]:
            return partial(self._follow, self._request("GET", address, headers=headers))

        self._ahead = ahead = Ahead(addresses, headers, prepare)
        try:
            yield
        finally:
            ahead.stop(patience=1.0)  # what was asked for in vain is not waited for
            self._ahead = None

    def one_at_a_time(self) -> bool:
        """Have nothing else under way from now on. Whether there was, or could have been."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.stop()
        return ahead is not None

    @contextmanager
    def download(
        self, address: str, *, headers: dict[str, str] | None = None
    ) -> Iterator[tuple[Answer, Iterator[bytes]]]:
        """An answer whose body is taken piece by piece; the Answer has everything but the content.

        Raises PortalUnreachable; the pieces raise `broken`.
        """
        response = self._begun(address, headers)
        try:
            yield answer_of(response, b""), response.iter_bytes(256 * 1024)
        finally:
            response.close()

    def _begun(self, address: str, headers: dict[str, str] | None) -> httpx.Response:
        """An answer whose head has come, asked for again while it may still come."""
        from ticketcli.portals.httpx_alone import httpx

        for attempt in range(1, ATTEMPTS + 1):
            try:
                response = self._send(self._request("GET", address, headers=headers))
                for _redirect in range(REDIRECTS):
                    if not response.has_redirect_location:
                        break
                    response.close()
                    response = self._send(self._request("GET", self._next(response), headers=headers))
                if response.has_redirect_location:
                    response.close()
                    raise NotAPortal(_("{url} redirects in a circle.").format(url=self.url))
                if response.status_code not in MAY_PASS or attempt == ATTEMPTS:
                    return response
                response.close()
                wait = asked_wait(headers_of(response), self.now())
            except httpx.RequestError as error:
                if attempt == ATTEMPTS or hopeless(error):
                    raise self._unreachable(error) from error
                wait = None
            self.sleep(pause_before(attempt, wait, _chance()))
        raise AssertionError("unreachable")

    @property
    def broken(self) -> type[Exception]:
        """What the pieces of a download raise where the connection breaks."""
        from ticketcli.portals.httpx_alone import httpx

        return httpx.RequestError

    # -- writing ---------------------------------------------------------------------------------

    def post_form(
        self,
        address: str,
        fields: Sequence[Field],
        files: Sequence[tuple[str, File]] = (),
        *,
        headers: dict[str, str] | None = None,
        progress: Progress | None = None,
        harmless: bool = False,
    ) -> Answer:
        """Post a form as multipart/form-data, as a browser would, once. Errors: see `write`, `at_rest`."""
        from contextlib import ExitStack

        from ticketcli.portals.at_rest import Steady, at_rest
        from ticketcli.portals.pieces import Pieces

        with at_rest([file for _, file in files]), ExitStack() as opened:
            parts: list[tuple[str, Any]] = [
                (name, (None, value.encode("utf-8", "replace"))) for name, value in fields
            ]
            for name, file in files:
                steady = Steady(opened.enter_context(file.path.open("rb")), file)
                parts.append((name, (file.name, Pieces(steady), file.type)))
            return self._write(
                "POST", address, progress=progress, headers=headers, harmless=harmless, files=parts
            )

    def post_fields(self, address: str, fields: Sequence[Field]) -> Answer:
        """Post a short form, url-encoded, that does no harm when it is posted twice. See `write`."""
        from urllib.parse import urlencode

        return self._write(
            "POST",
            address,
            content=urlencode(fields, errors="surrogateescape").encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            harmless=True,
        )

    def write(
        self,
        method: str,
        address: str,
        *,
        content: bytes | Iterable[bytes] = b"",
        size: int | None = None,
        headers: dict[str, str] | None = None,
        progress: Progress | None = None,
        harmless: bool = False,
    ) -> Answer:
        """Send a request that changes something, once. `size` is the length of `content` in bytes.

        Raises NotSent where no connection was made, OutcomeUnknown where no answer tells the
        outcome, TurnedAway for a 429. Where doing it twice is `harmless`, it is repeated as a read
        is; `content` must then be something that can be gone through more than once.
        """
        more = dict(headers or {})
        if size is not None:
            more["Content-Length"] = str(size)
        return self._write(
            method, address, content=content, headers=more, progress=progress, harmless=harmless
        )

    def _write(
        self,
        method: str,
        address: str,
        *,
        headers: dict[str, str] | None = None,
        progress: Progress | None = None,
        harmless: bool = False,
        **body: Any,
    ) -> Answer:
        self.one_at_a_time()
        for attempt in range(1, ATTEMPTS + 1):
            request = self._request(method, address, headers=headers, **body)
            if progress is not None:
                from ticketcli.portals.counted import Counted

                request.stream = Counted(request, progress)
            try:
                return self._written(request, headers)
            except (NotSent, OutcomeUnknown) as error:
                moved = isinstance(error, NotSent) and error.__cause__ is None
                if not harmless or attempt == ATTEMPTS or moved or hopeless(error.__cause__):
                    raise
                wait = error.wait if isinstance(error, TurnedAway) else pause_before(attempt, None, _chance())
            self.sleep(wait)
        raise AssertionError("unreachable")

    def _written(self, request: httpx.Request, headers: dict[str, str] | None) -> Answer:
        from ticketcli.portals.httpx_alone import httpx

        try:
            response = self._send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
            raise NotSent(*self._told(error)) from error
        except httpx.RequestError as error:
            raise self._untold(reason(error)) from error
        if response.status_code in {307, 308} and response.has_redirect_location:
            response.close()
            raise NotSent(
                _("{url} has moved to {address}.").format(
                    url=self.url, address=blanked(self._next(response))
                ),
                _("Sign in with that address."),
            )
        try:
            answer = self._followed(response, headers)
        except httpx.RequestError as error:  # whatever it is: the portal had the write by then
            raise self._untold(reason(error)) from error
        except PortalError as error:
            raise self._untold(error.message.rstrip(".。")) from error
        if answer.status == 429:
            raise TurnedAway(
                OnlyErrors(
                    _("{url} gets too many requests (429).").format(url=self.url), _("Try again in a while.")
                ),
                wait=pause_before(1, asked_wait(answer.headers, self.now()), _chance()),
            )
        if answer.status == 408 or (answer.status >= 500 and answer.status not in {501, 505}):
            raise OutcomeUnknown(
                _("{url} answered {status}, which does not say what became of it.").format(
                    url=self.url, status=answer.status
                )
            )
        if answer.status == 413:
            raise ContentRefused([_("The portal says that this is too large for it.")])
        return answer

    # -- cookies ---------------------------------------------------------------------------------

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

    # -- inside ----------------------------------------------------------------------------------

    @property
    def client(self) -> httpx.Client:
        """The client, made when it is first needed."""
        if self._client is None:
            from ticketcli.portals.cookies import SharedJar
            from ticketcli.portals.httpx_alone import httpx

            loopback = (urlsplit(self.url).hostname or "") in {"localhost", "127.0.0.1", "::1"}
            self._client = httpx.Client(
                verify=certificates(self.url, self.ca_file),
                trust_env=not loopback,  # a proxy has no business between us and this machine
                timeout=httpx.Timeout(self.patience, connect=min(10.0, self.patience)),
                cookies=SharedJar(),
                headers={"User-Agent": f"ticket/{__version__}", "Accept-Language": "en, *;q=0.5"},
            )
        return self._client

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
        from ticketcli.portals.httpx_alone import httpx

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
        from ticketcli.portals.httpx_alone import httpx

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

    def _unreachable(self, error: httpx.RequestError) -> PortalUnreachable:
        return PortalUnreachable(*self._told(error))

    def _untold(self, why: str) -> OutcomeUnknown:
        return OutcomeUnknown(
            _("{url} did not say what became of it ({reason}).").format(url=self.url, reason=why)
        )

    def _told(self, error: Exception) -> tuple[str, str]:
        return (
            _("{url} cannot be reached: {reason}.").format(url=self.url, reason=reason(error)),
            _("Check the address and your connection, and try again."),
        )


def _kept(headers: dict[str, str]) -> dict[str, str]:
    """The headers that go with a redirect, which never leaves the portal."""
    return {name: value for name, value in headers.items() if name.lower() in {"authorization", "accept"}}


def _chance() -> float:
    return random.random()  # noqa: S311 - nothing secret hangs on it
