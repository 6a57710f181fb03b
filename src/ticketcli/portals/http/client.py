"""Requests that are repeated, as reads are, or sent once, as writes are; and why either failed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.model.durations import format_duration
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
from ticketcli.portals.http import addresses
from ticketcli.portals.http.connection import REDIRECTS, Connection
from ticketcli.portals.http.failures import describe, explain, is_hopeless
from ticketcli.portals.http.response import Answer, answer_of, read_headers
from ticketcli.portals.http.retry import LONGEST, MAY_PASS, TryAgain, compute_pause, read_retry_after, repeat

if TYPE_CHECKING:
    import httpx

    from ticketcli.portals.http.certificate_details import Details
    from ticketcli.portals.http.prefetch import Prefetch, Reading

Field = tuple[str, str]
Follow = bool | Callable[[str], bool]
"""Whether to read the page behind a redirect, or what tells that of its address."""
_YEAR = 365 * 86400.0  # seconds; nobody reads more than that
OLD = 30.0  # seconds; what was read early is read again after that
MOST_EARLY = 3  # reads beside another one
SHORT_PAUSE = 3.0  # seconds; shorter ones are not worth a word


class Http(Connection):
    """Reading and writing at one portal. `sleep` waits for seconds; for the rest see `Connection`."""

    def __init__(self, url: str, *, sleep: Callable[[float], None], **more: Any) -> None:
        super().__init__(url, **more)
        self.sleep = sleep
        self.last_write_date = ""  # the Date header of the answer to what was written last
        self._prefetch: Prefetch | None = None
        self._early: dict[str, tuple[dict[str, str], Reading, float]] = {}
        self._beside: dict[str, dict[str, str] | None] = {}  # what is begun beside the next `get`

    def pause(self, seconds: float, asked: float | None = None) -> None:
        """Wait before another attempt, and say so. `asked` is how long the portal asked for, if it did.

        Raises OnlyErrors, in place of waiting, where that is longer than anybody waits for.
        """
        if asked is not None and asked > LONGEST:
            raise self._left_alone(asked)
        self._tell_pause(seconds, asked)
        self.sleep(seconds)

    def _tell_pause(self, seconds: float, asked: float | None) -> None:
        if seconds >= SHORT_PAUSE:
            told = (
                _("{url} asks to wait {time}. Waiting; press Ctrl-C to stop.")
                if asked is not None
                else _("{url} does not answer properly. Trying again in {time}; press Ctrl-C to stop.")
            )
            self.say(told.format(url=self.url, time=_format_seconds(seconds)))

    # -- reading ---------------------------------------------------------------------------------

    def get(self, address: str, *, headers: dict[str, str] | None = None) -> Answer:
        """Return the answer at an address, asked for again while it may still come.

        Raises PortalUnreachable; OnlyErrors where the portal asks to be left alone for long.
        """
        first = True

        def attempt(last: bool) -> Answer:
            nonlocal first
            with self._failures():
                answer = self._take_early(address, headers) if first else None
                first = False
                if answer is None:
                    request = self._request("GET", address, headers=headers)
                    request.extensions["trace"] = self._begin_beside
                    answer = self._follow(request)
            self._check_status(answer.status, answer.headers, last=last)
            return answer

        return repeat(attempt, self.pause)

    def post_read(self, address: str, content: bytes, *, headers: dict[str, str] | None = None) -> Answer:
        """Return the answer to a POST that only reads, with the repetitions of `get`. Follows no redirect.

        Raises as `get` does.
        """

        def attempt(last: bool) -> Answer:
            with self._failures():
                request = self._request("POST", address, content=content, headers=headers)
                answer = self._read_whole(self._send(request), 0)
            self._check_status(answer.status, answer.headers, last=last)
            return answer

        return repeat(attempt, self.pause)

    def read_early(self, address: str, headers: dict[str, str] | None = None) -> None:
        """Begin to read what `get` will soon be asked for with these headers, beside what else is read.

        What is written in between ends it, as with `prefetch`. Where enough is under way, it begins when
        one of that has come.
        """
        from ticketcli.portals.http.prefetch import Reading

        if address in self._early:
            return
        under_way = [each for _headers, each, _began in self._early.values() if each.is_alive()]
        for reading in under_way[: len(under_way) + 1 - MOST_EARLY]:
            reading.wait()
        send = partial(self._follow, self._request("GET", address, headers=headers))
        self._early[address] = headers or {}, Reading(address, send), monotonic()

    def read_beside(self, address: str, headers: dict[str, str] | None = None) -> None:
        """As `read_early`, but begin when the next `get` has its connection.

        That one is waited for first: a connection that is open already is for it.
        """
        if address not in self._early:
            self._beside[address] = headers

    def _begin_beside(self, event: str, _info: object) -> None:
        if event in _HAS_CONNECTION:
            while self._beside:
                self.read_early(*self._beside.popitem())

    def drop_early(self, address: str) -> None:
        """Forget what was asked for early: it would be old when somebody asks for it."""
        self._beside.pop(address, None)
        self._early.pop(address, None)

    def _take_early(self, address: str, headers: dict[str, str] | None) -> Answer | None:
        """Return the answer that was asked for early, if it was and came as it should."""
        self._beside.pop(address, None)
        if self._prefetch is not None:
            return self._prefetch.take(address, headers)
        if address not in self._early:
            return None
        asked, reading, began = self._early.pop(address)
        reading.wait()
        usable = reading.came and asked == (headers or {}) and monotonic() - began < OLD
        return reading.answer() if usable else None

    @contextmanager
    def prefetch(self, addresses: Iterable[str], headers: dict[str, str] | None = None) -> Iterator[None]:
        """Within this, `get` finds the answers to these addresses on their way, some at once.

        For who will ask for them all, in this order, with these headers, unless there are fewer pages.
        What is written in between ends it: it may change what the pages say, and who may read them.
        """
        from ticketcli.portals.http.prefetch import Prefetch

        def prepare(address: str) -> Callable[[], Answer]:
            return partial(self._follow, self._request("GET", address, headers=headers))

        self._prefetch = reading = Prefetch(addresses, headers, prepare)
        try:
            yield
        finally:
            reading.stop(timeout=1.0)  # what was asked for in vain is not waited for
            self._prefetch = None

    def stop_prefetch(self, *, early: bool = True) -> bool:
        """Have nothing else under way from now on. Return whether there was, or could have been.

        Without `early`, what was asked for by `read_early` goes on.
        """
        reading, self._prefetch = self._prefetch, None
        if reading is not None:
            reading.stop()
        if not early:
            return reading is not None
        self._beside.clear()
        early_reads, self._early = self._early, {}
        for _headers, each, _began in early_reads.values():
            each.wait()
        return reading is not None or bool(early_reads)

    @contextmanager
    def download(
        self, address: str, *, headers: dict[str, str] | None = None
    ) -> Iterator[tuple[Answer, Iterator[bytes]]]:
        """Yield an answer without its content, and the content in chunks as it came: packed, if it is.

        Of a refusal, the answer has the beginning of its page. A redirect to another host is followed,
        without credentials and cookies. Raises PortalUnreachable; the chunks raise `broken`.
        """
        response = repeat(partial(self._begin_download, address, dict(headers or {})), self.pause)
        try:
            chunks = response.iter_raw()
            page = b""
            if response.status_code >= 400:  # what it says is worth knowing, not saving
                with suppress(self.broken):  # without it the status says enough
                    page = next(response.iter_bytes(64 * 1024), b"")
            yield answer_of(response, page), chunks
        finally:
            response.close()

    def _begin_download(self, address: str, headers: dict[str, str], last: bool) -> httpx.Response:
        headers = {**headers, "Accept-Encoding": "identity"}
        with self._failures():
            response = self._send(self._request("GET", address, headers=headers))
            for _redirect in range(REDIRECTS):
                if not response.has_redirect_location:
                    break
                self._discard(response)
                target = self._redirect_target(response, elsewhere=True)
                if addresses.split_origin(target) != addresses.split_origin(self.url):
                    headers = {name: text for name, text in headers.items() if name.lower() in _FOR_ANYBODY}
                response = self._send(self._build("GET", target, headers=headers))
        if response.has_redirect_location:
            response.close()
            raise self._circle()
        try:
            self._check_status(response.status_code, read_headers(response), last=last)
        except TryAgain:
            self._discard(response)
            raise
        return response

    @property
    def broken(self) -> type[Exception]:
        """What the chunks of a download raise where the connection breaks."""
        from ticketcli.portals.http.httpx_import import httpx

        return httpx.RequestError

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Have a read that failed on its way tried again, where that may help."""
        from ticketcli.portals.http.httpx_import import httpx

        try:
            yield
        except httpx.RequestError as error:
            failed = PortalUnreachable(*self._explain(error))
            raise (failed if is_hopeless(error) else TryAgain(failed)) from error

    def _check_status(self, status: int, headers: dict[str, str], *, last: bool) -> None:
        if status in MAY_PASS and not last:
            failed = OnlyErrors(_("{url} answers with errors.").format(url=self.url))
            raise TryAgain(failed, read_retry_after(headers, self.now()))

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
        """Post a form as multipart/form-data, as a browser would, once.

        Raises as `write` and `check_unchanged` do.
        """
        from contextlib import ExitStack

        from ticketcli.portals.http.chunks import GrowingChunks
        from ticketcli.portals.http.upload_files import SteadyFile, check_unchanged

        with check_unchanged([file for _, file in files]), ExitStack() as opened:
            parts: list[tuple[str, Any]] = [
                (name, (None, value.encode("utf-8", "replace"))) for name, value in fields
            ]
            for name, file in files:
                steady = SteadyFile(opened.enter_context(file.path.open("rb")), file)
                parts.append((name, (file.name, GrowingChunks(steady), file.type)))
            return self._write(
                "POST", address, progress=progress, headers=headers, harmless=harmless, files=parts
            )

    def post_fields(self, address: str, fields: Sequence[Field], *, follow: Follow = True) -> Answer:
        """Post a short form, url-encoded, that does no harm when it is posted twice. Raises as `write`.

        Where `follow` says of the address that a redirect leads to that its page is not wanted, the answer
        is the redirect itself. It is for signing in: see `write`.
        """
        from urllib.parse import urlencode

        return self._write(
            "POST",
            address,
            content=urlencode(fields, errors="surrogateescape").encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            harmless=True,
            signs_in=True,
            follow=follow,
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
        signs_in: bool = False,
        follow: bool = True,
    ) -> Answer:
        """Send a request that changes something, once. `size` is the length of `content` in bytes.

        Raises NotSent where no connection was made, OutcomeUnknown where no answer tells the
        outcome, TurnedAway for a 429. Where doing it twice is `harmless`, it is repeated as a read
        is; `content` must then be something that can be gone through more than once. What `signs_in`
        changes no ticket, so what `read_early` began goes on beside it. Where a GET would write as well,
        `follow` is False and a redirect is itself the answer.
        """
        more = dict(headers or {})
        if size is not None:
            more["Content-Length"] = str(size)
        return self._write(
            method,
            address,
            content=content,
            headers=more,
            progress=progress,
            harmless=harmless,
            signs_in=signs_in,
            follow=follow,
        )

    def _write(
        self,
        method: str,
        address: str,
        *,
        headers: dict[str, str] | None = None,
        progress: Progress | None = None,
        harmless: bool = False,
        signs_in: bool = False,
        follow: Follow = True,
        **body: Any,
    ) -> Answer:
        self.stop_prefetch(early=not signs_in)

        def attempt(_last: bool) -> Answer:
            request = self._request(method, address, headers=headers, **body)
            if progress is not None:
                from ticketcli.portals.http.upload_progress import CountedBody

                request.stream = CountedBody(request, progress)
            try:
                return self._write_once(request, headers, follow=follow)
            except TurnedAway as error:
                if not harmless or not error.again:
                    self._tell_pause(error.wait, error.wait)
                    raise
                raise TryAgain(error, error.wait) from error.__cause__
            except (NotSent, OutcomeUnknown) as error:
                moved = isinstance(error, NotSent) and error.__cause__ is None
                if not harmless or moved or is_hopeless(error.__cause__):
                    raise
                raise TryAgain(error) from error.__cause__

        return repeat(attempt, self.pause)

    def _write_once(
        self, request: httpx.Request, headers: dict[str, str] | None, *, follow: Follow
    ) -> Answer:
        from ticketcli.portals.http.httpx_import import httpx

        try:
            response = self._send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
            raise NotSent(*self._explain(error)) from error
        except httpx.RequestError as error:
            raise self._unknown(describe(error)) from error
        if response.status_code in {307, 308} and response.has_redirect_location:
            self._discard(response)
            try:
                target = addresses.redact(self._redirect_target(response))
            except NotAPortal as error:
                raise NotSent(error.message, error.hint) from None
            raise NotSent(
                _("{url} has moved to {address}.").format(url=self.url, address=target),
                _("Sign in with that URL."),
            )
        try:
            if callable(follow):
                follow = not response.has_redirect_location or follow(self._redirect_target(response))
            answer = (
                self._read_behind_redirects(response, headers) if follow else self._read_whole(response, 0)
            )
        except httpx.RequestError as error:  # whatever it is: the portal had the write by then
            raise self._unknown(describe(error)) from error
        except PortalError as error:
            raise self._unknown(error.message.rstrip(".。")) from error
        if answer.status == 429:
            raise self._turned_away(answer)
        if answer.status == 408 or (answer.status >= 500 and answer.status not in {501, 505}):
            raise OutcomeUnknown(
                _("{url} answered HTTP {status}, which does not tell whether it arrived.").format(
                    url=self.url, status=answer.status
                )
            )
        if answer.status == 413:
            raise ContentRefused([_("The portal says that this is too large.")])
        self.last_write_date = response.headers.get("Date", "")
        return answer

    # -- how it failed ---------------------------------------------------------------------------

    def _turned_away(self, answer: Answer) -> TurnedAway:
        asked = read_retry_after(answer.headers, self.now())
        refusal = OnlyErrors(
            _("{url} is limiting requests (HTTP 429).").format(url=self.url), _("Try again later.")
        )
        if asked is not None and asked > LONGEST:
            return TurnedAway(self._left_alone(asked), again=False)
        return TurnedAway(refusal, wait=compute_pause(1, asked, 1.0))

    def _left_alone(self, seconds: float) -> OnlyErrors:
        return OnlyErrors(
            _("{url} asks to wait {time}.").format(url=self.url, time=_format_seconds(seconds)),
            _("Try again then."),
        )

    def _unknown(self, why: str) -> OutcomeUnknown:
        return OutcomeUnknown(_("{url} did not confirm it ({reason}).").format(url=self.url, reason=why))

    def _explain(self, error: Exception) -> tuple[str, str]:
        proxy = self._proxy(self.url)

        def look() -> Details | None:
            from ticketcli.portals.http.certificates import fetch_certificate

            return fetch_certificate(self.url, proxy, min(10.0, self.timeout))

        return explain(error, self.url, proxy=proxy, look=look, now=self.now())


def _format_seconds(seconds: float) -> str:
    return format_duration(timedelta(seconds=math.ceil(min(seconds, _YEAR))))


_HAS_CONNECTION = frozenset({"connection.connect_tcp.complete", "http11.send_request_headers.started"})
"""What httpcore tells of a request when it has a connection, a new one or one that was kept."""
_FOR_ANYBODY = frozenset({"accept-encoding", "range", "if-range"})
"""The headers of a download that go to another host too."""
