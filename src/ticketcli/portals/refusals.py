"""What several kinds of portal refuse, in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from ticketcli.i18n import _, join_list
from ticketcli.model.errors import UsageError
from ticketcli.portals.base import NoSuchTicket, OnlyErrors


def make_no_such_ticket(number: str, said: str = "") -> NoSuchTicket:
    """Return the error for a ticket that is not found; `said` is the portal's word, if it says more."""
    if said.casefold().rstrip(".") == "ticket not found":  # data
        said = ""
    sentence = _("Ticket {number} was not found ({said}).") if said else _("Ticket {number} was not found.")
    return NoSuchTicket(sentence.format(number=number, said=said), _("Your tickets: ticket list"))


def make_api_failure(status: int, said: str = "") -> OnlyErrors:
    """Return the error for an API that answers with this status; `said` is its word."""
    sentence = (
        _("The portal's API failed ({status}): {said}") if said else _("The portal's API failed ({status}).")
    )
    return OnlyErrors(sentence.format(status=status, said=said), _("Try again later."))


def check_method(method: str, methods: Sequence[str], *, all_pages: bool) -> str:
    """Return the method of a call in upper case. Raises UsageError for one that is none of `methods`.

    Also for `all_pages` of anything but a GET.
    """
    method = method.upper()
    if method not in methods:
        raise UsageError(
            _("Unknown method “{method}”. Methods: {methods}.").format(
                method=method, methods=join_list(methods)
            )
        )
    if all_pages and method != "GET":
        raise UsageError(_("--paginate can only be used with GET."))
    return method
