"""Which of two routes is taken, and what is learned of both, by what each of them answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests.portals.conftest import MemoryKeys, MemoryLearned, now

from ticketcli.model.errors import ContentRefused, TicketError, UsageError
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import (
    CannotCarry,
    CaptchaDemanded,
    Credentials,
    NoSuchTicket,
    NotAPortal,
    OnlyErrors,
    PortalError,
    PortalUnreachable,
    SignInNeeded,
    SignInRefused,
)
from ticketcli.portals.capabilities import Capabilities, Feature, Route, RouteName
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.api.answers import NoApi
from ticketcli.portals.hostbill.portal import HostBill
from ticketcli.portals.http.client import Http
from ticketcli.portals.kind import Connection

PERSON = Credentials("hanako@example.com", "s3cr3t")
TOKEN = Credentials(token="t0k3n")
NO_API = NoApi("There is no User API.")
BOTH = frozenset({Feature.ATTACHMENTS, Feature.CC})
CALLS = swagger.Calls({Feature.ATTACHMENTS: "attachments"}, {Feature.ENCRYPTION: "encrypt"})
CLOUD, BILLING = Department("1", "Cloud"), Department("2", "Billing")
VPS = Service("17", "VPS")


class FakeRoute:
    """Answers each call with what it has for its name, or raises that; and notes the names."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.http = None

    def __getattr__(self, name: str) -> Any:
        def call(**_more: object) -> object:
            self.asked.append(name)
            answer = self.answers[name]
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


def make_offer(*carries: Feature, **more: object) -> SimpleNamespace:
    values = {
        "departments": (replace(CLOUD, priorities=True),),
        "services": (VPS,),
        "extensions": (".png",),
        "max_bytes": 1000,
        "captcha": False,
    }
    return SimpleNamespace(carries=frozenset(carries), **{**values, **more})


class Installation:
    """The routes of an installation, whose API and web pages are made up."""

    def __init__(
        self,
        *,
        person: Credentials = PERSON,
        via: RouteName | None = None,
        known: Capabilities | None = None,
        zone: str | None = None,
        api: dict[str, object] | None = None,
        web: dict[str, object] | None = None,
    ) -> None:
        http = Http("http://127.0.0.1:9", sleep=lambda _: None, now=now)
        self.store = MemoryLearned()
        self.store.kept = known
        self.portal = HostBill(Connection(http, MemoryKeys(person), self.store, now, via=via, zone=zone))
        self.routes = self.portal.routes
        usual = {"departments": (CLOUD, BILLING), "read_parameters": CALLS, "services": (VPS,), "who": None}
        self.api = FakeRoute(**{**usual, **(api or {})})
        self.web = FakeRoute(**{"offer": make_offer(*BOTH), "departments": (CLOUD,), **(web or {})})
        self.routes.api = self.api  # type: ignore[assignment]
        vars(self.routes)["web"] = self.web

    def ask(self) -> object:
        return self.routes.read(lambda: self.api.departments(), lambda web: web.departments())  # type: ignore[attr-defined]

    @property
    def api_open(self) -> bool | None:
        return self.store.kept.route("api").open if self.store.kept else None


def known(api: bool | None, *carries: Feature) -> Capabilities:
    return Capabilities((Route("api", api), Route("web", True, frozenset(carries))))


# Reading


def test_a_read_goes_to_the_api_where_that_answers() -> None:
    one = Installation()
    assert one.ask() == (CLOUD, BILLING)
    assert (one.web.asked, one.api_open) == ([], True)


def test_a_read_goes_to_the_pages_where_that_is_asked_for() -> None:
    one = Installation(via="web")
    one.ask()
    assert (one.api.asked, one.web.asked) == ([], ["departments"])


@pytest.mark.parametrize("error", [NO_API, SignInNeeded("no code"), SignInRefused("no")])
def test_an_api_that_lets_nobody_in_is_not_asked_again(error: TicketError) -> None:
    one = Installation(api={"departments": error})
    one.ask()
    one.ask()
    assert (one.api.asked, one.web.asked) == (["departments"], ["departments"] * 2)
    assert one.api_open is False


@pytest.mark.parametrize("error", [PortalError("odd"), OnlyErrors("busy"), ContentRefused(["no"])])
def test_an_api_that_fails_once_is_asked_again(error: TicketError) -> None:
    one = Installation(api={"departments": error})
    one.ask()
    one.ask()
    assert (len(one.api.asked), len(one.web.asked), one.api_open) == (2, 2, None)


@pytest.mark.parametrize("error", [NoSuchTicket("none"), PortalUnreachable("down")])
def test_what_the_pages_would_say_as_well_is_not_asked_there(error: TicketError) -> None:
    one = Installation(api={"departments": error})
    with pytest.raises(type(error)):
        one.ask()
    assert one.web.asked == []


@pytest.mark.parametrize(("via", "person"), [("api", PERSON), (None, TOKEN), (None, Credentials("me"))])
def test_the_pages_are_not_asked_where_they_may_not_be(via: RouteName | None, person: Credentials) -> None:
    one = Installation(via=via, person=person, api={"departments": PortalError("odd")})
    with pytest.raises(PortalError, match="odd"):
        one.ask()
    assert one.web.asked == []


def test_a_token_asks_the_api_though_it_was_closed_before() -> None:
    one = Installation(person=TOKEN, known=known(False))
    one.ask()
    assert (one.api.asked, one.api_open) == (["departments"], True)


def test_the_api_is_asked_though_it_was_closed_before_where_that_is_wanted() -> None:
    one = Installation(via="api", known=known(False))
    one.ask()
    assert (one.api.asked, one.api_open) == (["departments"], True)


def test_without_an_api_the_way_out_is_told() -> None:
    with pytest.raises(NotAPortal) as raised:
        Installation(via="api", api={"departments": NO_API}).ask()
    assert raised.value.hint == "Leave out --via api to use the web pages."
    with pytest.raises(NotAPortal, match="A token works only with the API"):
        Installation(person=TOKEN, api={"departments": NO_API}).ask()


# Sending


def check(one: Installation, *features: Feature, reply: bool = False) -> RouteName:
    return one.routes.check(frozenset(features), reply=reply)


def test_what_the_api_carries_goes_there() -> None:
    one = Installation()
    assert check(one) == check(one, Feature.ATTACHMENTS) == "api"
    assert check(one, Feature.ENCRYPTION, reply=True) == "api"
    assert (one.web.asked, one.api.asked) == ([], ["who", "read_parameters"])


def test_what_carries_nothing_beyond_the_text_asks_for_no_description() -> None:
    one = Installation()
    check(one)
    assert one.api.asked == ["who"]


def test_what_the_api_does_not_carry_goes_to_the_pages() -> None:
    one = Installation()
    assert check(one, Feature.CC) == "web"
    assert one.web.asked == ["offer"]
    assert check(one, Feature.CC) == "web"
    assert one.web.asked == ["offer"], "what the form carries is known by then"


def test_the_form_is_not_read_for_a_reply() -> None:
    one = Installation(known=known(True))
    assert check(one, Feature.ATTACHMENTS, reply=True) == "web"
    assert one.web.asked == []


def test_what_the_form_offers_is_learned_when_it_is_read() -> None:
    one = Installation(known=known(True))
    check(one, Feature.CC)
    assert one.store.kept is not None
    assert one.store.kept.route("web") == Route("web", True, BOTH)
    assert (one.store.kept.max_bytes, one.store.kept.departments) == (
        1000,
        (replace(CLOUD, priorities=True),),
    )


def test_what_no_route_carries_is_named() -> None:
    with pytest.raises(CannotCarry) as raised:
        check(Installation(), Feature.CC, Feature.SERVICE)
    assert raised.value.problems == (
        "The new-ticket form of http://127.0.0.1:9 has no field for: related service.",
    )
    assert raised.value.hint == "Leave out --service, or write it in the message."


def test_nobody_is_told_to_write_encryption_into_the_message() -> None:
    with pytest.raises(CannotCarry, match="encryption") as raised:
        check(Installation(), Feature.ENCRYPTION)
    assert raised.value.hint == "Leave out --encrypt, or open the ticket in a browser."


def test_the_description_of_the_api_is_read_once() -> None:
    one = Installation()
    check(one, Feature.ATTACHMENTS)
    two = Installation(known=one.store.kept)
    assert check(two, Feature.ATTACHMENTS) == "api"
    assert two.api.asked == []


def test_a_description_that_could_not_be_read_is_not_remembered() -> None:
    one = Installation(api={"read_parameters": swagger.NOTHING})
    check(one, Feature.CC)
    assert one.store.kept is not None
    assert "parameters" not in one.store.kept.notes


@pytest.mark.parametrize(
    ("via", "person", "said", "hint"),
    [
        ("api", PERSON, "Not possible with the API of", "Leave out --via api, or leave out --cc."),
        ("api", TOKEN, "These need the web pages of", "Sign in with e-mail address and password"),
        (None, TOKEN, "These need the web pages of", "Sign in with e-mail address and password"),
    ],
)
def test_what_only_the_pages_carry_is_refused_where_they_may_not_be_used(
    via: RouteName | None, person: Credentials, said: str, hint: str
) -> None:
    one = Installation(via=via, person=person)
    with pytest.raises(CannotCarry, match=said) as raised:
        check(one, Feature.CC, Feature.ATTACHMENTS)
    assert raised.value.hint.startswith(hint)
    assert ("CC" in str(raised.value), "attach" in str(raised.value)) == (True, False)


def test_the_pages_need_a_password() -> None:
    with pytest.raises(UsageError, match="--via web needs your e-mail address and password"):
        check(Installation(via="web", person=TOKEN))


def test_an_api_that_is_not_there_is_left_from_then_on() -> None:
    one = Installation(api={"who": NO_API})
    assert check(one) == check(one) == "web"
    assert (one.api.asked, one.api_open) == (["who"], False)


@pytest.mark.parametrize(("via", "person"), [("api", PERSON), (None, TOKEN)])
def test_an_api_that_lets_nobody_in_is_told_where_nothing_else_may_be_used(
    via: RouteName | None, person: Credentials
) -> None:
    one = Installation(via=via, person=person, api={"who": SignInRefused("no")})
    with pytest.raises(SignInRefused):
        check(one)
    assert one.web.asked == []


def test_a_portal_that_cannot_be_reached_is_told_at_once() -> None:
    one = Installation(api={"who": PortalUnreachable("down")})
    with pytest.raises(PortalUnreachable):
        check(one)
    assert one.api_open is None


def test_an_api_that_is_known_to_be_open_is_not_asked_who_is_there() -> None:
    one = Installation(known=known(True))
    check(one)
    assert one.api.asked == []


def test_an_api_that_is_asked_for_is_asked_who_is_there() -> None:
    one = Installation(via="api", known=known(True))
    check(one)
    assert one.api.asked == ["who"]


# What the installation offers


def test_both_routes_are_looked_at() -> None:
    found = Installation().portal.capabilities(fresh=True)
    assert found.routes == (
        Route("api", True, frozenset({Feature.ATTACHMENTS})),
        Route("web", True, BOTH),
    )
    assert found.departments == (replace(CLOUD, priorities=True), BILLING)
    assert (found.services, found.max_bytes, found.ticket_captcha) == ((VPS,), 1000, False)
    assert found.notes["parameters"] == swagger.encode_parameters(CALLS)
    assert not found.second_factor
    assert found.learned is not None
    assert "." not in found.learned


def test_services_that_the_api_does_not_tell_are_those_of_the_form() -> None:
    one = Installation(api={"services": PortalError("odd")})
    assert one.portal.capabilities(fresh=True).services == (VPS,)


@pytest.mark.parametrize("via", ["api", "web"])
def test_only_the_route_that_is_wanted_is_looked_at(via: RouteName) -> None:
    one = Installation(via=via, known=known(None, Feature.PRIORITY))
    found = one.portal.capabilities(fresh=True)
    other = found.route("web" if via == "api" else "api")
    assert other == known(None, Feature.PRIORITY).route(other.name)
    assert found.route(via).open is True
    assert (one.api.asked if via == "web" else one.web.asked) == []


def test_without_a_password_the_pages_are_said_to_need_one() -> None:
    one = Installation(person=TOKEN)
    found = one.portal.capabilities(fresh=True)
    assert found.route("web") == Route("web", False, why="needs e-mail address and password")
    assert one.web.asked == []


def test_without_an_api_the_departments_are_those_of_the_form() -> None:
    found = Installation(api={"departments": NO_API}).portal.capabilities(fresh=True)
    assert found.route("api") == Route("api", False, why="There is no User API.")
    assert found.departments == (replace(CLOUD, priorities=True),)


def test_without_pages_that_can_be_read_the_api_is_what_there_is() -> None:
    one = Installation(web={"offer": PortalUnreachable("down")})
    assert one.portal.capabilities(fresh=True).route("web") == Route("web", False, why="no client area found")
    one = Installation(web={"offer": CaptchaDemanded(["a captcha"])})
    found = one.portal.capabilities(fresh=True)
    assert (found.route("web"), found.sign_in_captcha) == (Route("web", False, why="a captcha"), True)
    one = Installation(web={"offer": PortalError("odd")})
    assert one.portal.capabilities(fresh=True).sign_in_captcha is not True


def test_a_portal_of_which_nothing_can_be_read_fails() -> None:
    one = Installation(api={"departments": NO_API}, web={"offer": PortalError("odd")})
    with pytest.raises(PortalError, match="odd"):
        one.portal.capabilities(fresh=True)
    one = Installation(api={"departments": PortalUnreachable("down")})
    with pytest.raises(PortalUnreachable):
        one.portal.capabilities(fresh=True)
    one = Installation(api={"departments": NO_API}, web={"offer": PortalUnreachable("down")})
    with pytest.raises(PortalUnreachable):
        one.portal.capabilities(fresh=True)
    one = Installation(person=TOKEN, api={"departments": NO_API})
    with pytest.raises(NotAPortal):
        one.portal.capabilities(fresh=True)


def test_what_is_remembered_is_not_asked_again() -> None:
    one = Installation(known=known(True))
    assert one.portal.capabilities() == known(True)
    assert one.api.asked == one.web.asked == []


def test_a_description_that_could_not_be_read_leaves_what_is_known_of_it() -> None:
    before = known(True).with_note("parameters", swagger.encode_parameters(CALLS))
    one = Installation(known=before, api={"read_parameters": swagger.NOTHING})
    assert one.portal.capabilities(fresh=True).notes == before.notes


# The portal's clock


def test_the_zone_that_was_set_goes_before_the_one_that_was_learned() -> None:
    learned = replace(known(True), utc_offset=60)
    zone = Installation(known=learned).routes.find_zone()
    assert zone is not None
    assert zone.utcoffset(None) == timedelta(minutes=60)
    set_zone = Installation(known=learned, zone="Asia/Tokyo").routes.find_zone()
    assert str(set_zone) == "Asia/Tokyo"
    assert Installation(known=known(True)).routes.find_zone() is None
