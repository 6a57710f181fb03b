"""HostBill among the kinds of portal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ticketcli.i18n import N_
from ticketcli.portals.base import Portal, PortalError
from ticketcli.portals.kind import Connection, Kind, Likeness, SignInWords

if TYPE_CHECKING:
    from ticketcli.portals.http.client import Http


def make_portal(connection: Connection) -> Portal:
    """Return a HostBill portal of one account."""
    from ticketcli.portals.hostbill.portal import HostBill

    return HostBill(connection)


def recognize(http: Http) -> Likeness | None:
    """Return whether HostBill answers: its API's refusal, or a sign-in form that is its own.

    Two to six reads.
    """
    from ticketcli.portals.hostbill.web.addresses import LOGIN_PAGES
    from ticketcli.portals.hostbill.web.page import Page

    answer = http.get(http.address("api/ticket/departments"))
    try:
        data: Any = json.loads(answer.text)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and "result" not in data and {"error", "departments", "success"} & data.keys():
        return "certain"
    found: Likeness | None = None
    for path in LOGIN_PAGES:
        try:
            form = Page(http.get(http.address(path))).login_form
        except PortalError:
            continue
        if form is not None:
            found = "likely"
            if ("action", "login") in form.untouched:
                return "certain"
    return found


KIND = Kind(
    name="hostbill",
    title="HostBill",
    make=make_portal,
    recognize=recognize,
    words=SignInWords(token_note=N_("works with the portal's API, but not with its web pages")),
    routes=("api", "web"),
)
