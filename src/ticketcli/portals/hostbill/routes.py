"""The two routes of an installation: what each was found to carry, and which one is taken for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ticketcli.i18n import _, join_list
from ticketcli.model.attachments import EXTENSIONS
from ticketcli.model.errors import ContentRefused, TicketError, UsageError
from ticketcli.portals.base import (
    CannotCarry,
    NoSuchTicket,
    NotAPortal,
    OnlyErrors,
    PortalError,
    PortalUnreachable,
    SignInNeeded,
    SignInRefused,
)
from ticketcli.portals.capabilities import Capabilities, Feature, Route, RouteName
from ticketcli.portals.features import OPTIONS
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.api.address import ApiAddress
from ticketcli.portals.hostbill.api.answers import NoApi
from ticketcli.portals.hostbill.api.calls import ApiCalls
from ticketcli.portals.hostbill.api.sign_in import ApiSignIn
from ticketcli.portals.hostbill.api.user_api import UserApi
from ticketcli.portals.hostbill.clock import make_zone
from ticketcli.portals.hostbill.session import SharedSession
from ticketcli.portals.hostbill.times import DateOrder, Order, read_order
from ticketcli.portals.hostbill.web.addresses import NEW, link
from ticketcli.portals.kind import Connection
from ticketcli.portals.zones import find_zone

if TYPE_CHECKING:
    from ticketcli.portals.hostbill.web.client_area import ClientArea
    from ticketcli.portals.hostbill.web.ticket_form import Offer

T = TypeVar("T")

UNKNOWN = Capabilities((Route("api"), Route("web")), extensions=EXTENSIONS)
"""What any installation may offer."""


class Routes:
    """Both routes of one installation, and what each of them was found to carry."""

    def __init__(self, connection: Connection) -> None:
        self.http = http = connection.http
        self.url = http.url
        self.via = connection.via
        self.now = connection.now
        self.capability_store = connection.capability_store
        self.shared_session = SharedSession(connection.credential_source, http)
        http.cookies.keep_apart("api/", "?cmd=userapi")
        self.configured_zone = find_zone(connection.zone)
        address = ApiAddress(
            http,
            load_base=lambda: self.remembered.notes.get("api_base"),
            save_base=lambda base: self.learn(self.remembered.with_note("api_base", base)),
        )
        sign_in = ApiSignIn(address, self.shared_session, self.now)
        self.api = UserApi(ApiCalls(sign_in), find_zone=self.find_zone)
        self.calls: swagger.Calls | None = None

    @cached_property
    def web(self) -> ClientArea:
        """The route for people. Made when it is needed: what reads pages takes a while to import."""
        from ticketcli.portals.hostbill.web.client_area import ClientArea

        order = DateOrder(
            read_order(self.remembered.lasting_notes.get("date_order")), save=self._learn_date_order
        )
        return ClientArea(self.http, self.shared_session, zone=self.find_zone(), order=order)

    def _learn_date_order(self, order: Order) -> None:
        self.learn(self.remembered.with_lasting_note("date_order", order))

    def find_zone(self) -> tzinfo | None:
        """Return the zone of the portal's clock: the one that was set, else the one that was learned."""
        return self.configured_zone or make_zone(self.remembered.utc_offset)

    # -- what is known -----------------------------------------------------------------------------

    def learn_offer(self, offer: Offer) -> None:
        """Remember what the form for a new ticket shows."""
        found = replace(
            self.remembered.with_route(Route("web", True, offer.carries)),
            departments=offer.departments,
            max_bytes=offer.max_bytes,
            ticket_captcha=offer.captcha,
            ticket_form=link(self.url, NEW),
        ).with_extensions(offer.extensions)
        if found != self.remembered:
            self.learn(found)

    def learn(self, capabilities: Capabilities) -> None:
        """Remember something that was found out about the installation."""
        self.capability_store.save(capabilities)

    @property
    def remembered(self) -> Capabilities:
        """What the installation was found to offer."""
        return self.capability_store.load() or UNKNOWN

    @property
    def has_password(self) -> bool:
        """Whether the user can sign in on the web pages."""
        person = self.shared_session.credentials
        return bool(person.username and person.password)

    @property
    def may_use_api(self) -> bool:
        """Whether the API is worth asking. One that was closed is, where there is no other route."""
        if self.via is not None:
            return self.via == "api"
        return not (self.remembered.route("api").open is False and self.has_password)

    def mark_api(self, *, opened: bool, why: str = "") -> None:
        """Remember whether the API answers, and if not, why."""
        known = self.remembered.route("api")
        if known.open != opened:
            carries = known.carries if opened else frozenset()
            self.learn(self.remembered.with_route(Route("api", opened, carries, why)))

    # -- choosing one ------------------------------------------------------------------------------

    def check(self, asked: frozenset[Feature], *, reply: bool = False) -> RouteName:
        """Return the route that carries all of `asked`. Raises CannotCarry, UsageError."""
        api_missing = self._api_lacks(asked, reply=reply)
        if api_missing is not None and not api_missing and self.via != "web":
            return "api"
        if self.via != "api" and self.has_password:
            return self._check_web(asked, reply=reply)
        if self.via == "web":
            raise UsageError(
                _("--via web needs your e-mail address and password, not a token."),
                _("Run: ticket auth login"),
            )
        options = join_list(sorted(OPTIONS[feature] for feature in api_missing or asked))
        way_out = (
            _("Leave out --via api, or leave out {options}.")
            if self.via == "api" and self.has_password
            else _("Sign in with e-mail address and password (ticket auth login), or leave out {options}.")
        )
        message = (
            _("Not possible with the API of {url}: {missing}.")
            if self.has_password
            else _("These need the web pages of {url}, and a token works only with the API: {missing}.")
        )
        raise CannotCarry(
            [message.format(url=self.url, missing=_name_features(api_missing or asked))],
            way_out.format(options=options),
        )

    def _api_lacks(self, asked: frozenset[Feature], *, reply: bool) -> frozenset[Feature] | None:
        """Return what the API does not carry of `asked`; None where there is no API to speak of."""
        if not self.may_use_api:
            return None
        if self.remembered.route("api").open is None or self.via == "api":
            try:
                self.api.who()
            except PortalUnreachable:
                raise
            except (PortalError, ContentRefused) as error:
                if not self.has_password or self.via == "api":
                    raise self.explain_only_route(error) from error
                self.mark_api(opened=False, why=error.message)
                return None
            self.mark_api(opened=True)
        if not asked:
            return frozenset()
        calls = self.read_calls()
        return asked - frozenset(calls.reply if reply else calls.new)

    @property
    def known_calls(self) -> swagger.Calls | None:
        """What the calls of the API carry, where that is known."""
        if self.calls is None:
            self.calls = swagger.decode_parameters(self.remembered.notes.get("parameters"))
        return self.calls

    def read_calls(self) -> swagger.Calls:
        """Return what the calls of the API carry; ask it where that is not known."""
        calls = self.known_calls
        if calls is None:
            calls = self.calls = self.api.read_parameters()
            if calls is not swagger.NOTHING:  # a page that could not be read says nothing
                self.learn(self.remembered.with_note("parameters", swagger.encode_parameters(calls)))
        return calls

    def _check_web(self, asked: frozenset[Feature], *, reply: bool) -> RouteName:
        if asked and not reply:
            carries = self.remembered.route("web").carries
            if not asked <= carries:
                offer = self.web.offer(services=Feature.SERVICE in asked)
                self.learn_offer(offer)
                carries = offer.carries
            lacking = asked - carries
            if lacking:
                options = join_list(sorted(OPTIONS[feature] for feature in lacking))
                hint = (
                    _("Leave out {options}, or write it in the message.")
                    if lacking <= {Feature.CC, Feature.SERVICE}  # words in the message replace no other
                    else _("Leave out {options}, or open the ticket in a browser.")
                )
                raise CannotCarry(
                    [
                        _("The new-ticket form of {url} has no field for: {missing}.").format(
                            url=self.url, missing=_name_features(lacking)
                        )
                    ],
                    hint.format(options=options),
                )
        return "web"

    def read(self, by_api: Callable[[], T], by_web: Callable[[ClientArea], T]) -> T:
        """Return a read by the API where it answers, else by the web pages where there is a password."""
        if not self.may_use_api:
            return by_web(self.web)
        try:
            found = by_api()
        except (PortalError, ContentRefused) as error:
            if isinstance(error, NoSuchTicket | PortalUnreachable) and not isinstance(error, OnlyErrors):
                raise
            if self.via == "api" or not self.has_password:
                raise self.explain_only_route(error) from error
            found = by_web(self.web)
            if isinstance(error, (NoApi, SignInNeeded, SignInRefused)):
                self.mark_api(opened=False, why=error.message)
            return found
        self.mark_api(opened=True)
        return found

    def explain_only_route(self, error: TicketError) -> TicketError:
        """Return an error at the only route that may be used.

        Without an API there, nothing was reached at all.
        """
        if not isinstance(error, NoApi):
            return error
        if self.has_password:
            return NotAPortal(error.message, _("Leave out --via api to use the web pages."))
        return NotAPortal(
            _("{why} A token works only with the API.").format(why=error.message),
            _("Check the URL, or sign in with e-mail address and password: ticket auth login"),
        )


def _name_features(features: Iterable[Feature]) -> str:
    return join_list(sorted(_(feature.value) for feature in features))
