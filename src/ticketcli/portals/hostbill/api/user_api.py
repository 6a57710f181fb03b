"""The route for programs: the User API, JSON below /api.

Its calls are documented by every installation at ?cmd=userapi.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, tzinfo
from typing import Any, BinaryIO
from urllib.parse import quote

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.model.text import use_crlf
from ticketcli.model.ticket import PRIORITIES, Attachment, Department, Service, Ticket
from ticketcli.portals.base import (
    MOST_PAGES,
    Feature,
    File,
    Identity,
    MorePages,
    NewReply,
    NewTicket,
    NoSuchTicket,
    PortalError,
    PortalUnreachable,
    Progress,
    Receipt,
)
from ticketcli.portals.hostbill.api import decode, swagger
from ticketcli.portals.hostbill.api.calls import ApiCalls
from ticketcli.portals.hostbill.api.encoded_files import Encoded
from ticketcli.portals.hostbill.session import SharedSession
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer

DESCRIPTION = "?cmd=userapi&action=swagger"


class UserApi(ApiCalls):
    """The tickets of one person, as the API of one installation has them."""

    def __init__(
        self,
        http: Http,
        shared_session: SharedSession,
        *,
        now: Callable[[], datetime],
        zone: Callable[[], tzinfo | None],
        load_base: Callable[[], str | None],
        save_base: Callable[[str], object],
    ) -> None:
        super().__init__(http, shared_session, now=now, load_base=load_base, save_base=save_base)
        self._find_zone = zone

    @property
    def zone(self) -> tzinfo | None:
        """The zone of the portal's clock, where it is known."""
        return self._find_zone()

    # -- what can be asked -------------------------------------------------------------------------

    def read_calls_early(self) -> None:
        """Begin to read what `calls` will soon be asked for."""
        self.http.read_early(self.http.address(DESCRIPTION))

    def calls(self) -> swagger.Calls:
        """The extra parameters that the installation's own document names."""
        answer = self.http.get(self.http.address(DESCRIPTION))
        try:
            return swagger.read(decode.read_json(answer.text))
        except decode.NotJson:
            return swagger.NOTHING

    def who(self) -> Identity:
        """Who is signed in. Raises NoApi where the answer is none that a portal would give."""
        return self._identity(self.call("GET", "details"))

    def departments(self) -> tuple[Department, ...]:
        """Where a ticket can go."""
        rows = self._rows(self.call("GET", "ticket/departments"), "departments")
        return tuple(found for found in map(decode.decode_department, rows) if found.id and found.name)

    def services(self) -> tuple[Service, ...]:
        """The account's services, all pages of them."""
        return tuple(decode.decode_service(row) for row in self._pages("service", "services", "id"))

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """All tickets in the API's order, page by page; see `portals.base.Portal`."""
        for row in self._pages("tickets", "tickets", "ticket_number", whole=whole):
            yield from self._listed([row])

    def newest(self) -> tuple[Ticket, ...]:
        """The first page of the list."""
        return tuple(self._listed(self._rows(self.call("GET", "tickets"), "tickets")))

    def _rows(self, answer: decode.Map, name: str) -> list[dict[str, Any]]:
        """The rows of a list. An answer without that list comes from a portal only if it knows us."""
        rows = decode.list_items(answer, name)
        if not rows and not decode.has_list(answer, name):
            self.who()
        return rows

    def _listed(self, rows: list[dict[str, Any]]) -> Iterator[Ticket]:
        for row in rows:
            number = decode.decode_ticket_number(row)
            if number:
                yield decode.decode_ticket(row, self.address(number), zone=self.zone, messages=None)

    def ticket(self, number: str) -> Ticket:
        """One ticket with its messages. Raises NoSuchTicket."""
        try:
            answer = self.call("GET", f"tickets/{quote(number, safe='')}")
        except ContentRefused as error:
            said = " ".join(error.problems).removeprefix(_("The portal says: {said}").format(said=""))
            raise NoSuchTicket(
                _("Ticket {number} was not found ({said}).").format(number=number, said=said),
                _("Your tickets: ticket list"),
            ) from error
        row, messages = decode.decode_conversation(answer, zone=self.zone)
        if not (decode.decode_ticket_number(row) or row.get("subject")):
            self.who()
            raise NoSuchTicket(
                _("Ticket {number} was not found.").format(number=number),
                _("Your tickets: ticket list"),
            )
        found = decode.decode_ticket(row, self.address(number), zone=self.zone, messages=messages)
        return found if decode.decode_ticket_number(row) else _check_number(found, number)

    # -- what can be done --------------------------------------------------------------------------

    def create(self, ticket: NewTicket, calls: swagger.Calls, progress: Progress | None) -> Receipt:
        """Send a new ticket. Raises ContentRefused, NotSent, OutcomeUnknown."""
        body: dict[str, Any] = {
            "dept_id": ticket.department.id,
            "subject": ticket.subject,
            "body": use_crlf(ticket.body),
        }
        body |= _make_extras(ticket, calls.new)
        attachments = calls.new.get(Feature.ATTACHMENTS) if ticket.files else None
        answer = self._post("tickets", body, attachments, ticket.files, progress)
        number = decode.decode_new_number(answer)
        url = self.address(number) if number else None
        return Receipt("api", number, url, decode.list_infos(answer))

    def reply(self, number: str, reply: NewReply, calls: swagger.Calls, progress: Progress | None) -> Receipt:
        """Send a reply. Raises as `create` does, and TicketClosed where the portal says so."""
        body: dict[str, Any] = {"body": use_crlf(reply.body)}
        if reply.encrypt and Feature.ENCRYPTION in calls.reply:
            body[calls.reply[Feature.ENCRYPTION]] = "1"
        attachments = calls.reply.get(Feature.ATTACHMENTS) if reply.files else None
        path = f"tickets/{quote(number, safe='')}"
        answer = self._post(path, body, attachments, reply.files, progress)
        return Receipt("api", number, self.address(number), decode.list_infos(answer))

    def set_open(self, number: str, *, opened: bool) -> None:
        """Close or reopen a ticket. Raises ContentRefused with the portal's own words."""
        self.call("PUT", f"tickets/{quote(number, safe='')}/{'open' if opened else 'close'}", harmless=True)

    def download(self, attachment: Attachment, into: BinaryIO, progress: Progress | None) -> None:
        """Write an attachment's bytes. Raises PortalError."""
        from ticketcli.portals.http.download import save

        # FILE in the documented call is the stored name at most installations, and the id at others.
        tried = list(dict.fromkeys(name for name in (attachment.address, attachment.id) if name))
        if not tried:
            raise PortalError(_("The portal gives no link to {name}.").format(name=attachment.name))
        refused: list[int] = []

        def is_file(answer: Answer) -> bool:
            refused.append(answer.status)
            return _is_file(answer)

        for place, name in enumerate(tried, 1):
            address = self.call_address(f"ticket/attachment/{quote(name, safe='')}")
            self.sign_in_where_needed()
            try:
                return save(
                    self.http,
                    address,
                    into,
                    progress,
                    headers=self._headers(),
                    is_file=is_file,
                    name=attachment.name,
                    size=attachment.size,
                )
            except PortalUnreachable:
                raise
            except PortalError:
                # The token may have ended since the ticket was read: once more, then, with a new one.
                if len(refused) == 1 and refused[0] in {200, 401, 403} and self._renew():
                    tried.append(name)
                elif place == len(tried):
                    raise
        return None

    def sign_out(self) -> None:
        """End the session at the portal, as far as it has one. A personal access token stays valid."""
        session = self.shared_session.session
        if session.access is None:
            return
        body = {"refresh_token": session.refresh} if session.refresh else {}
        headers = {"Authorization": f"Bearer {session.access}", "Content-Type": "application/json"}  # data
        address = self.call_address("revoke")
        self.http.write("POST", address, content=json.dumps(body).encode(), headers=headers)

    def _post(
        self,
        path: str,
        body: dict[str, Any],
        attachments: str | None,
        files: tuple[File, ...],
        progress: Progress | None,
    ) -> decode.Map:
        if attachments is None:
            return self.call("POST", path, body)
        from ticketcli.portals.http.upload_files import check_unchanged

        with check_unchanged(files):
            return self.call("POST", path, Encoded(body, attachments, files, progress))

    def _pages(self, path: str, name: str, key: str, *, whole: bool = False) -> Iterator[dict[str, Any]]:
        """The rows of a paged list. Raises MorePages.

        Installations count pages from 1 or from 0 and may say nothing about it, so page 1, which is asked
        for beside the first, may be that once more: then it is passed over.
        """
        seen: set[str] = set()
        first: int | None = None
        page = 0
        with ExitStack() as ahead:
            if not whole:
                self.http.open_another()
                self.sign_in_where_needed()
                self.http.read_beside(self.call_address(f"{path}?page=1"), self._headers())
                ahead.callback(self.http.drop_early, self.call_address(f"{path}?page=1"))
            for taken in range(MOST_PAGES + 1):
                answer = self.call("GET", f"{path}?page={page}" if taken else path)
                fresh = False
                rows = decode.list_items(answer, name) if seen else self._rows(answer, name)
                for row in rows:
                    mark = (
                        decode.decode_line(row.get(key))
                        or decode.decode_line(row.get("number"))
                        or decode.decode_line(row.get("id"))
                    )
                    if mark not in seen:
                        if taken == MOST_PAGES:
                            raise MorePages(self.http.url)
                        seen.add(mark)
                        fresh = True
                        yield row
                meta = decode.decode_page_position(answer)
                if meta is not None:
                    first = meta[0] if first is None else first
                    page = max(page, meta[0])
                    if meta[0] - first + 1 >= meta[1]:
                        return
                # Page 1 may be the first page once more; any other page without news is the end.
                if not fresh and (page != 1 or not rows or meta is not None):
                    return
                page += 1
                if taken == 0 and meta is None and not whole:
                    # Page 1 may be the same again and the one behind it the end.
                    self.read_early(f"{path}?page=2")
                    ahead.callback(self.http.drop_early, self.call_address(f"{path}?page=2"))
                if whole and taken == 1:  # by now it is known how pages are counted
                    end = MOST_PAGES if meta is None else (first or 0) + meta[1]
                    following = (self.call_address(f"{path}?page={n}") for n in range(page, end))
                    ahead.enter_context(self.http.prefetch(following, self._headers()))

    def address(self, number: str) -> str:
        """The link that shows a ticket in a browser."""
        return self.http.address(f"?cmd=tickets&action=view&num={quote(number, safe='')}")


def _make_extras(ticket: NewTicket, names: Any) -> dict[str, str]:
    values = {
        Feature.CC: ",".join(ticket.cc),
        Feature.SERVICE: ticket.service.id if ticket.service else "",
        Feature.ENCRYPTION: "1" if ticket.encrypt else "",
        Feature.PRIORITY: str(PRIORITIES.index(ticket.priority)) if ticket.priority else "",
    }
    return {names[feature]: value for feature, value in values.items() if value and feature in names}


def _is_file(answer: Answer) -> bool:
    complaint = (
        answer.type in {"application/json", "text/html"} and "content-disposition" not in answer.headers
    )
    return answer.status == 200 and not complaint


def _check_number(ticket: Ticket, number: str) -> Ticket:
    from dataclasses import replace

    return replace(ticket, number=number)
