"""Addresses that a portal names: where requests may go, and what of an address may be shown."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NO_HOST = re.compile(r"//(?:[/?#]|\Z)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!//[^/])")


class NotAnAddress(ValueError):
    """A reference that browsers and programs read in different ways, or not at all."""


class OtherOrigin(ValueError):
    """An address at another host, port or scheme; `origin` is what of it may be shown."""

    def __init__(self, address: str) -> None:
        scheme, host, _port = split_origin(address)
        self.origin = f"{scheme}://{host}"
        super().__init__(self.origin)


def resolve(reference: str, base: str, home: str) -> str:
    """Return the full address that `reference` means on the page at `base`, within the origin of `home`.

    Whatever a portal names is read here and nowhere else: links, forms, redirects. Where the portal has
    https, an address of its own with http is taken as https: portals behind a proxy that ends TLS name
    themselves so. Raises NotAnAddress, OtherOrigin.
    """
    address = _use_https(resolve_anywhere(reference, base), home)
    if split_origin(address) != split_origin(home):
        raise OtherOrigin(address)
    if "@" in urlsplit(address).netloc:
        raise NotAnAddress(reference)
    return address


def resolve_for_download(reference: str, base: str, home: str) -> str:
    """Return the full address of a redirect that a download may follow, to another host too.

    Such an address is asked without credentials or cookies, and only by https; a portal on this
    machine may name another port of it. Raises NotAnAddress, OtherOrigin.
    """
    address = _use_https(resolve_anywhere(reference, base), home)
    if "@" in urlsplit(address).netloc:
        raise NotAnAddress(reference)
    local = is_loopback(home) and is_loopback(address)
    if split_origin(address) != split_origin(home) and urlsplit(address).scheme != "https" and not local:
        raise OtherOrigin(address)
    return address


def resolve_anywhere(reference: str, base: str) -> str:
    """Return the full address that `reference` means on the page at `base`. Raises NotAnAddress.

    Refused is what browsers repair each in its own way: control characters, backslashes in place of
    slashes, a scheme without `//`, three slashes, no host.
    """
    bare = reference.strip(" \t\r\n\f")
    before_query = re.split(r"[?#]", bare, maxsplit=1)[0]
    if _CONTROL.search(bare) or "\\" in before_query or _NO_HOST.match(bare) or _SCHEME.match(bare):
        raise NotAnAddress(reference)
    try:
        address = urljoin(base, bare)
        parts = urlsplit(address)
        usable = bool(parts.scheme and parts.hostname) and parts.port != 0
    except ValueError:
        raise NotAnAddress(reference) from None
    if not usable or re.search(r"\s", parts.netloc):
        raise NotAnAddress(reference)
    return address


def split_origin(address: str) -> tuple[str, str, int]:
    """Return scheme, host and port; empty where the text is no address."""
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", "", 0


def is_loopback(address: str) -> bool:
    """Return whether an address leads to this machine itself."""
    return split_origin(address)[1] in {"localhost", "127.0.0.1", "::1"}


def redact(address: str) -> str:
    """Return an address with the values of secret parameters redact."""
    return re.sub(
        r"(?i)((?:hash|token|code|password|key|sess|sid|auth|sig)[^=&/]*=)[^&#\s]+", r"\1***", address
    )


def _use_https(address: str, home: str) -> str:
    ours, theirs = urlsplit(home), urlsplit(address)
    if ours.scheme != "https" or theirs.scheme != "http" or theirs.netloc != ours.netloc:
        return address
    return "https" + address[len("http") :]
