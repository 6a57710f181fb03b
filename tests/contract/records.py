"""What a portal is furnished with: departments, services, form widgets, faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Department:
    """One department. `priority` is hostbill.md's `department.options & 64`."""

    id: str
    name: str
    description: str = ""
    priority: bool = False


@dataclass(frozen=True)
class Service:
    """One of the account's services, as `GET /service` lists them."""

    id: str
    name: str
    domain: str
    status: str = "Active"
    category: str = "VPS"


@dataclass(frozen=True)
class Contact:
    """One of the account's contacts, offered as `secondary[]`."""

    id: str
    name: str


Control = Literal["text", "textarea", "emails", "email", "inputs", "select"]
Markup = Literal["for", "wrap", "form-group", "table", "placeholder"]


@dataclass(frozen=True)
class Widget:
    """One field that a plugin adds to the new-ticket form.

    hostbill.md: "widget fields: whatever the provider's plugins add to the form [...]; their names
    vary (?), so they are found by their label and kind".

    `kind` is what the portal does with it: "cc" and "service" fill the ticket, "other" is a decoy whose
    value lands in `Ticket.extra`. `control` "emails" is `<input type=email multiple>`, "email" one that
    takes a single address, "inputs" several text inputs of one name ending in `[]`. `options` are
    (value, label) pairs of a select of kind "other"; a select of kind "service" lists the services, with
    values after `prefix`, below an empty first option.
    """

    kind: Literal["cc", "service", "other"]
    name: str
    label: str
    control: Control = "text"
    markup: Markup = "form-group"
    required: bool = False
    prefix: str = ""
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""


Happening = Literal["status", "html", "close", "reset", "truncate", "hang", "end-session"]


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong, a number of times.

    `on` is a glob over `Request.route` ("POST api/tickets", "POST web/tickets/new", "GET api/*").
    The first `skip` matching requests go through, the next `times` meet the fault. With `after`, the
    portal does its work first (hostbill.md: "A proxy in front can answer 502/504 **after** the ticket
    was stored"). `happens`: answer `status` with the proxy's page; an HTML page with `status`; close or
    reset the connection without an answer; stop in the middle of the answer; hold the connection until
    the portal ends; forget every web session first (hostbill.md: "A session can end between two requests").
    """

    on: str
    happens: Happening = "status"
    status: int = 502
    after: bool = False
    times: int = 1
    skip: int = 0
    headers: tuple[tuple[str, str], ...] = field(default=())


def too_many(on: str, *, times: int = 1, header: Literal["retry-after", "x-ratelimit", "none"]) -> Fault:
    """hostbill.md: "429, at some with `Retry-After`, at some with `X-RateLimit-*`"."""
    headers: dict[str, tuple[tuple[str, str], ...]] = {
        "retry-after": (("Retry-After", "1"),),
        "x-ratelimit": (
            ("X-RateLimit-Limit", "60"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", "1"),
        ),
        "none": (),
    }
    return Fault(on, status=429, times=times, headers=headers[header])


DEPARTMENTS = (
    Department("3", "BESTNET-CLOUD", "VPS &amp; cloud: <b>servers</b>, networks", priority=True),
    Department("5", "Billing & Sales", "Invoices, orders<br />and payments"),
    Department("12", "Domain / DNS", "", priority=True),
)

SERVICES = (
    Service("17", "VPS-2", "web01.example.com"),
    Service("18", "VPS-2", "web02.example.com", "Suspended"),
    Service("203", "Mail & Groupware", "example.com", "Active", "Mail"),
)

CONTACTS = (Contact("41", "Hanako Yamada"), Contact("42", "Office <office@example.com>"))

CC = Widget("cc", "widget[12][value]", "Additional Email Recipients (CC)")
SERVICE = Widget("service", "widget[9][value]", "Related Service", "select")
