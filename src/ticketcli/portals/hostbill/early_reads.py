"""Read side by side what will be needed to send something.

Who is far from the portal waits for one answer after another, so their number counts. The order of the
sign-ins is what it always is, one after the other: at most one request with the password is under way.

1. The API's sign-in. Beside it go the page with the sign-in form, which asks for no secret, and the API's
   description.
2. The sign-in form, only where the API took the password and something needs the web pages; beside it go
   what the API tells. A password that the API refused is thus never sent by the form, and a code is asked
   for by one sign-in at a time: the second one tries what was right for the first.
3. The form, and beside it, as late as can be, the list that tells later what was there before.
"""

from __future__ import annotations

from urllib.parse import quote

from ticketcli.model.errors import ContentRefused
from ticketcli.portals.base import OnlyErrors, PortalError, PortalUnreachable
from ticketcli.portals.capabilities import Feature
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.routes import Routes
from ticketcli.portals.hostbill.web.addresses import LIST, LOGIN_PAGES, NEW, link, view


def prefetch(routes: Routes, asked: frozenset[Feature], *, number: str | None = None) -> None:
    """Sign in where needed, and begin to read what is needed for a new ticket with all of `asked`.

    With `number`, for a reply to that ticket. Raises what keeps either from being sent.
    """
    by_api = routes.may_use_api
    if by_api and asked and routes.known_calls is None:
        routes.api.read_parameters_early()
    if _may_need_web(routes, asked, by_api=by_api, reply=number is not None):
        if by_api or number is None:
            routes.http.transports.open_another()
        if not _has_web_session(routes):
            routes.http.early.begin(routes.http.address(LOGIN_PAGES[0]))
    by_api = by_api and _sign_in_by_api(routes)
    if by_api:
        _read_early_by_api(routes, asked, number)
        if asked and routes.known_calls is None:
            routes.read_calls()
    web = _may_need_web(routes, asked, by_api=by_api, reply=number is not None)
    if web and not _has_web_session(routes):
        try:
            routes.web.calls.sign_in_first()
        except ContentRefused:  # a captcha: to be told with whatever else is wrong
            return
    if number is None and by_api:
        routes.api.calls.read_early("tickets")
    if web:
        pages = ([] if by_api else [LIST]) + [NEW] if number is None else [view(number)]
        for page in pages:
            routes.http.early.begin(link(routes.url, page))


def _may_need_web(routes: Routes, asked: frozenset[Feature], *, by_api: bool, reply: bool) -> bool:
    """Return whether the web pages are needed, or may be where it is not known what the API carries."""
    if routes.via == "api" or not routes.has_password:
        return False
    calls = routes.known_calls or swagger.NOTHING
    return not by_api or not asked <= frozenset(calls.reply if reply else calls.new)


def _has_web_session(routes: Routes) -> bool:
    return bool(routes.shared_session.session.cookies)


def _sign_in_by_api(routes: Routes) -> bool:
    """Return whether the API lets us in. Why it does not is raised again by who asks for it next."""
    try:
        routes.api.sign_in.ensure_signed_in()
    except (PortalError, ContentRefused) as error:
        if isinstance(error, PortalUnreachable) and not isinstance(error, OnlyErrors):
            raise
        return False
    return True


def _read_early_by_api(routes: Routes, asked: frozenset[Feature], number: str | None) -> None:
    if number is not None:
        routes.api.calls.read_early(f"tickets/{quote(number, safe='')}")
        return
    if not routes.remembered.departments:
        routes.api.calls.read_early("ticket/departments")
    if Feature.SERVICE in asked and not routes.remembered.services:
        routes.api.calls.read_early("service")
        routes.api.calls.read_early("service?page=1")  # as it is asked for beside the first
