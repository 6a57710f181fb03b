"""The route for programs: the User API, JSON below /api.

Its calls are documented by every installation at ?cmd=userapi.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import Any, BinaryIO
from urllib.parse import quote

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused
from ticketcli.model.text import use_crlf
from ticketcli.model.ticket import PRIORITIES, Attachment, Department, Service, Ticket
from ticketcli.portals.base import (
    File,
    Identity,
    NewReply,
    NewTicket,
    PortalError,
    PortalUnreachable,
    Progress,
    Receipt,
)
from ticketcli.portals.capabilities import Feature
from ticketcli.portals.hostbill.api import decode, php_json, swagger
from ticketcli.portals.hostbill.api.answers import read_identity
from ticketcli.portals.hostbill.api.calls import ApiCalls
from ticketcli.portals.hostbill.api.encoded_files import Encoded
from ticketcli.portals.hostbill.api.paging import read_first_page, read_pages
from ticketcli.portals.http.response import Answer
from ticketcli.portals.refusals import make_no_such_ticket

DESCRIPTION = "?cmd=userapi&action=swagger"


class UserApi:
    """The tickets of one person, as the API of one installation has them.

    `find_zone` returns the zone of the portal's clock, where it is known.
    """

    def __init__(self, calls: ApiCalls, *, find_zone: Callable[[], tzinfo | None]) -> None:
        self.calls = calls
        self.sign_in = calls.sign_in
        self.http = calls.http
        self._find_zone = find_zone

    # -- what can be asked -------------------------------------------------------------------------

    def read_parameters_early(self) -> None:
        """Begin to read what `read_parameters` will soon be asked for."""
        self.http.early.begin(self.http.address(DESCRIPTION))

    def read_parameters(self) -> swagger.Calls:
        """Return the extra parameters that the installation's own document names."""
        answer = self.http.get(self.http.address(DESCRIPTION))
        try:
            return swagger.read(php_json.read_json(answer.text))
        except php_json.NotJson:
            return swagger.NOTHING

    def who(self) -> Identity:
        """Return who is signed in. Raises NoApi where the answer is none that a portal would give."""
        return read_identity(self.calls.call("GET", "details"), self.http.url)

    def departments(self) -> tuple[Department, ...]:
        """Return where a ticket can go."""
        rows = read_first_page(self.calls, "ticket/departments", "departments")
        return tuple(found for found in map(decode.decode_department, rows) if found.id and found.name)

    def services(self) -> tuple[Service, ...]:
        """Return the account's services, all pages of them."""
        return tuple(
            decode.decode_service(row) for row in read_pages(self.calls, "service", "services", "id")
        )

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """Yield all tickets in the API's order, page by page; see `portals.base.Portal`."""
        for row in read_pages(self.calls, "tickets", "tickets", "ticket_number", whole=whole):
            yield from self._decode_listed([row])

    def newest(self) -> tuple[Ticket, ...]:
        """Return the first page of the list."""
        return tuple(self._decode_listed(read_first_page(self.calls, "tickets", "tickets")))

    def _decode_listed(self, rows: list[dict[str, Any]]) -> Iterator[Ticket]:
        for row in rows:
            number = decode.decode_ticket_number(row)
            if number:
                yield decode.decode_ticket(row, self.address(number), zone=self._find_zone(), messages=None)

    def ticket(self, number: str) -> Ticket:
        """Return one ticket with its messages. Raises NoSuchTicket."""
        try:
            answer = self.calls.call("GET", f"tickets/{quote(number, safe='')}")
        except ContentRefused as error:
            said = " ".join(error.problems).removeprefix(_("The portal says: {said}").format(said=""))
            raise make_no_such_ticket(number, said) from error
        row, messages = decode.decode_conversation(answer, zone=self._find_zone())
        if not (decode.decode_ticket_number(row) or row.get("subject")):
            self.who()
            raise make_no_such_ticket(number)
        found = decode.decode_ticket(row, self.address(number), zone=self._find_zone(), messages=messages)
        return found if decode.decode_ticket_number(row) else replace(found, number=number)

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
        return Receipt("api", number, url, php_json.list_infos(answer))

    def reply(self, number: str, reply: NewReply, calls: swagger.Calls, progress: Progress | None) -> Receipt:
        """Send a reply. Raises as `create` does, and TicketClosed where the portal says so."""
        body: dict[str, Any] = {"body": use_crlf(reply.body)}
        if reply.encrypt and Feature.ENCRYPTION in calls.reply:
            body[calls.reply[Feature.ENCRYPTION]] = "1"
        attachments = calls.reply.get(Feature.ATTACHMENTS) if reply.files else None
        path = f"tickets/{quote(number, safe='')}"
        answer = self._post(path, body, attachments, reply.files, progress)
        return Receipt("api", number, self.address(number), php_json.list_infos(answer))

    def set_open(self, number: str, *, opened: bool) -> None:
        """Close or reopen a ticket. Raises ContentRefused with the portal's own words."""
        self.calls.call(
            "PUT", f"tickets/{quote(number, safe='')}/{'open' if opened else 'close'}", harmless=True
        )

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
            address = self.calls.address.make(f"ticket/attachment/{quote(name, safe='')}")
            self.sign_in.ensure_signed_in()
            try:
                return save(
                    self.http,
                    address,
                    into,
                    progress,
                    headers=self.sign_in.make_headers(),
                    is_file=is_file,
                    name=attachment.name,
                    size=attachment.size,
                )
            except PortalUnreachable:
                raise
            except PortalError:
                # The token may have ended since the ticket was read: once more, then, with a new one.
                if len(refused) == 1 and refused[0] in {200, 401, 403} and self.sign_in.renew():
                    tried.append(name)
                elif place == len(tried):
                    raise
        return None

    def _post(
        self,
        path: str,
        body: dict[str, Any],
        attachments: str | None,
        files: tuple[File, ...],
        progress: Progress | None,
    ) -> php_json.Map:
        if attachments is None:
            return self.calls.call("POST", path, body)
        from ticketcli.portals.http.upload_files import check_unchanged

        with check_unchanged(files):
            return self.calls.call("POST", path, Encoded(body, attachments, files, progress))

    def address(self, number: str) -> str:
        """Return the link that shows a ticket in a browser."""
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
