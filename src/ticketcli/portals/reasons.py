"""Why a connection failed, in words for people."""

from __future__ import annotations


def hopeless(error: BaseException | None) -> bool:
    words = str(error).lower()
    return "certificate" in words or "ssl" in words or "name or service not known" in words


def reason(error: Exception) -> str:
    import httpx

    words = str(error)
    lower = words.lower()
    for sign, told in (
        ("certificate", "its certificate is not trusted here"),
        ("name or service not known", "no such host"),
        ("name resolution", "no such host"),
        ("nodename nor servname", "no such host"),
        ("getaddrinfo failed", "no such host"),
        ("refused", "it refuses connections"),
        ("reset", "the connection was cut"),
        ("disconnected", "the connection was cut"),
        ("ssl", "it does not speak TLS as it should"),
    ):
        if sign in lower:
            return told
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx.ProtocolError):  # its words quote what came, cookies among it
        return "it does not speak HTTP as it should"
    return words or type(error).__name__
