"""Reads that are repeated, and writes that are sent once: what the kinds of portal ask a server for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.portals.base import File, NotSent, OutcomeUnknown, Progress, TurnedAway
from ticketcli.portals.http.cookies import Cookies
from ticketcli.portals.http.early_answers import EarlyAnswers
from ticketcli.portals.http.failures import explain_long_pause, format_pause, is_hopeless
from ticketcli.portals.http.reading import begin_download, check_status, retry_failures
from ticketcli.portals.http.requests import Requests
from ticketcli.portals.http.response import Answer, answer_of
from ticketcli.portals.http.retry import LONGEST, TryAgain, repeat
from ticketcli.portals.http.transports import Transports
from ticketcli.portals.http.writing import Follow, write_once

if TYPE_CHECKING:
    from ticketcli.portals.http.early_socket import EarlySocket

Field = tuple[str, str]
SHORT_PAUSE = 3.0  # seconds; shorter ones are not worth a word


def _say_nothing(text: str) -> None:
    return


class Http:
    """Reading and writing at one portal.

    `sleep` waits for seconds, `now` gives the time, aware. `say` hears, in sentences, what is waited for;
    `trace`, if given, gets lines for each request. `timeout` is how many seconds a server may be silent.
    `env` names proxies. `early` is a connection that is on its way already.
    """

    def __init__(
        self,
        url: str,
        *,
        sleep: Callable[[float], None],
        now: Callable[[], datetime],
        ca_file: Path | None = None,
        trace: Callable[[str], object] | None = None,
        say: Callable[[str], object] = _say_nothing,
        timeout: float = 60.0,
        env: Mapping[str, str] | None = None,
        early: EarlySocket | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self.sleep = sleep
        self.now = now
        self.say = say
        self.cookies = Cookies(self.url)
        self.transports = Transports(
            self.url, say=say, env=os.environ if env is None else env, ca_file=ca_file, early=early
        )
        self.requests = Requests(
            self.url, self.transports, self.cookies, now=now, trace=trace, timeout=timeout
        )
        self.early = EarlyAnswers(self.requests)
        self.last_write_date = ""  # the Date header of the answer to what was written last

    def address(self, path: str) -> str:
        """Return the full address of a path below the portal's own."""
        return f"{self.url}/{path.lstrip('/')}"

    def close(self) -> None:
        """Close the connections, for good."""
        self.transports.close()

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now; 0 if it did not."""
        return self.requests.asked_pause

    def pause(self, seconds: float, asked: float | None = None) -> None:
        """Wait before another attempt, and say so. `asked` is how long the portal asked for, if it did.

        Raises OnlyErrors, in place of waiting, where that is longer than anybody waits for.
        """
        if asked is not None and asked > LONGEST:
            raise explain_long_pause(self.url, asked)
        self._tell_pause(seconds, asked)
        self.sleep(seconds)

    def _tell_pause(self, seconds: float, asked: float | None) -> None:
        if seconds >= SHORT_PAUSE:
            sentence = (
                _("{url} asks to wait {time}. Waiting; press Ctrl-C to stop.")
                if asked is not None
                else _("{url} does not answer properly. Trying again in {time}; press Ctrl-C to stop.")
            )
            self.say(sentence.format(url=self.url, time=format_pause(seconds)))

    # -- reading ---------------------------------------------------------------------------------

    def get(self, address: str, *, headers: dict[str, str] | None = None) -> Answer:
        """Return the answer at an address, asked for again while it may still come.

        Raises PortalUnreachable; OnlyErrors where the portal asks to be left alone for long.
        """
        first = True

        def attempt(last: bool) -> Answer:
            nonlocal first
            with retry_failures(self.requests):
                answer = self.early.take(address, headers) if first else None
                first = False
                if answer is None:
                    request = self.requests.make("GET", address, headers=headers)
                    request.extensions["trace"] = self.early.trace
                    answer = self.requests.follow(request)
            check_status(self.requests, answer.status, answer.headers, last=last)
            return answer

        return repeat(attempt, self.pause)

    def post_read(self, address: str, content: bytes, *, headers: dict[str, str] | None = None) -> Answer:
        """Return the answer to a POST that only reads, with the repetitions of `get`. Follows no redirect.

        Raises as `get` does.
        """

        def attempt(last: bool) -> Answer:
            with retry_failures(self.requests):
                request = self.requests.make("POST", address, content=content, headers=headers)
                answer = self.requests.read_whole(self.requests.send(request), 0)
            check_status(self.requests, answer.status, answer.headers, last=last)
            return answer

        return repeat(attempt, self.pause)

    @contextmanager
    def download(
        self, address: str, *, headers: dict[str, str] | None = None
    ) -> Iterator[tuple[Answer, Iterator[bytes]]]:
        """Yield an answer without its content, and the content in chunks as it came: packed, if it is.

        Of a refusal, the answer has the beginning of its page. A redirect to another host is followed,
        without credentials and cookies. Raises PortalUnreachable; the chunks raise `broken`.
        """
        response = repeat(partial(begin_download, self.requests, address, dict(headers or {})), self.pause)
        try:
            chunks = response.iter_raw()
            page = b""
            if response.status_code >= 400:  # what it says is worth knowing, not saving
                with suppress(self.broken):  # without it the status says enough
                    page = next(response.iter_bytes(64 * 1024), b"")
            yield answer_of(response, page), chunks
        finally:
            response.close()

    @property
    def broken(self) -> type[Exception]:
        """What the chunks of a download raise where the connection breaks."""
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
        """Post a form as multipart/form-data, as a browser would, once.

        Raises as `write` and `check_unchanged` do.
        """
        from ticketcli.portals.http.upload_files import open_parts

        with open_parts(fields, files) as parts:
            return self.write(
                "POST", address, files=parts, progress=progress, headers=headers, harmless=harmless
            )

    def post_fields(self, address: str, fields: Sequence[Field], *, follow: Follow = True) -> Answer:
        """Post a short form, url-encoded, that does no harm when it is posted twice. Raises as `write`.

        Where `follow` says of the address that a redirect leads to that its page is not wanted, the answer
        is the redirect itself. It is for signing in: see `write`.
        """
        from urllib.parse import urlencode

        return self.write(
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
        files: Sequence[tuple[str, Any]] | None = None,
        size: int | None = None,
        headers: dict[str, str] | None = None,
        progress: Progress | None = None,
        harmless: bool = False,
        signs_in: bool = False,
        follow: Follow = True,
    ) -> Answer:
        """Send a request that changes something, once: `content` of `size` bytes, or the `files` of a form.

        Raises NotSent where no connection was made, OutcomeUnknown where no answer tells the
        outcome, TurnedAway for a 429. Where doing it twice is `harmless`, it is repeated as a read
        is; `content` must then be something that can be gone through more than once. What `signs_in`
        changes no ticket, so what `early` began goes on beside it. Where a GET would write as well,
        `follow` is False and a redirect is itself the answer.
        """
        headers = dict(headers or {})
        if size is not None:
            headers["Content-Length"] = str(size)
        body: dict[str, Any] = {"content": content} if files is None else {"files": files}
        self.early.stop(early=not signs_in)

        def attempt(_last: bool) -> Answer:
            request = self.requests.make(method, address, headers=headers, **body)
            if progress is not None:
                from ticketcli.portals.http.upload_progress import CountedBody

                request.stream = CountedBody(request, progress)
            try:
                answer, self.last_write_date = write_once(self.requests, request, headers, follow=follow)
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
            return answer

        return repeat(attempt, self.pause)
