"""Connections to the hosts of a portal: certificates, proxies, and how long a server may be silent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _
from ticketcli.portals.base import PortalUnreachable
from ticketcli.portals.http import addresses

if TYPE_CHECKING:
    import httpx

    from ticketcli.portals.http.early_socket import EarlySocket
    from ticketcli.portals.http.proxies import Proxy
    from ticketcli.portals.http.streams import WatchedBackend


class Transports:
    """What sends requests to each host. `say` hears, in a sentence, of a server that is slow.

    `env` names proxies. `early` is a connection to the portal at `url` that is on its way already.
    """

    def __init__(
        self,
        url: str,
        *,
        say: Callable[[str], object],
        env: Mapping[str, str],
        ca_file: Path | None = None,
        early: EarlySocket | None = None,
    ) -> None:
        self.url = url
        self.say = say
        self.ca_file = ca_file
        self._env = env
        self._early_sockets = [early] if early is not None else []
        self._transports: dict[tuple[str, str, int], httpx.BaseTransport] = {}
        self._backends: list[WatchedBackend] = []
        self._closed = False
        self._opening = threading.Lock()
        self._told_slow = False

    def close(self) -> None:
        """Close the connections, for good: a thread that still reads ahead opens none."""
        with self._opening:
            self._closed = True
        for backend in self._backends:
            backend.close()
        for transport in self._transports.values():
            transport.close()
        self._transports.clear()
        for early in self._early_sockets:
            early.close()

    def open_another(self) -> None:
        """Begin to open one more connection, for what will be asked for side by side."""
        from ticketcli.portals.http.early_socket import EarlySocket

        self._early_sockets.append(EarlySocket(self.url, self._env, self.ca_file))

    def find(self, address: str) -> httpx.BaseTransport:
        """Return what sends requests to the host of an address; its connections are kept alive."""
        host = addresses.split_origin(address)
        with self._opening:
            if self._closed:
                raise RuntimeError("closed")  # data: who reads ahead hears it, and nobody else
            if host not in self._transports:
                self._transports[host] = self._open(address)
            return self._transports[host]

    def _open(self, address: str) -> httpx.BaseTransport:
        from ticketcli.portals.http.httpx_import import httpx
        from ticketcli.portals.http.streams import WatchedBackend

        proxy = self.find_proxy(address)
        try:
            transport = httpx.HTTPTransport(
                verify=self._certificates if address.startswith("https:") else False,
                trust_env=False,
                proxy=proxy.url if proxy else None,
            )
        except (ImportError, ValueError, httpx.InvalidURL):
            raise PortalUnreachable(
                _("{variable} is not a usable proxy.").format(variable=proxy.variable if proxy else "")
            ) from None
        backend = WatchedBackend(self.tell_slow, [] if proxy else self._early_sockets)
        transport._pool._network_backend = backend
        self._backends.append(backend)
        return transport

    def find_proxy(self, address: str) -> Proxy | None:
        """Return the proxy that the environment names for an address."""
        from ticketcli.portals.http.proxies import find_proxy

        return find_proxy(address, self._env)

    @cached_property
    def _certificates(self) -> Any:
        from ticketcli.portals.http.certificates import ContextForEach

        return ContextForEach(self.ca_file)

    def tell_slow(self, seconds: float) -> None:
        """Say once that a server takes its time; `seconds` are waited for yet."""
        if threading.current_thread() is threading.main_thread() and not self._told_slow:
            self._told_slow = True
            self.say(
                _("{url} is slow. Waiting up to {seconds:.0f} seconds more.").format(
                    url=self.url, seconds=seconds
                )
            )
