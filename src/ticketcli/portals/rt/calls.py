"""Signed-in calls of RT's REST 2, and what its refusals mean."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.text import clean_line
from ticketcli.portals.base import (
    MOST_PAGES,
    CredentialSource,
    File,
    MorePages,
    NotAPortal,
    OutcomeUnknown,
    PortalError,
    Progress,
    SignInNeeded,
    SignInRefused,
)
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer
from ticketcli.portals.refusals import make_api_failure, make_no_such_ticket
from ticketcli.portals.rt import decode

PER_PAGE = 100
"""The most that RT gives on one page."""

Values = Sequence[tuple[str, str]]
T = TypeVar("T")


class Calls:
    """REST 2 of one installation, as one person, with Basic sign-in or a token."""

    def __init__(self, http: Http, credential_source: CredentialSource) -> None:
        self.http = http
        self.credential_source = credential_source

    @property
    def user(self) -> str:
        """RT's own name of who signs in. Raises SignInNeeded where only a token is known."""
        username = self.credential_source.read_credentials().username
        if not username:
            raise SignInNeeded(
                _("Request Tracker needs your user name beside the token."),
                _("Run: ticket auth login URL --username NAME --token-stdin"),
            )
        return username

    def address(self, path: str, values: Values = ()) -> str:
        """Return the full address of a call."""
        query = f"?{urlencode(values)}" if values else ""
        return self.http.address(f"REST/2.0/{path}{query}")

    def headers(self, **more: str) -> dict[str, str]:
        """Return the headers that sign a request in, and `more`."""
        person = self.credential_source.read_credentials()
        if person.token:
            signed = f"token {person.token}"
        else:
            pair = f"{person.username}:{person.password}".encode("utf-8", "surrogateescape")
            signed = "Basic " + base64.b64encode(pair).decode()
        return {"Accept": "application/json", "Authorization": signed, **more}  # data

    # -- reading -----------------------------------------------------------------------------------

    def get(self, path: str, values: Values = ()) -> Any:
        """Read, as JSON. Raises SignInRefused, NoSuchTicket, OnlyErrors, NotAPortal, PortalError."""
        answer = self.http.get(self.address(path, values), headers=self.headers())
        self.check(answer, path)
        return self.parse(decode.read_json, answer.text)

    def get_items(self, path: str, values: Values = ()) -> list[decode.Map]:
        """Return the items of one page."""
        return self.parse(decode.read_items, self.get(path, values))

    def get_pages(self, path: str, values: Values) -> Iterator[list[decode.Map]]:
        """Yield page after page of a list that says how many pages it has, as one of tickets does.

        Raises PortalError where it does not say: a short page is not the last there.
        """
        for page in range(1, MOST_PAGES + 1):
            data = self.get(path, [*values, ("page", str(page)), ("per_page", str(PER_PAGE))])
            yield self.parse(decode.read_items, data)
            pages = decode.read_count(data.get("pages"))
            if pages is None:
                raise PortalError(
                    _("{url} does not tell how long its list is, so it cannot be read completely.").format(
                        url=self.http.url
                    )
                )
            if page >= pages:
                return
        raise MorePages(self.http.url)

    def parse(self, read: Callable[[Any], T], value: Any) -> T:
        """Return what `read` makes of an answer. Raises NotAPortal where it is not shaped as RT's are."""
        try:
            return read(value)
        except decode.NotJson as error:
            raise NotAPortal(
                _("{url} does not answer like Request Tracker ({reason}).").format(
                    url=self.http.url, reason=error
                )
            ) from error

    def check(self, answer: Answer, path: str, *, writing: bool = False) -> None:
        """Raise what a refusal means; nothing where the answer is none."""
        if answer.status < 400:
            return
        said = self._message(answer)
        if answer.status == 401:
            token = self.credential_source.read_credentials().token
            raise SignInRefused(
                _("The portal rejected this sign-in: {said}").format(said=said),
                _("Check the token; it may be revoked or expired: ticket auth login")
                if token
                else _("Check the user name (not the e-mail address) and the password: ticket auth login"),
            )
        ticket = path.split("/")[1] if path.startswith("ticket/") else None
        if ticket is not None and (answer.status == 404 or (answer.status == 403 and not writing)):
            raise make_no_such_ticket(ticket, said)
        if answer.status >= 500 or answer.status == 429:
            raise make_api_failure(answer.status, said)
        refusal: TicketError = ContentRefused([_("The portal says: {said}").format(said=said)])
        if not writing and answer.status == 404:
            refusal = NotAPortal(_("{url} has no REST 2 API here.").format(url=self.http.url))
        raise refusal

    # -- writing -----------------------------------------------------------------------------------

    def send(self, method: str, path: str, values: decode.Map, *, harmless: bool = False) -> Any:
        """Write JSON, once. Raises ContentRefused, NoSuchTicket, NotSent, OutcomeUnknown, SignInRefused."""
        return self._written(self._send(method, path, values, harmless=harmless), path)

    def send_raw(self, method: str, path: str, values: decode.Map) -> str:
        """Write JSON, once, and give the text of the answer. Raises as `send` does."""
        answer = self._send(method, path, values)
        self.check(answer, path, writing=True)
        return answer.text

    def _send(self, method: str, path: str, values: decode.Map, *, harmless: bool = False) -> Answer:
        return self.http.write(
            method,
            self.address(path),
            content=json.dumps(values).encode(),
            headers=self.headers(**{"Content-Type": "application/json"}),
            harmless=harmless,
        )

    def send_files(
        self, path: str, values: decode.Map, files: Sequence[File], progress: Progress | None
    ) -> Any:
        """Write JSON and files as a form, once: names in any script arrive whole only so. As `send`."""
        answer = self.http.post_form(
            self.address(path),
            [("JSON", json.dumps(values))],
            [("Attachments", file) for file in files],
            headers=self.headers(),
            progress=progress,
        )
        return self._written(answer, path)

    def _written(self, answer: Answer, path: str) -> Any:
        self.check(answer, path, writing=True)
        try:
            return decode.read_json(answer.text)
        except decode.NotJson:
            raise OutcomeUnknown(_("The portal's API did not answer with JSON.")) from None

    def _message(self, answer: Answer) -> str:
        try:
            said = decode.read_message(decode.read_json(answer.text))
        except decode.NotJson:
            said = clean_line(answer.text)[:200] if "html" not in answer.type else ""
        return said or _("no reason given (status {status})").format(status=answer.status)
