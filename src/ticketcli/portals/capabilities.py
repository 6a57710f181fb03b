"""What a portal was found to offer: the ways into it, what they carry, its departments and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Literal, Protocol

from ticketcli.i18n import N_
from ticketcli.model.attachments import Extensions, Forbidden, Unclear
from ticketcli.model.ticket import Department, Service

RouteName = str
"""One way into a portal of several, such as "api" or "web"."""
ExtensionRule = Literal["allowed", "forbidden", "unclear"]


class Feature(Enum):
    """What a ticket may ask for beyond department, subject and message. The values are English words."""

    ATTACHMENTS = N_("attachments")
    CC = N_("CC")
    SERVICE = N_("related service")
    ENCRYPTION = N_("encryption")
    PRIORITY = N_("priority")


@dataclass(frozen=True)
class Route:
    """One way into a portal. `open` is None where nothing is known yet; `why` says why not, if not."""

    name: RouteName
    open: bool | None = None
    carries: frozenset[Feature] = frozenset()
    why: str = ""


@dataclass(frozen=True)
class Capabilities:
    """What an installation was found to offer. None means: not known yet, or not shown."""

    routes: tuple[Route, ...] = ()
    departments: tuple[Department, ...] = ()
    services: tuple[Service, ...] | None = None
    extensions: tuple[str, ...] | None = None  # with dots, lower case, as in the portal's own line
    max_bytes: int | None = None  # for one form, all files together
    cuts_emoji: bool = False  # seen to cut a text at its first 4-byte character
    sign_in_captcha: bool | None = None  # the web pages want a captcha answered at sign-in
    ticket_captcha: bool | None = None  # and at a new ticket
    ticket_form: str | None = None  # the address of the form for a new ticket
    second_factor: bool | None = None  # the sign-in wants a code
    utc_offset: int | None = None  # of the portal's clock, in minutes, once it was seen twice
    utc_offset_seen: int | None = None  # the same, seen last
    refuses_emoji: bool = False  # takes no text that holds one
    longest_subject: int | None = None  # in characters
    longest_message: int | None = None  # in bytes of UTF-8
    learned: str | None = None  # when, ISO 8601 in UTC
    extension_rule: ExtensionRule = "allowed"  # what the line says of them
    notes: Mapping[str, Any] = field(default_factory=dict)
    """What the kind of portal notes for itself, in JSON's own types; nobody else reads it."""
    lasting_notes: Mapping[str, Any] = field(default_factory=dict)
    """The same of what does not change from one day to the next."""

    @property
    def extensions_taken(self) -> Extensions:
        """The extensions as `model.attachments` judges files by them."""
        if self.extensions is None or self.extension_rule == "allowed":
            return self.extensions
        return (Forbidden if self.extension_rule == "forbidden" else Unclear)(self.extensions)

    def with_extensions(self, extensions: Extensions) -> Capabilities:
        """Return the same capabilities with what a form says of extensions."""
        rule: ExtensionRule = "allowed"
        if isinstance(extensions, Forbidden | Unclear):
            rule = "forbidden" if isinstance(extensions, Forbidden) else "unclear"
        listed = None if extensions is None else tuple(extensions)
        return replace(self, extensions=listed, extension_rule=rule)

    def with_note(self, name: str, value: object) -> Capabilities:
        """Return the same with something noted until the portal is asked anew what it offers."""
        return replace(self, notes={**self.notes, name: value})

    def with_lasting_note(self, name: str, value: object) -> Capabilities:
        """Return the same with something noted for good."""
        return replace(self, lasting_notes={**self.lasting_notes, name: value})

    def route(self, name: RouteName) -> Route:
        """Return the route of that name; one of which nothing is known where it was not looked at."""
        return next((route for route in self.routes if route.name == name), Route(name))

    def with_route(self, changed: Route) -> Capabilities:
        """Return the same capabilities with another state of one route."""
        names = [route.name for route in self.routes]
        routes = [changed if route.name == changed.name else route for route in self.routes]
        return replace(self, routes=tuple(routes if changed.name in names else [*routes, changed]))


class CapabilityStore(Protocol):
    """Where a portal remembers what it found out about an installation. Asked often, so it is quick."""

    def load(self) -> Capabilities | None:
        """Return what was learned last, if anything."""

    def save(self, capabilities: Capabilities) -> None:
        """Remember it."""
