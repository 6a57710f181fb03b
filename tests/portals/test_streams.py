"""Connections to a server: what is closed stays closed, in whichever thread it is opened."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpcore
import pytest

from ticketcli.portals.http.streams import WatchedBackend


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_closing_closes_what_is_open(port: int) -> None:
    backend = WatchedBackend(lambda _seconds: None)
    stream = backend.connect_tcp("127.0.0.1", port)
    backend.close()
    assert stream.get_extra_info("socket").fileno() == -1
    backend.close()


def test_what_is_connected_after_closing_is_closed_at_once(port: int) -> None:
    backend = WatchedBackend(lambda _seconds: None)
    backend.close()
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("127.0.0.1", port)
