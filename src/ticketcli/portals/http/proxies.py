"""Which proxy the environment names for an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ticketcli.i18n import _
from ticketcli.portals.base import PortalError
from ticketcli.portals.http.addresses import is_loopback

SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})


@dataclass(frozen=True)
class Proxy:
    """A proxy, and the variable or system setting that names it. `url` may hold a password."""

    variable: str
    url: str = field(repr=False)

    @property
    def place(self) -> str:
        """Host and port, without what is secret."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


def find_proxy(address: str, env: Mapping[str, str]) -> Proxy | None:
    """Return the proxy for an address, or None. Raises PortalError for one that cannot be used.

    Lower-case variables go first, as everywhere; what the system itself has set (macOS, Windows) is
    asked last. There is none between this program and its own machine.
    """
    if is_loopback(address):
        return None
    scheme = urlsplit(address).scheme
    found = (
        _find_in_environment(f"{scheme}_proxy", env)
        or _find_in_environment("all_proxy", env)
        or _find_in_system(scheme, env)
    )
    if found is None or _is_exempt(address, env):
        return None
    variable, text = found
    url = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise PortalError(
            _("{variable} is not a usable proxy.").format(variable=variable),
            _("Use http://HOST:PORT or socks5h://HOST:PORT, or unset {variable}.").format(variable=variable),
        )
    return Proxy(variable, url)


def _find_in_environment(name: str, env: Mapping[str, str]) -> tuple[str, str] | None:
    for variable in (name, name.upper()):
        if variable in env:
            value = env[variable].strip()
            return (variable, value) if value else None
    return None


def _find_in_system(scheme: str, env: Mapping[str, str]) -> tuple[str, str] | None:
    if any(name in env or name.upper() in env for name in (f"{scheme}_proxy", "all_proxy")):
        return None
    from urllib.request import getproxies

    value = getproxies().get(scheme)
    return (_("the system's setting"), value) if value else None


def _is_exempt(address: str, env: Mapping[str, str]) -> bool:
    """Return whether NO_PROXY names the address; an entry that cannot be read is passed over."""
    entries = env.get("no_proxy", env.get("NO_PROXY", ""))
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return any(_is_covered(entry.lower(), host, port) for entry in re.split(r"[,\s]+", entries) if entry)


def _is_covered(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    from ipaddress import ip_address, ip_network

    entry = entry.rpartition("://")[2]
    try:
        return ip_address(host) in ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        pass  # one of both is a name, or the entry has a port
    named, colon, digits = entry.rpartition(":")
    if colon and digits.isdecimal():
        if int(digits) != port:
            return False
        entry = named
    bare = entry.strip("[]").removeprefix("*").strip(".")
    return bool(bare) and (host == bare or host.endswith(f".{bare}"))
