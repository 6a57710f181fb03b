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
from ticketcli.portals.base import Feature, OnlyErrors, PortalError, PortalUnreachable
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.routes import Routes
from ticketcli.portals.hostbill.web.addresses import LIST, LOGIN_PAGES, NEW, link, view


class EarlyReads(Routes):
    """Both routes of one installation, and what of them is read before it is asked for."""

    def prefetch(self, asked: frozenset[Feature], *, number: str | None = None) -> None:
        """Sign in where needed, and begin to read what is needed for a new ticket with all of `asked`.

        With `number`, for a reply to that ticket. Raises what keeps either from being sent.
        """
        by_api = self.via != "web" and not (self.via is None and self._api_is_shut())
        if by_api and asked and self._parameters() is None:
            self.api.read_calls_early()
        if self._may_need_web(asked, by_api=by_api, reply=number is not None):
            if by_api or number is None:
                self.api.http.open_another()
            if not self._web_session:
                self.api.http.read_early(self.api.http.address(LOGIN_PAGES[0]))
        by_api = by_api and self._sign_in_by_api()
        if by_api:
            self._read_early_by_api(asked, number)
            if asked and self._parameters() is None:
                self._known_calls()
        web = self._may_need_web(asked, by_api=by_api, reply=number is not None)
        if web and not self._web_session:
            try:
                self.web.calls.sign_in_first()
            except ContentRefused:  # a captcha: to be told with whatever else is wrong
                return
        if number is None and by_api:
            self.api.read_early("tickets")
        if web:
            pages = ([] if by_api else [LIST]) + [NEW] if number is None else [view(number)]
            for page in pages:
                self.api.http.read_early(link(self.url, page))

    def _may_need_web(self, asked: frozenset[Feature], *, by_api: bool, reply: bool) -> bool:
        """Return whether the web pages are needed, or may be where it is not known what the API carries."""
        if self.via == "api" or not self._has_password():
            return False
        calls = self._parameters() or swagger.NOTHING
        return not by_api or not asked <= frozenset(calls.reply if reply else calls.new)

    @property
    def _web_session(self) -> bool:
        return bool(self.shared_session.session.cookies)

    def _parameters(self) -> swagger.Calls | None:
        """Return what the API carries, where that is known."""
        if self._calls is None and self._remembered.parameters is not None:
            self._calls = swagger.decode_parameters(self._remembered.parameters)
        return self._calls

    def _sign_in_by_api(self) -> bool:
        """Return whether the API lets us in. Why it does not is raised again by who asks for it next."""
        try:
            self.api.sign_in_where_needed()
        except (PortalError, ContentRefused) as error:
            if isinstance(error, PortalUnreachable) and not isinstance(error, OnlyErrors):
                raise
            return False
        return True

    def _read_early_by_api(self, asked: frozenset[Feature], number: str | None) -> None:
        if number is not None:
            self.api.read_early(f"tickets/{quote(number, safe='')}")
            return
        if not self._remembered.departments:
            self.api.read_early("ticket/departments")
        if Feature.SERVICE in asked and not self._remembered.services:
            self.api.read_early("service")
            self.api.read_early("service?page=1")  # as it is asked for beside the first
