"""Portal addresses, as people type and paste them."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from ticketcli.i18n import N_, _
from ticketcli.model.errors import UsageError

# The first folder of a path that is a page of the portal and not the place where it is installed.
_PAGES = frozenset({"index.php", "clientarea", "tickets", "userapi", "api"})
_PAGE_QUERY = re.compile(r"(?:cmd|action|page|/)")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*")
_LOOPBACK = ipaddress.ip_network("127.0.0.0/8")
_EXAMPLE = N_("Example: https://hb.bestnetllc.co.jp")


def parse_portal_url(text: str) -> str:
    """Parse the address of a portal; the result has no slash at its end.

    An address without a scheme is https, or http on this machine. Pages of a portal
    (`/?cmd=tickets`, `/index.php`, `/clientarea/`) stand for the portal.
    Raises UsageError for what is no address, holds a user name, a query or a fragment, or
    would send secrets in the clear to another machine.
    """
    text = text.strip()
    if "@" in text:  # not repeated in the message: there may be a password in it
        raise UsageError(_("A portal's address must not contain a user name or password."), _(_EXAMPLE))
    parts = _split(text)
    host = _parse_host(parts, text)
    scheme = parts.scheme or ("http" if is_loopback(host) else "https")
    if scheme == "http" and not is_loopback(host):
        raise UsageError(
            _("“{text}” is not encrypted: passwords would be sent in the clear.").format(text=text),
            _("Use https://{host}").format(host=parts.netloc),
        )
    segments, is_page = _parse_folder(parts)
    if ".." in segments:
        raise UsageError(_("“{text}” is not the address of a portal.").format(text=text), _(_EXAMPLE))
    if (parts.query or parts.fragment) and not is_page:
        raise UsageError(
            _("“{text}” contains more than the address of a portal.").format(text=text), _(_EXAMPLE)
        )
    port = _parse_port(parts, text)
    shown = f"[{host}]" if ":" in host else host
    if port is not None and port != {"https": 443, "http": 80}[scheme]:
        shown = f"{shown}:{port}"
    return "/".join([f"{scheme}://{shown}", *segments])


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine: `localhost`, 127.0.0.0/8 or ::1."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address in _LOOPBACK or address == ipaddress.IPv6Address("::1")


def looks_like_address(text: str) -> bool:
    """Say whether a text may be an address, not a name."""
    return any(mark in text for mark in ".:/") or text.casefold() == "localhost"


def make_name(url: str) -> str:
    """Make a short name for a portal from its host, and from its port and folder if it has them."""
    return re.sub(r"[^a-z0-9._]+", "-", url.partition("://")[2].casefold()).strip("-.")


def _split(text: str) -> SplitResult:
    # What urlsplit would drop or browsers read in another way is no address at all.
    if not text or not text.isprintable() or re.search(r"[\s\\]", text):
        raise UsageError(_("“{text}” is not the address of a portal.").format(text=text), _(_EXAMPLE))
    try:
        parts = urlsplit(text if "://" in text else "//" + text.removeprefix("//"))
    except ValueError as error:
        raise UsageError(
            _("“{text}” is not the address of a portal: {error}.").format(text=text, error=error), _(_EXAMPLE)
        ) from None
    if parts.scheme not in ("", "http", "https"):
        raise UsageError(_("“{text}” is not a web address.").format(text=text), _(_EXAMPLE))
    return parts


def _parse_host(parts: SplitResult, text: str) -> str:
    host = (parts.hostname or "").removesuffix(".")
    try:
        if "%" in host:  # the zone of a link-local address: it means nothing on another machine
            raise ValueError(host)
        return str(ipaddress.IPv6Address(host)) if ":" in host else _shorten_host(host)
    except ValueError:
        raise UsageError(
            _("“{text}” is not the address of a portal.").format(text=text), _(_EXAMPLE)
        ) from None


def _shorten_host(host: str) -> str:
    name = host if host.isascii() else host.encode("idna").decode("ascii")
    if len(name) > 253 or not _HOST.fullmatch(name):
        raise ValueError(name)
    return name


def _parse_port(parts: SplitResult, text: str) -> int | None:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise UsageError(_("“{text}” has an invalid port.").format(text=text), _(_EXAMPLE))
    return port


def _parse_folder(parts: SplitResult) -> tuple[list[str], bool]:
    """Return the folder of the portal, and whether the address was one of its pages."""
    segments = [segment for segment in parts.path.split("/") if segment not in ("", ".")]
    for index, segment in enumerate(segments):
        if segment.casefold() in _PAGES:
            return segments[:index], True
    return segments, bool(_PAGE_QUERY.match(parts.query))
