"""Attachments come whole, also over connections that break."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import cycle

import pytest
from tests.contract.portal import Fault, Quirks
from tests.contract.portal import Portal as Installation
from tests.portals.conftest import Client

from ticketcli.portals.base import Credentials, PortalError, PortalUnreachable
from ticketcli.portals.http import download
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer

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
    monkeypatch.setattr(download, "UNTOLD", untold)
    http = Streaming([CONTENT[:350_000], CONTENT[350_000:]], endless=untold < len(CONTENT))
    into = io.BytesIO()

    def save() -> None:
        download.save(http, URL, into, None, headers={}, is_file=lambda _: True, name="trace.zip", size=None)

    if untold == len(CONTENT):
        save()
        assert into.getvalue() == CONTENT
    else:
        with pytest.raises(PortalError, match="without a length, and went on beyond"):
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
    with Installation(Quirks(faults=faults)) as installation, pytest.raises(PortalError, match="hand out"):
        fetched(client, installation)
