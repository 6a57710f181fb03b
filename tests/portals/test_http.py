"""The one place that speaks HTTP: patience for reads, writes once, nothing to anybody else."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path

import httpx
import pytest
from tests.contract.wire import Request, Response, Server
from tests.portals.conftest import end

from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import (
    File,
    NotAPortal,
    NotSent,
    OutcomeUnknown,
    PortalError,
    PortalUnreachable,
)
from ticketcli.portals.http.addresses import redact, split_origin
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer

NOW = datetime(2026, 3, 15, 10, 0, tzinfo=timezone.utc)
App = Callable[[Request], Response]


class Site:
    """A web site whose answers come in the order given, the last again and again."""

    def __init__(self, *answers: Response, url: str = "") -> None:
        self.answers = list(answers)
        self.seen: list[Request] = []
        self.slept: list[float] = []
        self.server = Server(self.answer)
        self.url = f"http://127.0.0.1:{self.server.port}"
        self.http = Http(self.url, sleep=self.slept.append, now=lambda: NOW, timeout=5.0)

    def answer(self, request: Request) -> Response:
        self.seen.append(request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def site() -> Iterator[Callable[..., Site]]:
    with ExitStack() as stack:

        def start(*answers: Response) -> Site:
            made = Site(*answers)
            stack.enter_context(made.server)
            stack.callback(end, made.http)
            return made

        yield start


OK = Response(200, b"fine", [("Content-Type", "text/html; charset=utf-8")])


def status(code: int, *headers: tuple[str, str]) -> Response:
    return Response(code, b"no", list(headers))


# Reading


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_read_is_repeated_until_it_comes(site: Callable[..., Site], code: int) -> None:
    here = site(status(code), status(code), OK)
    assert here.http.get(here.url).text == "fine"
    assert len(here.seen) == 3
    assert len(here.slept) == 2
    assert here.slept[0] < 0.6
    assert here.slept[1] < 1.1


@pytest.mark.parametrize("breaks", ["close", "reset", "truncate"])
def test_a_read_is_repeated_where_the_connection_breaks(site: Callable[..., Site], breaks: str) -> None:
    here = site(Response(200, b"half of it", breaks=breaks), OK)  # type: ignore[arg-type]
    assert here.http.get(here.url).text == "fine"


def test_a_read_is_given_up_in_the_end(site: Callable[..., Site]) -> None:
    here = site(status(503))
    assert here.http.get(here.url).status == 503
    assert len(here.seen) == 4
    here = site(Response(breaks="close"))
    with pytest.raises(PortalUnreachable, match="the connection was cut"):
        here.http.get(here.url)
    assert len(here.seen) == 4


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (("Retry-After", "7"), 7),
        (("Retry-After", "Sun, 15 Mar 2026 10:00:09 GMT"), 9),
        (("Retry-After", "120"), 120),
    ],
)
def test_a_wait_that_is_asked_for_is_waited(
    site: Callable[..., Site], header: tuple[str, str], seconds: int
) -> None:
    here = site(status(429, header), OK)
    here.http.get(here.url)
    assert seconds <= here.slept[0] <= seconds + 0.25


def test_a_rate_limit_is_waited_for(site: Callable[..., Site]) -> None:
    here = site(status(429, ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "11")), OK)
    here.http.get(here.url)
    assert 11 <= here.slept[0] <= 11.25


@pytest.mark.parametrize("code", [400, 401, 403, 404, 422])
def test_an_answer_that_will_not_change_is_taken_at_once(site: Callable[..., Site], code: int) -> None:
    here = site(status(code))
    assert here.http.get(here.url).status == code
    assert here.slept == []


def test_a_read_follows_redirects_at_home(site: Callable[..., Site]) -> None:
    here = site(status(302, ("Location", "/two")), status(301, ("Location", "?three")), OK)
    answer = here.http.get(f"{here.url}/one")
    assert (answer.url, answer.moved) == (f"{here.url}/two?three", 2)


def test_a_circle_is_seen(site: Callable[..., Site]) -> None:
    here = site(status(302, ("Location", "/round")))
    with pytest.raises(NotAPortal, match="in a loop"):
        here.http.get(here.url)


def test_an_answer_without_end_is_cut(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ticketcli.portals.http.requests.LARGEST_ANSWER", 1000)
    here = site(Response(200, b"x" * 1001))
    with pytest.raises(PortalError, match="too large"):
        here.http.get(here.url)


@pytest.mark.parametrize(
    ("charset", "text"), [("utf-8", "é�"), ("iso-8859-1", "Ã©ÿ"), ("no-such-thing", "é�"), ("", "é�")]
)
def test_bytes_are_text_in_any_charset(charset: str, text: str) -> None:
    assert Answer(200, "", "é".encode() + b"\xff", charset=charset or None).text == text


# Writing


@pytest.mark.parametrize("code", [408, 500, 502, 503, 504, 520, 524])
def test_a_write_is_sent_once_and_its_outcome_is_unknown(site: Callable[..., Site], code: int) -> None:
    here = site(status(code))
    with pytest.raises(OutcomeUnknown, match=str(code)):
        here.http.write("POST", here.url, content=b"{}")
    assert len(here.seen) == 1


@pytest.mark.parametrize("breaks", ["close", "reset", "truncate"])
def test_a_write_without_an_answer_is_unknown(site: Callable[..., Site], breaks: str) -> None:
    here = site(Response(200, b"half of it", breaks=breaks))  # type: ignore[arg-type]
    with pytest.raises(OutcomeUnknown):
        here.http.write("POST", here.url, content=b"{}")
    assert len(here.seen) == 1


def test_a_write_that_found_nobody_was_not_sent() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{one.getsockname()[1]}"
    http = Http(url, sleep=lambda _: None, now=lambda: NOW)
    with pytest.raises(NotSent, match="connection refused"):
        http.write("POST", url, content=b"{}")
    http.close()


def test_what_is_too_large_is_said_to_be(site: Callable[..., Site]) -> None:
    here = site(status(413))
    with pytest.raises(ContentRefused, match="too large"):
        here.http.write("POST", here.url, content=b"{}")


def test_a_write_with_a_redirect_is_answered_by_the_page_behind_it(site: Callable[..., Site]) -> None:
    here = site(status(302, ("Location", "/done")), OK)
    answer = here.http.write("POST", f"{here.url}/do", content=b"{}")
    assert [f"{one.method} {one.path}" for one in here.seen] == ["POST /do", "GET /done"]
    assert (answer.text, answer.moved) == ("fine", 1)


@pytest.mark.parametrize("code", [307, 308])
def test_a_write_is_not_repeated_at_another_address(site: Callable[..., Site], code: int) -> None:
    here = site(status(code, ("Location", "/elsewhere")), OK)
    with pytest.raises(NotSent, match="/elsewhere"):
        here.http.write("POST", f"{here.url}/do", content=b"{}")
    assert [one.method for one in here.seen] == ["POST"]


def test_a_form_goes_as_a_browser_sends_it(site: Callable[..., Site], tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x00\xffpicture\r\n")
    here = site(OK)
    told: list[tuple[int, int]] = []
    here.http.post_form(
        here.url,
        [("a", "1"), ("a", "二\r\n"), ("empty", "")],
        [("attachments[]", File('画面 "1".png', path, 11, "image/png"))],
        progress=lambda done, total: told.append((done, total)),
    )
    (request,) = here.seen
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="a"\r\n\r\n1\r\n' in request.body
    assert 'name="a"\r\n\r\n二\r\n\r\n'.encode() in request.body
    assert b'name="empty"\r\n\r\n\r\n' in request.body
    assert 'filename="画面 %221%22.png"'.encode() in request.body
    assert b"filename*=" not in request.body  # PHP takes such a part for no file
    assert b"Content-Type: image/png\r\n\r\n\x00\xffpicture\r\n\r\n" in request.body
    assert told[-1] == (len(request.body), len(request.body))


def test_a_form_without_files_is_multipart_too(site: Callable[..., Site]) -> None:
    here = site(OK)
    here.http.post_form(here.url, [("a", "1")])
    assert here.seen[0].headers["content-type"].startswith("multipart/form-data")


# Cookies


def test_cookies_stay_and_are_kept_for_the_next_run(site: Callable[..., Site]) -> None:
    here = site(Response(200, b"", [("Set-Cookie", "PHPSESSID=abc; path=/; HttpOnly")]), OK)
    here.http.get(here.url)
    here.http.get(here.url)
    assert here.seen[1].cookie("PHPSESSID") == "abc"
    assert here.http.cookies.dump() == (("PHPSESSID", "abc", "/"),)

    again = Http(here.url, sleep=here.slept.append, now=lambda: NOW)
    again.cookies.load(here.http.cookies.dump())
    again.get(here.url)
    assert here.seen[2].cookie("PHPSESSID") == "abc"
    again.cookies.clear()
    again.get(here.url)
    assert "cookie" not in here.seen[3].headers
    again.close()


@pytest.mark.parametrize("domain", ["example.com", ".com", "evil.example"])
def test_cookies_for_others_are_not_taken(site: Callable[..., Site], domain: str) -> None:
    here = site(Response(200, b"", [("Set-Cookie", f"a=b; path=/; domain={domain}")]), OK)
    here.http.get(here.url)
    assert here.http.cookies.dump() == ()


# Addresses


def secure(answers: App | None = None) -> tuple[Http, list[httpx.Request]]:
    """A client of https://portal.example whose requests end here."""
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.path == "/moved":
            return httpx.Response(302, headers={"Location": "http://portal.example/x"})
        return httpx.Response(200, text="fine")

    http = Http("https://portal.example", sleep=lambda _: None, now=lambda: NOW)
    http.transports._transports[split_origin(http.url)] = httpx.MockTransport(handle)
    return http, seen


@pytest.mark.parametrize("address", ["http://portal.example/x", "https://portal.example/moved"])
def test_a_portal_behind_a_proxy_may_call_itself_http_and_is_asked_by_https(address: str) -> None:
    http, seen = secure()
    assert http.get(address).text == "fine"
    assert http.write("POST", "http://portal.example/x", content=b"secret").text == "fine"
    assert {one.url.scheme for one in seen} == {"https"}
    http.close()


@pytest.mark.parametrize(
    "address",
    [
        *("https://evil.example/", "https://portal.example.evil.example/", "https://portal.example:8443/"),
        *(
            "http://portal.example:8080/",
            "https://user@evil.example/",
            "https://sub.portal.example/",
            "ftp://portal.example/",
        ),
    ],
)
def test_nothing_is_asked_of_anybody_else(address: str) -> None:
    http, seen = secure()
    for ask in (
        lambda: http.get(address),
        lambda: http.write("POST", address, content=b"x"),
        lambda: http.post_form(address, [("a", "b")]),
        lambda: http.download(address).__enter__(),
    ):
        with pytest.raises(PortalError, match="Nothing was sent there"):
            ask()
    assert seen == []
    http.close()


def test_a_trace_blanks_what_is_secret() -> None:
    address = "https://p/tickets/view/1/&hash=abc?token=def&x=1&password=ghi#top"
    shown = redact(address)
    assert "abc" not in shown
    assert "def" not in shown
    assert "ghi" not in shown
    assert "x=1" in shown
