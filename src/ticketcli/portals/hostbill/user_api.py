"""The door for programs: the User API, JSON below /api.

Its calls are documented by every installation at ?cmd=userapi.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any, BinaryIO
from urllib.parse import quote, unquote

from ticketcli.portals.answer import Answer
from ticketcli.portals.base import (
    Feature,
    File,
    Identity,
    NewReply,
    NewTicket,
    NoSuchTicket,
    OnlyErrors,
    OutcomeUnknown,
    PortalError,
    PortalUnreachable,
    Progress,
    Receipt,
    SignInRefused,
    TicketClosed,
    TurnedAway,
)
from ticketcli.portals.hostbill import decode, swagger
from ticketcli.portals.hostbill.encoded import Encoded
from ticketcli.portals.hostbill.signed import SignedIn
from ticketcli.portals.http import Http
from ticketcli.portals.waiting import pause_before
from ticketcli.tickets.errors import ContentRefused, TicketError
from ticketcli.tickets.text import crlf
from ticketcli.tickets.ticket import PRIORITIES, Attachment, Department, Service, Ticket

MOST_PAGES = 2000

# A refusal in a 200 that is about the sign-in and not about the call, in the portals' languages.
_ABOUT_SIGN_IN = re.compile(
    r"(?i)token|jwt|unauthor|not authori|log ?in|sign ?in|session|credential|authenticat"
    r"|トークン|認証|ログイン|セッション|權杖|令牌|登入|登录|驗證|验证|工作階段"
)


class NoApi(PortalError):
    """The installation has no User API, or not for this account."""


class UserApi:
    """The API of one installation, as one person. Signs in when it must."""

    def __init__(self, http: Http, signed: SignedIn, *, now: Any, zone: tzinfo | None) -> None:
        self.http = http
        self.signed = signed
        self.now = now
        self.zone = zone
        self._basic = False
        self._ended = False  # a write was turned away: the next one goes with a new token
        self._trusted = False  # the token at hand was accepted in this run

    # -- what can be asked -------------------------------------------------------------------------

    def calls(self) -> swagger.Calls:
        """The extra parameters that the installation's own document names."""
        answer = self.http.get(self.http.address("?cmd=userapi&action=swagger"))
        try:
            return swagger.read(decode.read_json(answer.text))
        except decode.NotJson:
            return swagger.NOTHING

    def who(self) -> Identity:
        """Who is signed in. Raises NoApi where the answer is none that a portal would give."""
        return self._identity(self.call("GET", "details"))

    def _identity(self, told: decode.Map) -> Identity:
        found = decode.identity(told)
        if found is None:
            raise NoApi(f"{self.http.url}/api does not answer as a portal's API does.")
        return found

    def departments(self) -> tuple[Department, ...]:
        """Where a ticket can go."""
        rows = self._rows(self.call("GET", "ticket/departments"), "departments")
        return tuple(found for found in map(decode.department, rows) if found.id and found.name)

    def services(self) -> tuple[Service, ...]:
        """The account's services, all pages of them."""
        return tuple(decode.service(row) for row in self._pages("service", "services", "id"))

    def tickets(self) -> Iterator[Ticket]:
        """All tickets in the API's order, page by page."""
        for row in self._pages("tickets", "tickets", "ticket_number"):
            yield from self._listed([row])

    def newest(self) -> tuple[Ticket, ...]:
        """The first page of the list."""
        return tuple(self._listed(self._rows(self.call("GET", "tickets"), "tickets")))

    def _rows(self, answer: decode.Map, name: str) -> list[dict[str, Any]]:
        """The rows of a list. An answer without that list comes from a portal only if it knows us."""
        rows = decode.items(answer, name)
        if not rows and not decode.holds(answer, name):
            self.who()
        return rows

    def _listed(self, rows: list[dict[str, Any]]) -> Iterator[Ticket]:
        for row in rows:
            number = decode.ticket_number(row)
            if number:
                yield decode.ticket(row, self._url(number), zone=self.zone, messages=None)

    def ticket(self, number: str) -> Ticket:
        """One ticket with its messages. Raises NoSuchTicket."""
        try:
            answer = self.call("GET", f"tickets/{quote(number, safe='')}")
        except ContentRefused as error:
            said = " ".join(error.problems).removeprefix("The portal says: ")
            raise NoSuchTicket(
                f"The portal shows no ticket {number}: {said}", "Your tickets: ticket list"
            ) from error
        row, messages = decode.conversation(answer, zone=self.zone)
        if not (decode.ticket_number(row) or row.get("subject")):
            self.who()
            raise NoSuchTicket(f"The portal shows no ticket {number}.", "Your tickets: ticket list")
        found = decode.ticket(row, self._url(number), zone=self.zone, messages=messages)
        return found if decode.ticket_number(row) else _numbered(found, number)

    # -- what can be done --------------------------------------------------------------------------

    def create(self, ticket: NewTicket, calls: swagger.Calls, progress: Progress | None) -> Receipt:
        """Send a new ticket. Raises ContentRefused, NotSent, OutcomeUnknown."""
        body: dict[str, Any] = {
            "dept_id": ticket.department.id,
            "subject": ticket.subject,
            "body": crlf(ticket.body),
        }
        body |= _extras(ticket, calls.new)
        attachments = calls.new.get(Feature.ATTACHMENTS) if ticket.files else None
        answer = self._post("tickets", body, attachments, ticket.files, progress)
        number = decode.new_number(answer)
        url = self._url(number) if number else None
        return Receipt("api", number, url, decode.infos(answer))

    def reply(self, number: str, reply: NewReply, calls: swagger.Calls, progress: Progress | None) -> Receipt:
        """Send a reply. Raises as `create` does, and TicketClosed where the portal says so."""
        body: dict[str, Any] = {"body": crlf(reply.body)}
        if reply.encrypt and Feature.ENCRYPTION in calls.reply:
            body[calls.reply[Feature.ENCRYPTION]] = "1"
        attachments = calls.reply.get(Feature.ATTACHMENTS) if reply.files else None
        path = f"tickets/{quote(number, safe='')}"
        answer = self._post(path, body, attachments, reply.files, progress)
        return Receipt("api", number, self._url(number), decode.infos(answer))

    def set_open(self, number: str, *, opened: bool) -> None:
        """Close or reopen a ticket. Raises ContentRefused with the portal's own words."""
        self.call("PUT", f"tickets/{quote(number, safe='')}/{'open' if opened else 'close'}", harmless=True)

    def download(self, attachment: Attachment, into: BinaryIO, progress: Progress | None) -> None:
        """Write an attachment's bytes. Raises PortalError."""
        from ticketcli.portals.saving import save

        # FILE in the documented call is the stored name at most installations, and the id at others.
        tried = list(dict.fromkeys(name for name in (attachment.address, attachment.id) if name))
        if not tried:
            raise PortalError(f"The portal does not say where {attachment.name} is.")
        refused: list[int] = []

        def is_file(answer: Answer) -> bool:
            refused.append(answer.status)
            return _is_file(answer)

        for place, name in enumerate(tried, 1):
            address = self.http.address(f"api/ticket/attachment/{quote(name, safe='')}")
            self._token()
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
        session = self.signed.session
        if session.access is None:
            return
        body = {"refresh_token": session.refresh} if session.refresh else {}
        headers = {"Authorization": f"Bearer {session.access}", "Content-Type": "application/json"}
        address = self.http.address("api/revoke")
        self.http.write("POST", address, content=json.dumps(body).encode(), headers=headers)

    # -- signing in --------------------------------------------------------------------------------

    def sign_in(self) -> None:
        """Get a token with e-mail and password, or find that Basic sign-in is taken.

        Raises SignInRefused with the portal's words, NoApi where nothing there speaks JSON.
        """
        person = self.signed.credentials
        if person.token is not None or person.username is None or person.password is None:
            return
        body = {"username": person.username, "password": person.password}
        answer = self._plain("login", body)
        try:
            told = decode.read_json(answer.text)
        except decode.NotJson:
            told = None
        if told is not None and not decode.failed(told) and answer.status < 400:
            access = decode.some(decode.payload(told).get("token"))
            if access:
                self.signed.keep_tokens(access, decode.some(decode.payload(told).get("refresh")))
                self._trusted = True
                return
        if answer.status in {404, 405, 501} or told is None or not decode.errors(told):
            self._basic = True
            answer = self.http.get(self.http.address("api/details"), headers=self._headers())
            told = self._read(answer)
            if answer.status < 400 and not decode.failed(told):
                self._identity(told)
                self.signed.keep_tokens(None, None)
                return
            self._basic = False
            if answer.status in {404, 405, 501}:
                raise NoApi(f"{self.http.url} has no User API.")
        raise SignInRefused(
            "The portal's API does not accept this sign-in: " + _said(told, answer),
            "Check the e-mail address and the password: ticket auth login",
        )

    def _renew(self) -> bool:
        """A new token, by the refresh token if it still works. False where there is no other way."""
        if self.signed.credentials.token is not None or self._basic:
            return False
        session = self.signed.session
        if session.refresh:
            answer = self._plain("token", {"refresh_token": session.refresh})
            try:
                told = decode.payload(decode.read_json(answer.text))
            except decode.NotJson:
                told = {}
            access = decode.some(told.get("token"))
            if answer.status < 400 and access and not decode.failed(told):
                self.signed.keep_tokens(access, decode.some(told.get("refresh")) or session.refresh)
                self._trusted = True
                return True
        if self.signed.credentials.password is None:
            return False
        self.signed.keep_tokens(None, None)
        self.sign_in()
        return True

    def _token(self) -> None:
        """See to it that there is something to call with."""
        if self.signed.session.access and _over(self.signed.session.access, self.now()):
            self._renew()
        elif self.signed.session.access is None and not self._basic:
            self.sign_in()

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "application/json"}
        access = self.signed.session.access
        if access is None or self._basic:
            person = self.signed.credentials
            if person.token is not None:
                headers["Authorization"] = f"Bearer {person.token}"
            elif self._basic:
                pair = f"{person.username}:{person.password}".encode("utf-8", "surrogateescape")
                headers["Authorization"] = "Basic " + base64.b64encode(pair).decode()
        else:
            headers["Authorization"] = f"Bearer {access}"
        return headers

    # -- calling -----------------------------------------------------------------------------------

    def call(self, method: str, path: str, content: Any = None, *, harmless: bool = False) -> decode.Map:
        """One signed-in call; its answer as a map, see `exchange`."""
        return self.exchange(method, path, content, harmless=harmless)[1]

    def exchange(
        self, method: str, path: str, content: Any = None, *, harmless: bool = False
    ) -> tuple[Answer, decode.Map]:
        """One signed-in call; its answer, and that as a map. Signs in again once where the token has ended.

        A write is not sent again then, unless doing it twice is `harmless`: it raises TurnedAway.
        Raises SignInRefused, NoSuchTicket (404), ContentRefused with the portal's words, NoApi,
        OutcomeUnknown.
        """
        self._token()
        if method != "GET" and self._ended:
            self._ended = not self._renew()  # a token may be good for a single call
        for attempt in (1, 2):
            answer = self._send(method, path, content, harmless=harmless)
            try:
                told = self._read(answer, writing=method != "GET")
            except OnlyErrors:
                if attempt == 2 or method != "GET" or answer.status >= 400:
                    raise
                self.http.sleep(pause_before(attempt, None, 1.0))  # a foreign page, perhaps for once
                continue
            if answer.status < 400 and not decode.failed(told):
                self._trusted = True
                return answer, told
            refusal = self._refusal(path, answer, told)
            if method != "GET":
                meant = self._turned_away(answer, told, refusal)
                if harmless and attempt == 1 and isinstance(meant, TurnedAway) and meant.again:
                    continue
                raise meant
            if attempt == 1 and self._may_be_the_token(answer, told) and self._renew():
                continue
            raise refusal
        raise AssertionError("unreachable")

    def _turned_away(self, answer: Answer, told: decode.Map, refusal: TicketError) -> TicketError:
        """What the refusal of a write means: that of its content, or that the sign-in has ended."""
        if not self._may_be_the_token(answer, told):
            return refusal
        self._ended = True
        try:
            renewed = self._renew()
        except TicketError as error:
            return TurnedAway(error, again=False)
        if not renewed and answer.status != 401:
            return refusal
        return TurnedAway(refusal, again=renewed)

    def _send(self, method: str, path: str, content: Any, *, harmless: bool) -> Answer:
        address = self.http.address(f"api/{path}")
        if method == "GET":
            return self.http.get(address, headers=self._headers())
        headers = {**self._headers(), "Content-Type": "application/json"}
        if isinstance(content, Encoded):
            return self.http.write(
                method,
                address,
                content=content,
                size=content.size,
                headers=headers,
                progress=content.progress,
            )
        body = json.dumps(content or {}).encode()
        return self.http.write(method, address, content=body, headers=headers, harmless=harmless)

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
        from ticketcli.portals.at_rest import at_rest

        with at_rest(files):
            return self.call("POST", path, Encoded(body, attachments, files, progress))

    def _plain(self, path: str, body: dict[str, Any]) -> Answer:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        address = self.http.address(f"api/{path}")
        try:
            return self.http.write(
                "POST", address, content=json.dumps(body).encode(), headers=headers, harmless=True
            )
        except OutcomeUnknown as error:  # signing in twice does no harm: nothing hangs on the outcome
            raise PortalUnreachable(f"Signing in failed: {error}", "Try again in a while.") from error

    def _read(self, answer: Answer, *, writing: bool = False) -> decode.Map:
        try:
            return decode.read_json(answer.text)
        except decode.NotJson:
            if writing and answer.status < 400:
                # PHP may have failed after it stored what was sent.
                raise OutcomeUnknown("The portal's API answered with something that is no JSON.") from None
            if answer.status in {401, 403}:
                return {"error": []}
            if answer.status >= 500:
                raise OnlyErrors(f"The portal's API failed ({answer.status}).", "Try again later.") from None
            told = f"{self.http.url}/api does not answer in JSON (status {answer.status})."
            if self._trusted:  # it did before
                raise OnlyErrors(told, "Try again later.") from None
            raise NoApi(told) from None

    def _may_be_the_token(self, answer: Answer, told: decode.Map) -> bool:
        if answer.status == 401:
            return True
        if answer.status in {200, 400, 403, 422}:
            said = decode.errors(told)  # without a word it can be anything
            return not self._trusted or not said or any(_ABOUT_SIGN_IN.search(word) for word in said)
        return False

    def _refusal(self, path: str, answer: Answer, told: decode.Map) -> TicketError:
        said = _said(told, answer)
        about_sign_in = any(_ABOUT_SIGN_IN.search(word) for word in decode.errors(told))
        if answer.status == 401 or (about_sign_in and not self._trusted):
            if self.signed.credentials.token is not None:
                return SignInRefused(
                    f"The portal does not accept the personal access token: {said}",
                    "It may be revoked or expired. Make a new one in the portal, then: ticket auth login",
                )
            return SignInRefused(f"The portal does not accept the sign-in: {said}", "Run: ticket auth login")
        if answer.status == 404 and not path.startswith("tickets/"):
            return NoApi(f"The portal's API has no {path.split('?', maxsplit=1)[0]}: {said}")
        if answer.status == 404:
            number = unquote(path.split("/")[1])
            return NoSuchTicket(f"The portal shows no ticket {number}: {said}", "Your tickets: ticket list")
        if answer.status >= 500 or answer.status == 429:
            return OnlyErrors(f"The portal's API failed ({answer.status}): {said}", "Try again later.")
        if "closed" in said.casefold():
            return TicketClosed([said])
        return ContentRefused([f"The portal says: {said}"])

    def _pages(self, path: str, name: str, key: str) -> Iterator[dict[str, Any]]:
        """The rows of a paged list.

        Installations count pages from 1 or from 0 and may say nothing about it, so a page that
        brings nothing new is passed over once and ends the list the second time.
        """
        seen: set[str] = set()
        answer = self.call("GET", path)
        first: int | None = None
        page = 0
        for _ in range(MOST_PAGES):
            fresh = False
            for row in decode.items(answer, name) if seen else self._rows(answer, name):
                mark = (
                    decode.line(row.get(key)) or decode.line(row.get("number")) or decode.line(row.get("id"))
                )
                if mark not in seen:
                    seen.add(mark)
                    fresh = True
                    yield row
            meta = decode.page_meta(answer)
            if meta is not None:
                first = meta[0] if first is None else first
                page = max(page, meta[0])
                if meta[0] - first + 1 >= meta[1]:
                    return
            # Page 1 may be the first page once more; any other page without news is the end.
            if not fresh and (page != 1 or not seen or meta is not None):
                return
            page += 1
            answer = self.call("GET", f"{path}?page={page}")

    def _url(self, number: str) -> str:
        return self.http.address(f"?cmd=tickets&action=view&num={quote(number, safe='')}")


def _extras(ticket: NewTicket, names: Any) -> dict[str, str]:
    values = {
        Feature.CC: ",".join(ticket.cc),
        Feature.SERVICE: ticket.service.id if ticket.service else "",
        Feature.ENCRYPTION: "1" if ticket.encrypt else "",
        Feature.PRIORITY: str(PRIORITIES.index(ticket.priority)) if ticket.priority else "",
    }
    return {names[feature]: value for feature, value in values.items() if value and feature in names}


def _said(told: decode.Map | None, answer: Answer) -> str:
    return " ".join(decode.errors(told or {})) or f"no reason given (status {answer.status})"


def _is_file(answer: Answer) -> bool:
    complaint = (
        answer.type in {"application/json", "text/html"} and "content-disposition" not in answer.headers
    )
    return answer.status == 200 and not complaint


def _numbered(ticket: Ticket, number: str) -> Ticket:
    from dataclasses import replace

    return replace(ticket, number=number)


def _over(token: str, now: datetime) -> bool:
    """Whether a JWT says that it has ended. A token that is none says nothing."""
    parts = token.split(".")
    if len(parts) != 3:
        return False
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
        return float(claims["exp"]) <= now.timestamp()
    except (ValueError, KeyError, TypeError):
        return False
