"""One attempt at a read, and whether another one may help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.portals.base import OnlyErrors, PortalUnreachable
from ticketcli.portals.http import addresses
from ticketcli.portals.http.failures import is_hopeless
from ticketcli.portals.http.requests import REDIRECTS, Requests
from ticketcli.portals.http.response import read_headers
from ticketcli.portals.http.retry import MAY_PASS, TryAgain, read_retry_after

if TYPE_CHECKING:
    import httpx

_FOR_ANYBODY = frozenset({"accept-encoding", "range", "if-range"})
"""The headers of a download that go to another host too."""


@contextmanager
def retry_failures(requests: Requests) -> Iterator[None]:
    """Have a read that failed on its way tried again, where that may help."""
    from ticketcli.portals.http.httpx_import import httpx

    try:
        yield
    except httpx.RequestError as error:
        failed = PortalUnreachable(*requests.explain(error))
        raise (failed if is_hopeless(error) else TryAgain(failed)) from error


def check_status(requests: Requests, status: int, headers: dict[str, str], *, last: bool) -> None:
    """Raise TryAgain for an answer that another attempt may better, unless this is the `last`."""
    if status in MAY_PASS and not last:
        failed = OnlyErrors(_("{url} answers with errors.").format(url=requests.url))
        raise TryAgain(failed, read_retry_after(headers, requests.now()))


def begin_download(requests: Requests, address: str, headers: dict[str, str], last: bool) -> httpx.Response:
    """Return the head of an answer, behind redirects to any host. Raises TryAgain unless it is the `last`."""
    headers = {**headers, "Accept-Encoding": "identity"}
    with retry_failures(requests):
        response = requests.send(requests.make("GET", address, headers=headers))
        for _redirect in range(REDIRECTS):
            if not response.has_redirect_location:
                break
            requests.discard(response)
            target = requests.find_redirect_target(response, elsewhere=True)
            if addresses.split_origin(target) != addresses.split_origin(requests.url):
                headers = {name: text for name, text in headers.items() if name.lower() in _FOR_ANYBODY}
            response = requests.send(requests.build("GET", target, headers=headers))
    if response.has_redirect_location:
        response.close()
        raise requests.make_loop_error()
    try:
        check_status(requests, response.status_code, read_headers(response), last=last)
    except TryAgain:
        requests.discard(response)
        raise
    return response
