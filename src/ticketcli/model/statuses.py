"""The statuses that portals have by default, as people read them.

What a provider has added, or a portal has translated itself, stays as the portal has it.
"""

from __future__ import annotations

from ticketcli.i18n import N_, _

_WORDS = {
    "open": N_("Open", context="status"),
    "answered": N_("Answered", context="status"),
    "client-reply": N_("Client-Reply", context="status"),
    "customer-reply": N_("Customer-Reply", context="status"),
    "in-progress": N_("In-Progress", context="status"),
    "on-hold": N_("On hold", context="status"),
    "closed": N_("Closed", context="status"),
    "scheduled-notification": N_("Scheduled-Notification", context="status"),
    "sent-out": N_("Sent-Out", context="status"),
    "new": N_("New", context="status"),
    "stalled": N_("Stalled", context="status"),
    "resolved": N_("Resolved", context="status"),
    "rejected": N_("Rejected", context="status"),
    # of services
    "active": N_("Active", context="status"),
    "pending": N_("Pending", context="status"),
    "suspended": N_("Suspended", context="status"),
    "terminated": N_("Terminated", context="status"),
    "cancelled": N_("Cancelled", context="status"),
}


def translate_status(status: str | None) -> str:
    """Return a status in the language spoken: the portal's own word in English, or where it is not known."""
    status = status or ""
    known = _WORDS.get("-".join(status.casefold().replace("_", " ").split()))
    if known is None:
        return status
    shown = _(known, context="status")
    return status if shown == known else shown
