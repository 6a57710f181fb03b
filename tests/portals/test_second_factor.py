"""Sign in with a second factor, by the web pages and by the API, and with a password that is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl

import pytest
from tests.contract.wire import Request, Response, Server
from tests.portals.conftest import Client, MemoryKeys

from ticketcli.model.errors import TicketError
from ticketcli.portals.base import (
    CaptchaDemanded,
    CodeRefused,
    Credentials,
    PortalError,
    SignInNeeded,
    SignInRefused,
)

PERSON = Credentials("hana@example.com", "correct horse")
LIST = '<a href="?action=logout">Out</a><a href="?cmd=tickets&amp;action=new">New</a><table></table>'
LOGIN = (
    '<form method="post"><input type="hidden" name="action" value="login"><input name="username">'
    '<input type="password" name="password">{more}</form>{said}'
)
CODE = """<!doctype html><title>Example portal</title>
<form method="post" action="?cmd=mfa&amp;action=verify">
  <input type="hidden" name="security_token" value="t1">
  <label>Security code <input type="text" name="code"></label>
  <label><input type="checkbox" name="rememberme" value="1"> Trust this device</label>
  <button name="make" value="submit">Go</button>{more}
  <a href="?action=logout">Sign out</a>
</form>"""


@dataclass
class Installation:
    """A portal with a second factor and no API, unless `api` answers a call (method, path, body)."""

    api: Callable[[str, str, dict[str, Any], Request], tuple[int, str]] | None = None
    code: str | None = "123456"
    more: str = ""
    login_more: str = ""
    refusal: str = ""
    password: str = "correct horse"
    stage: str = "out"
    requests: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        self.requests.append(request)
        if request.path.startswith("/api"):
            path = request.path.removeprefix("/api/")
            if path == "index.php":
                path = f"index.php?{request.raw_query}"
            body = json.loads(request.body or b"{}") if request.body[:1] in (b"", b"{") else {}
            status, text = self.api(request.method, path, body, request) if self.api else (404, "<p>No</p>")
            return Response(status, text.encode(), [("Content-Type", "application/json")])
        return Response(200, self.page(request).encode(), [("Content-Type", "text/html")])

    def page(self, request: Request) -> str:
        given = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        if given.get("action") == "login":
            if given["password"] == self.password:
                self.stage = "code" if self.code else "in"
            else:
                return LOGIN.format(more=self.login_more, said=self.refusal)
        elif self.stage == "code" and "code" in given:
            assert given["make"] == "submit"
            assert given["security_token"] == "t1"
            if given["code"] == self.code:
                self.stage = "in"
        pages = {"out": LOGIN.format(more=self.login_more, said=""), "code": CODE.format(more=self.more)}
        return pages.get(self.stage, LIST)

    def posted(self, part: str) -> list[Request]:
        return [
            one for one in self.requests if one.method == "POST" and part in f"{one.path}?{one.raw_query}"
        ]

    def passwords(self) -> int:
        """How often the password was sent, in whatever form."""
        return sum(
            b"password=" in one.body
            or b'"password"' in one.body
            or "basic" in one.headers.get("authorization", "").lower()
            for one in self.requests
        )


@contextmanager
def serving(installation: Installation) -> Iterator[str]:
    server = Server(installation.answer)
    with server:
        yield f"http://127.0.0.1:{server.port}"


class Codes(MemoryKeys):
    """Types one code after the other, and notes what is said before each."""

    def __init__(self, *codes: str) -> None:
        super().__init__(PERSON)
        self.codes, self.notes = list(codes), list[str]()

    def ask_code(self, note: str = "") -> str:
        self.notes.append(note)
        if not self.codes:
            raise SignInNeeded("Nobody is there.")
        return self.codes.pop(0)


def numbers(client: Client) -> list[str]:
    return [ticket.number for ticket in client.portal.tickets()]


def test_a_sign_out_link_on_the_code_page_is_no_sign_in(client: Callable[..., Client]) -> None:
    installation = Installation()
    with serving(installation) as url:
        with pytest.raises(SignInNeeded):
            numbers(client(url, PERSON, credential_source=Codes()))
        assert numbers(client(url, PERSON, credential_source=Codes("123 456"))) == []
    (sent,) = installation.posted("cmd=mfa")
    assert parse_qs(sent.body.decode()) == {
        "security_token": ["t1"], "code": ["123456"], "make": ["submit"], "rememberme": ["1"],
    }  # fmt: skip


def test_a_wrong_code_is_asked_for_again_and_the_password_is_not_sent_again(
    client: Callable[..., Client],
) -> None:
    installation = Installation()
    with serving(installation) as url:
        credential_source = Codes("000000", "111111", "123456")
        assert numbers(client(url, PERSON, credential_source=credential_source, via="web")) == []
        assert installation.passwords() == 1
        assert credential_source.notes[0] == ""
        assert "rejected" in credential_source.notes[1]


def test_what_the_portal_says_of_a_wrong_code_is_told(client: Callable[..., Client]) -> None:
    class Limited(Installation):
        def page(self, request: Request) -> str:
            shown = super().page(request)
            if self.stage == "code" and b"code=" in request.body:
                shown += '<div id="errors">Too many attempts</div><div class="alert">Enter the code</div>'
            return shown

    codes = Codes("000000", "000000", "000000")
    with serving(Limited()) as url, pytest.raises(CodeRefused, match=r"says: Too many attempts$"):
        numbers(client(url, PERSON, credential_source=codes, via="web"))
    assert "Too many attempts" in codes.notes[1]


def test_three_wrong_codes_end_the_sign_in(client: Callable[..., Client]) -> None:
    with serving(Installation()) as url, pytest.raises(CodeRefused):
        numbers(client(url, PERSON, credential_source=Codes("1", "2", "3", "4"), via="web"))


@pytest.mark.parametrize(("resend", "asked"), [("0", ["0"]), ("1", [])])
def test_a_code_by_mail_is_asked_for_from_the_portal_first(
    client: Callable[..., Client], resend: str, asked: list[str]
) -> None:
    installation = Installation(more=f'<button type="button" data-resend="{resend}">Send me a code</button>')
    with serving(installation) as url:
        assert numbers(client(url, PERSON, credential_source=Codes("123456"), via="web")) == []
    assert [one.arg("resend") for one in installation.posted("resend=")] == asked


def test_another_code_by_mail_comes_after_ten_seconds(client: Callable[..., Client]) -> None:
    installation = Installation(more='<button type="button" data-resend="0">Send me a code</button>')
    with serving(installation) as url:
        made = client(url, PERSON, credential_source=Codes("", "123456"), via="web")
        assert numbers(made) == []
    assert [one.arg("resend") for one in installation.posted("resend=")] == ["0", "1"]
    assert 9 < made.pauses[-1] <= 10


def test_the_code_page_of_an_older_version_is_known(client: Callable[..., Client]) -> None:
    """It posts to itself, and its field is called otherwise."""

    class Older(Installation):
        def page(self, request: Request) -> str:
            form = dict(parse_qsl(request.body.decode()))
            if "securitycode" in form:
                self.stage = "in" if form == {"securitycode": "123456", "make": "submit"} else self.stage
            if self.stage == "code":
                return """<div class="alert alert-info">Security code</div><form action="" method="post">
                    <input type="hidden" name="make" value="submit"><table><tr><td><input name="securitycode">
                    </td></tr></table></form><a href="?action=logout">Out</a>"""
            return super().page(request)

    with serving(Older()) as url:
        made = client(url, PERSON, credential_source=Codes("000000", "123456"), via="web")
        assert numbers(made) == []


@pytest.mark.parametrize("action", ["?cmd=mfa&amp;action=enable&amp;id=7", "/mfa/enable/7/"])
def test_the_page_that_sets_a_second_factor_up_asks_for_no_code_here(
    client: Callable[..., Client], action: str
) -> None:
    """A code sent there would switch the second factor on."""

    class Enforced(Installation):
        def page(self, request: Request) -> str:
            shown = super().page(request)
            return shown if shown != LIST else CODE.replace("?cmd=mfa&amp;action=verify", action)

    installation = Enforced(code=None)
    with serving(installation) as url, pytest.raises(PortalError, match="Example portal"):
        numbers(client(url, PERSON, credential_source=Codes("123456"), via="web"))
    assert installation.posted("mfa") == []


def test_a_passkey_is_told_and_the_password_is_sent_once(client: Callable[..., Client]) -> None:
    class Passkey(Installation):
        def answer(self, request: Request) -> Response:
            if self.stage == "code" and request.arg("cmd") != "mfa":
                return Response(302, b"", [("Location", "/?cmd=mfa&action=verify")])
            return super().answer(request)

        def page(self, request: Request) -> str:
            shown = super().page(request)
            return shown if self.stage != "code" else "<title>Example portal</title><button>Passkey</button>"

    installation = Passkey()
    with serving(installation) as url, pytest.raises(SignInNeeded, match="only a browser") as caught:
        numbers(client(url, PERSON, via="web"))
    assert "token" in caught.value.hint
    assert installation.passwords() == 1


@pytest.mark.parametrize(
    "link", ["/?action=logout&amp;security_token=t7", "?action=logout&amp;security_token=t7"]
)
def test_signing_out_follows_the_link_of_the_page_with_its_token(
    client: Callable[..., Client], link: str
) -> None:
    class Newer(Installation):
        def page(self, request: Request) -> str:
            if request.arg("action") == "logout" and request.arg("security_token") == "t7":
                self.stage = "out"
            shown = super().page(request)
            return shown.replace("?action=logout", link)

        def answer(self, request: Request) -> Response:
            answered = super().answer(request)
            answered.headers.append(("Set-Cookie", "PHPSESSID=1"))
            return answered

    installation = Newer(code=None)
    with serving(installation) as url:
        made = client(url, PERSON, via="web")
        assert numbers(made) == []
        made.portal.sign_out()
    assert installation.stage == "out"


def test_a_list_is_only_empty_where_it_is_a_list(client: Callable[..., Client]) -> None:
    class Elsewhere(Installation):
        def page(self, request: Request) -> str:
            return '<title>Notice</title><a href="?action=logout">Out</a><p>Please confirm your address.</p>'

    with serving(Elsewhere()) as url, pytest.raises(PortalError, match="Notice"):
        numbers(client(url, PERSON, via="web"))


@pytest.mark.parametrize(
    "puzzle",
    [
        '<div class="g-recaptcha" data-sitekey="k"></div>',
        '<input name="captcha">',
        '<div class="cf-turnstile"></div>',
        '<div class="h-captcha"></div>',
    ],
)
def test_a_captcha_at_sign_in_is_told_and_nothing_is_posted(
    client: Callable[..., Client], puzzle: str
) -> None:
    installation = Installation(login_more=puzzle)
    with serving(installation) as url, pytest.raises(CaptchaDemanded, match="captcha") as caught:
        numbers(client(url, PERSON, via="web"))
    assert "token" in caught.value.hint
    assert installation.passwords() == 0


# A refused password


def refuse_with(status: int, words: str) -> Callable[..., tuple[int, str]]:
    def api(method: str, path: str, body: dict[str, Any], request: Request) -> tuple[int, str]:
        return status, json.dumps({"error": [words]})

    return api


@pytest.mark.parametrize(
    "words", ["wronglogin", "Your IP address is on our banned list - login rejected", "E-mail or password"]
)
@pytest.mark.parametrize("status", [200, 401, 403, 422])
def test_a_refused_password_is_sent_once(client: Callable[..., Client], status: int, words: str) -> None:
    installation = Installation(api=refuse_with(status, words), password="another")
    with serving(installation) as url:
        made = client(url, PERSON)
        for _again in range(2):
            with pytest.raises(SignInRefused, match=words.split(" - ", maxsplit=1)[0]) as caught:
                numbers(made)
    assert installation.passwords() == 1
    assert ("bans" in caught.value.hint) == ("banned" in words)


def test_a_password_refused_by_the_pages_is_sent_once(client: Callable[..., Client]) -> None:
    installation = Installation(password="another", refusal='<div class="alert">Your IP is banned</div>')
    with serving(installation) as url:
        made = client(url, PERSON, via="web")
        for _again in range(2):
            with pytest.raises(SignInRefused, match="Your IP is banned"):
                numbers(made)
    assert installation.passwords() == 1


@pytest.mark.parametrize("works", [True, False])
def test_basic_is_tried_once_where_login_fails_inside(client: Callable[..., Client], works: bool) -> None:
    def api(method: str, path: str, body: dict[str, Any], request: Request) -> tuple[int, str]:
        if path == "login":
            return 200, '{"error": ["internal_error_0"]}'
        if not request.headers.get("authorization", "").startswith("Basic ") or not works:
            return 200, '{"error": ["wronglogin"]}'
        return 200, '{"client": {"id": "1", "email": "hana@example.com"}, "tickets": []}'

    installation = Installation(api=api)
    with serving(installation) as url:
        made = client(url, PERSON)
        if works:
            assert numbers(made) == []
        else:
            with pytest.raises(SignInRefused, match="wronglogin"):
                numbers(made)
            assert installation.passwords() == 2


def test_two_factor_in_the_words_of_the_api_leads_to_the_pages(client: Callable[..., Client]) -> None:
    installation = Installation(api=refuse_with(200, "Two-factor authentication is required"))
    with serving(installation) as url:
        assert numbers(client(url, PERSON, credential_source=Codes("123456"))) == []


def answer_only_below(base: str, seen: list[str] | None = None) -> Any:
    """An API whose calls are found below one base: "" or "index.php?/"."""

    def api(method: str, path: str, body: dict[str, Any], request: Request) -> tuple[int, str]:
        if seen is not None:
            seen.append(path)
        if path.startswith("index.php?/") is not bool(base):
            return 404, "<html><h1>Not Found</h1></html>"
        call = path.removeprefix("index.php?/")
        if call == "login":
            return 200, '{"token": "a.b.c"}'
        if request.headers.get("authorization") != "Bearer a.b.c":
            return 401, '{"error": ["Unauthorized"]}'
        if call == "tickets":
            return 200, '{"tickets": [{"ticket_number": "100001", "subject": "Disk full"}]}'
        return 200, '{"tickets": []}'

    return api


def test_where_the_api_is_found_is_remembered_for_the_next_command(client: Callable[..., Client]) -> None:
    seen: list[str] = []
    with serving(Installation(api=answer_only_below("index.php?/", seen))) as url:
        first = client(url, PERSON)
        assert numbers(first) == ["100001"]
        seen.clear()
        assert numbers(client(url, PERSON, capability_store=first.capability_store)) == ["100001"]
        assert all(path.startswith("index.php?/") for path in seen)


def test_the_api_is_looked_for_again_where_it_has_moved(client: Callable[..., Client]) -> None:
    with serving(Installation(api=answer_only_below("index.php?/"))) as url:
        first = client(url, PERSON)
        assert numbers(first) == ["100001"]
    moved = Installation(api=answer_only_below(""))
    with serving(moved) as url:
        second = client(url, PERSON, capability_store=first.capability_store)
        assert numbers(second) == ["100001"]
    assert moved.passwords() <= 2
    assert second.capability_store.kept is not None
    assert second.capability_store.kept.notes["api_base"] == "api/"


def test_the_api_is_found_behind_index_php(client: Callable[..., Client]) -> None:
    api = answer_only_below("index.php?/")
    for person in (PERSON, Credentials(token="a.b.c")):
        installation = Installation(api=api)
        with serving(installation) as url:
            assert numbers(client(url, person)) == ["100001"]
        assert installation.passwords() <= 2


# The API's own second factor

CHALLENGE = {
    "token": None,
    "refresh": None,
    "mfa": {"token": "aaa.bbb.ccc", "methods": ["google_authenticator"], "expires_at": 1900000000},
}
VERIFY = {"method": "google_authenticator", "payload": {"code": "123456"}}


def with_challenge(method: str, path: str, body: dict[str, Any], request: Request) -> tuple[int, str]:
    bearer = request.headers.get("authorization", "")
    if path == "login":
        return 200, json.dumps(CHALLENGE)
    if path == "mfa/verify":
        if bearer != "Bearer aaa.bbb.ccc" or body != VERIFY:
            return 200, '{"error": ["Invalid code"]}'
        return 200, '{"token": "ddd.eee.fff", "refresh": "rrr", "mfa": null}'
    if bearer != "Bearer ddd.eee.fff":
        return 401, '{"error": ["Unauthorized"]}'
    return 200, '{"tickets": [{"ticket_number": "100001", "subject": "Disk full"}]}'


def test_the_api_s_second_factor_is_asked_for_again_after_a_wrong_code(client: Callable[..., Client]) -> None:
    installation = Installation(api=with_challenge)
    with serving(installation) as url:
        made = client(url, PERSON, credential_source=Codes("000000", "123 456"))
        assert numbers(made) == ["100001"]
    assert made.credential_source.kept.access == "ddd.eee.fff"
    assert made.credential_source.kept.refresh == "rrr"
    assert installation.passwords() == 1
    assert len(installation.posted("mfa/verify")) == 2


def test_without_a_code_the_api_s_second_factor_ends_with_a_hint(client: Callable[..., Client]) -> None:
    with serving(Installation(api=with_challenge)) as url, pytest.raises(TicketError) as caught:
        numbers(client(url, PERSON, credential_source=Codes(), via="api"))
    assert isinstance(caught.value, SignInNeeded)


def test_a_code_that_was_just_right_is_used_by_the_other_route(client: Callable[..., Client]) -> None:
    installation = Installation(api=with_challenge)
    with serving(installation) as url:
        credential_source = Codes("123456")
        made = client(url, PERSON, credential_source=credential_source)
        assert numbers(made) == ["100001"]
        assert made.portal.routes.web.newest(()) == ()
    assert len(credential_source.notes) == 1
