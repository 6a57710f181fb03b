"""Calls of FOSSBilling's client API with an API key, and what its refusals mean.

Every call is a POST, reads too, and a GET writes just as well: whether a call may be repeated is told by its
name alone, and no redirect is followed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.portals.base import (
    CredentialSource,
    NotAPortal,
    OutcomeUnknown,
    PortalError,
    SignInNeeded,
    SignInRefused,
)
from ticketcli.portals.fossbilling import decode
from ticketcli.portals.http.client import Http
from ticketcli.portals.http.response import Answer
from ticketcli.portals.refusals import make_api_failure

REFUSED = 9999
"""The code of a refusal that stored nothing. After any other a part may be stored."""

_SIGN_IN = frozenset({201, 202, 203, 204, 205, 206, 1002, 1004})
_NO_SUCH_CALL = frozenset({701, 715, 740, 879})


def is_read(call: str) -> bool:
    """Return whether a call such as "support/ticket_get_list" only reads, by its name."""
    return "get" in call.rpartition("/")[2].split("_")


class Calls:
    """The client API of one installation, as one customer."""

    def __init__(self, http: Http, credential_source: CredentialSource) -> None:
        self.http = http
        self.credential_source = credential_source

    def call(self, call: str, values: Mapping[str, Any] | None = None) -> Any:
        """Make one call, repeated if it only reads, else sent once, and return its result.

        Raises SignInRefused, ContentRefused with the portal's words, OnlyErrors, NotAPortal; a
        write also NotSent and OutcomeUnknown.
        """
        return self.unwrap(self.send(call, values or {}), call)

    def send(self, call: str, values: Mapping[str, Any]) -> Answer:
        """Return the answer to one call, as it came."""
        address = self.http.address(f"api/client/{call}")
        content = json.dumps(dict(values)).encode()
        try:
            if is_read(call):
                return self.http.post_read(address, content, headers=self._headers())
            return self.http.write("POST", address, content=content, headers=self._headers(), follow=False)
        finally:
            self.http.cookies.clear()  # each call with a key starts a session, which is never used

    def _headers(self) -> dict[str, str]:
        key = self.credential_source.read_credentials().token
        if not key:
            raise SignInNeeded(
                _("This portal allows ten sign-ins an hour, so each command needs the API key instead."),
                _("Run: ticket auth login URL, which fetches it once, or set TICKET_TOKEN to it."),
            )
        pair = base64.b64encode(f"client:{key}".encode("utf-8", "surrogateescape")).decode()
        return {
            "Accept": "application/json",  # data
            "Content-Type": "application/json",
            "Authorization": f"Basic {pair}",
        }

    def unwrap(self, answer: Answer, call: str) -> Any:
        """Return the result in an answer. Raises what a refusal means."""
        writing = not is_read(call)
        if 300 <= answer.status < 400:
            moved = _("{url} redirects its API elsewhere.").format(url=self.http.url)
            raise OutcomeUnknown(moved) if writing else NotAPortal(moved, _("Sign in with that URL."))
        try:
            envelope = decode.read_envelope(answer.text)
        except decode.NotAnEnvelope as error:
            if writing:
                raise OutcomeUnknown(_("The portal's API did not answer with JSON.")) from None
            raise self._not_a_portal(answer, error) from None
        if envelope.error is None:
            return envelope.result
        raise self._refusal(envelope, answer.status, writing=writing)

    def _refusal(self, envelope: decode.Envelope, status: int, *, writing: bool) -> TicketError:
        said = envelope.error or _("no reason given (status {status})").format(status=status)
        if envelope.code in _SIGN_IN or status == 401:
            return SignInRefused(
                _("The portal rejected the API key: {said}").format(said=said),
                _("It is on your profile page at the portal. Run: ticket auth login"),
            )
        if status == 403:
            return SignInRefused(_("The portal rejected this account: {said}").format(said=said))
        if status == 429 or status >= 500:
            return make_api_failure(status, said)
        if envelope.code in _NO_SUCH_CALL:
            return NotAPortal(_("{url} has no such call: {said}").format(url=self.http.url, said=said))
        if writing and envelope.code != REFUSED:
            return OutcomeUnknown(_("The portal failed: {said}").format(said=said))
        return ContentRefused([_("The portal says: {said}").format(said=said)])

    def _not_a_portal(self, answer: Answer, error: ValueError) -> PortalError:
        if answer.status >= 500 or answer.status == 429:
            return make_api_failure(answer.status)
        return NotAPortal(
            _("{url} does not answer like FOSSBilling ({reason}).").format(url=self.http.url, reason=error)
        )
