"""Addresses that a portal names: one decision for all of them, and never credentials to another origin."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from tests.contract.wire import Response
from tests.portals.test_http import OK, Site, site, status

from ticketcli.portals.base import NotAPortal, NotSent, OutcomeUnknown, PortalError
from ticketcli.portals.http.addresses import NotAnAddress, OtherOrigin, resolve, resolve_for_download

__all__ = ["site"]

HOME = "https://portal.example/billing"
BASE = "https://portal.example/billing/page?x=1"

OWN = {
    "/a": "https://portal.example/a",
    "b": "https://portal.example/billing/b",
    "?c=1": "https://portal.example/billing/page?c=1",
    "//portal.example/d": "https://portal.example/d",
    "https://portal.example:443/e": "https://portal.example:443/e",
    "http://portal.example/f": "https://portal.example/f",
    " /g\r\n": "https://portal.example/g",
    "/h i": "https://portal.example/h i",
    "/j?back=\\": "https://portal.example/j?back=\\",
    "/文件": "https://portal.example/文件",
    "#k": "https://portal.example/billing/page?x=1#k",
    "HTTPS://PORTAL.example/l": "https://PORTAL.example/l",
}
NONE = [
    *(
        "javascript:alert(1)",
        "data:text/html,x",
        "http:host",
        "https:portal.example",
        "mailto:a@b",
        "file:/x",
    ),
    *(
        "\\\\evil.example",
        "/\\evil.example",
        "\\evil",
        "https:\\\\evil.example\\",
        "https://portal.example\\@e",
    ),
    *("/a\x00", "/a\x01b", "/a\r\nSet-Cookie: x=1", "/\x85", "java\nscript:alert(1)", "/\u2028"),
    *("https://user@portal.example/", "https://a:b@portal.example/", "https://@portal.example/"),
    *(
        "///evil.example",
        "////evil.example",
        "//",
        "http:///x",
        "https://",
        "https://:80",
        "http://[",
        "http://[::1",
    ),
    *("https://portal.example:99999/", "https://portal.example:x/", "https://portal.example:0/"),
    *("https://por tal.example/", "javascript://x\nalert(1)"),
]
OTHERS = [
    *("https://evil.example/", "//evil.example", "https://portal.example.evil.example/"),
    *("https://portal.example:8443/", "http://portal.example:8080/", "ftp://portal.example/"),
    *(
        "https://sub.portal.example/",
        "https://portal.example./",
        "https://ｐortal.example/",
        "javascript://x",
    ),
    *("https://user@evil.example/", "http://evil.example/"),
]


@pytest.mark.parametrize("reference", OWN)
def test_an_address_of_the_portal_is_taken(reference: str) -> None:
    assert resolve(reference, BASE, HOME) == OWN[reference]


@pytest.mark.parametrize("reference", NONE)
def test_what_browsers_repair_is_no_address(reference: str) -> None:
    for decide in (resolve, resolve_for_download):
        with pytest.raises(NotAnAddress):
            decide(reference, BASE, HOME)


@pytest.mark.parametrize("reference", OTHERS)
def test_another_origin_is_told_apart(reference: str) -> None:
    with pytest.raises(OtherOrigin):
        resolve(reference, BASE, HOME)


@pytest.mark.parametrize("reference", ["http://evil.example/", "ftp://evil.example/", "http://127.0.0.1:80/"])
def test_a_file_store_is_asked_by_https_only(reference: str) -> None:
    with pytest.raises(OtherOrigin):
        resolve_for_download(reference, BASE, HOME)


HEADERS = [text for text in [*NONE, *OTHERS] if "\n" not in text and "\x00" not in text]


@pytest.mark.parametrize("location", HEADERS)
@pytest.mark.parametrize("code", [302, 303, 307])
def test_a_redirect_to_anywhere_else_is_an_error_in_words(
    site: Callable[..., Site], location: str, code: int
) -> None:
    here = site(status(code, ("Location", location.replace("portal.example", "127.0.0.1"))), OK)
    here.http.cookies.load([("PHPSESSID", "secret", "/")])
    with pytest.raises(NotAPortal):
        here.http.get(here.url, headers={"Authorization": "Bearer secret"})
    here.answers[:] = here.answers[:1] * 2
    here.answers[0] = status(code, ("Location", location.replace("portal.example", "127.0.0.1")))
    with pytest.raises((OutcomeUnknown, NotSent) if code != 307 else NotSent):
        here.http.write("POST", here.url, content=b"x", headers={"Authorization": "Bearer secret"})
    assert {request.path for request in here.seen} == {"/"}


def test_a_redirect_within_the_portal_keeps_the_token_and_what_is_accepted(site: Callable[..., Site]) -> None:
    here = site(status(302, ("Location", "/two")), OK, status(302, ("Location", "/three")), OK)
    token = {"Authorization": "Bearer t", "Accept": "application/json"}
    here.http.get(here.url, headers={**token, "Referer": "x"})
    here.http.write("POST", here.url, content=b"{}", headers={**token, "Content-Type": "application/json"})
    for request in (here.seen[1], here.seen[3]):
        assert (request.headers["authorization"], request.headers["accept"]) == (
            "Bearer t",
            "application/json",
        )
        assert "content-type" not in request.headers
        assert "content-length" not in request.headers


def test_a_file_behind_a_redirect_to_another_host_is_taken_without_credentials_or_cookies(
    site: Callable[..., Site],
) -> None:
    store = site(Response(200, b"the file", [("Set-Cookie", "store=1; path=/")]))
    here = site(status(302, ("Location", f"{store.url}/bucket/x?signature=abc")))
    here.http.cookies.load([("PHPSESSID", "secret", "/")])
    headers = {"Authorization": "Bearer secret", "Range": "bytes=0-", "Accept": "application/json"}
    with here.http.download(f"{here.url}/get", headers=headers) as (answer, chunks):
        assert (answer.status, b"".join(chunks)) == (200, b"the file")
    (asked,) = store.seen
    assert (asked.path, asked.raw_query) == ("/bucket/x", "signature=abc")
    assert "secret" not in str(asked.headers)
    assert asked.headers["range"] == "bytes=0-"
    assert here.seen[0].cookie("PHPSESSID") == "secret"
    assert [name for name, _value, _path in here.http.cookies.dump()] == ["PHPSESSID"]


def test_a_file_store_that_leads_back_gets_no_token_there_either(site: Callable[..., Site]) -> None:
    here = site(status(302, ("Location", "/")))
    store = site(status(302, ("Location", f"{here.url}/again")))
    here.answers[:] = [status(302, ("Location", store.url)), OK]
    with here.http.download(here.url, headers={"Authorization": "Bearer secret"}) as (answer, _):
        assert urlsplit(answer.url).path == "/again"
    assert "authorization" not in here.seen[1].headers


def test_only_a_download_goes_to_another_host(site: Callable[..., Site]) -> None:
    store = site(OK)
    here = site(status(302, ("Location", store.url)))
    with pytest.raises(PortalError):
        here.http.get(here.url)
    with pytest.raises(PortalError):
        here.http.write("POST", here.url, content=b"x")
    assert store.seen == []
