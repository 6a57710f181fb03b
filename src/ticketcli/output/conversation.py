"""Lay out a ticket and its messages for reading, or line by line for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from ticketcli.i18n import _, join_list, ngettext
from ticketcli.model.sizes import format_size
from ticketcli.model.statuses import translate_status
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Message, Ticket
from ticketcli.output.colour import Line, Part, get_status_style
from ticketcli.output.times import format_full, format_iso

_WIDEST = 100  # longer lines are hard to read
_INDENT = "  "


def draw_conversation(
    ticket: Ticket,
    width: int,
    now: datetime,
    *,
    links: bool = False,
    raw: bool = False,
    earlier: int = 0,
) -> Iterator[Line]:
    """Draw a ticket for reading, wrapped to `width` cells. `now` is aware.

    `links`: the terminal follows links. `raw`: bodies as the portal has them, not wrapped.
    `earlier`: so many messages were left out before those that are there.
    """
    from ticketcli.output.widths import wrap_text

    width = min(width, _WIDEST)
    for line in wrap_text(clean_line(ticket.subject) or _("(no subject)"), width):
        yield [(line, "bold")]
    yield from _list_fields(ticket, width, now)
    if earlier:
        yield []
        yield from _draw_left_out(earlier, ticket.number, width)
    for message in ticket.messages or ():
        yield []
        yield from _draw_message(message, width, now, links=links, raw=raw)


def _draw_message(message: Message, width: int, now: datetime, *, links: bool, raw: bool) -> Iterator[Line]:
    yield from _draw_heading(message, width, now)
    if raw:
        yield from ([(line, "")] for line in clean(_draw_raw(message)).split("\n"))
    else:
        yield from ([(_INDENT, ""), *line] if line else [] for line in _draw_body(message, width, links))
    yield from _draw_attachments(message, width)


def draw_new_message(
    ticket: Ticket, message: Message, width: int, now: datetime, *, links: bool
) -> Iterator[Line]:
    """Draw a message that came in a ticket, for reading."""
    from ticketcli.output.widths import wrap_text

    width = min(width, _WIDEST)
    for line in wrap_text(f"{ticket.number}  {clean_line(ticket.subject)}", width):
        yield [(line, "bold")]
    yield from _draw_message(message, width, now, links=links, raw=False)
    yield []


def _draw_left_out(earlier: int, number: str, width: int) -> Iterator[Line]:
    from ticketcli.output.widths import wrap_text

    sentence = ngettext(
        "[{count} earlier message: ticket show {number}]",
        "[{count} earlier messages: ticket show {number}]",
        earlier,
    )
    for line in wrap_text(sentence.format(count=earlier, number=number), width):
        yield [(line, "dim")]


def _draw_raw(message: Message) -> str:
    return message.body if message.body_html is None else message.body_html


def _draw_body(message: Message, width: int, links: bool) -> Iterator[Line]:
    from ticketcli.output.message_body import draw_body

    return draw_body(message, width - len(_INDENT), links=links)


def draw_fields(facts: Sequence[tuple[str, Part]], width: int, column: int | None = None) -> Iterator[Line]:
    """Draw labels in one column and what they stand for in the next; the empty ones are left out."""
    from ticketcli.output.widths import pad_text, wrap_text

    column = measure_labels(facts) if column is None else column
    for label, (text, style) in facts:
        for number, line in enumerate(wrap_text(clean_line(text), max(20, width - column)) if text else ()):
            yield [(pad_text(label if number == 0 else "", column), "dim"), (line, style)]


def measure_labels(facts: Sequence[tuple[str, Part]]) -> int:
    """Measure the cells that the labels of what is not empty take, with the gap behind them."""
    from rich.cells import cell_len

    return max((cell_len(label) for label, (text, _style) in facts if text), default=0) + 2


def _list_fields(ticket: Ticket, width: int, now: datetime) -> Iterator[Line]:
    return draw_fields(
        [
            (_("Ticket"), (ticket.number, "")),
            (_("Status"), (translate_status(ticket.status), get_status_style(ticket.status))),
            (_("Department"), (ticket.department or "", "")),
            (_("Priority"), (_(ticket.priority) if ticket.priority else "", "")),
            (_("Service"), (ticket.service or "", "")),
            (_("CC"), (join_list(ticket.cc or ()), "")),
            (_("Encrypted"), (_("yes") if ticket.encrypted else "", "")),
            (_("Opened"), (format_full(ticket.created, now), "")),
            (_("Link"), (ticket.url or "", "")),
        ],
        width,
    )


def _draw_attachments(message: Message, width: int) -> Iterator[Line]:
    from ticketcli.output.widths import wrap_text

    if message.attachments:
        yield []
    for attachment in message.attachments:
        name = _("Attached: {name} ({size})").format(
            name=clean_line(attachment.name), size=format_size(attachment.size)
        )
        for line in wrap_text(name, width - len(_INDENT)):
            yield [(_INDENT + line, "cyan")]


def _draw_heading(message: Message, width: int, now: datetime) -> Iterator[Line]:
    # Who, whether staff, when, whether encrypted: on one line, or in a narrow window on two.
    from rich.cells import cell_len

    from ticketcli.output.widths import wrap_text

    style = "bold magenta" if message.staff else "bold"  # data
    mark = _(" (staff)") if message.staff else ""
    *above, name = wrap_text(describe_author(message), max(10, width - cell_len(mark)))
    yield from ([(line, style)] for line in above)
    who = [(name, style)]
    if mark:
        who.append((mark, "magenta"))
    about = [format_full(message.time, now, clean_line(message.time_text or ""))]
    about.append(_("encrypted") if message.encrypted else "")
    rest = join_list(part for part in about if part)
    if not rest:
        yield who
    elif sum(cell_len(text) for text, _style in who) + 2 + cell_len(rest) <= width:
        yield [*who, ("  ", ""), (rest, "dim")]
    else:
        yield who
        for line in wrap_text(rest, width):
            yield [(line, "dim")]


def describe_author(message: Message) -> str:
    """Describe who wrote a message, as far as is known."""
    name = clean_line(message.author or "")
    if name:
        return name
    return {True: _("Support"), False: _("You"), None: _("Unknown sender")}[message.staff]


def write_plain_conversation(ticket: Ticket, *, raw: bool = False) -> Iterator[Line]:
    """Write a ticket for programs: lines of a name, a tab and a value; each body between two `--`.

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
        ("encrypted", _format_flag(ticket.encrypted)),
        ("created", format_iso(ticket.created)),
        ("updated", format_iso(ticket.updated)),
        ("url", ticket.url),
    )
    for name, value in facts:
        style = get_status_style(value) if name == "status" else ""
        yield [(f"{name}\t", ""), (clean_line(value or ""), style)]
    for message in ticket.messages or ():
        yield []
        yield from write_plain_message(message, raw=raw)


def write_plain_message(message: Message, *, raw: bool = False) -> Iterator[Line]:
    """Write a message for programs, as in `plain_conversation`."""
    yield [("author\t", ""), (clean_line(message.author or ""), "magenta" if message.staff else "")]
    yield [("staff\t", ""), (_format_flag(message.staff), "")]
    yield [("time\t", ""), (format_iso(message.time) or clean_line(message.time_text or ""), "")]
    yield [("encrypted\t", ""), (_format_flag(message.encrypted), "")]
    for attachment in message.attachments:
        count = "" if attachment.size is None else str(attachment.size)
        yield [("attachment\t", ""), (clean_line(attachment.name), ""), (f"\t{count}", "")]
    yield [("--", "")]
    yield [(clean(_draw_raw(message) if raw else message.body).strip("\n"), "")]
    yield [("--", "")]


def _format_flag(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]
