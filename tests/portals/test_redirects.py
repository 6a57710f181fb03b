"""What goes along with a redirect, and to whom; and answers that do not end."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from threading import Event, Thread, get_ident

import pytest
from tests.contract.wire import Request, Response
from tests.portals.test_http import NOW, OK, Site, site, status

from ticketcli.portals.base import NotAPortal, NotSent, OutcomeUnknown, PortalError, TurnedAway
from ticketcli.portals.http import download, early_answers, requests
from ticketcli.portals.http.client import Http

__all__ = ["site"]

HEADERS = {"Authorization": "Bearer t0k3n", "Accept": "application/json", "X-Other": "1"}
MakeSite = Callable[..., Site]


def test_a_redirect_at_home_keeps_the_token_and_what_is_accepted_alone(site: MakeSite) -> None:
    here = site(status(302, ("Location", "/two")), OK)
    here.http.get(f"{here.url}/one", headers=HEADERS)
    sent = here.seen[1].headers
    assert (sent["authorization"], sent["accept"]) == ("Bearer t0k3n", "application/json")
    assert "x-other" not in sent


def test_the_page_behind_a_write_is_asked_for_with_the_token_and_without_the_content(site: MakeSite) -> None:
    here = site(status(303, ("Location", "/done")), OK)
    headers = {**HEADERS, "Content-Type": "application/json"}
    here.http.write("POST", f"{here.url}/do", content=b"{}", size=2, headers=headers)
    sent = here.seen[1]
    assert (sent.method, sent.body, sent.headers["authorization"]) == ("GET", b"", "Bearer t0k3n")
    assert "content-type" not in sent.headers


@pytest.mark.parametrize("method", ["get", "write", "post_form"])
def test_a_redirect_to_another_host_is_not_followed(site: MakeSite, method: str) -> None:
    other = site(OK)
    here = site(status(302, ("Location", other.url)))
    here.http.cookies.load([("PHPSESSID", "secret", "/")])
    ask = {
        "get": lambda: here.http.get(here.url, headers=HEADERS),
        "write": lambda: here.http.write("POST", here.url, content=b"{}", headers=HEADERS),
        "post_form": lambda: here.http.post_form(here.url, [("a", "b")], headers=HEADERS),
    }
    with pytest.raises((NotAPortal, OutcomeUnknown), match="redirects to another address"):
        ask[method]()
    assert (len(here.seen), other.seen) == (1, [])


def take(here: Site, headers: dict[str, str]) -> bytes:
    into = io.BytesIO()
    download.save(
        here.http, here.url, into, None, headers=headers, is_file=lambda _: True, name="a.zip", size=None
    )
    return into.getvalue()


def test_a_download_from_another_host_is_asked_for_without_token_and_cookies(site: MakeSite) -> None:
    other = site(OK)
    here = site(status(302, ("Location", f"{other.url}/file")))
    here.http.cookies.load([("PHPSESSID", "secret", "/")])
    assert take(here, HEADERS) == b"fine"
    assert here.seen[0].headers["authorization"] == "Bearer t0k3n"
    assert {"authorization", "cookie", "x-other"}.isdisjoint(other.seen[0].headers)
    assert other.seen[0].headers["accept-encoding"] == "identity"


def test_a_download_that_is_redirected_at_home_is_asked_for_with_the_token(site: MakeSite) -> None:
    here = site(status(302, ("Location", "/file")), OK)
    here.http.cookies.load([("PHPSESSID", "secret", "/")])
    assert take(here, HEADERS) == b"fine"
    assert here.seen[1].headers["authorization"] == "Bearer t0k3n"
    assert here.seen[1].cookie("PHPSESSID") == "secret"


def test_the_rest_of_a_download_from_another_host_is_asked_for_there(site: MakeSite) -> None:
    tag = ("ETag", '"one"')
    rest = Response(206, b"cdef", [tag, ("Content-Range", "bytes 4-7/8")])
    other = site(Response(200, b"0123cdef", [tag], breaks="truncate"), rest)
    here = site(status(302, ("Location", f"{other.url}/file")))
    assert take(here, {}) == b"0123cdef"
    assert other.seen[1].headers["range"] == "bytes=4-"
    assert other.seen[1].headers["if-range"] == '"one"'


def test_a_download_that_is_redirected_in_a_loop_is_given_up(site: MakeSite) -> None:
    here = site(status(302, ("Location", "/round")))
    with pytest.raises(NotAPortal, match="in a loop"):
        take(here, {})
    assert len(here.seen) < 20


# Answers that do not end


def test_an_answer_that_takes_too_long_is_given_up(site: MakeSite) -> None:
    here = site(Response(200, b"a page", framing="chunked"))
    minutes = count()
    http = Http(here.url, sleep=lambda _: None, now=lambda: NOW + timedelta(minutes=3 * next(minutes)))
    with pytest.raises(PortalError, match="without end"):
        http.get(here.url)
    http.close()


@pytest.mark.parametrize("size", [1000, 1001])
def test_an_answer_may_be_as_large_as_the_limit(
    site: MakeSite, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "LARGEST_ANSWER", 1000)
    here = site(Response(200, b"x" * size))
    if size > 1000:
        with pytest.raises(PortalError, match="too large"):
            here.http.get(here.url)
    else:
        assert len(here.http.get(here.url).text) == size


def test_an_answer_that_is_packed_twice_is_not_unpacked(site: MakeSite) -> None:
    content = gzip.compress(gzip.compress(b"x" * 1000))
    here = site(Response(200, content, [("Content-Encoding", "gzip, gzip")]))
    with pytest.raises(PortalError, match="compressed more than once"):
        here.http.get(here.url)


# What else the connection sees to


def test_a_token_that_cannot_be_in_a_header_is_not_quoted(site: MakeSite) -> None:
    here = site(OK)
    with pytest.raises(PortalError, match="contains invalid characters") as raised:
        here.http.get(here.url, headers={"Authorization": "Bearer s3cr3t\n"})
    assert "s3cr3t" not in str(raised.value)
    assert here.seen == []


def test_cookies_that_are_kept_apart_are_not_among_those_of_the_session(site: MakeSite) -> None:
    here = site(Response(200, b"fine", [("Set-Cookie", "PHPSESSID=api; path=/")]))
    here.http.cookies.keep_apart("api/")
    here.http.get(f"{here.url}/api/details")
    assert here.http.cookies.dump() == ()
    here.http.get(f"{here.url}/api/details")
    assert here.seen[1].cookie("PHPSESSID") == "api"
    here.http.get(here.url)
    assert "PHPSESSID" in str(here.http.cookies.dump())
    here.http.cookies.clear()
    assert here.http.cookies.dump() == ()


def test_how_long_the_portal_wants_to_be_left_alone_is_known(site: MakeSite) -> None:
    here = site(status(404, ("Retry-After", "90")))
    assert here.http.asked_pause == 0.0
    here.http.get(here.url)
    assert here.http.asked_pause == 90.0
    here.http.requests.now = lambda: NOW + timedelta(minutes=5)
    assert here.http.asked_pause == 0.0


def test_nobody_is_left_alone_for_more_than_a_day(site: MakeSite) -> None:
    here = site(status(404, ("Retry-After", "999999999")))
    here.http.get(here.url)
    assert here.http.asked_pause == 24 * 3600.0


def test_a_trace_has_a_line_for_the_request_and_one_for_the_answer(site: MakeSite) -> None:
    here = site(OK)
    lines: list[str] = []
    here.http.requests.trace = lines.append
    here.http.get(f"{here.url}/page?token=secret")
    (text,) = lines
    assert text.startswith(f"> GET {here.url}/page")
    assert "\n< 200 text/html; charset=utf-8 0 ms\n" in text
    assert "secret" not in text


# Writes go once


def test_a_write_that_is_turned_away_is_not_sent_again(site: MakeSite) -> None:
    here = site(status(429), OK)
    with pytest.raises(OutcomeUnknown):
        here.http.write("POST", here.url, content=b"{}")
    assert len(here.seen) == 1


@pytest.mark.parametrize("first", [status(429), status(503), Response(breaks="close")])
def test_a_write_that_does_no_harm_twice_is_sent_again(site: MakeSite, first: Response) -> None:
    here = site(first, OK)
    assert here.http.write("PUT", here.url, content=b"{}", harmless=True).text == "fine"
    assert len(here.seen) == 2


def test_a_redirect_is_itself_the_answer_where_it_is_not_to_be_followed(site: MakeSite) -> None:
    here = site(status(302, ("Location", "/done")), OK)
    assert here.http.write("POST", here.url, content=b"{}", follow=False).status == 302
    assert len(here.seen) == 1


@pytest.mark.parametrize("wanted", [True, False])
def test_whether_the_page_behind_a_form_is_read_may_depend_on_its_address(
    site: MakeSite, wanted: bool
) -> None:
    here = site(status(302, ("Location", "/done")), OK)
    asked: list[str] = []

    def follow(address: str) -> bool:
        asked.append(address)
        return wanted

    answer = here.http.post_fields(here.url, [("a", "b")], follow=follow)
    assert (answer.status, asked) == (200 if wanted else 302, [f"{here.url}/done"])


def test_what_was_read_early_is_not_read_again(site: MakeSite) -> None:
    here = site(OK)
    here.http.early.begin(f"{here.url}/page")
    here.http.early.begin(f"{here.url}/page")
    assert here.http.get(f"{here.url}/page").text == "fine"
    assert len(here.seen) == 1
    here.http.get(f"{here.url}/page")
    assert len(here.seen) == 2


@pytest.mark.parametrize("kept", [False, True], ids=["a new connection", "one that was kept"])
def test_what_is_read_beside_leaves_the_connection_to_what_is_waited_for(
    site: MakeSite, *, kept: bool
) -> None:
    here = site(OK)
    connections: dict[str, int] = {}
    answer = here.server.app
    both = Event()

    def note(request: Request) -> Response:
        connections[request.path] = get_ident()
        if len(connections) > 1 + kept:
            both.set()
        if request.path != "/before":
            both.wait(60.0)
        return answer(request)

    here.server.app = note
    if kept:
        here.http.get(f"{here.url}/before")
    here.http.early.begin_beside(f"{here.url}/beside")
    here.http.get(f"{here.url}/waited-for")
    here.http.get(f"{here.url}/beside")
    assert len(here.seen) == 2 + kept
    assert connections["/beside"] != connections["/waited-for"]
    assert not kept or connections["/before"] == connections["/waited-for"]


def test_what_was_to_be_read_beside_is_asked_for_where_it_was_not(site: MakeSite) -> None:
    here = site(OK)
    here.http.early.begin_beside(f"{here.url}/dropped")
    here.http.early.drop(f"{here.url}/dropped")
    here.http.early.begin_beside(f"{here.url}/page")
    assert here.http.get(f"{here.url}/page").text == "fine"
    here.http.get(f"{here.url}/other")
    assert [request.path for request in here.seen] == ["/page", "/other"]


def test_what_was_read_early_for_somebody_else_is_read_again(site: MakeSite) -> None:
    here = site(OK)
    here.http.early.begin(f"{here.url}/page", {"Authorization": "Bearer old"})
    here.http.get(f"{here.url}/page", headers={"Authorization": "Bearer new"})
    assert [request.headers["authorization"] for request in here.seen] == ["Bearer old", "Bearer new"]


def test_what_was_read_early_and_failed_is_read_again(site: MakeSite) -> None:
    here = site(status(503), OK)
    here.http.early.begin(f"{here.url}/page")
    assert here.http.get(f"{here.url}/page").text == "fine"
    assert here.slept == []


@pytest.mark.parametrize(
    ("write", "requests"),
    [
        (lambda http: http.write("POST", http.url, content=b"{}"), 3),
        (lambda http: http.post_form(http.url, [("a", "b")]), 3),
        (lambda http: http.post_fields(http.url, [("a", "b")]), 2),
    ],
    ids=["write", "form", "sign-in"],
)
def test_what_was_read_early_is_old_after_a_write_but_not_after_a_sign_in(
    site: MakeSite, write: Callable[[Http], object], requests: int
) -> None:
    here = site(OK)
    here.http.early.begin(f"{here.url}/page")
    write(here.http)
    here.http.get(f"{here.url}/page")
    assert len(here.seen) == requests


def test_what_is_dropped_is_forgotten(site: MakeSite) -> None:
    here = site(OK)
    here.http.early.begin(f"{here.url}/page")
    here.http.early.drop(f"{here.url}/page")
    here.http.early.drop(f"{here.url}/page")
    assert here.http.early.stop() is False


@pytest.mark.parametrize("code", [501, 505])
def test_a_write_that_the_server_does_not_know_is_answered(site: MakeSite, code: int) -> None:
    here = site(status(code))
    assert here.http.write("POST", here.url, content=b"{}").status == code


def test_whether_something_was_under_way_is_told(site: MakeSite) -> None:
    here = site(OK)
    assert here.http.early.stop() is False
    here.http.early.begin(f"{here.url}/page")
    assert here.http.early.stop(early=False) is False
    assert here.http.early.stop() is True


def test_what_was_read_early_long_ago_is_read_again(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    here = site(OK)
    times = iter([0.0, early_answers.OLD])
    monkeypatch.setattr(early_answers, "monotonic", lambda: next(times))
    here.http.early.begin(f"{here.url}/page")
    here.http.get(f"{here.url}/page")
    assert len(here.seen) == 2


def test_a_content_in_pieces_goes_with_its_length(site: MakeSite) -> None:
    here = site(OK)
    here.http.write("POST", here.url, content=iter([b"one", b"two"]), size=6)
    assert (here.seen[0].headers["content-length"], here.seen[0].body) == ("6", b"onetwo")


@pytest.mark.parametrize("code", [307, 308])
def test_a_write_that_does_no_harm_is_not_sent_to_another_address_either(site: MakeSite, code: int) -> None:
    here = site(status(code, ("Location", "/elsewhere")), OK)
    with pytest.raises(NotSent, match="has moved to"):
        here.http.write("PUT", here.url, content=b"{}", harmless=True)
    assert len(here.seen) == 1


def test_a_write_that_does_no_harm_is_not_sent_again_to_who_cannot_be_trusted(site: MakeSite) -> None:
    here = site(OK)
    slept: list[float] = []
    http = Http(here.url.replace("http:", "https:"), sleep=slept.append, now=lambda: NOW, timeout=5.0)
    with pytest.raises(NotSent):
        http.write("PUT", http.url, content=b"{}", harmless=True)
    http.close()
    assert slept == []


def test_a_pause_that_is_asked_for_of_a_write_is_told_to_who_waits(site: MakeSite) -> None:
    here = site(status(429, ("Retry-After", "60")))
    said: list[str] = []
    here.http.say = said.append
    with pytest.raises(TurnedAway) as raised:
        here.http.write("POST", here.url, content=b"{}")
    assert "asks to wait" in said[0]
    assert 60.0 <= raised.value.wait <= 60.25
    assert raised.value.again
    here = site(status(429))
    with pytest.raises(TurnedAway) as raised:
        here.http.write("POST", here.url, content=b"{}")
    assert raised.value.wait == 0.5
    here = site(status(429, ("Retry-After", "120")))
    with pytest.raises(TurnedAway) as raised:
        here.http.write("POST", here.url, content=b"{}")
    assert raised.value.again
    here = site(status(429, ("Retry-After", "121")))
    with pytest.raises(TurnedAway) as raised:
        here.http.write("POST", here.url, content=b"{}")
    assert not raised.value.again


def test_it_is_told_once_that_a_portal_is_slow(site: MakeSite) -> None:
    here = site(OK)
    said: list[str] = []
    here.http.transports.say = said.append
    here.http.transports.tell_slow(20.0)
    here.http.transports.tell_slow(40.0)
    assert said == [f"{here.url} is slow. Waiting up to 20 seconds more."]


def test_nothing_is_said_of_what_is_read_beside(site: MakeSite) -> None:
    here = site(OK)
    said: list[str] = []
    here.http.transports.say = said.append
    beside = Thread(target=here.http.transports.tell_slow, args=(20.0,))
    beside.start()
    beside.join()
    assert said == []


def test_the_content_type_in_a_trace_is_short(site: MakeSite) -> None:
    here = site(Response(200, b"fine", [("Content-Type", "x" * 300)]))
    lines: list[str] = []
    here.http.requests.trace = lines.append
    here.http.get(here.url)
    assert f"< 200 {'x' * 100} 0 ms" in lines[0]


def test_a_certificate_is_checked_by_those_of_a_file_that_is_named(tmp_path: Path) -> None:
    bundle = tmp_path / "ca.pem"
    bundle.write_text("none")
    http = Http("https://127.0.0.1:9", sleep=lambda _: None, now=lambda: NOW, ca_file=bundle)
    with pytest.raises(PortalError, match=r"ca\.pem"):
        http.get(http.url)
    http.close()


def test_what_is_read_early_has_come_before_something_is_written(site: MakeSite) -> None:
    here = site(OK)
    order: list[str] = []
    written = Event()
    answer = here.server.app

    def note(request: Request) -> Response:
        if request.method == "GET":
            written.wait(0.3)  # which only a write beside it would cut short
        order.append(request.method)
        if request.method == "POST":
            written.set()
        return answer(request)

    here.server.app = note
    here.http.early.begin(f"{here.url}/page")
    here.http.write("POST", here.url, content=b"{}")
    assert order == ["GET", "POST"]
