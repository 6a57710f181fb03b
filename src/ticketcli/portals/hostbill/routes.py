"""The two routes of an installation: what each was found to carry, and which one is taken for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ticketcli.i18n import _, join_list
from ticketcli.model.attachments import EXTENSIONS
from ticketcli.model.errors import ContentRefused, TicketError, UsageError
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import (
    CannotCarry,
    Capabilities,
    CapabilityStore,
    CaptchaDemanded,
    CredentialSource,
    Feature,
    NoSuchTicket,
    NotAPortal,
    OnlyErrors,
    PortalError,
    PortalUnreachable,
    Route,
    RouteName,
    SignInNeeded,
    SignInRefused,
)
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.api.calls import NoApi
from ticketcli.portals.hostbill.api.user_api import UserApi
from ticketcli.portals.hostbill.clock import make_zone
from ticketcli.portals.hostbill.session import SharedSession
from ticketcli.portals.hostbill.times import DateOrder, Order
from ticketcli.portals.http.client import Http
from ticketcli.portals.zones import find_zone

if TYPE_CHECKING:
    from ticketcli.portals.hostbill.web.client_area import ClientArea

T = TypeVar("T")

_OPTIONS = {
    Feature.ATTACHMENTS: "--attach",
    Feature.CC: "--cc",
    Feature.SERVICE: "--service",
    Feature.ENCRYPTION: "--encrypt",
    Feature.PRIORITY: "--priority",
}


class Routes:
    """Both routes of one installation. `via` forces one; `zone` is the portal's time zone."""

    def __init__(
        self,
        http: Http,
        *,
        credential_source: CredentialSource,
        capability_store: CapabilityStore,
        now: Callable[[], datetime],
        via: RouteName | None = None,
        zone: str | None = None,
    ) -> None:
        self.url = http.url
        self.via = via
        self.now = now
        self.capability_store = capability_store
        self.shared_session = SharedSession(credential_source, http)
        http.keep_cookies_apart("api/", "?cmd=userapi")
        self._zone = find_zone(zone)
        self.api = UserApi(
            http,
            self.shared_session,
            now=now,
            zone=self.find_zone,
            load_base=lambda: self._remembered.api_base,
            save_base=lambda base: self.learn(replace(self._remembered, api_base=base)),
        )
        self._known: Capabilities | None = None
        self._calls: swagger.Calls | None = None

    @cached_property
    def web(self) -> ClientArea:
        """The route for people. Made when it is needed: what reads pages takes a while to import."""
        from ticketcli.portals.hostbill.web.client_area import ClientArea

        order = DateOrder(self._remembered.date_order, save=self._learn_date_order)
        return ClientArea(self.api.http, self.shared_session, zone=self.find_zone(), order=order)

    def _learn_date_order(self, order: Order) -> None:
        self.learn(replace(self._remembered, date_order=order))

    def find_zone(self) -> tzinfo | None:
        """Return the zone of the portal's clock: the one that was set, else the one that was learned."""
        return self._zone or make_zone(self._remembered.utc_offset)

    # -- what is known -----------------------------------------------------------------------------

    def capabilities(self, *, fresh: bool = False) -> Capabilities:
        """What the installation offers, as learned before, or, if fresh, asked again now."""
        if fresh:
            self.learn(self._look())
        return self._remembered

    def learn(self, capabilities: Capabilities) -> None:
        """Remember something that was found out about the installation."""
        self._known = capabilities
        self.capability_store.save(capabilities)

    @property
    def _remembered(self) -> Capabilities:
        if self._known is None:
            self._known = self.capability_store.load() or Capabilities(
                (Route("api"), Route("web")), extensions=EXTENSIONS
            )
        return self._known

    def _look(self) -> Capabilities:
        """Ask the installation what it offers, at each route that may be used."""
        failures: list[TicketError] = []
        departments: tuple[Department, ...] = ()
        services: tuple[Service, ...] | None = None
        api, web = (Route(name, False, why=_("not used")) for name in ("api", "web"))
        found = self._remembered
        if self.via != "web":
            try:
                departments = self.api.departments()
                self._calls = self.api.calls()
                if self._calls is not swagger.NOTHING:
                    found = replace(found, parameters=swagger.encode_parameters(self._calls))
                api = Route("api", True, frozenset(self._calls.new))
                services = _try_read(self.api.services)
            except PortalUnreachable:
                raise
            except PortalError as error:
                failures.append(error)
                api = Route("api", False, why=error.message)
        if self.via != "api" and self._has_password():
            try:
                offer = self.web.offer(services=services is None)
                web = Route("web", True, offer.carries)
                priorities = {item.id: item for item in offer.departments}
                departments = tuple(
                    replace(item, priorities=priorities[item.id].priorities)
                    if item.id in priorities
                    else item
                    for item in departments
                ) or (offer.departments)
                services = services or offer.services
                found = replace(found, max_bytes=offer.max_bytes, ticket_captcha=offer.captcha)
                found = found.with_extensions(offer.extensions)
            except PortalUnreachable:
                if not api.open:
                    raise
                web = Route("web", False, why=_("no client area found"))
            except (PortalError, ContentRefused) as error:
                failures.append(error)
                web = Route("web", False, why=error.message)
                if isinstance(error, CaptchaDemanded):
                    found = replace(found, sign_in_captcha=True)
        elif self.via != "api":
            web = Route("web", False, why=_("needs e-mail address and password"))
        if not api.open and not web.open and failures:
            raise self._nothing_else(failures[-1])
        return replace(
            found,
            routes=(
                api if self.via != "web" else found.route("api"),
                web if self.via != "api" else found.route("web"),
            ),
            departments=departments,
            services=services,
            api_base=self._remembered.api_base,
            second_factor=self.shared_session.second_factor or found.second_factor,
            learned=self.now().replace(microsecond=0).isoformat(),
        )

    def _has_password(self) -> bool:
        person = self.shared_session.credentials
        return bool(person.username and person.password)

    def _set_api(self, route: Route) -> None:
        if self._remembered.route("api").open != route.open:
            self.learn(self._remembered.with_route(route))

    # -- choosing one ------------------------------------------------------------------------------

    def check(self, asked: frozenset[Feature], *, reply: bool = False) -> RouteName:
        """The route that carries all of `asked`. Raises CannotCarry, UsageError."""
        api_missing = self._api_lacks(asked, reply=reply)
        if api_missing is not None and not api_missing and self.via != "web":
            return "api"
        if self.via != "api" and self._has_password():
            return self._check_web(asked, reply=reply)
        if self.via == "web":
            raise UsageError(
                _("--via web needs your e-mail address and password, not a token."),
                _("Run: ticket auth login"),
            )
        options = join_list(sorted(_OPTIONS[feature] for feature in api_missing or asked))
        way_out = (
            _("Leave out --via api, or leave out {options}.")
            if self.via == "api" and self._has_password()
            else _("Sign in with e-mail address and password (ticket auth login), or leave out {options}.")
        )
        told = (
            _("Not possible with the API of {url}: {missing}.")
            if self._has_password()
            else _("These need the web pages of {url}, and a token works only with the API: {missing}.")
        )
        raise CannotCarry(
            [told.format(url=self.url, missing=_name_features(api_missing or asked))],
            way_out.format(options=options),
        )

    def _api_lacks(self, asked: frozenset[Feature], *, reply: bool) -> frozenset[Feature] | None:
        """What the API does not carry of `asked`; None where there is no API to speak of."""
        if self.via == "web" or (self.via is None and self._api_is_shut()):
            return None
        if self._remembered.route("api").open is None or self.via == "api":
            try:
                self.api.who()
            except PortalUnreachable:
                raise
            except (PortalError, ContentRefused) as error:
                if not self._has_password() or self.via == "api":
                    raise self._nothing_else(error) from error
                self._set_api(Route("api", False, why=error.message))
                return None
            self._set_api(replace(self._remembered.route("api"), open=True, why=""))
        if not asked:
            return frozenset()
        calls = self._known_calls()
        return asked - frozenset(calls.reply if reply else calls.new)

    def _known_calls(self) -> swagger.Calls:
        if self._calls is None and self._remembered.parameters is not None:
            self._calls = swagger.decode_parameters(self._remembered.parameters)
        if self._calls is None:
            self._calls = self.api.calls()
            if self._calls is not swagger.NOTHING:  # a page that could not be read says nothing
                self.learn(replace(self._remembered, parameters=swagger.encode_parameters(self._calls)))
        return self._calls

    def _check_web(self, asked: frozenset[Feature], *, reply: bool) -> RouteName:
        if asked and not reply:
            carries = self._remembered.route("web").carries
            if not asked <= carries:
                offer = self.web.offer(services=Feature.SERVICE in asked)
                self.learn(
                    replace(
                        self._remembered,
                        routes=self._remembered.with_route(Route("web", True, offer.carries)).routes,
                        departments=offer.departments,
                        max_bytes=offer.max_bytes,
                        ticket_captcha=offer.captcha,
                    ).with_extensions(offer.extensions)
                )
                carries = offer.carries
            lacking = asked - carries
            if lacking:
                options = join_list(sorted(_OPTIONS[feature] for feature in lacking))
                raise CannotCarry(
                    [
                        _("The new-ticket form of {url} has no field for: {missing}.").format(
                            url=self.url, missing=_name_features(lacking)
                        )
                    ],
                    _("Leave out {options}, or write it in the message.").format(options=options),
                )
        return "web"

    def _either(self, by_api: Callable[[], T], by_web: Callable[[ClientArea], T]) -> T:
        """A read by the API where it answers, else by the web pages where there is a password."""
        if self.via == "web" or (self.via is None and self._api_is_shut()):
            return by_web(self.web)
        try:
            found = by_api()
        except (PortalError, ContentRefused) as error:
            if isinstance(error, NoSuchTicket | PortalUnreachable) and not isinstance(error, OnlyErrors):
                raise
            if self.via == "api" or not self._has_password():
                raise self._nothing_else(error) from error
            found = by_web(self.web)
            if isinstance(error, (NoApi, SignInNeeded, SignInRefused)):
                self._set_api(Route("api", False, why=error.message))
            return found
        self._set_api(replace(self._remembered.route("api"), open=True, why=""))
        return found

    def _nothing_else(self, error: TicketError) -> TicketError:
        """An error at the only route that may be used. Without an API there, nothing was reached at all."""
        if not isinstance(error, NoApi):
            return error
        if self._has_password():
            return NotAPortal(error.message, _("Leave out --via api to use the web pages."))
        return NotAPortal(
            _("{why} A token works only with the API.").format(why=error.message),
            _("Check the URL, or sign in with e-mail address and password: ticket auth login"),
        )

    def _api_is_shut(self) -> bool:
        return self._remembered.route("api").open is False and self._has_password()


def _name_features(features: Iterable[Feature]) -> str:
    return join_list(sorted(_(feature.value) for feature in features))


def _try_read(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except PortalUnreachable:
        raise
    except (PortalError, ContentRefused):
        return None
