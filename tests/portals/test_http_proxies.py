"""The proxy that the environment names, and what of the environment cannot be read."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import pytest
from tests.portals.test_http import NOW, OK, Site, site

from ticketcli.portals.base import NotSent, PortalError, PortalUnreachable
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.proxies import find_proxy

__all__ = ["site"]

URL = "https://portal.example/x"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("env", "url"),
    [
        ({}, None),
        ({"https_proxy": "http://p:1"}, "http://p:1"),
        ({"HTTPS_PROXY": "p:1"}, "http://p:1"),
        ({"ALL_PROXY": "socks5h://p:1"}, "socks5h://p:1"),
        ({"all_proxy": "http://a:1", "HTTPS_PROXY": "http://b:1"}, "http://b:1"),
        ({"https_proxy": "", "HTTPS_PROXY": "http://b:1"}, None),
        ({"http_proxy": "http://p:1"}, None),
    ],
)
def test_the_variables_name_a_proxy(env: Mapping[str, str], url: str | None) -> None:
    found = find_proxy(URL, env)
    assert (found.url if found else None) == url


@pytest.mark.parametrize(
    ("address", "entries", "exempt"),
    [
        (URL, "*", True),
        (URL, "portal.example", True),
        (URL, " .example , x", True),
        (URL, "*.example", True),
        (URL, "PORTAL.EXAMPLE:443", True),
        (URL, "portal.example:8443", False),
        (URL, "tal.example", False),
        (URL, "", False),
        (URL, ",, ,", False),
        (URL, "localhost,fe80::/10", False),
        (URL, "localhost,fe80::/10,portal.example", True),
        (URL, "10.0.0.0/99,[::1,http://[,%%,\x00,portal.example", True),
        ("https://10.1.2.3/", "10.0.0.0/8", True),
        ("https://10.1.2.3/", "10.0.0.0/16", False),
        ("https://10.1.2.3/", "10.1.2.3", True),
        ("https://[fe80::1]/", "fe80::/10", True),
        ("https://[2001:db8::1]/", "[2001:db8::1]", True),
    ],
)
def test_no_proxy_is_read_as_far_as_it_can_be(address: str, entries: str, exempt: bool) -> None:
    for variable in ("NO_PROXY", "no_proxy"):
        assert (find_proxy(address, {"ALL_PROXY": "http://p:1", variable: entries}) is None) is exempt


@pytest.mark.parametrize(
    "value", ["ftp://p:1", "socks4://p:1", "http://", "http://[", "http://p:x", "://", "http://p:0"]
)
def test_a_proxy_that_is_none_is_named_by_its_variable(value: str) -> None:
    with pytest.raises(PortalError) as raised:
        find_proxy(URL, {"ALL_PROXY": value})
    assert "ALL_PROXY" in raised.value.message
    assert "ALL_PROXY" in (raised.value.hint or "")


def test_this_machine_is_asked_without_a_proxy(site: Callable[..., Site]) -> None:
    here = site(OK)
    http = Http(here.url, sleep=print, now=lambda: NOW, env={"ALL_PROXY": "http://127.0.0.1:9"})
    assert http.get(here.url).text == "fine"
    http.close()


@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h"])
def test_a_dead_proxy_is_named_and_its_password_is_not(scheme: str) -> None:
    port = free_port()
    env = {"HTTPS_PROXY": f"{scheme}://me:geheim@127.0.0.1:{port}"}
    http = Http("https://portal.example", sleep=lambda _: None, now=lambda: NOW, env=env)
    url = "https://portal.example/"
    asks = {PortalUnreachable: partial(http.get, url), NotSent: partial(http.write, "POST", url)}
    for error, ask in asks.items():
        with pytest.raises(error) as raised:
            ask()
        said = f"{raised.value.message} {raised.value.hint}"
        assert f"127.0.0.1:{port}" in said
        assert "HTTPS_PROXY" in raised.value.message
        assert "connection refused" in said
        assert "geheim" not in said
    http.close()


@contextmanager
def proxy(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A proxy that speaks with each of its visitors in turn."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    answer(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "user name and password"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "502 Bad Gateway"),
    ],
)
def test_what_a_proxy_refuses_is_told_as_the_proxys(answer: bytes, words: str) -> None:
    def refuse(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(answer)

    with proxy(refuse) as port:
        env = {"https_proxy": f"http://127.0.0.1:{port}"}
        http = Http("https://portal.example", sleep=lambda _: None, now=lambda: NOW, env=env)
        with pytest.raises(NotSent, match=f"https_proxy.*{words}"):
            http.write("POST", "https://portal.example/", content=b"x")
        http.close()


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy_works(site: Callable[..., Site], scheme: str) -> None:
    here = site(OK)
    asked: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"\x05\x00")
        asked.append(connection.recv(65536))
        connection.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        with socket.create_connection(("127.0.0.1", here.server.port)) as onward:
            onward.sendall(connection.recv(65536))
            connection.sendall(onward.recv(65536))
            connection.recv(65536)  # until it is closed

    with proxy(serve) as port:
        env = {"ALL_PROXY": f"{scheme}://127.0.0.1:{port}"}
        http = Http("http://portal.example", sleep=lambda _: None, now=lambda: NOW, env=env)
        assert http.get("http://portal.example/x").text == "fine"
        http.close()
    assert b"portal.example" in asked[0]
