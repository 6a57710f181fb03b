"""Turn a password into the account's API key, once: the password is not saved."""

from __future__ import annotations

import json
from typing import Any

from ticketcli.i18n import _
from ticketcli.portals.base import (
    Credentials,
    NotAPortal,
    OnlyErrors,
    OutcomeUnknown,
    SignInRefused,
    TurnedAway,
)
from ticketcli.portals.fossbilling import decode
from ticketcli.portals.http.client import Http

_JSON = {"Accept": "application/json", "Content-Type": "application/json"}  # data


def fetch_key(http: Http, credentials: Credentials) -> Credentials:
    """Return credentials with the API key in place of a password; those with a key as they are.

    Signs in once, refused or not: the portal counts ten an hour. The key that is there stays, for
    other programs may use it; one is made only where there is none.
    Raises SignInRefused, OnlyErrors, NotAPortal, PortalUnreachable.
    """
    if credentials.token or not credentials.password:
        return credentials
    http.cookies.clear()
    try:
        envelope = _post(
            http,
            "guest/client/login",
            {"email": credentials.username, "password": credentials.password},
            {"X-Requested-With": "XMLHttpRequest"},
        )
        if envelope.error is not None:
            raise SignInRefused(
                _("The portal rejected the e-mail address or password: {said}").format(said=envelope.error),
                _("Run: ticket auth login"),
            )
        http.get(http.address(""))  # any page of the client area gives the session its token
        token = next((value for name, value, _path in http.cookies.dump() if name == "csrf_token"), None)
        signed = {"X-CSRF-TOKEN": token or ""}
        key = _post(http, "client/profile/api_key_get", {}, signed).result
        if not key:
            key = _post(http, "client/profile/api_key_reset", {}, signed).result
        _post(http, "client/profile/logout", {}, signed)
    finally:
        http.cookies.clear()
    if not isinstance(key, str) or not key:
        raise SignInRefused(
            _("The portal provides no API key for this account."),
            _("If your profile page shows a token: ticket auth login URL --token-stdin"),
        )
    return Credentials(credentials.username, token=key)


def _post(http: Http, call: str, values: dict[str, Any], headers: dict[str, str]) -> decode.Envelope:
    try:
        answer = http.write(
            "POST",
            http.address(f"api/{call}"),
            content=json.dumps(values).encode(),
            headers={**_JSON, **headers},
            follow=False,
        )
        return decode.read_envelope(answer.text)
    except TurnedAway as error:
        raise error.last from error  # it says for how long the portal wants no more sign-ins
    except OutcomeUnknown as error:
        raise OnlyErrors(
            _("Signing in failed: {error}").format(error=error), _("Try again later.")
        ) from error
    except decode.NotAnEnvelope as error:
        raise NotAPortal(
            _("{url} does not answer like FOSSBilling ({reason}).").format(url=http.url, reason=error)
        ) from error
