"""A ticket and what was written in it: laid out for reading, or line by line for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ticketcli.i18n import _, ngettext
from ticketcli.model.sizes import format_size
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Message, Ticket
from ticketcli.output.colour import Line, Part, status_style
from ticketcli.output.times import full, iso

_WIDEST = 100  # longer lines are hard to read
_INDENT = "  "


def conversation(
    ticket: Ticket,
    width: int,
    now: datetime,
    *,
    links: bool = False,
    raw: bool = False,
    earlier: int = 0,
) -> Iterator[Line]:
    """A ticket for reading, wrapped to `width` cells. `now` is aware.

    `links`: the terminal follows links. `raw`: bodies as the portal has them, not wrapped.
    `earlier`: so many messages were left out before those that are there.
    """
    from ticketcli.output.widths import wrap

    width = min(width, _WIDEST)
    for line in wrap(clean_line(ticket.subject) or _("(no subject)"), width):
        yield [(line, "bold")]
    yield from _facts(ticket, width, now)
    if earlier:
        yield []
        yield from _left_out(earlier, ticket.number, width)
    for message in ticket.messages or ():
        yield []
        yield from _message(message, width, now, links=links, raw=raw)


def _message(message: Message, width: int, now: datetime, *, links: bool, raw: bool) -> Iterator[Line]:
    yield from _heading(message, width, now)
    if raw:
        yield from ([(line, "")] for line in clean(_raw(message)).split("\n"))
    else:
        yield from ([(_INDENT, ""), *line] if line else [] for line in _body(message, width, links))
    yield from _attachments(message, width)


def arrived(ticket: Ticket, message: Message, width: int, now: datetime, *, links: bool) -> Iterator[Line]:
    """A message that came in a ticket, for reading."""
    from ticketcli.output.widths import fit

    width = min(width, _WIDEST)
    subject = fit(clean_line(ticket.subject), max(10, width - len(ticket.number) - 2))
    yield [(f"{ticket.number}  {subject}", "bold")]
    yield from _message(message, width, now, links=links, raw=False)
    yield []


def _left_out(earlier: int, number: str, width: int) -> Iterator[Line]:
    from ticketcli.output.widths import wrap

    told = ngettext(
        "[{count} earlier message: ticket show {number}]",
        "[{count} earlier messages: ticket show {number}]",
        earlier,
    )
    for line in wrap(told.format(count=earlier, number=number), width):
        yield [(line, "dim")]


def _raw(message: Message) -> str:
    return message.body if message.body_html is None else message.body_html


def _body(message: Message, width: int, links: bool) -> Iterator[Line]:
    from ticketcli.output.message_body import body

    return body(message, width - len(_INDENT), links=links)


def labelled(facts: Sequence[tuple[str, Part]], width: int, column: int | None = None) -> Iterator[Line]:
    """Labels in one column and what they stand for in the next; the empty ones are left out."""
    from ticketcli.output.widths import pad, wrap

    column = label_column(facts) if column is None else column
    for label, (text, style) in facts:
        for number, line in enumerate(wrap(clean_line(text), max(20, width - column)) if text else ()):
            yield [(pad(label if number == 0 else "", column), "dim"), (line, style)]


def label_column(facts: Sequence[tuple[str, Part]]) -> int:
    """The cells that the labels of what is not empty take, with the gap behind them."""
    from rich.cells import cell_len

    return max((cell_len(label) for label, (text, _style) in facts if text), default=0) + 2


def _facts(ticket: Ticket, width: int, now: datetime) -> Iterator[Line]:
    return labelled(
        [
            (_("Ticket"), (ticket.number, "")),
            (_("Status"), (ticket.status or "", status_style(ticket.status))),
            (_("Department"), (ticket.department or "", "")),
            (_("Priority"), (_(ticket.priority) if ticket.priority else "", "")),
            (_("Service"), (ticket.service or "", "")),
            (_("CC"), (", ".join(ticket.cc or ()), "")),
            (_("Encrypted"), (_("yes") if ticket.encrypted else "", "")),
            (_("Opened"), (full(ticket.created, now), "")),
            (_("Link"), (ticket.url or "", "")),
        ],
        width,
    )


def _attachments(message: Message, width: int) -> Iterator[Line]:
    from ticketcli.output.widths import wrap

    if message.attachments:
        yield []
    for attachment in message.attachments:
        name = _("Attached: {name} ({size})").format(
            name=clean_line(attachment.name), size=format_size(attachment.size)
        )
        for line in wrap(name, width - len(_INDENT)):
            yield [(_INDENT + line, "cyan")]


def _heading(message: Message, width: int, now: datetime) -> Iterator[Line]:
    # Who, whether staff, when, whether encrypted: on one line, or in a narrow window on two.
    from rich.cells import cell_len

    from ticketcli.output.widths import fit, wrap

    who = [(fit(author(message), max(10, width - 10)), "bold magenta" if message.staff else "bold")]  # data
    if message.staff:
        who.append((_(" (staff)"), "magenta"))
    about = [full(message.time, now, clean_line(message.time_text or ""))]
    about.append(_("encrypted") if message.encrypted else "")
    rest = ", ".join(part for part in about if part)
    if not rest:
        yield who
    elif sum(cell_len(text) for text, _style in who) + 2 + cell_len(rest) <= width:
        yield [*who, ("  ", ""), (rest, "dim")]
    else:
        yield who
        for line in wrap(rest, width):
            yield [(line, "dim")]


def author(message: Message) -> str:
    """Who wrote a message, as far as is known."""
    name = clean_line(message.author or "")
    if name:
        return name
    return {True: _("Support"), False: _("You"), None: _("Somebody")}[message.staff]


def plain_conversation(ticket: Ticket, *, raw: bool = False) -> Iterator[Line]:
    """A ticket for programs: lines of a name, a tab and a value; each body between two `--`.

    `raw`: bodies as the portal has them, else as plain text.
    """
    facts = (
        ("number", ticket.number),
        ("subject", ticket.subject),
        ("status", ticket.status),
        ("department", ticket.department),
        ("priority", ticket.priority),
        ("service", ticket.service),
        ("cc", ",".join(ticket.cc or ())),
        ("encrypted", _yes_no(ticket.encrypted)),
        ("created", iso(ticket.created)),
        ("updated", iso(ticket.updated)),
        ("url", ticket.url),
    )
    for name, value in facts:
        style = status_style(value) if name == "status" else ""
        yield [(f"{name}\t", ""), (clean_line(value or ""), style)]
    for message in ticket.messages or ():
        yield []
        yield from plain_message(message, raw=raw)


def plain_message(message: Message, *, raw: bool = False) -> Iterator[Line]:
    """A message for programs, as in `plain_conversation`."""
    yield [("author\t", ""), (clean_line(message.author or ""), "magenta" if message.staff else "")]
    yield [("staff\t", ""), (_yes_no(message.staff), "")]
    yield [("time\t", ""), (iso(message.time) or clean_line(message.time_text or ""), "")]
    yield [("encrypted\t", ""), (_yes_no(message.encrypted), "")]
    for attachment in message.attachments:
        count = "" if attachment.size is None else str(attachment.size)
        yield [("attachment\t", ""), (clean_line(attachment.name), ""), (f"\t{count}", "")]
    yield [("--", "")]
    yield [(clean(_raw(message) if raw else message.body).strip("\n"), "")]
    yield [("--", "")]


def _yes_no(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]
