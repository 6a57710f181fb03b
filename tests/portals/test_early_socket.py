"""A connection that is opened while the program is still being imported."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator

import pytest

from ticketcli.portals.http.early_socket import EarlySocket
from ticketcli.portals.http.streams import WatchedBackend


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_the_first_to_connect_there_is_given_it_once(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    early = EarlySocket(f"http://127.0.0.1:{port}", {})
    assert early.take("127.0.0.2", port, 60.0) is None
    found = early.take("127.0.0.1", port, 60.0)
    assert found is not None
    found.sendall(b"x")
    accepted, _address = listening.accept()
    assert accepted.recv(1) == b"x"
    assert early.take("127.0.0.1", port, 60.0) is None
    found.close()
    accepted.close()


def test_of_two_the_first_is_used_first(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    early = [EarlySocket(f"http://127.0.0.1:{port}", {})]
    first, _address = listening.accept()
    early.append(EarlySocket(f"http://127.0.0.1:{port}", {}))
    second, _address = listening.accept()
    backend = WatchedBackend(lambda _seconds: None, early)
    for accepted in (first, second):
        with accepted:
            backend.connect_tcp("127.0.0.1", port, 60.0).write(b"x")
            assert accepted.recv(1) == b"x"
    backend.close()


def test_what_the_server_has_ended_is_not_used(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    early = EarlySocket(f"http://127.0.0.1:{port}", {})
    accepted, _address = listening.accept()
    accepted.close()
    early._done.wait(60.0)
    assert early._socket is not None
    select.select([early._socket], [], [], 60.0)
    assert early.take("127.0.0.1", port, 60.0) is None


def test_what_is_old_is_not_used(listening: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    port = listening.getsockname()[1]
    early = EarlySocket(f"http://127.0.0.1:{port}", {})
    monkeypatch.setattr("ticketcli.portals.http.early_socket.OLD", -1.0)
    assert early.take("127.0.0.1", port, 60.0) is None


def test_a_server_that_is_not_there_is_found_by_who_connects(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    listening.close()
    early = EarlySocket(f"http://127.0.0.1:{port}", {})
    assert early.take("127.0.0.1", port, 60.0) is None
    early.close()


def test_behind_a_proxy_nothing_is_opened(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    early = EarlySocket("http://portal.example", {"http_proxy": f"http://127.0.0.1:{port}"})
    assert early.take("portal.example", 80, 60.0) is None
