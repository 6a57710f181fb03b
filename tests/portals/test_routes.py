"""Which of a portal's routes is taken: a closed one is not asked again; `--via` means what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.contract.portal import Portal as Installation
from tests.contract.profiles import PROFILES
from tests.portals.conftest import Client

from ticketcli.model.errors import TicketError
from ticketcli.portals.base import Credentials
from ticketcli.portals.capabilities import Feature


@pytest.fixture
def without_api() -> Iterator[Installation]:
    with Installation(PROFILES["japanese-2019-no-api"]) as installation:
        yield installation


@pytest.fixture
def with_both() -> Iterator[Installation]:
    with Installation(PROFILES["plain-2019-english"]) as installation:
        yield installation


def sign_in(installation: Installation) -> Credentials:
    return Credentials(installation.username, installation.password)


@pytest.mark.parametrize("first", ["departments", "check"])
def test_an_api_that_is_not_there_is_asked_for_once(
    client: Callable[..., Client], without_api: Installation, first: str
) -> None:
    one = client(without_api.url, sign_in(without_api))
    if first == "check":
        assert one.portal.check(frozenset()) == "web"
    else:
        one.portal.departments()
    assert without_api.seen("* api/*")
    assert one.capability_store.kept is not None
    assert one.capability_store.kept.route("api").open is False
    without_api.requests.clear()
    two = client(
        without_api.url,
        sign_in(without_api),
        credential_source=one.credential_source,
        capability_store=one.capability_store,
    )
    two.portal.departments()
    assert two.portal.check(frozenset()) == "web"
    assert without_api.requests
    assert without_api.seen("* api/*") == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda portal: portal.departments(),
        lambda portal: portal.check(frozenset()),
        lambda portal: portal.check(frozenset({Feature.ENCRYPTION})),
        lambda portal: portal.capabilities(fresh=True),
        lambda portal: list(portal.tickets()),
    ],
    ids=["departments", "check", "a feature", "capabilities", "tickets"],
)
def test_via_api_never_opens_the_web_pages(
    client: Callable[..., Client], without_api: Installation, ask: Callable[[object], object]
) -> None:
    with pytest.raises(TicketError):
        ask(client(without_api.url, sign_in(without_api), via="api").portal)
    assert without_api.seen("* api/*")
    assert without_api.seen("* web/*") == []


def test_via_api_does_not_fall_back_where_the_api_lacks_something(
    client: Callable[..., Client], with_both: Installation
) -> None:
    portal = client(with_both.url, sign_in(with_both), via="api").portal
    portal.capabilities(fresh=True)
    with pytest.raises(TicketError):
        portal.check(frozenset(Feature))
    pages = {request.route for request in with_both.seen("* web/*")}
    assert pages <= {"GET web/userapi/swagger"}  # what the API says of itself


def test_via_web_never_asks_the_api(client: Callable[..., Client], with_both: Installation) -> None:
    portal = client(with_both.url, sign_in(with_both), via="web").portal
    portal.departments()
    portal.capabilities(fresh=True)
    assert portal.check(frozenset()) == "web"
    assert with_both.seen("* api/*") == []
