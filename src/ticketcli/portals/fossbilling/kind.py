"""FOSSBilling among the kinds of portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.i18n import N_
from ticketcli.portals.base import Credentials, Portal
from ticketcli.portals.kind import Connection, Kind, Likeness, SignInWords

if TYPE_CHECKING:
    from ticketcli.portals.http.client import Http


def make_portal(connection: Connection) -> Portal:
    """Return a FOSSBilling portal as one customer sees it."""
    from ticketcli.portals.fossbilling.portal import FossBilling

    return FossBilling(connection)


def recognize(http: Http) -> Likeness | None:
    """Return whether the guest API tells of its company in FOSSBilling's envelope. One read."""
    from ticketcli.portals.fossbilling import decode

    answer = http.get(http.address("api/guest/system/company"))
    try:
        data = decode.read_envelope(answer.text)
    except decode.NotAnEnvelope:
        return None
    return "certain" if isinstance(data.result, dict) and "name" in data.result else None


def exchange_credentials(http: Http, credentials: Credentials) -> Credentials:
    """Return the API key in place of a password."""
    from ticketcli.portals.fossbilling.sign_in import fetch_key

    return fetch_key(http, credentials)


KIND = Kind(
    name="fossbilling",
    title="FOSSBilling",
    make=make_portal,
    recognize=recognize,
    words=SignInWords(
        password_note=N_("fetches your API key; the password is not kept"),
        by_token=N_("API key"),
        token_note=N_("from your profile page at the portal"),
        token=N_("API key:"),
    ),
    exchange=exchange_credentials,
)
