"""Taking a file from a portal: chunk by chunk, on where it broke, and knowing that all of it came."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from ticketcli.i18n import _, ngettext
from ticketcli.model.sizes import format_size
from ticketcli.portals.base import PortalError, PortalUnreachable, Progress
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.packed import is_packed, read_stored_chunks
from ticketcli.portals.http.response import Answer
from ticketcli.portals.http.retry import TryAgain, repeat

LARGEST_WITHOUT_LENGTH = 1_000_000_000
"""Bytes that are taken where nobody says how many there are: far more than any portal lets one attach."""


def save(
    http: Http,
    address: str,
    into: BinaryIO,
    progress: Progress | None,
    *,
    headers: dict[str, str],
    is_file: Callable[[Answer], bool],
    name: str,
    size: int | None,
) -> None:
    """Write what an address serves to `into`; `size` is what the portal says elsewhere that it has.

    A connection that breaks is taken up where it broke, where the portal can prove that the rest is of
    the same file (RFC 9110, 13.1.5 and 14.2), else from the start. Raises PortalError for an answer that
    is no file, or not all of one.
    """
    saving = _Saving(http, address, into, progress, headers, is_file, name, size)
    came, expected = repeat(saving.attempt, http.pause)
    if size is None and expected is None and came > LARGEST_WITHOUT_LENGTH:
        raise PortalError(
            _("{name} came without a length and exceeded {size}. It was not saved.").format(
                name=name, size=format_size(LARGEST_WITHOUT_LENGTH)
            ),
            _("See it in your browser: ticket show NUMBER --web"),
        )
    if size is not None and came > size:
        raise PortalError(
            ngettext(
                "{name} is larger than its {size} byte.",
                "{name} is larger than its {size} bytes.",
                size,
            ).format(name=name, size=size),
            _("Download it again."),
        )
    for wanted in (expected, size):
        if wanted is not None and came != wanted:
            raise PortalError(
                _("{name} is incomplete: {came} of {wanted} bytes.").format(
                    name=name, came=came, wanted=wanted
                ),
                _("Download it again."),
            )


class _Saving:
    """One file on its way; what came before a connection broke serves the next attempt."""

    def __init__(
        self,
        http: Http,
        address: str,
        into: BinaryIO,
        progress: Progress | None,
        headers: dict[str, str],
        is_file: Callable[[Answer], bool],
        name: str,
        size: int | None,
    ) -> None:
        self.http = http
        self.address = address
        self.into = into
        self.progress = progress
        self.headers = headers
        self.is_file = is_file
        self.name = name
        self.size = size
        self.first: Answer | None = None  # what the bytes in `into` are the beginning of
        self.attempts = 0

    def attempt(self, last: bool) -> tuple[int, int | None]:
        """Return how many bytes came, and how many the answer announced. Raises TryAgain, PortalError."""
        self.attempts += 1
        done = self.into.tell() if self.first is not None else 0
        validator = _make_validator(self.first) if self.first is not None else {}
        more = {"Range": f"bytes={done}-", **validator} if done and validator else {}  # data
        with self.http.download(self.address, headers={**self.headers, **more}) as (answer, chunks):
            if more and answer.status in {206, 416} and not self._continues(answer, done):
                self.first = None  # another file than the one that began: all of it, then
                raise TryAgain(self._broken())
            if not (more and answer.status == 206):
                if not self.is_file(answer):
                    raise self._refusal(answer)
                self.into.seek(0)
                self.into.truncate()
                self.first, done = answer, 0
            first = self.first or answer
            content: Iterator[bytes] = chunks
            expected = _read_length(first, self.size)
            if is_packed(first):
                content, expected = read_stored_chunks(chunks, first, self.name, self.size), None
            try:
                for chunk in content:
                    self.into.write(chunk)
                    done += len(chunk)
                    if self.progress is not None:
                        self.progress(done, expected or self.size or 0)
                    limit = self.size if self.size is not None else expected or LARGEST_WITHOUT_LENGTH
                    if done > limit:  # it may never end
                        break
            except self.http.broken as error:
                raise TryAgain(self._broken()) from error
        return done, expected

    def _continues(self, answer: Answer, done: int) -> bool:
        """Return whether an answer goes on at a byte of the same file, as its own validator proves."""
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.headers.get("content-range", ""))
        if answer.status != 206 or found is None or self.first is None or is_packed(answer):
            return False
        begin, end, whole = map(int, found.groups())
        length = answer.headers.get("content-length")
        return (
            begin == done
            and end == whole - 1
            and str(whole) == self.first.headers.get("content-length")
            and length in (None, str(end - begin + 1))
            and _make_validator(answer) == _make_validator(self.first)
        )

    def _refusal(self, answer: Answer) -> PortalError:
        if answer.status in {200, 206} or not answer.title:
            return PortalError(
                _("The portal did not provide {name} (HTTP {status}).").format(
                    name=self.name, status=answer.status
                )
            )
        return PortalError(
            _("The portal did not provide {name} (HTTP {status}, “{title}”).").format(
                name=self.name, status=answer.status, title=answer.title
            )
        )

    def _broken(self) -> PortalUnreachable:
        return PortalUnreachable(
            _("The connection broke {count} times while downloading {name}.").format(
                count=self.attempts, name=self.name
            ),
            _("Download it again."),
        )


def _read_length(answer: Answer, size: int | None) -> int | None:
    announced = answer.headers.get("content-length", "")
    return int(announced) if announced.isascii() and announced.isdecimal() else size


def _make_validator(answer: Answer) -> dict[str, str]:
    """Return the header that asks for a rest only if it is of the same file; empty without strong proof.

    A date is proof where the file was at rest for a minute when it was sent (RFC 9110, 8.8.2.2).
    """
    if is_packed(answer):
        return {}
    tag = answer.headers.get("etag", "")
    if re.fullmatch(r'"[\x21\x23-\x7e]*"', tag):
        return {"If-Range": tag}
    changed = answer.headers.get("last-modified", "")
    try:
        age = parsedate_to_datetime(answer.headers.get("date", "")) - parsedate_to_datetime(changed)
    except (ValueError, TypeError, IndexError, OverflowError):
        return {}
    return {"If-Range": changed} if not tag and changed.isascii() and age >= timedelta(minutes=1) else {}
