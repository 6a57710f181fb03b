"""The client area's list of tickets, over all its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, tzinfo
from html import escape
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from ticketcli.i18n import _
from ticketcli.model.text import clean_line
from ticketcli.model.ticket import Ticket
from ticketcli.portals.base import (
    MOST_PAGES,
    MorePages,
    OnlyErrors,
    OutcomeUnknown,
    PortalError,
    PortalUnreachable,
)
from ticketcli.portals.hostbill.times import DateOrder
from ticketcli.portals.hostbill.web.addresses import LIST
from ticketcli.portals.hostbill.web.calls import WebCalls
from ticketcli.portals.hostbill.web.list_page import is_list, read_list
from ticketcli.portals.hostbill.web.page import Page, is_list_address, query_of
from ticketcli.portals.hostbill.web.pager import Pager, count_shown_pages, read_pager

LEAST_PAGED = 10
"""Tickets; a page with so many may have others behind it though it shows no way to them."""

FARTHEST = 300
"""Tickets; so far a list is read for what a ticket's own page does not show."""

MOST_HELD = 3
"""Pages of a list that are read before the first is shown, to learn the order of day and month."""

_Part = tuple[Page, Sequence[Ticket]]
_NOTICES = re.compile(r"\s*<!--\s*(\{.*?\})\s*-->", re.S)


class TicketList:
    """Reads the list with `calls`. `order` is what is known of the portal's dates; `zone` its time zone."""

    def __init__(
        self, calls: WebCalls, *, zone: tzinfo | None, order: DateOrder, address: Callable[[str], str]
    ) -> None:
        self.calls = calls
        self.zone = zone
        self.order = order
        self.address = address

    @property
    def today(self) -> date:
        return self.calls.http.now().date()

    def read_newest(self, departments: Sequence[str]) -> tuple[Ticket, ...]:
        """Return the tickets on the list's first page."""
        return self._read_tickets(self._read_first(), departments)

    def read_all(self, departments: Sequence[str], *, whole: bool = False) -> Iterator[Ticket]:
        """Yield all tickets in the list's order, page by page. See `portals.base.Portal`.

        Raises PortalError after the last one that could be read, where the list has more.
        """
        held: list[_Part] = []
        for page, fresh in self._read_parts(departments, whole=whole):
            held.append((page, fresh))
            if self.order.waits and (whole or len(held) < MOST_HELD):
                continue  # a later page may tell in which order the dates of this one are to be read
            yield from self._read_again(held, departments)
            held = []
        yield from self._read_again(held, departments)

    def _read_again(self, held: list[_Part], departments: Sequence[str]) -> Iterator[Ticket]:
        """Yield the tickets of pages, read again where the order of their dates was not known at first."""
        for page, fresh in held:
            numbers = {ticket.number for ticket in fresh}
            if len(held) == 1 or self.order.order is None:
                yield from fresh
            else:
                yield from (one for one in self._read_tickets(page, departments) if one.number in numbers)

    def _read_parts(self, departments: Sequence[str], *, whole: bool) -> Iterator[_Part]:
        """Yield the list's pages, and of each the tickets that no other one had."""
        first = self._read_first()
        tickets = self._read_tickets(first, departments)
        yield first, tickets
        pager = read_pager(first)
        if pager is not None and pager.pages is not None and pager.pages < 2:
            return
        if pager is not None and pager.address is not None:
            yield from self._read_by_script(first, pager, tickets, departments)
        elif pager is not None:
            linked = False
            for part in self._read_by_links(first, tickets, departments, whole=whole):
                linked = True
                yield part
            if not linked:  # its links may be for a script of the theme's own
                yield from self._read_behind(first, tickets, departments)
        elif len(tickets) >= LEAST_PAGED:
            yield from self._read_behind(first, tickets, departments)

    def find(self, number: str, departments: Sequence[str]) -> Ticket | None:
        """Return a ticket as the list has it; None where the list could not be read, or not that far."""
        try:
            listed = islice(self.read_all(departments), FARTHEST)
            return next((ticket for ticket in listed if ticket.number == number), None)
        except PortalError:
            return None

    def has(self, number: str) -> bool:
        """Return whether a ticket is in the list. Raises PortalError where not all of it can be read."""
        return any(ticket.number == number for ticket in self.read_all(()))

    def _read_tickets(self, page: Page, departments: Sequence[str]) -> tuple[Ticket, ...]:
        found = read_list(page, departments=departments, zone=self.zone, order=self.order, today=self.today)
        return tuple(replace(ticket, url=self.address(ticket.number)) for ticket in found)

    def _read_first(self) -> Page:
        """Return the first page, proven to be the list's.

        Many themes show no table at all to who has no ticket.
        """
        page = self.calls.page(LIST, expected=is_list, required=False)
        if not is_list(page) and not self._answers_its_script(page):
            raise page.make_error(
                _("The portal did not show the ticket list but another page (title: “{title}”).")
            )
        return page

    def _answers_its_script(self, page: Page) -> bool:
        """Return whether the page's address answers as the list does to a theme's script."""
        if not is_list_address(page.url) or page.answer.status >= 400 or page.ticket_links():
            return False
        answer = self._ask(page, page.url, 0)
        return answer is not None and not self._read_tickets(answer, ())

    # -- other pages -------------------------------------------------------------------------------

    def _read_by_links(
        self, first: Page, before: Sequence[Ticket], departments: Sequence[str], *, whole: bool
    ) -> Iterator[_Part]:
        """Yield the tickets of the pages that links lead to, which count from 0, or from 1."""
        seen = {ticket.number for ticket in before}
        linked, read = _count_linked_pages(first), 1
        with ExitStack() as ahead:
            for number in range(1, MOST_PAGES + 1):
                page = self.calls.page({**LIST, "page": str(number)}, expected=is_list, required=False)
                if not is_list(page) and number <= linked:
                    raise _make_incomplete(read, linked)
                fresh = [
                    ticket for ticket in self._read_tickets(page, departments) if ticket.number not in seen
                ]
                linked = max(linked, _count_linked_pages(page))
                if not fresh and number >= linked:
                    if read == 1 and linked > 1:
                        raise _make_incomplete(read, linked)
                    return
                if number == MOST_PAGES and fresh:
                    raise MorePages(self.calls.http.url)
                read += bool(fresh)
                seen.update(ticket.number for ticket in fresh)
                yield page, fresh
                if whole and number == 1:  # only a portal that has a second page is asked for more at once
                    following = (self.calls.link({**LIST, "page": str(n)}) for n in range(2, MOST_PAGES))
                    ahead.enter_context(self.calls.http.early.prefetch(following))

    def _read_by_script(
        self, first: Page, pager: Pager, before: Sequence[Ticket], departments: Sequence[str]
    ) -> Iterator[_Part]:
        """Yield the tickets of the pages that the theme's script asks for, which count from 0."""
        seen = {ticket.number for ticket in before}
        top = [ticket.number for ticket in before]
        for number in range(1, MOST_PAGES + 1):
            if pager.pages is not None and number >= pager.pages:
                return
            if number == MOST_PAGES:
                raise MorePages(self.calls.http.url)
            page = self._ask(first, pager.address or first.url, number)
            tickets = self._read_tickets(page, departments) if page is not None else ()
            fresh = [ticket for ticket in tickets if ticket.number not in seen]
            if page is None or (
                pager.pages is not None and (not tickets or [t.number for t in tickets] == top)
            ):
                raise _make_incomplete(number, pager.pages)
            if not fresh and pager.pages is None:
                return
            seen.update(ticket.number for ticket in fresh)
            yield page, fresh

    def _read_behind(
        self, first: Page, before: Sequence[Ticket], departments: Sequence[str]
    ) -> Iterator[_Part]:
        """Yield the pages behind one that shows no known way to others, in case there are any."""
        current = first.document.css_first("#currentlist[href]")
        address = first.absolute(current.attributes.get("href") or "") if current is not None else first.url
        numbers = {ticket.number for ticket in before}
        second = self._ask(first, address, 1)
        if second is not None and {ticket.number for ticket in self._read_tickets(second, ())} - numbers:
            yield from self._read_by_script(first, Pager(None, address), before, departments)
            return
        found = False
        if second is None and _count_linked_pages(first) == 0:
            for part in self._read_by_links(first, before, departments, whole=False):
                found = True
                yield part
        shown = count_shown_pages(first)
        if not found and shown > 1:
            raise _make_incomplete(1, shown)

    def _ask(self, first: Page, address: str, number: int) -> Page | None:
        """Return another page of the list as the theme's script asks for it; None where the answer is none.

        A list's answer begins with the portal's notices, in a comment. Raises PortalError with an error
        among them.
        """
        for attempt in (1, 2):
            answer = self._post(first, address, number)
            notices = _NOTICES.match(answer.answer.text)
            if notices is None and attempt == 1 and answer.signed_out:
                first = self.calls.page(LIST, expected=is_list)  # signs in again
                continue
            break
        if notices is None:
            return answer if is_list(answer) and number else None
        said = _read_errors(notices[1])
        if said:
            raise PortalError(_("The portal does not show its list: {said}").format(said=said))
        text = answer.answer.text[notices.end() :]
        rows = f'<table><tbody id="updater">{text}</tbody></table>' if "<tr" in text else text  # data
        base = ""
        if first.document.css_first("base[href]"):
            base = f'<base href="{escape(first.absolute("./"))}">'  # data
        return Page(replace(answer.answer, url=first.url, content=f"{base}{rows}".encode(), charset="utf-8"))

    def _post(self, first: Page, address: str, number: int) -> Page:
        fields = [("page", str(number)), ("layer", "ajax")]
        headers = {**first.script_headers, "Content-Type": "application/x-www-form-urlencoded"}
        hidden = [form.field("security_token") for form in first.forms]
        fields += [("security_token", field.value) for field in hidden[:1] if field is not None]
        try:
            answer = self.calls.http.write(
                "POST", address, content=urlencode(fields).encode(), headers=headers, harmless=True
            )
        except OutcomeUnknown as error:  # nothing hangs on the outcome: this only reads
            raise PortalUnreachable(error.message, error.hint) from error
        if answer.status >= 500 or answer.status == 429:
            raise OnlyErrors(
                _("The portal could not show a page (HTTP {status}).").format(status=answer.status),
                _("Try again later."),
            )
        return Page(answer)


def _count_linked_pages(page: Page) -> int:
    """Return the largest number of a page that a link on this page leads to; 0 where there is none."""
    numbers = [0]
    for link in page.document.css("a[href*='page=']"):
        href = link.attributes.get("href") or ""
        found = re.search(r"[?&/]page=([0-9]{1,6})(?![0-9])", href)
        if found is not None and (is_list_address(page.absolute(href)) or "cmd" not in query_of(href)):
            numbers.append(int(found[1]))
    return max(numbers)


def _make_incomplete(read: int, pages: int | None) -> PortalError:
    if pages is None:
        return PortalError(_("The ticket list goes on, but the rest could not be read."))
    return PortalError(
        _("The ticket list has {pages} pages, but only {read} could be read.").format(pages=pages, read=read)
    )


def _read_errors(notices: str) -> str:
    """Return the errors among a list's notices, in one line."""
    try:
        data: Any = json.loads(notices)
    except (ValueError, RecursionError):
        return ""
    errors = data.get("ERROR") if isinstance(data, dict) else None
    if isinstance(errors, dict):
        errors = list(errors.values())
    return clean_line(" ".join(str(error) for error in errors)) if isinstance(errors, list) else ""
