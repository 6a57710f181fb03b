"""Request Tracker among the kinds of portal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ticketcli.i18n import N_
from ticketcli.portals.base import Portal
from ticketcli.portals.kind import Connection, Kind, Likeness, SignInWords

if TYPE_CHECKING:
    from ticketcli.portals.http.client import Http


def make_portal(connection: Connection) -> Portal:
    """Return a Request Tracker as one customer sees it."""
    from ticketcli.portals.rt.portal import RequestTracker

    return RequestTracker(connection)


def recognize(http: Http) -> Likeness | None:
    """Return whether REST 2 refuses a request without credentials in RT's own words. One read."""
    answer = http.get(http.address("REST/2.0/rt"))
    try:
        data = json.loads(answer.text)
    except (ValueError, RecursionError):
        return None
    if answer.status == 401 and data == {"message": "Unauthorized"}:
        return "certain"
    return "certain" if answer.status == 200 and isinstance(data, dict) and "Version" in data else None


KIND = Kind(
    name="rt",
    title="Request Tracker",  # data
    make=make_portal,
    recognize=recognize,
    tells_zone=True,
    words=SignInWords(
        username=N_("User name:"),
        username_missing=N_("The portal needs your user name, which is often not your e-mail address."),
        by_password=N_("User name and password"),
        by_token=N_("Token"),
        token_note=N_("where the provider gives out tokens"),
        token=N_("Token:"),
        token_needs_username=True,
    ),
)
