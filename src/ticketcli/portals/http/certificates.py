"""Which authorities to trust: the system's own, and one more file where an account names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ticketcli.i18n import _, join_list
from ticketcli.portals.base import PortalError

if TYPE_CHECKING:
    import ssl
    from datetime import datetime

    from ticketcli.portals.http.certificate_details import Details
    from ticketcli.portals.http.proxies import Proxy

_EXPIRED, _NOT_YET, _SELF_SIGNED = {10}, {9}, {18}  # OpenSSL's numbers of what it found
_UNKNOWN_AUTHORITY, _WRONG_HOST, _REVOKED, _TOO_WEAK = {2, 19, 20, 21, 27}, {62, 64}, {23}, {66, 67, 68}


def make_context(ca_file: Path | None) -> ssl.SSLContext:
    """Return what checks a server's certificate. Raises PortalError for an unreadable `ca_file`."""
    import ssl

    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise PortalError(
                _("The certificate file {ca_file} cannot be read: {error}.").format(
                    ca_file=ca_file, error=error
                )
            ) from error
    return context


class ContextForEach:
    """What checks certificates, with a context for each connection.

    A context of truststore's lets one handshake happen at a time, and over a line each takes a while.
    Raises PortalError for an unreadable `ca_file`.
    """

    def __init__(self, ca_file: Path | None) -> None:
        self._ca_file = ca_file
        self._contexts = [make_context(ca_file)]
        self._protocols: list[str] = []

    def set_alpn_protocols(self, protocols: list[str]) -> None:
        """Set what is offered to a server from now on."""
        self._protocols = protocols

    def wrap_socket(self, *args: Any, **more: Any) -> ssl.SSLSocket:
        """Encrypt a connection as `ssl.SSLContext.wrap_socket` does."""
        return self._take().wrap_socket(*args, **more)

    def wrap_bio(self, *args: Any, **more: Any) -> ssl.SSLObject:
        """Encrypt what goes through buffers as `ssl.SSLContext.wrap_bio` does."""
        return self._take().wrap_bio(*args, **more)

    def _take(self) -> ssl.SSLContext:
        try:
            context = self._contexts.pop()
        except IndexError:
            context = make_context(self._ca_file)
        context.set_alpn_protocols(self._protocols)
        return context


def explain_refusal(
    error: ssl.SSLCertVerificationError, url: str, look: Callable[[], Details | None], now: datetime
) -> tuple[str, str]:
    """Return why a certificate was refused, and what can be done. `look` gets the certificate itself."""
    found, code, host = look(), error.verify_code, urlsplit(url).hostname or ""
    wrong_clock = _("Is this computer's clock right? It says {now}.").format(now=f"{now:%Y-%m-%d %H:%M} UTC")
    if found is not None and (code in _EXPIRED or found.ends < now) and code not in _UNKNOWN_AUTHORITY:
        if found.ends < now:
            date = f"{found.ends:%Y-%m-%d}"
            return (
                _("its certificate expired on {date}").format(date=date),
                wrong_clock + " " + _("If so, only the provider can renew the certificate."),
            )
        return _("a certificate that its own is signed with has expired"), wrong_clock
    if found is not None and (code in _NOT_YET or found.begins > now):
        date = f"{found.begins:%Y-%m-%d %H:%M} UTC"
        return _("its certificate is not valid before {date}").format(date=date), wrong_clock
    if code in _WRONG_HOST:
        names = join_list(found.names[:5]) or found.subject if found is not None else "?"
        return (
            _("its certificate is for {names}, not for {host}").format(names=names, host=host),
            _("Check the address: another computer may answer there."),
        )
    if code in _REVOKED:
        return _("its certificate was revoked"), _("Ask the provider.")
    if code in _TOO_WEAK:
        return _("its certificate is too weak for this computer's settings"), _("Ask the provider.")
    trust = _(
        "If you trust it, get that certificate from the provider and name it: "
        "ticket auth login {url} --ca-file FILE"
    ).format(url=url)
    if found is None:
        return _("its certificate is not trusted here"), trust
    if code in _SELF_SIGNED or found.issuer == found.subject:
        return (
            _("its certificate is signed by itself ({issuer}), and not trusted here").format(
                issuer=found.issuer
            ),
            trust,
        )
    return (
        _("its certificate is issued by “{issuer}”, which is not trusted here").format(issuer=found.issuer),
        trust,
    )


def fetch_certificate(url: str, proxy: Proxy | None, timeout: float) -> Details | None:
    """Return the certificate that a server shows, unchecked; nothing is asked of the server."""
    import ssl

    from ticketcli.portals.http.certificate_details import read_certificate
    from ticketcli.portals.http.httpx_import import httpx

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    seen: list[bytes] = []

    def stop(event: str, info: dict[str, Any]) -> None:
        if event.endswith("start_tls.complete"):
            stream = info["return_value"]
            seen.append(stream.get_extra_info("ssl_object").getpeercert(True) or b"")
            stream.close()
            raise _Seen

    limits = httpx.Timeout(timeout).as_dict()
    request = httpx.Request("HEAD", url, extensions={"timeout": limits, "trace": stop})
    try:
        with httpx.HTTPTransport(verify=context, proxy=proxy.url if proxy else None) as transport:
            transport.handle_request(request).close()
    except (_Seen, httpx.RequestError, OSError, ValueError):
        pass
    return read_certificate(seen[0]) if seen else None


class _Seen(Exception):
    """The certificate was seen: go no further."""
