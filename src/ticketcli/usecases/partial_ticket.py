"""A ticket that the portal stored without its message: the text becomes the draft of a reply to it."""

from __future__ import annotations

from ticketcli.drafts.entry import Entry
from ticketcli.drafts.store import DraftStore
from ticketcli.i18n import _
from ticketcli.model.draft import Draft
from ticketcli.model.ticket import Ticket
from ticketcli.model.urgency import compose_message
from ticketcli.usecases.outcome import DoneInPart


def save_as_reply(store: DraftStore, entry: Entry, ticket: Ticket, why: str = "") -> DoneInPart:
    """Turn the draft of a new ticket into that of a reply to what was stored of it; return what to raise.

    Sent again as a new ticket, it would be there twice. `why` is what the portal said.
    """
    unsent = store.mark_unsent(entry)
    reply = Draft(
        kind="reply",
        number=ticket.number,
        message=compose_message(entry.draft),
        encrypt=entry.draft.encrypt,
        attachments=entry.draft.attachments,
    )
    saved = store.replace(unsent, reply)
    return DoneInPart(
        _("Ticket {number} was created, but without its message.").format(number=ticket.number),
        [why] if why else [],
        _("Do not open it again. Send the message as a reply to it: ticket drafts send {id}").format(
            id=saved.id
        ),
    )
