"""Why a connection failed, in words for people."""

from __future__ import annotations

import math
import socket
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from ticketcli.i18n import _
from ticketcli.i18n.failures import describe_failure
from ticketcli.model.durations import format_duration
from ticketcli.portals.base import OnlyErrors

if TYPE_CHECKING:
    from datetime import datetime

    from ticketcli.portals.http.certificate_details import Details
    from ticketcli.portals.http.proxies import Proxy
    from ticketcli.portals.http.response import Answer

_YEAR = 365 * 86400.0  # seconds; nobody reads more than that

E = TypeVar("E", bound=BaseException)


def find_cause(error: BaseException | None, kind: type[E]) -> E | None:
    """Return the error of that kind which led to another one, if any."""
    while error is not None and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error


def is_hopeless(error: BaseException | None) -> bool:
    """Return whether trying again at once cannot help: no such host, or no TLS that both speak."""
    import ssl

    lookup = find_cause(error, socket.gaierror)
    if lookup is not None:
        return lookup.errno != socket.EAI_AGAIN
    tls = find_cause(error, ssl.SSLError)
    return tls is not None and not isinstance(tls, ssl.SSLEOFError | ssl.SSLZeroReturnError)


def explain(
    error: Exception,
    url: str,
    *,
    proxy: Proxy | None,
    look: Callable[[], Details | None],
    now: datetime,
) -> tuple[str, str]:
    """Return what failed in a sentence, and what to do. `look` gets the server's certificate."""
    import ssl

    from ticketcli.portals.http.certificates import explain_refusal
    from ticketcli.portals.http.httpx_import import httpx

    refused = find_cause(error, ssl.SSLCertVerificationError)
    if refused is not None:
        why, hint = explain_refusal(refused, url, look, now)
        return _("{url} cannot be reached: {reason}.").format(url=url, reason=why), hint
    connecting = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError)
    if proxy is not None and connecting and find_cause(error, ssl.SSLError) is None:
        return (
            _("The proxy {proxy} ({variable}) cannot connect: {reason}.").format(
                proxy=proxy.place, variable=proxy.variable, reason=_describe_proxy(error)
            ),
            _("Correct {variable}, or add the portal to NO_PROXY to connect without a proxy.").format(
                variable=proxy.variable
            ),
        )
    return (
        _("{url} cannot be reached: {reason}.").format(url=url, reason=describe(error)),
        _("Check the URL and your connection, and try again."),
    )


def explain_block(url: str, answer: Answer) -> OnlyErrors:
    """Return the error for a page that a firewall or a server shows in place of the portal's answer."""
    return OnlyErrors(
        _("{url} refuses the request (status {status}, “{title}”): not the portal's own words.").format(
            url=url, status=answer.status, title=answer.title
        ),
        _("A firewall may block this network or this program. See it in a browser, or ask the provider."),
    )


def explain_long_pause(url: str, seconds: float) -> OnlyErrors:
    """Return the error for a portal that asks to be left alone for longer than anybody waits."""
    return OnlyErrors(
        _("{url} asks to wait {time}.").format(url=url, time=format_pause(seconds)),
        _("Try again then."),
    )


def format_pause(seconds: float) -> str:
    """Return seconds in words, a year at most."""
    return format_duration(timedelta(seconds=math.ceil(min(seconds, _YEAR))))


def describe(error: Exception) -> str:
    """Return why a request failed, in a few words."""
    import ssl

    from ticketcli.portals.http.httpx_import import httpx

    if find_cause(error, socket.gaierror) is not None:
        return _("no such host")
    if find_cause(error, ssl.SSLCertVerificationError) is not None:
        return _("its certificate is not trusted here")
    if isinstance(error, httpx.TimeoutException):
        return _("timed out")
    if find_cause(error, ConnectionRefusedError) is not None:
        return _("connection refused")
    if find_cause(error, ConnectionError) is not None or find_cause(error, ssl.SSLEOFError) is not None:
        return _("the connection was cut")
    if find_cause(error, ssl.SSLError) is not None:
        return _("TLS error")
    if "disconnected" in str(error).lower() or "closed connection" in str(error).lower():  # data
        return _("the connection was cut")
    if isinstance(error, httpx.ProtocolError):  # its words quote what came, cookies among it
        return _("invalid HTTP")
    system = find_cause(error, OSError)
    if system is not None and system.errno:
        return describe_failure(system)
    return str(error) or type(error).__name__


def _describe_proxy(error: Exception) -> str:
    from ticketcli.portals.http.httpx_import import httpx

    if not isinstance(error, httpx.ProxyError):
        return describe(error)
    words = str(error)
    if words.startswith("407") or "auth" in words.lower():
        return _("it requires a user name and password")
    return _("it answered “{words}”").format(words=words)
