"""A request that changes something, sent once, and what its answer tells of the outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import NotAPortal, NotSent, OnlyErrors, OutcomeUnknown, PortalError, TurnedAway
from ticketcli.portals.http import addresses
from ticketcli.portals.http.failures import describe, explain_long_pause
from ticketcli.portals.http.requests import Requests
from ticketcli.portals.http.response import Answer
from ticketcli.portals.http.retry import LONGEST, compute_pause, read_retry_after

if TYPE_CHECKING:
    import httpx

Follow = bool | Callable[[str], bool]
"""Whether to read the page behind a redirect, or what tells that of its address."""


def write_once(
    requests: Requests, request: httpx.Request, headers: dict[str, str] | None, *, follow: Follow
) -> tuple[Answer, str]:
    """Send a request that changes something, and return its answer, and what its `Date` was.

    The answer is the one behind redirects, the date that of the first one. Raises as `Http.write` does.
    """
    from ticketcli.portals.http.httpx_import import httpx

    try:
        response = requests.send(request)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
        raise NotSent(*requests.explain(error)) from error
    except httpx.RequestError as error:
        raise _make_unknown(requests.url, describe(error)) from error
    if response.status_code in {307, 308} and response.has_redirect_location:
        requests.discard(response)
        try:
            target = addresses.redact(requests.find_redirect_target(response))
        except NotAPortal as error:
            raise NotSent(error.message, error.hint) from None
        raise NotSent(
            _("{url} has moved to {address}.").format(url=requests.url, address=target),
            _("Sign in with that URL."),
        )
    try:
        if callable(follow):
            follow = not response.has_redirect_location or follow(requests.find_redirect_target(response))
        answer = (
            requests.read_behind_redirects(response, headers) if follow else requests.read_whole(response, 0)
        )
    except httpx.RequestError as error:  # whatever it is: the portal had the write by then
        raise _make_unknown(requests.url, describe(error)) from error
    except PortalError as error:
        raise _make_unknown(requests.url, error.message.rstrip(".。")) from error
    if answer.status == 429:
        raise _make_turned_away(requests, answer)
    if answer.status == 408 or (answer.status >= 500 and answer.status not in {501, 505}):
        raise OutcomeUnknown(
            _("{url} answered HTTP {status}, which does not tell whether it arrived.").format(
                url=requests.url, status=answer.status
            )
        )
    if answer.status == 413:
        raise ContentRefused([_("The portal says that this is too large.")])
    return answer, response.headers.get("Date", "")


def _make_turned_away(requests: Requests, answer: Answer) -> TurnedAway:
    asked = read_retry_after(answer.headers, requests.now())
    refusal = OnlyErrors(
        _("{url} is limiting requests (HTTP 429).").format(url=requests.url), _("Try again later.")
    )
    if asked is not None and asked > LONGEST:
        return TurnedAway(explain_long_pause(requests.url, asked), again=False)
    return TurnedAway(refusal, wait=compute_pause(1, asked, 1.0))


def _make_unknown(url: str, why: str) -> OutcomeUnknown:
    return OutcomeUnknown(_("{url} did not confirm it ({reason}).").format(url=url, reason=why))
