"""What goes side by side: secrets go no oftener for it, and one answer does not undo another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contract.portal import Portal as Installation
from tests.contract.portal import Quirks
from tests.contract.wire import Request, Response
from tests.portals.conftest import Client

from ticketcli.model.errors import TicketError
from ticketcli.model.ticket import Department
from ticketcli.portals.base import Credentials, File, NewTicket, SignInRefused
from ticketcli.portals.capabilities import Feature, RouteName

FILES = frozenset({Feature.ATTACHMENTS})


@pytest.mark.parametrize("via", [None, "web"])
def test_a_wrong_password_is_sent_once(client: Callable[..., Client], via: RouteName | None) -> None:
    with Installation(Quirks()) as portal:
        one = client(portal.url, Credentials(portal.username, "wrong"), via=via)
        with pytest.raises(SignInRefused):
            one.portal.prefetch(FILES)
        for _attempt in range(2):
            with pytest.raises(SignInRefused):
                one.portal.check(FILES)
        assert len([request for request in portal.requests if b"wrong" in request.body]) == 1


@pytest.mark.parametrize("asked", [FILES, frozenset(Feature)])
def test_an_api_without_passwords_is_asked_once(
    client: Callable[..., Client], asked: frozenset[Feature]
) -> None:
    with Installation(Quirks(api="disabled")) as portal:
        one = client(portal.url, Credentials(portal.username, portal.password))
        one.portal.prefetch(asked)
        one.portal.departments()
        assert one.portal.check(FILES) == "web"
        assert len(portal.seen("POST api/login")) == len(portal.seen("POST web/login")) == 1


def test_a_code_is_asked_for_once(client: Callable[..., Client]) -> None:
    with Installation(Quirks(two_factor=True)) as portal:
        one = client(portal.url, Credentials(portal.username, portal.password), code=portal.code)
        one.portal.prefetch(FILES)
        assert one.portal.check(FILES) == "web"
        assert one.credential_source.codes_asked == 1
        assert len(portal.seen("POST web/login")) == 1


def test_a_captcha_is_told_of_when_the_form_is_needed(client: Callable[..., Client]) -> None:
    with Installation(Quirks(login_captcha=True)) as portal:
        one = client(portal.url, Credentials(portal.username, portal.password))
        one.portal.prefetch(FILES)
        assert portal.seen("POST web/login") == []
        with pytest.raises(TicketError, match="captcha"):
            one.portal.check(FILES)


def test_a_session_that_the_api_gives_is_not_taken_for_that_of_the_pages(
    client: Callable[..., Client], tmp_path: Path
) -> None:
    """PHP gives a session to whoever comes without a cookie, and that of the last answer would stay."""
    with Installation(Quirks()) as portal:
        answer = portal.server.app

        def give_session(request: Request) -> Response:
            response = answer(request)
            if request.route.startswith(("GET api/", "POST api/", "GET web/userapi")):
                assert "PHPSESSID" not in request.headers.get("cookie", "").replace("PHPSESSID=api", "")
                response.headers.append(("Set-Cookie", "PHPSESSID=api; path=/"))
            return response

        portal.server.app = give_session
        one = client(portal.url, Credentials(portal.username, portal.password))
        one.portal.prefetch(FILES)
        assert one.portal.departments()
        assert one.portal.newest() == ()
        file = tmp_path / "trace.zip"
        file.write_bytes(b"PK\x03\x04")
        ticket = NewTicket(Department("3", "VPS"), "Subject", "Body", files=(File("trace.zip", file, 4),))
        one.portal.create(ticket)
        assert [len(each.messages[0].attachments) for each in portal.tickets] == [1]
        assert len(portal.seen("POST web/login")) == 1
        assert {
            value for name, value, _path in one.credential_source.kept.cookies if name == "PHPSESSID"
        } != {"api"}
