"""Pages as installations send them, read without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tests.contract.portal import Portal, Quirks
from tests.contract.profiles import PROFILES
from tests.contract.wire import Request

from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.hostbill.web.ticket_form import Offer, read_offer
from ticketcli.portals.http.response import Answer

PLAIN = PROFILES["plain-2019-english"]
NEW = "http://portal.example/?cmd=tickets&action=new"


def page(html: str, url: str = NEW, *, moved: int = 0) -> Page:
    """A page of this HTML."""
    return Page(Answer(200, url, html.encode(), "text/html", moved=moved))


@contextmanager
def portal(quirks: Quirks) -> Iterator[Portal]:
    """An installation whose pages are asked for directly; it is closed without having served."""
    made = Portal(quirks)
    try:
        yield made
    finally:
        made.server.server_close()


def new_ticket_page(quirks: Quirks = PLAIN, **changes: object) -> Page:
    """The page with the form for a new ticket, of an installation with these quirks."""
    with portal(replace(quirks, **changes)) as made:  # type: ignore[arg-type]
        session = made.web.sessions.start("in")
        body = made.web.new(session, Request("GET", "/", "", {}, b""))[1].body.decode()
        return page(body, made.links.to("tickets", "new"))


def offer_of(quirks: Quirks = PLAIN, **changes: object) -> Offer:
    """The form of that page, understood."""
    found = new_ticket_page(quirks, **changes)
    assert found.ticket_form is not None
    return read_offer(found, found.ticket_form)
