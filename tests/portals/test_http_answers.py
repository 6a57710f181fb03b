"""Answers as they come in the field: bytes beyond ASCII, other charsets, slow portals, odd headers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from time import sleep
from typing import Any

import pytest
from tests.contract.wire import Request, Response
from tests.portals.test_http import OK, Site, site, status

from ticketcli.portals.base import OnlyErrors, PortalUnreachable, TurnedAway
from ticketcli.portals.http import streams
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer

__all__ = ["site"]

# Headers


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "lang=日本; path=/"),
        ("Content-Disposition", 'attachment; filename="日本.txt"'),
        ("Content-Type", "text/html; charset=utf-8; 日本"),
        ("X-Powered-By ", "a blank before the colon"),
        ("X-Empty\t", ""),
        ("Server", "Müller"),
    ],
)
def test_headers_beyond_the_standard_are_taken(site: Callable[..., Site], header: tuple[str, str]) -> None:
    here = site(Response(200, b"fine", [header, ("X-Last", "1")]))
    for _ in range(2):
        answer = here.http.get(here.url)
        assert (answer.text, answer.headers["x-last"]) == ("fine", "1")
        assert answer.headers[header[0].strip().lower()] == header[1]
    here.http.write("POST", here.url, content=b"x")


def test_a_cookie_in_utf8_goes_back_as_it_came(site: Callable[..., Site]) -> None:
    here = site(Response(200, b"", [("Set-Cookie", "lang=日本; path=/")]))
    here.http.get(here.url)
    here.http.get(here.url)
    assert here.seen[1].headers["cookie"].encode("latin-1").decode() == "lang=日本"


# Cookies that an earlier command kept

SAME = ["", "; Domain=127.0.0.1", "; domain=.127.0.0.1", "; Domain=127.0.0.1; Path=/"]


@pytest.mark.parametrize("attributes", SAME)
def test_a_new_session_cookie_replaces_the_kept_one(site: Callable[..., Site], attributes: str) -> None:
    here = site(Response(200, b"", [("Set-Cookie", f"PHPSESSID=new{attributes}")]), OK)
    here.http.cookies.load([("PHPSESSID", "old", "/")])
    here.http.get(here.url)
    here.http.get(here.url)
    assert here.seen[1].headers["cookie"] == "PHPSESSID=new"
    assert [value for _name, value, _path in here.http.cookies.dump()] == ["new"]


@pytest.mark.parametrize("host", ["portal.example", "my.portal.example", "localhost"])
@pytest.mark.parametrize(
    "domain", ["", "portal.example", ".portal.example", "MY.portal.example", "localhost"]
)
def test_no_domain_makes_two_cookies_of_one(host: str, domain: str) -> None:
    import httpx

    from ticketcli.portals.http.cookies import SharedJar

    jar = SharedJar(f"https://{host}/")
    jar.put("sid", "old", "/")
    request = httpx.Request("GET", f"https://{host}/")
    line = "sid=new; path=/" + (f"; domain={domain}" if domain else "")
    httpx.Cookies(jar).extract_cookies(httpx.Response(200, headers={"Set-Cookie": line}, request=request))
    httpx.Cookies(jar).set_cookie_header(request)
    assert request.headers["Cookie"] in {"sid=new", "sid=old"}
    assert len(list(jar)) == 1
    if not domain or host.endswith(domain.lower().strip(".")):
        assert request.headers["Cookie"] == "sid=new"
        ended = {"Set-Cookie": line.replace("new", "x") + "; expires=Thu, 01 Jan 1970 00:00:00 GMT"}
        httpx.Cookies(jar).extract_cookies(httpx.Response(200, headers=ended, request=request))
        assert list(jar) == []


# Charsets

WORDS = "<p>チケット</p>"
CHINESE = "<p>繁體字</p>"
PAGES = [
    ('<meta charset="Shift_JIS">', "shift_jis", WORDS),
    ("<META CHARSET=x-sjis>", "shift_jis", WORDS),
    ("<meta charset='euc-jp' />", "euc_jp", WORDS),
    ('<meta http-equiv="Content-Type" content="text/html; charset=EUC-JP">', "euc_jp", WORDS),
    ("<meta content='text/html;charset=big5' http-equiv=Content-Type>", "big5", CHINESE),
    ('<meta name="a" content="charset of b"><meta charset=GBK>', "gbk", "<p>简体字</p>"),
    ('<!-- <meta charset="big5"> --><meta charset="gb2312">', "gb2312", "<p>简体字</p>"),
    ('<?xml version="1.0" encoding="iso-2022-jp"?><html>', "iso2022_jp", WORDS),
    ("<meta charset=iso-8859-1>", "cp1252", "<p>“é€”</p>"),
    ("<meta charset=utf-16>", "utf-8", WORDS),
    ("", "utf-8", WORDS),
    ("<meta charset=no-such-thing>", "utf-8", WORDS),
]


@pytest.mark.parametrize(("head", "codec", "words"), PAGES)
def test_a_page_is_read_in_the_charset_that_it_names(head: str, codec: str, words: str) -> None:
    content = f"{head}<title>{words[3:-4]}</title>{words}".encode(codec)
    answer = Answer(200, "", content, type="text/html")
    assert words in answer.text
    assert answer.title == words[3:-4]


def test_what_the_header_says_goes_first_and_a_byte_order_mark_before_it() -> None:
    page = f"<meta charset=big5>{WORDS}"
    assert WORDS in Answer(200, "", page.encode("euc_jp"), type="text/html", charset="EUC-JP").text
    assert WORDS in Answer(200, "", page.encode("utf-8-sig"), type="text/html", charset="EUC-JP").text
    assert "charset" in Answer(200, "", page.encode("utf-16"), type="text/html").text


def test_only_a_page_names_its_charset() -> None:
    content = '{"text": "<meta charset=big5>é"}'.encode()
    assert "é" in Answer(200, "", content, type="application/json").text


# Waiting


@pytest.fixture
def said() -> list[str]:
    return []


def test_a_wait_that_is_asked_for_is_told(site: Callable[..., Site], said: list[str]) -> None:
    here = site(status(429, ("Retry-After", "90")), OK)
    here.http.say = said.append
    here.http.get(here.url)
    assert here.slept[0] >= 90
    assert len(said) == 1
    assert "1m30s" in said[0] or "1m31s" in said[0]


@pytest.mark.parametrize("code", [429, 503])
def test_a_day_is_not_waited_for(site: Callable[..., Site], code: int) -> None:
    here = site(status(code, ("Retry-After", "86400")), OK)
    for ask in (lambda: here.http.get(here.url), lambda: here.http.download(here.url).__enter__()):
        here.answers[:] = [status(code, ("Retry-After", "86400")), OK]
        with pytest.raises(OnlyErrors, match="1d"):
            ask()
    assert here.slept == []


def test_a_write_that_would_wait_a_day_is_not_sent_again(site: Callable[..., Site]) -> None:
    here = site(status(429, ("Retry-After", "86400")))
    with pytest.raises(TurnedAway) as raised:
        here.http.write("POST", here.url, content=b"x")
    assert (raised.value.again, raised.value.wait) == (False, 0.0)
    assert isinstance(raised.value.last, OnlyErrors)


@contextmanager
def dripping(beginning: bytes, repeat: bytes, pause: float) -> Iterator[str]:
    """A server that answers with a beginning, and then drips."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                if ended.is_set():
                    connection.close()
                    return
                with connection:
                    connection.recv(65536)
                    try:
                        connection.sendall(beginning)
                        while repeat and not ended.wait(pause):
                            connection.sendall(repeat)
                    except OSError:
                        continue

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        ended.set()
        socket.create_connection(listening.getsockname()).close()
        thread.join()


def drip_client(url: str, **more: Any) -> Http:
    return Http(url, sleep=lambda _: None, now=lambda: datetime.now(timezone.utc), **more)


@pytest.mark.parametrize(
    ("beginning", "repeat"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 2", b"0"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", b"x"),
    ],
    ids=["headers", "status", "body", "chunk"],
)
def test_an_answer_that_drips_is_given_up(
    beginning: bytes, repeat: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LONGEST_HEAD", 0.3)
    monkeypatch.setattr(streams, "GRACE", 0.3)
    monkeypatch.setattr("ticketcli.portals.http.retry.ATTEMPTS", 1)
    with dripping(beginning, repeat, 0.05) as url:
        http = drip_client(url)
        with pytest.raises(PortalUnreachable, match="timed out"):
            http.get(url)
        http.close()


def test_a_slow_portal_is_told_of_and_waited_for(
    site: Callable[..., Site], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "SLOW", 0.1)
    here = site(OK)
    answer = here.server.app

    def take_time(request: Request) -> Response:
        sleep(0.4)
        return answer(request)

    here.server.app = take_time
    here.http.transports.say = said.append
    for _ in range(2):
        assert here.http.get(here.url).text == "fine"
    assert len(said) == 1, "once is enough"
    assert here.url in said[0]


def test_the_title_of_a_foreign_page_is_known() -> None:
    page = Answer(403, "", b"<html><TITLE>\n Access &amp; denied\x1b[2J </TITLE>", type="text/html")
    assert page.title == "Access & denied"
    assert Answer(403, "", b"{}").title == ""
