"""Signed-in calls of the User API, made again with a new token where the sign-in has ended."""

from __future__ import annotations

import json
from typing import Any

from ticketcli.model.errors import TicketError
from ticketcli.portals.base import OnlyErrors, TurnedAway
from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.hostbill.api.answers import explain_refusal, may_be_the_token, read_map
from ticketcli.portals.hostbill.api.encoded_files import Encoded
from ticketcli.portals.hostbill.api.sign_in import ApiSignIn
from ticketcli.portals.http.response import Answer
from ticketcli.portals.http.retry import compute_pause


class ApiCalls:
    """The API of one installation, as one person. Signs in when it must."""

    def __init__(self, sign_in: ApiSignIn) -> None:
        self.sign_in = sign_in
        self.address = sign_in.address
        self.http = sign_in.http
        self._ended = False  # a write was turned away: the next one goes with a new token

    def call(self, method: str, path: str, content: Any = None, *, harmless: bool = False) -> php_json.Map:
        """Make a signed-in call, and return its answer as a map. Raises as `exchange` does."""
        return self.exchange(method, path, content, harmless=harmless)[1]

    def exchange(
        self, method: str, path: str, content: Any = None, *, harmless: bool = False
    ) -> tuple[Answer, php_json.Map]:
        """Make a signed-in call, and return its answer, and that as a map.

        Signs in again once where the token has ended. A write is not sent again then, unless doing it
        twice is `harmless`: it raises TurnedAway. Raises SignInRefused, NoSuchTicket (404),
        ContentRefused with the portal's words, NoApi, OutcomeUnknown.
        """
        self.sign_in.ensure_signed_in()
        if method != "GET" and self._ended:
            self._ended = not self.sign_in.renew()  # a token may be good for a single call
        for attempt in (1, 2):
            answer = self._send(method, path, content, harmless=harmless)
            try:
                found = read_map(answer, self.http.url, writing=method != "GET", trusted=self.sign_in.trusted)
            except OnlyErrors:
                if attempt == 2 or method != "GET" or answer.status >= 400:
                    raise
                self.http.sleep(compute_pause(attempt, None, 1.0))  # a foreign page, perhaps for once
                continue
            if answer.status < 400 and not php_json.has_failed(found):
                self.sign_in.trusted = True
                return answer, found
            refusal = explain_refusal(
                path, answer, found, trusted=self.sign_in.trusted, by_token=self.sign_in.is_by_token
            )
            about_token = may_be_the_token(answer, found, trusted=self.sign_in.trusted)
            if method != "GET":
                error = self._explain_write(answer, refusal) if about_token else refusal
                if harmless and attempt == 1 and isinstance(error, TurnedAway) and error.again:
                    continue
                raise error
            if attempt == 1 and about_token and self.sign_in.renew():
                continue
            raise refusal
        raise AssertionError("unreachable")

    def _explain_write(self, answer: Answer, refusal: TicketError) -> TicketError:
        """Return what the refusal of a write means that may be about the token: renew it to find out."""
        self._ended = True
        try:
            renewed = self.sign_in.renew()
        except TicketError as error:
            return TurnedAway(error, again=False)
        if not renewed and answer.status != 401:
            return refusal
        return TurnedAway(refusal, again=renewed)

    def read_early(self, path: str) -> None:
        """Begin to read what `call` will soon be asked for."""
        self.http.early.begin(self.address.make(path), self.sign_in.make_headers())

    def _send(self, method: str, path: str, content: Any, *, harmless: bool) -> Answer:
        if method == "GET":
            return self._get(path)
        address = self.address.make(path)
        headers = {**self.sign_in.make_headers(), "Content-Type": "application/json"}
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

    def _get(self, path: str) -> Answer:
        """Read a call's answer, from where the API speaks JSON."""
        answer = self.http.get(self.address.make(path), headers=self.sign_in.make_headers())
        if self.sign_in.trusted or php_json.is_json(answer.text):
            return answer
        if answer.status in {200, 404, 405, 501} and self.address.move():
            return self.http.get(self.address.make(path), headers=self.sign_in.make_headers())
        return answer
