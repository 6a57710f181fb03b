"""Lay out the confirmation of a created ticket or reply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ticketcli.i18n import _, join_list
from ticketcli.model.draft import Kind
from ticketcli.model.sizes import format_size
from ticketcli.model.statuses import translate_status
from ticketcli.model.ticket import Attachment, Ticket
from ticketcli.output.colour import Line, Part, get_status_style
from ticketcli.output.conversation import draw_fields, measure_labels

if TYPE_CHECKING:
    from ticketcli.usecases.sent import Sent

_WHOLE = 1000  # cells, so that a command to be copied is on one line for the terminal too


def draw_confirmation(sent: Sent, kind: Kind, width: int, program: str = "ticket") -> Iterator[Line]:
    """Draw what was sent, where it is, and how to go on: `program` is how the next command begins."""
    from ticketcli.output.widths import wrap_text

    for line in wrap_text(_write_headline(sent, kind), width):
        yield [(line, "bold" if sent.differences else "bold green")]  # data
    yield []
    ticket = sent.ticket or Ticket(sent.number, "")
    attached = [
        _("{name} ({size})").format(name=file.name, size=format_size(file.size))
        for file in find_sent_attachments(sent, kind)
    ]
    facts: list[tuple[str, Part]] = [
        (_("Ticket"), (sent.number, "bold")),
        (_("Subject"), (ticket.subject, "")),
        (_("Department"), (ticket.department or "", "")),
        (_("Status"), (translate_status(ticket.status), get_status_style(ticket.status))),
        *(((_("Attached") if index == 0 else ""), (name, "")) for index, name in enumerate(attached)),
        (_("Link"), (sent.url or "", "")),
    ]
    onward: list[tuple[str, Part]] = [
        (_("View"), (f"{program} show {sent.number}", "")),
        (_("Reply"), (f"{program} reply {sent.number}", "")),
    ]
    column = measure_labels([*facts, *onward])
    yield from draw_fields(facts, width, column)
    yield []
    yield from draw_fields(onward, _WHOLE, column)


def _write_headline(sent: Sent, kind: Kind) -> str:
    if kind == "new":
        return (
            _("Ticket created! (The portal did not confirm it, but it is there.)")
            if sent.found
            else _("Ticket created!")
        )
    return (
        _("Reply sent! (The portal did not confirm it, but it is there.)") if sent.found else _("Reply sent!")
    )


def find_sent_attachments(sent: Sent, kind: Kind) -> tuple[Attachment, ...]:
    """Find the files on what was sent: on the first message of a ticket, on our last of a reply."""
    messages = (sent.ticket and sent.ticket.messages) or ()
    if kind == "reply":
        messages = tuple(message for message in messages if not message.staff)[-1:]
    return messages[0].attachments if messages else ()


def write_plain_confirmation(sent: Sent) -> Line:
    """Write the number and the link for a pipe, and the word “found” where no answer named the ticket."""
    line: list[Part] = [(sent.number, ""), ("\t", ""), (sent.url or "", "")]
    if sent.found:
        line += [("\t", ""), ("found", "")]  # data
    return line


def list_remarks(sent: Sent, *, terminal: bool) -> Iterator[tuple[str, str]]:
    """Yield what else a person should know, as (style, sentence): what differs, what could not be seen.

    What this kind of portal never shows, and what it says of every ticket, is for a `terminal` alone.
    """
    if terminal:
        for notice in sent.notices:
            yield "dim", _("The portal says: {said}").format(said=notice)
    for difference in sent.differences:
        yield "red", _("Not as requested: {sentence}").format(sentence=difference)
    if sent.unread:
        yield "red", _("It could not be verified: {reason}").format(reason=sent.unread)
    for unverified in sent.unverified:
        yield "", _("Not verified: {sentence}").format(sentence=unverified)
    if terminal and sent.hidden:
        what = join_list(sent.hidden)
        yield "dim", _("Not checked, for the portal does not show it: {what}").format(what=what)
