"""The route for people: the web pages of the client area, read by their structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import tzinfo
from typing import BinaryIO

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.model.text import to_crlf
from ticketcli.model.ticket import Attachment, Service, Ticket
from ticketcli.portals.base import (
    MOST_PAGES,
    CannotCarry,
    CaptchaDemanded,
    File,
    Identity,
    MorePages,
    NewReply,
    NewTicket,
    NoSuchTicket,
    OutcomeUnknown,
    PortalError,
    PortalUnreachable,
    Progress,
    Receipt,
    TicketClosed,
)
from ticketcli.portals.hostbill.session import SignedIn
from ticketcli.portals.hostbill.web import related_service
from ticketcli.portals.hostbill.web.calls import WebCalls
from ticketcli.portals.hostbill.web.form_values import file_field, filled
from ticketcli.portals.hostbill.web.forms import Form
from ticketcli.portals.hostbill.web.list_page import read_list
from ticketcli.portals.hostbill.web.page import Page, viewed_number
from ticketcli.portals.hostbill.web.ticket_form import Offer, read_offer
from ticketcli.portals.hostbill.web.ticket_page import read_ticket, shows
from ticketcli.portals.http.client import Field, Http
from ticketcli.portals.http.response import Answer

NEW = {"cmd": "tickets", "action": "new"}
LIST = {"cmd": "tickets"}


class ClientArea(WebCalls):
    """The tickets of one person, as the client area of one installation has them."""

    def __init__(self, http: Http, signed: SignedIn, *, zone: tzinfo | None) -> None:
        super().__init__(http, signed)
        self.zone = zone

    # -- what can be asked -------------------------------------------------------------------------

    def who(self) -> Identity:
        """Who is signed in: proven by a page that only they see. Pages do not say the name reliably."""
        self.page({"cmd": "clientarea"}, expected=_is_home)
        return Identity(email=self.signed.credentials.username)

    def offer(self, *, services: bool = False) -> Offer:
        """Read the new-ticket form, with what the related service can be if `services` are wanted.

        Raises PortalError where there is none.
        """
        return self._new_ticket(services=services)[1]

    def services(self) -> tuple[Service, ...]:
        """The services that the new-ticket form knows. Raises PortalError where it names none."""
        services = self.offer(services=True).services
        if services is None:
            raise PortalError(_("This portal's pages do not list services where tickets are opened."))
        return services

    def tickets(self, departments: Sequence[str], *, whole: bool = False) -> Iterator[Ticket]:
        """All tickets in the list's order, page by page. The list's pages count from 0.

        See `portals.base.Portal`.
        """
        seen: set[str] = set()
        with ExitStack() as ahead:
            for number in range(MOST_PAGES + 1):
                page = self.page({**LIST, "page": str(number)} if number else LIST, expected=_is_list)
                fresh = [ticket for ticket in self._listed(page, departments) if ticket.number not in seen]
                if not fresh:
                    return
                if number == MOST_PAGES:
                    raise MorePages(self.http.url)
                seen.update(ticket.number for ticket in fresh)
                yield from fresh
                if number == 0 and not _more_pages(page):
                    return
                if whole and number == 1:  # only a portal that has a second page is asked for more at once
                    following = (self.link({**LIST, "page": str(n)}) for n in range(2, MOST_PAGES))
                    ahead.enter_context(self.http.prefetch(following))

    def newest(self, departments: Sequence[str]) -> tuple[Ticket, ...]:
        """The first page of the list."""
        return tuple(self._listed(self.page(LIST, expected=_is_list), departments))

    def _listed(self, page: Page, departments: Sequence[str]) -> Iterator[Ticket]:
        for ticket in read_list(page, departments=departments, zone=self.zone):
            yield replace(ticket, url=self.address(ticket.number))  # one address, whatever the route

    def ticket(self, number: str, departments: Sequence[str]) -> Ticket:
        """One ticket with its messages. Raises NoSuchTicket."""
        page = self._view(number)
        found = read_ticket(page, number, departments=tuple(departments), zone=self.zone)
        return replace(found, url=self.address(number))

    def address(self, number: str) -> str:
        """The link that shows a ticket."""
        return self.link({"cmd": "tickets", "action": "view", "num": number})

    # -- what can be done --------------------------------------------------------------------------

    def create(self, ticket: NewTicket, progress: Progress | None) -> Receipt:
        """Send a new ticket through the form. Raises ContentRefused, NotSent, OutcomeUnknown, TurnedAway."""
        page, offer = self._new_ticket(services=ticket.service is not None)
        if offer.captcha:
            raise CaptchaDemanded(
                [_("The portal wants a picture read before it takes a ticket, which only a browser can.")],
                _("Open it there: {url}").format(url=page.url),
            )
        before = {number for number, _, _ in page.ticket_links()}
        changed, files = filled(offer, ticket)
        answered = self.post(page, offer.form, changed, files, ticket.files, progress)
        return self._created(answered, before, ticket)

    def reply(self, number: str, reply: NewReply, progress: Progress | None) -> Receipt:
        """Send a reply through the ticket's page. Raises as `create` does, and TicketClosed."""
        page = self._view(number)
        form = page.reply_form
        if form is None:
            raise TicketClosed(
                [
                    _(
                        "Ticket {number} takes no reply: the portal shows no reply form, as for a closed one."
                    ).format(number=number)
                ]
            )
        changed: list[Field] = [("body", to_crlf(reply.body))]
        if reply.encrypt:
            box = form.field("encrypt")
            if box is None:
                raise CannotCarry([_("This portal cannot encrypt a reply.")], _("Leave out --encrypt."))
            changed.append(("encrypt", box.value))
        answered = self.post(page, form, changed, file_field(form), reply.files, progress)
        self._replied(answered, number, reply)
        return Receipt("web", number, self.address(number))

    def set_open(self, number: str, *, opened: bool) -> None:
        """Close or reopen a ticket. Raises ContentRefused where its page offers no way to."""
        make = "reopen" if opened else "closeticket"
        page = self._view(number)
        form = page.make_form(make)
        if form is None:
            no_way = (
                _("The portal offers no way to reopen ticket {number}.")
                if opened
                else _("The portal offers no way to close ticket {number}.")
            )
            raise ContentRefused([no_way.format(number=number)])
        answered = self.post(page, form, [], None, (), None)
        if not shows(answered, number):
            raise _no_word(answered)

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None
    ) -> None:
        """Write an attachment's bytes. Raises PortalError."""
        from ticketcli.portals.http.download import save

        address = attachment.address or self.link(
            {"cmd": "tickets", "action": "download", "id": attachment.id or ""}
        )
        for attempt in (1, 2):
            self._view(number)  # signs in where needed, and is where the link stands
            try:
                return save(
                    self.http,
                    address,
                    into,
                    progress,
                    headers={"Referer": self.address(number)},  # data
                    is_file=_is_file,
                    name=attachment.name,
                    size=attachment.size,
                )
            except PortalUnreachable:
                raise
            except PortalError:
                if attempt == 2:  # at first the session may have ended in between
                    raise
        return None

    def sign_out(self) -> None:
        """End the session at the portal."""
        if self.signed.session.cookies:
            self.http.get(self.link({"action": "logout"}))

    # -- pages -------------------------------------------------------------------------------------

    def _new_ticket(self, *, services: bool) -> tuple[Page, Offer]:
        page = self.page(NEW, expected=lambda page: page.ticket_form, required=False)
        if page.ticket_form is None:
            raise PortalError(
                _("The portal shows no form for a new ticket (the page is called “{title}”).").format(
                    title=page.title
                ),
                _("See in a browser: {url}").format(url=page.url),
            )
        offer = read_offer(page, page.ticket_form)
        if offer.service is None and related_service.loads_plugin(page):
            choices = related_service.read_choices(self.http, page) if services else ()
            offer = read_offer(page, related_service.add_field(page.ticket_form, choices))
        return page, offer

    def _view(self, number: str) -> Page:
        query = {"cmd": "tickets", "action": "view", "num": number}
        page = self.page(query, expected=lambda page: shows(page, number), required=False)
        if not shows(page, number):
            raise NoSuchTicket(
                _("The portal shows no ticket {number}.").format(number=number),
                _("Your tickets: ticket list"),
            )
        return page

    # -- answers -----------------------------------------------------------------------------------

    def _created(self, page: Page, before: set[str], ticket: NewTicket) -> Receipt:
        """Read the answer to a new ticket: a link to it is the proof, the form again a refusal."""
        shown = viewed_number(page.url)
        if shown is not None and page.ticket_form is None:
            return Receipt("web", shown, page.url)
        if page.ticket_form is not None and not page.signed_out:
            _refuse(page, page.ticket_form, ticket.files)
        if page.signed_out or page.answer.status >= 400:
            raise _no_word(page)
        links = page.ticket_links()
        hashed = [link for link in links if "hash=" in link[1]]
        fresh = [link for link in hashed or links if hashed or link[0] not in before]
        if len({number for number, _, _ in fresh}) == 1:
            return Receipt("web", fresh[0][0], fresh[0][1])
        if not page.leads_out:
            raise _no_word(page)
        return Receipt("web")

    def _replied(self, page: Page, number: str, reply: NewReply) -> None:
        """Whether the answer to a reply refuses it. That it arrived is only seen by reading the ticket."""
        if page.signed_out or not shows(page, number):
            raise _no_word(page)
        form = page.reply_form
        kept = form.field("body") if form is not None else None
        if form is not None and kept is not None and kept.value.strip():
            _refuse(page, form, reply.files)


def _no_word(page: Page) -> OutcomeUnknown:
    if page.signed_out:
        return OutcomeUnknown(_("The session ended before the portal told what became of it."))
    return OutcomeUnknown(
        _("The answer was another page than the portal's (it is called “{title}”).").format(title=page.title)
    )


def _is_file(answer: Answer) -> bool:
    page = answer.type == "text/html" and "content-disposition" not in answer.headers
    return answer.status == 200 and not page


def _refuse(page: Page, form: Form, files: tuple[File, ...]) -> None:
    """Raise what a form that came back means."""
    said = page.messages
    if said:
        raise ContentRefused([_("The portal says: {said}").format(said=sentence) for sentence in said])
    kept = form.field("subject") or form.field("body")
    if files and (kept is None or not kept.value.strip()):
        size = sum(file.size for file in files)
        raise ContentRefused(
            [
                _(
                    "The portal gave back an empty form, as it does when the attachments are too large for "
                    "it ({size:,} bytes in all)."
                ).format(size=size)
            ],
            _("Send less at once, or compress it."),
        )
    raise ContentRefused(
        [_("The portal shows the form again and does not say why.")], _("See: {url}").format(url=page.url)
    )


def _is_home(page: Page) -> bool:
    """Whether it is a page that only the signed-in see, whatever it is about."""
    return page.leads_out and page.login_form is None and page.code_form is None


def _is_list(page: Page) -> bool:
    """Whether it is the list of tickets, empty or not: that has a link to open one."""
    links = (link.attributes.get("href") or "" for link in page.document.css("a[href]"))
    return any(re.search(r"tickets/(?:new|view)|cmd=tickets&action=(?:new|view)", link) for link in links)


def _more_pages(page: Page) -> bool:
    return any("page=" in (link.attributes.get("href") or "") for link in page.document.css("a[href]")) or (
        page.document.css_first("[data-page], .pagination, [rel=next]") is not None
    )
