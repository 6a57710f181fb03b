"""The form for a new ticket: read for what it offers, and held for a moment to be filled in."""

from __future__ import annotations

from time import monotonic

from ticketcli.i18n import _
from ticketcli.portals.hostbill.web import related_service
from ticketcli.portals.hostbill.web.addresses import NEW
from ticketcli.portals.hostbill.web.calls import WebCalls
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.hostbill.web.ticket_form import Offer, read_offer

OLD_FORM = 30.0  # seconds; after that a form is read again before it is sent


class NewTicketForm:
    """The new-ticket form as one person sees it."""

    def __init__(self, calls: WebCalls) -> None:
        self._calls = calls
        # The form, when it was read, in which session, and whether with services.
        self._held: tuple[float, int, Page, Offer, bool] | None = None

    def read(self, *, services: bool) -> Offer:
        """Return what the form offers, with what the related service can be if `services` are wanted.

        Raises PortalError where there is no form.
        """
        page, offer = self.take(services=services)
        self._held = monotonic(), self._calls.sign_ins, page, offer, services
        return offer

    def take(self, *, services: bool) -> tuple[Page, Offer]:
        """Return the new-ticket form to fill in: the one read a moment ago, or a new one. It is sent once."""
        held, self._held = self._held, None
        if held is not None:
            read, session, page, offer, with_services = held
            usable = monotonic() - read < OLD_FORM and session == self._calls.sign_ins
            if usable and (with_services or not services):
                return page, offer
        return self._read(services=services)

    def _read(self, *, services: bool) -> tuple[Page, Offer]:
        """Read the new-ticket form, twice where the session may have ended before the plugin told choices."""
        page, offer = self._read_once(services=services)
        if services and offer.service is not None and not offer.services:
            page, offer = self._read_once(services=services)
        return page, offer

    def _read_once(self, *, services: bool) -> tuple[Page, Offer]:
        page = self._find_page()
        if page.ticket_form is None:
            raise page.make_error(
                _("Opening tickets does not seem possible with this account (page title: “{title}”).")
            )
        offer = read_offer(page, page.ticket_form)
        if offer.service is None and related_service.has_plugin(page):
            choices = related_service.read_choices(self._calls.http, page) if services else ()
            offer = read_offer(page, related_service.add_field(page.ticket_form, choices))
        return page, offer

    def _find_page(self) -> Page:
        """Return the page with the form, or the one that is shown in its place.

        Where links choose the department first, the form behind one of them is taken if it offers them all.
        """
        page = self._calls.page(NEW, expected=lambda page: page.ticket_form, required=False)
        choices = page.list_form_choices() if page.ticket_form is None else []
        if not choices:
            return page
        behind = self._calls.page(NEW | choices[0], expected=lambda page: page.ticket_form, required=False)
        offered = read_offer(behind, behind.ticket_form).departments if behind.ticket_form else ()
        return behind if len(offered) >= len(choices) else page
