"""Attachments come whole, also over connections that break."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import cycle
from typing import Literal

import pytest
from tests.contract.portal import Fault, Quirks
from tests.contract.portal import Portal as Installation
from tests.contract.wire import Response
from tests.portals.conftest import Client
from tests.portals.test_http import Site, site

from ticketcli.portals.base import Credentials, PortalError, PortalUnreachable
from ticketcli.portals.http import download
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer

__all__ = ["site"]

URL = "https://hb.example.com"
CONTENT = os.urandom(700_000)
ROUTE = "GET web/*download*"


def fetched(client: Callable[..., Client], installation: Installation) -> bytes:
    number = installation.add_ticket(attachments=[("trace.zip", CONTENT)]).number
    person = Credentials(installation.username, installation.password)
    portal = client(installation.url, person, via="web").portal
    (attachment,) = (portal.ticket(number).messages or ())[0].attachments
    into = io.BytesIO()
    portal.download(number, attachment, into)
    return into.getvalue()


def ranges(installation: Installation) -> list[str]:
    return [
        request.headers["range"]
        for request in installation.requests
        if "download" in str(request.query) and "range" in request.headers
    ]


@pytest.mark.parametrize("allowed", [True, False], ids=["ranges allowed", "no ranges"])
def test_a_broken_download_goes_on_by_itself(client: Callable[..., Client], allowed: bool) -> None:
    with Installation(Quirks(download_ranges=allowed, faults=(Fault(ROUTE, "truncate"),))) as installation:
        assert fetched(client, installation) == CONTENT
        if allowed:
            assert len(ranges(installation)) == 1


def test_a_download_that_breaks_again_and_again_is_given_up(client: Callable[..., Client]) -> None:
    faults = (Fault(ROUTE, "truncate", times=99),)
    with Installation(Quirks(faults=faults)) as installation, pytest.raises(PortalUnreachable, match="broke"):
        fetched(client, installation)


@pytest.mark.parametrize("untold", [1000, 700_000])
def test_what_comes_without_a_length_has_an_end(untold: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "LARGEST_WITHOUT_LENGTH", untold)
    http = Streaming([CONTENT[:350_000], CONTENT[350_000:]], endless=untold < len(CONTENT))
    into = io.BytesIO()

    def save() -> None:
        download.save(http, URL, into, None, headers={}, is_file=lambda _: True, name="trace.zip", size=None)

    if untold == len(CONTENT):
        save()
        assert into.getvalue() == CONTENT
    else:
        with pytest.raises(PortalError, match="without a length and exceeded"):
            save()


class Streaming(Http):
    """A portal that says of no file how long it is, and of an `endless` one never that it is over."""

    def __init__(self, pieces: Sequence[bytes], *, endless: bool) -> None:
        super().__init__(URL, sleep=lambda _: None, now=lambda: datetime.now(timezone.utc))
        self._pieces = cycle(pieces) if endless else pieces

    @contextmanager
    def download(
        self, address: str, *, headers: dict[str, str] | None = None
    ) -> Iterator[tuple[Answer, Iterator[bytes]]]:
        yield Answer(200, address, b""), iter(self._pieces)


def test_a_page_instead_of_the_file_is_not_saved(client: Callable[..., Client]) -> None:
    faults = (Fault(ROUTE, "html", status=200, times=9),)
    refusal = pytest.raises(PortalError, match="did not provide")
    with Installation(Quirks(faults=faults)) as installation, refusal:
        fetched(client, installation)


# What came before the connection broke is kept only where the rest is proven to be of the same file


def whole(*headers: tuple[str, str], breaks: str = "truncate") -> Response:
    return Response(200, CONTENT, list(headers), breaks=breaks)  # type: ignore[arg-type]


def rest(
    begin: int, *headers: tuple[str, str], of: str = str(len(CONTENT)), content: bytes = CONTENT
) -> Response:
    line = ("Content-Range", f"bytes {begin}-{len(content) - 1}/{of}")
    return Response(206, content[begin:], [line, *headers])


TAG = ("ETag", '"one"')
HALF = len(CONTENT) // 2
OTHER = CONTENT[::-1]


def to_the_end(before: int) -> tuple[str, str]:
    """Return the header of a rest that ends so many bytes before the end; its last byte is at 1."""
    return "Content-Range", f"bytes {HALF}-{len(OTHER) - before}/{len(OTHER)}"


AT_REST = [("Last-Modified", "Sun, 15 Mar 2026 09:00:00 GMT"), ("Date", "Sun, 15 Mar 2026 10:00:00 GMT")]
A_MINUTE = [("Last-Modified", "Sun, 15 Mar 2026 09:59:00 GMT"), ("Date", "Sun, 15 Mar 2026 10:00:00 GMT")]
JUST_CHANGED = [("Last-Modified", "Sun, 15 Mar 2026 10:00:00 GMT"), ("Date", "Sun, 15 Mar 2026 10:00:00 GMT")]


def taken(here: Site, size: int | None = None, name: str = "trace.zip") -> bytes:
    into = io.BytesIO()
    download.save(here.http, here.url, into, None, headers={}, is_file=lambda _: True, name=name, size=size)
    return into.getvalue()


@pytest.mark.parametrize("headers", [[TAG], AT_REST, A_MINUTE], ids=["tag", "date", "a minute"])
def test_a_rest_of_the_same_file_is_taken(site: Callable[..., Site], headers: list[tuple[str, str]]) -> None:
    here = site(whole(*headers), rest(HALF, *headers))
    assert taken(here) == CONTENT
    assert here.seen[1].headers["range"] == f"bytes={HALF}-"
    assert here.seen[1].headers["if-range"] == headers[0][1]


def test_the_rest_is_asked_for_with_the_token_too(site: Callable[..., Site]) -> None:
    here = site(whole(TAG), rest(HALF, TAG))
    into, headers = io.BytesIO(), {"Authorization": "Bearer t0k3n"}
    download.save(
        here.http, here.url, into, None, headers=headers, is_file=lambda _: True, name="a.zip", size=None
    )
    assert into.getvalue() == CONTENT
    assert [request.headers["authorization"] for request in here.seen] == ["Bearer t0k3n"] * 2


@pytest.mark.parametrize(
    "second",
    [
        rest(HALF, ("ETag", '"two"'), content=OTHER),
        rest(HALF, content=OTHER),
        rest(HALF, ("ETag", 'W/"one"'), content=OTHER),
        rest(HALF - 1, TAG, content=OTHER),
        rest(HALF, TAG, of="*", content=OTHER),
        rest(HALF, TAG, of=str(len(CONTENT) + 1), content=OTHER),
        Response(206, OTHER[HALF:], [TAG]),
        Response(206, OTHER[HALF:], [TAG, ("Content-Range", "bytes x")]),
        Response(416, b"", [("Content-Range", "bytes */7")]),
        Response(416, OTHER[HALF:], [TAG, ("Content-Range", f"bytes {HALF}-{len(OTHER) - 1}/{len(OTHER)}")]),
        Response(
            206, OTHER[HALF:-9], [TAG, ("Content-Range", f"bytes {HALF}-{len(OTHER) - 1}/{len(OTHER)}")]
        ),
        Response(
            206, OTHER[HALF:-9], [TAG, ("Content-Range", f"bytes {HALF}-{len(OTHER) - 10}/{len(OTHER)}")]
        ),
        Response(200, OTHER, [("ETag", '"two"')]),
    ],
    ids=[
        "other",
        "untagged",
        "weak",
        "earlier",
        "unknown",
        "longer",
        "no range",
        "odd",
        "416",
        "416 too",
        "shorter",
        "a part",
        "whole",
    ],
)
def test_a_rest_of_another_file_is_not_joined(site: Callable[..., Site], second: Response) -> None:
    here = site(whole(TAG), second, Response(200, OTHER, [("ETag", '"two"')]))
    assert taken(here) == OTHER
    assert "range" not in here.seen[-1].headers or second.status == 200
    assert len(here.seen) == (2 if second.status == 200 else 3)


@pytest.mark.parametrize(
    "headers",
    [
        *([], [("ETag", 'W/"one"')], [("ETag", "one")], JUST_CHANGED),
        [TAG, ("Content-Encoding", "gzip")],  # of other bytes than those that were counted
    ],
    ids=["none", "weak", "bare", "date", "packed"],
)
def test_without_proof_a_download_begins_again(
    site: Callable[..., Site], headers: list[tuple[str, str]]
) -> None:
    here = site(whole(*headers), Response(200, OTHER, headers))
    assert taken(here) == OTHER
    assert "range" not in here.seen[1].headers


# Packed on the way, or packed at home


LOG = b"a line of a log\n" * 5000
PACKED = gzip.compress(LOG, mtime=0)  # the same in every process


@pytest.mark.parametrize("size", [None, len(PACKED)])
@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_a_file_that_is_gzip_itself_is_saved_as_it_is(
    site: Callable[..., Site], size: int | None, coding: str
) -> None:
    here = site(Response(200, PACKED, [("Content-Encoding", coding)]))
    assert taken(here, size, "x.log.gz") == PACKED
    assert here.seen[0].headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    ("content", "coding", "name", "saved"),
    [
        (PACKED, "gzip", "x.log", LOG),
        (zlib.compress(LOG), "deflate", "x.log", LOG),
        (gzip.compress(PACKED), "gzip", "x.log.gz", PACKED),
        (PACKED + PACKED, "gzip", "x.log", LOG + LOG),
        (LOG, "gzip", "x.log", LOG),
        (gzip.compress(b""), "gzip", "empty", b""),
    ],
    ids=["packed", "deflate", "packed twice", "members", "not packed", "empty"],
)
def test_a_file_that_was_packed_on_the_way_is_unpacked(
    site: Callable[..., Site], content: bytes, coding: str, name: str, saved: bytes
) -> None:
    here = site(Response(200, content, [("Content-Encoding", coding)]))
    assert taken(here, None, name) == saved


@pytest.mark.parametrize(
    "content",
    [PACKED[:-20], PACKED + b"x", PACKED[:20] + b"damaged" + PACKED[27:]],
    ids=["cut", "longer", "changed"],
)
def test_a_damaged_packing_is_not_saved(site: Callable[..., Site], content: bytes) -> None:
    here = site(Response(200, content, [("Content-Encoding", "gzip")]))
    with pytest.raises(PortalError):
        taken(here, None, "x.log")


def test_a_packing_that_cannot_be_undone_is_named(site: Callable[..., Site]) -> None:
    here = site(Response(200, b"\x8b\x02\x80", [("Content-Encoding", "br")]))
    with pytest.raises(PortalError, match="br"):
        taken(here, None, "x.log")


def test_a_page_of_a_firewall_is_named_by_its_title(site: Callable[..., Site]) -> None:
    here = site(Response(403, b"<title>Request blocked</title>", [("Content-Type", "text/html")]))
    with pytest.raises(PortalError, match="403, “Request blocked”"):
        download.save(
            here.http, here.url, io.BytesIO(), None, headers={}, is_file=lambda _: False, name="x", size=None
        )


@pytest.mark.parametrize(("framing", "length"), [("length", len(CONTENT)), ("chunked", 0)])
def test_how_far_it_is_is_told_of_the_length_that_the_answer_names(
    site: Callable[..., Site], framing: Literal["length", "chunked"], length: int
) -> None:
    here = site(Response(200, CONTENT, framing=framing))
    told: list[tuple[int, int]] = []
    download.save(
        here.http,
        here.url,
        io.BytesIO(),
        lambda done, of: told.append((done, of)),
        headers={},
        is_file=lambda _: True,
        name="trace.zip",
        size=None,
    )
    assert told[-1] == (len(CONTENT), length)
    assert {of for _done, of in told} == {length}


def test_a_rest_is_not_asked_for_where_nothing_came(site: Callable[..., Site]) -> None:
    here = site(Response(200, b"x", [TAG], breaks="truncate"), Response(200, OTHER, [TAG]))
    assert taken(here) == OTHER
    assert "range" not in here.seen[1].headers


def test_what_breaks_again_and_again_says_how_often(site: Callable[..., Site]) -> None:
    here = site(whole())
    with pytest.raises(PortalUnreachable, match=r"broke 4 times while downloading trace\.zip"):
        taken(here)


@pytest.mark.parametrize("size", [len(CONTENT) - 1, len(CONTENT) + 1])
def test_a_file_of_another_size_than_the_portal_says_is_not_saved(
    site: Callable[..., Site], size: int
) -> None:
    here = site(Response(200, CONTENT, framing="chunked"))
    with pytest.raises(PortalError, match="is incomplete" if size > len(CONTENT) else "is larger than its"):
        taken(here, size)


def test_a_packed_file_may_be_larger_than_what_comes_without_a_length(
    site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "LARGEST_WITHOUT_LENGTH", 10)
    here = site(Response(200, PACKED, [("Content-Encoding", "gzip")]))
    assert taken(here, len(LOG), "x.log") == LOG


def test_a_page_without_a_title_is_named_by_its_status(site: Callable[..., Site]) -> None:
    here = site(Response(404, b"no"))
    with pytest.raises(PortalError) as raised:
        download.save(
            here.http,
            here.url,
            io.BytesIO(),
            None,
            headers={},
            is_file=lambda _: False,
            name="trace.zip",
            size=None,
        )
    assert raised.value.message == "The portal did not provide trace.zip (HTTP 404)."
