"""Why a connection failed, in words for people."""

from __future__ import annotations

from ticketcli.i18n import _


def hopeless(error: BaseException | None) -> bool:
    words = str(error).lower()
    return "certificate" in words or "ssl" in words or "name or service not known" in words  # data


def reason(error: Exception) -> str:
    from ticketcli.portals.http.httpx_import import httpx

    words = str(error)
    lower = words.lower()
    for sign, told in (
        ("certificate", _("its certificate is not trusted here")),
        ("name or service not known", _("no such host")),  # data
        ("name resolution", _("no such host")),  # data
        ("nodename nor servname", _("no such host")),  # data
        ("getaddrinfo failed", _("no such host")),  # data
        ("refused", _("it refuses connections")),
        ("reset", _("the connection was cut")),
        ("disconnected", _("the connection was cut")),
        ("ssl", _("it does not speak TLS as it should")),
    ):
        if sign in lower:
            return told
    if isinstance(error, httpx.TimeoutException):
        return _("no answer in time")
    if isinstance(error, httpx.ProtocolError):  # its words quote what came, cookies among it
        return _("it does not speak HTTP as it should")
    return words or type(error).__name__
