"""What is fuzzed: everything that reads what a portal sends, fed with bytes that no portal should send.

A target raises where a reader does: anything but the errors it is documented to raise is a bug, and so
is a control character in what it read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from datetime import datetime, timezone

from ticketcli.html.markup import Tamer
from ticketcli.html.to_text import convert_html, extract_body
from ticketcli.model.filenames import make_safe_names
from ticketcli.model.text import clean, clean_line
from ticketcli.model.ticket import Ticket
from ticketcli.portals.hostbill import times
from ticketcli.portals.hostbill.api import decode, php_json, sign_in, swagger
from ticketcli.portals.hostbill.web.list_page import read_list
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.hostbill.web.ticket_form import read_offer
from ticketcli.portals.hostbill.web.ticket_page import is_page_of, read_ticket
from ticketcli.portals.http.response import Answer
from ticketcli.portals.http.retry import read_retry_after

NOW = datetime(2026, 6, 9, 12, 0, tzinfo=timezone.utc)
URL = "https://portal.example/?cmd=tickets&action=view&num=123456"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def harmless(texts: Iterable[str | None]) -> None:
    """Nothing in these texts is a control character."""
    for text in texts:
        assert not OBEYED.search(text or ""), f"{text!r} would be obeyed by a terminal"


def shown(value: object) -> Iterable[str]:
    """All texts in a value that people are shown, whatever it is made of."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from shown(asdict(value))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from shown(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from shown(inner)


def json_answers(data: bytes) -> None:
    """Every decoder of the API, on one answer."""
    text = Answer(200, URL, data).text
    try:
        answer = php_json.read_json(text)
    except php_json.NotJson:
        return
    harmless(php_json.list_errors(answer))
    harmless(php_json.list_infos(answer))
    php_json.has_failed(answer)
    php_json.decode_page_position(answer)
    harmless([decode.decode_new_number(answer)])
    harmless(shown(decode.decode_identity(answer)))
    for name in ("departments", "services", "tickets", "files"):
        for row in php_json.list_items(answer, name):
            harmless(
                shown(
                    [decode.decode_department(row), decode.decode_service(row), decode.decode_attachment(row)]
                )
            )
            harmless(shown(decode.decode_ticket(row, None, zone=timezone.utc, messages=None)))
    own, messages = decode.decode_conversation(answer, zone=None)
    ticket = decode.decode_ticket(own, None, zone=None, messages=messages)
    harmless(shown(ticket))
    swagger.read(answer)


def html(data: bytes) -> None:
    """The renderer of HTML, and of bodies that may be some."""
    text = data.decode("utf-8", "replace")
    words = convert_html(text)
    harmless([words, convert_html(text, keep_blanks=True), *extract_body(text)])
    assert clean(words) == words
    tamed = Tamer(text).read()
    assert Tamer(tamed).read() == tamed
    harmless([convert_html(tamed)])


def pages(data: bytes) -> None:
    """The lists and the tickets of the client area, and what a page says of itself."""
    page = Page(Answer(200, URL, data, "text/html"))
    harmless([*page.messages, page.title])
    _ = (page.login_form, page.code_form, page.signed_out, page.turned_away, page.leads_out)
    for ticket in read_list(page, departments=("Billing",), zone=None):
        harmless_ticket(ticket)
    if is_page_of(page, "123456"):
        harmless_ticket(read_ticket(page, "123456", departments=("Billing",), zone=timezone.utc))


def harmless_ticket(ticket: Ticket) -> None:
    harmless(shown(asdict(ticket)))
    make_safe_names(file.name for message in ticket.messages or () for file in message.attachments)


def forms(data: bytes) -> None:
    """The forms of a page, and the offer that the one for new tickets is."""
    page = Page(Answer(200, URL, data, "text/html"))
    for form in page.forms:
        _ = form.untouched
        page.absolute(form.action)
        offer = read_offer(page, form)
        harmless(department.name for department in offer.departments)
        harmless(department.description for department in offer.departments)
        harmless(service.name for service in offer.services or ())
        harmless(offer.demands)
        _ = offer.carries
        for department in offer.departments[:3]:
            offer.priority(department.id)
        for service in (offer.services or ())[:3]:
            offer.service_value(service)


def small(data: bytes) -> None:
    """The readers of short texts: file names, times, headers, tokens."""
    text = data.decode("utf-8", "replace")
    harmless(make_safe_names(text.split("\n")))
    harmless([clean(text), clean_line(text)])
    times.parse_api_time(text)
    order = times.find_date_order(text.split("\n"))
    for line in text.split("\n"):
        times.parse_page_time(line, order, timezone.utc)
    first, _, rest = text.partition("\n")
    read_retry_after({"retry-after": first}, NOW)
    read_retry_after({"x-ratelimit-remaining": "0", "x-ratelimit-reset": first}, NOW)
    sign_in._has_ended(f"a.{first}.b", NOW)
    _ = Answer(200, URL, rest.encode(), charset=first).text


TARGETS: dict[str, Callable[[bytes], None]] = {
    "json": json_answers,
    "html": html,
    "pages": pages,
    "forms": forms,
    "small": small,
}
