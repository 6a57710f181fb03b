"""Requests with patience: reads are repeated, writes are sent once, and why either failed is told."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
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
from ticketcli.portals.http.connection import REDIRECTS, Connection
from ticketcli.portals.http.failures import hopeless, reason
from ticketcli.portals.http.origin import blanked
from ticketcli.portals.http.response import Answer, answer_of, headers_of
from ticketcli.portals.http.retry_waits import ATTEMPTS, MAY_PASS, asked_wait, pause_before

if TYPE_CHECKING:
    import httpx

    from ticketcli.portals.http.prefetch import Ahead

Field = tuple[str, str]


class Http(Connection):
    """Reading and writing at one portal; see `Connection` for what it is made of.

    `sleep` is handed in for tests.
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
        super().__init__(url, now=now, ca_file=ca_file, trace=trace, patience=patience)
        self.sleep = sleep
        self._ahead: Ahead | None = None

    # -- reading ---------------------------------------------------------------------------------

    def get(self, address: str, *, headers: dict[str, str] | None = None) -> Answer:
        """Read an address, again and again while it may still come. Raises PortalUnreachable."""
        from ticketcli.portals.http.httpx_import import httpx

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
        from ticketcli.portals.http.prefetch import Ahead

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
        from ticketcli.portals.http.httpx_import import httpx

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
        from ticketcli.portals.http.httpx_import import httpx

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

        from ticketcli.portals.http.chunks import Pieces
        from ticketcli.portals.http.upload_files import Steady, at_rest

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
                from ticketcli.portals.http.upload_progress import Counted

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
        from ticketcli.portals.http.httpx_import import httpx

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

    # -- how it failed ---------------------------------------------------------------------------

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


def _chance() -> float:
    return random.random()  # noqa: S311 - nothing secret hangs on it
