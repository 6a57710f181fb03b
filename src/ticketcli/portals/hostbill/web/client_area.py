"""The route for people: the web pages of the client area, read by their structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial
from time import monotonic
from typing import BinaryIO

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.model.text import use_crlf
from ticketcli.model.ticket import Attachment, Service, Ticket
from ticketcli.portals.base import (
    CannotCarry,
    CaptchaDemanded,
    Identity,
    NewReply,
    NewTicket,
    PortalError,
    PortalUnreachable,
    Progress,
    Receipt,
    TicketClosed,
)
from ticketcli.portals.hostbill.session import SharedSession
from ticketcli.portals.hostbill.times import DateOrder
from ticketcli.portals.hostbill.web.addresses import view
from ticketcli.portals.hostbill.web.calls import WebCalls
from ticketcli.portals.hostbill.web.form_answers import check_replied, make_unknown_outcome, read_created
from ticketcli.portals.hostbill.web.form_values import fill_in
from ticketcli.portals.hostbill.web.list_page import is_list
from ticketcli.portals.hostbill.web.new_ticket_form import OLD_FORM, NewTicketForm
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.hostbill.web.ticket_form import Offer
from ticketcli.portals.hostbill.web.ticket_list import TicketList
from ticketcli.portals.hostbill.web.ticket_page import find_subject_beside, is_page_of, read_ticket
from ticketcli.portals.http.client import Field, Http
from ticketcli.portals.http.response import Answer
from ticketcli.portals.refusals import make_no_such_ticket


class ClientArea:
    """The tickets of one person, as the client area of one installation has them.

    `order` is what is known of the order of day and month in its dates; `zone` is its time zone.
    """

    def __init__(
        self,
        http: Http,
        shared_session: SharedSession,
        *,
        zone: tzinfo | None,
        order: DateOrder | None = None,
    ) -> None:
        self.http = http
        self.shared_session = shared_session
        self.zone = zone
        self.order = order or DateOrder()
        self.calls = WebCalls(http, shared_session)
        self._form = NewTicketForm(self.calls)
        # A ticket's page, when it was read, and in which session.
        self._viewed: tuple[float, int, str, Page] | None = None
        self.list = TicketList(self.calls, zone=zone, order=self.order, address=self.address)

    # -- what can be asked -------------------------------------------------------------------------

    def who(self) -> Identity:
        """Return who is signed in: proven by a page that only they see.

        Pages do not say the name reliably.
        """
        self.calls.page({"cmd": "clientarea"}, expected=_is_home)
        return Identity(email=self.shared_session.credentials.username)

    def offer(self, *, services: bool = False) -> Offer:
        """Read the new-ticket form, with what the related service can be if `services` are wanted.

        Raises PortalError where there is none.
        """
        return self._form.read(services=services)

    def services(self) -> tuple[Service, ...]:
        """Return the services that the new-ticket form knows. Raises PortalError where it names none."""
        services = self.offer(services=True).services
        if services is None:
            raise PortalError(_("The portal's new-ticket form does not list services."))
        return services

    def tickets(self, departments: Sequence[str], *, whole: bool = False) -> Iterator[Ticket]:
        """Return all tickets in the list's order, page by page. See `portals.base.Portal`."""
        return self.list.read_all(departments, whole=whole)

    def newest(self, departments: Sequence[str]) -> tuple[Ticket, ...]:
        """Return the first page of the list."""
        return self.list.read_newest(departments)

    def ticket(self, number: str, departments: Sequence[str]) -> Ticket:
        """Return one ticket with its messages. Raises NoSuchTicket.

        What the theme does not show on a ticket's page is taken from the list.
        """
        page = self._view(number)
        self._viewed = monotonic(), self.calls.sign_ins, number, page
        found = read_ticket(
            page,
            number,
            departments=tuple(departments),
            zone=self.zone,
            order=self.order,
            today=self.list.today,
        )
        found = replace(found, url=self.address(number))
        if found.subject and found.status and found.department and found.created:
            return found
        listed = self.list.find(number, departments)
        if listed is None:
            return replace(found, subject=found.subject or find_subject_beside(page, number))
        closed_since = listed.status == "Closed" and page.reply_form is not None  # data
        return replace(
            found,
            subject=found.subject or listed.subject,
            status=found.status or (None if closed_since else listed.status),
            department=found.department or listed.department,
            created=found.created or listed.created,
        )

    def address(self, number: str) -> str:
        """Return the link that shows a ticket."""
        return self.calls.link(view(number))

    # -- what can be done --------------------------------------------------------------------------

    def create(self, ticket: NewTicket, progress: Progress | None) -> Receipt:
        """Send a new ticket through the form. Raises ContentRefused, NotSent, OutcomeUnknown, TurnedAway."""
        page, offer = self._form.take(services=ticket.service is not None)
        if offer.captcha:
            raise CaptchaDemanded(
                [_("The portal's form for a new ticket has a captcha, which only a browser can answer.")],
                _("Open it in a browser: {url}").format(url=page.url),
            )
        before = {number for number, _, _ in page.ticket_links()}
        changed = fill_in(offer, ticket, self.shared_session.credentials.username or "")
        answered = self.calls.post(page, offer.form, changed, ticket.files, progress)
        return read_created(answered, before, ticket.files)

    def reply(self, number: str, reply: NewReply, progress: Progress | None) -> Receipt:
        """Send a reply through the ticket's page. Raises as `create` does, and TicketClosed."""
        page = self._take_view(number)
        form = page.reply_form
        if form is None and page.can_make("reopen", number):
            raise TicketClosed(
                [
                    _(
                        "Ticket {number} takes no reply: the portal shows no reply form, as for a closed one."
                    ).format(number=number)
                ]
            )
        if form is None:
            raise page.make_error(
                _("The page of ticket {number} has no reply form (title: “{title}”)."), number=number
            )
        changed: list[Field] = [("body", use_crlf(reply.body))]
        if reply.encrypt:
            box = form.field("encrypt")
            if box is None:
                raise CannotCarry([_("This portal cannot encrypt a reply.")], _("Leave out --encrypt."))
            changed.append(("encrypt", box.value))
        answered = self.calls.post(page, form, changed, reply.files, progress)
        check_replied(answered, number, reply.files)
        return Receipt("web", number, self.address(number))

    def set_open(self, number: str, *, opened: bool) -> None:
        """Close or reopen a ticket. Raises ContentRefused where its page offers no way to."""
        make = "reopen" if opened else "closeticket"
        page = self._take_view(number)
        form, address = page.make_form(make), page.find_make_link(make, number)
        if form is None and address is None:
            no_way = (
                _("The portal does not let you reopen ticket {number}.")
                if opened
                else _("The portal does not let you close ticket {number}.")
            )
            raise ContentRefused([no_way.format(number=number)])
        if form is not None:
            answered = self.calls.post(page, form, [], (), None)
        else:
            answered = self.calls.click(page, address or "")
        if not is_page_of(answered, number):
            raise make_unknown_outcome(answered)

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None
    ) -> None:
        """Write an attachment's bytes. Raises PortalError."""
        from ticketcli.portals.http.download import save

        address = attachment.address or self.calls.link(
            {"cmd": "tickets", "action": "download", "id": attachment.id or ""}
        )
        download = partial(
            save,
            self.http,
            address,
            into,
            progress,
            headers={"Referer": self.address(number)},  # data
            is_file=_is_file,
            name=attachment.name,
            size=attachment.size,
        )
        if self._find_viewed(number) is None:
            self._view(number)  # signs in where needed, and is where the link stands
        try:
            download()
        except PortalUnreachable:
            raise
        except PortalError:  # the session may have ended in between
            self._view(number)
            download()

    def sign_out(self) -> None:
        """End the session at the portal."""
        if self.shared_session.session.cookies:
            home = Page(self.http.get(self.calls.link({"cmd": "clientarea"})))
            link = home.absolute(home.sign_out_link) if home.sign_out_link else ""
            ours = link.startswith(f"{self.http.url}/")
            self.http.get(link if ours else self.calls.link({"action": "logout"}))

    # -- pages -------------------------------------------------------------------------------------

    def _take_view(self, number: str) -> Page:
        """Return a ticket's page to answer in: the one read a moment ago, or a new one. It is sent once."""
        page, self._viewed = self._find_viewed(number), None
        return page or self._view(number)

    def _find_viewed(self, number: str) -> Page | None:
        if self._viewed is None or self.calls.was_turned_away:
            return None
        read, session, its_number, page = self._viewed
        usable = monotonic() - read < OLD_FORM and session == self.calls.sign_ins
        return page if usable and its_number == number else None

    def _view(self, number: str) -> Page:
        page = self.calls.page(view(number), expected=lambda page: is_page_of(page, number), required=False)
        if is_page_of(page, number):
            return page
        # What came instead proves that there is no such ticket only where it is the list, or says so itself.
        if page.answer.status in {404, 410} or is_list(page) or not self.list.has(number):
            raise make_no_such_ticket(number)
        raise page.make_error(
            _("The portal did not show ticket {number} but another page (title: “{title}”)."), number=number
        )


def _is_file(answer: Answer) -> bool:
    page = answer.type == "text/html" and "content-disposition" not in answer.headers
    return answer.status == 200 and not page


def _is_home(page: Page) -> bool:
    """Return whether it is a page that only the signed-in see, whatever it is about."""
    return page.leads_out and page.login_form is None and page.code_form is None
