"""What every portal can be asked, what it may be unable to do, and how it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from ticketcli.i18n import N_, _
from ticketcli.model.attachments import Extensions, Forbidden, Unclear
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Attachment, Department, Service, Ticket

RouteName = str
"""One way into a portal of several, such as "api" or "web"."""
ExtensionRule = Literal["allowed", "forbidden", "unclear"]
Progress = Callable[[int, int], None]
"""Called with bytes sent so far and bytes in all, as an upload or a download goes on."""


class Feature(Enum):
    """What a ticket may ask for beyond department, subject and message. The values are English words."""

    ATTACHMENTS = N_("attachments")
    CC = N_("CC")
    SERVICE = N_("related service")
    ENCRYPTION = N_("encryption")
    PRIORITY = N_("priority")


@dataclass(frozen=True)
class File:
    """A file ready to be sent: the name the portal will see, and where its bytes are."""

    name: str
    path: Path
    size: int
    type: str = "application/octet-stream"


@dataclass(frozen=True)
class NewTicket:
    """A ticket as it goes out: everything resolved and checked."""

    department: Department
    subject: str
    body: str
    service: Service | None = None
    cc: tuple[str, ...] = ()
    priority: str | None = None
    encrypt: bool = False
    files: tuple[File, ...] = ()

    @property
    def features(self) -> frozenset[Feature]:
        """What this ticket needs a route to carry."""
        asked = {
            Feature.ATTACHMENTS: self.files,
            Feature.CC: self.cc,
            Feature.SERVICE: self.service,
            Feature.ENCRYPTION: self.encrypt,
            Feature.PRIORITY: self.priority,
        }
        return frozenset(feature for feature, value in asked.items() if value)


@dataclass(frozen=True)
class NewReply:
    """A reply as it goes out."""

    body: str
    encrypt: bool = False
    files: tuple[File, ...] = ()

    @property
    def features(self) -> frozenset[Feature]:
        """What this reply needs a route to carry."""
        asked = {Feature.ATTACHMENTS: self.files, Feature.ENCRYPTION: self.encrypt}
        return frozenset(feature for feature, value in asked.items() if value)


@dataclass(frozen=True)
class Receipt:
    """The portal's own word that it took a ticket or reply. Not yet a proof: that is reading it back."""

    route: RouteName
    number: str | None = None
    url: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Route:
    """One way into a portal. `open` is None where nothing is known yet; `why` says why not, if not."""

    name: RouteName
    open: bool | None = None
    carries: frozenset[Feature] = frozenset()
    why: str = ""


@dataclass(frozen=True)
class Parameter:
    """How a portal's own API names what a call carries beyond the plain ones."""

    call: Literal["new", "reply"]
    feature: Feature
    name: str


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
    date_order: Literal["ymd", "dmy", "mdy"] | None = None  # of the dates on the portal's pages
    parameters: tuple[Parameter, ...] | None = None  # of its API, as its description names them
    api_base: str | None = None  # where the API's calls were found, if not where they usually are

    @property
    def extensions_taken(self) -> Extensions:
        """The extensions as `model.attachments` judges files by them."""
        if self.extensions is None or self.extension_rule == "allowed":
            return self.extensions
        return (Forbidden if self.extension_rule == "forbidden" else Unclear)(self.extensions)

    def with_extensions(self, extensions: Extensions) -> Capabilities:
        """The same with what a form says of extensions."""
        rule: ExtensionRule = "allowed"
        if isinstance(extensions, Forbidden | Unclear):
            rule = "forbidden" if isinstance(extensions, Forbidden) else "unclear"
        listed = None if extensions is None else tuple(extensions)
        return replace(self, extensions=listed, extension_rule=rule)

    def route(self, name: RouteName) -> Route:
        """The route of that name; one of which nothing is known where it was not looked at."""
        return next((route for route in self.routes if route.name == name), Route(name))

    def with_route(self, changed: Route) -> Capabilities:
        """The same with another state of one route."""
        names = [route.name for route in self.routes]
        routes = [changed if route.name == changed.name else route for route in self.routes]
        return replace(self, routes=tuple(routes if changed.name in names else [*routes, changed]))


@dataclass(frozen=True)
class Identity:
    """Who is signed in, as far as the portal says."""

    email: str | None = None
    name: str | None = None
    company: str | None = None


@dataclass(frozen=True)
class Credentials:
    """What a person signs in with. A token is a personal access token: it opens the API only."""

    username: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Session:
    """What a sign-in gave, worth keeping for the next command. All of it is secret.

    `cookies` is a JSON-ready list of cookies for the portal's host alone.
    """

    access: str | None = field(default=None, repr=False)
    refresh: str | None = field(default=None, repr=False)
    cookies: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)  # name, value, path


class CredentialSource(Protocol):
    """Where a portal gets its credentials, and where it leaves a session. Read only when needed."""

    def read_credentials(self) -> Credentials:
        """What to sign in with. May ask the system keyring. Raises SignInNeeded if there is nothing."""

    def read_session(self) -> Session:
        """The session kept last, or an empty one."""

    def save_session(self, session: Session) -> None:
        """Keep a session for the next command, or not, as the account's owner wants it."""

    def ask_code(self, note: str = "") -> str:
        """Ask the user for the second factor, after a `note`. Raises SignInNeeded where nobody can be."""


class CapabilityStore(Protocol):
    """Where a portal remembers what it found out about an installation. Asked often, so it is quick."""

    def load(self) -> Capabilities | None:
        """What was learned last, if anything."""

    def save(self, capabilities: Capabilities) -> None:
        """Remember it."""


class Portal(Protocol):
    """One signed-in customer at one portal.

    Every call may raise PortalUnreachable, SignInRefused, SignInNeeded and PortalError.
    Reads may be repeated inside; writes never are once a byte of them was sent.
    """

    url: str

    @property
    def asked_pause(self) -> float:
        """Seconds for which the portal asked last to be left alone, from now (a rate limit)."""

    def capabilities(self, *, fresh: bool = False) -> Capabilities:
        """What the installation offers: what was learned before, or, if fresh, asked again."""

    def learn(self, capabilities: Capabilities) -> None:
        """Remember something that was found out about the installation."""

    def who(self) -> Identity:
        """Who is signed in. Proves that the credentials work."""

    def departments(self) -> tuple[Department, ...]:
        """Where a ticket can go."""

    def services(self) -> tuple[Service, ...]:
        """The account's services."""

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """All tickets, newest first where the portal says so, page by page as they are taken.

        `whole`: all of them will be taken, so that several pages may be asked for at once. Raises
        MorePages where the list is longer than is read.
        """

    def newest(self) -> tuple[Ticket, ...]:
        """The first page of all tickets."""

    def ticket(self, number: str) -> Ticket:
        """One ticket with its messages. Raises NoSuchTicket."""

    def check(self, asked: frozenset[Feature], *, reply: bool = False) -> RouteName:
        """The route that carries all of `asked`. Raises CannotCarry, which says what else to do."""

    def prefetch(self, asked: frozenset[Feature], *, number: str | None = None) -> None:
        """Sign in, and begin to read side by side what a new ticket with all of `asked` will need.

        With `number`, what a reply to that ticket will need. Raises what keeps it from being sent.
        """

    def create(self, ticket: NewTicket, progress: Progress | None = None) -> Receipt:
        """Send a new ticket, once. Raises ContentRefused, CannotCarry, NotSent, OutcomeUnknown."""

    def reply(self, number: str, reply: NewReply, progress: Progress | None = None) -> Receipt:
        """Send a reply, once. Raises as `create` does, and NoSuchTicket and TicketClosed."""

    def close(self, number: str) -> None:
        """Close a ticket. Raises NoSuchTicket, ContentRefused, OutcomeUnknown."""

    def reopen(self, number: str) -> None:
        """Reopen a ticket. Raises as `close` does."""

    def download(
        self, number: str, attachment: Attachment, into: BinaryIO, progress: Progress | None = None
    ) -> None:
        """Write an attachment's bytes to `into`. Raises PortalError when they come short."""

    def raw(
        self, method: str, path: str, values: Sequence[tuple[str, str]] = (), *, all_pages: bool = False
    ) -> Iterator[str]:
        """Any call of the portal's own API: the text of its answer, or of each page's, as it came.

        Raises CannotCarry where this account has no API, UsageError, and what a write may raise.
        """

    def address(self, number: str) -> str:
        """The link that shows a ticket in a browser."""

    def sign_out(self) -> None:
        """End the session at the portal. A personal access token is left alone."""


class PortalError(TicketError):
    """The portal answered, but not with what was asked for."""


MOST_PAGES = 2000
"""So many pages of a list are read. A portal that has more of them has no end."""


class MorePages(PortalError):
    """A list goes on after as many pages as are read."""

    def __init__(self, url: str) -> None:
        super().__init__(
            _("The list at {url} has more than {pages:,} pages; the rest was not read.").format(
                url=url, pages=MOST_PAGES
            )
        )


class NoSuchTicket(PortalError):
    """No ticket of that number is visible to this account."""


class TicketClosed(ContentRefused):
    """The ticket is closed and takes no reply."""


class PortalUnreachable(PortalError):
    """No usable answer: no connection, no such host, bad certificate, time-out, or only errors."""


class OnlyErrors(PortalUnreachable):
    """It answers, but with errors alone: overloaded, broken, or asking to be left alone for a while."""


class NotAPortal(PortalUnreachable):
    """Something answers at the address, but not a portal of the kind expected."""


class NotSent(PortalUnreachable):
    """A write that certainly did not reach the portal: no connection was made."""


class OutcomeUnknown(PortalError):
    """A write was sent and no answer came that says what became of it."""


class TurnedAway(OutcomeUnknown):
    """The portal says that it took nothing: too many requests, or the sign-in has ended.

    What stands between may say so of something that was taken: look first, then send again, if
    `again`. `last` is what it means when it goes on like this, `wait` the seconds to wait before.
    """

    def __init__(self, last: TicketError, *, wait: float = 0.0, again: bool = True) -> None:
        super().__init__(last.message, last.hint)
        self.last = last
        self.wait = wait
        self.again = again


class SignInNeeded(PortalError):
    """There is nothing to sign in with, or something is needed that only a person can give."""


class SignInRefused(PortalError):
    """The portal does not accept the credentials."""


class CodeRefused(SignInRefused):
    """The portal accepts the password, but none of the two-factor codes."""


STOPS = (PortalUnreachable, SignInNeeded, SignInRefused)
"""What keeps one thing from being done at a portal keeps the next one too."""


class CannotCarry(ContentRefused):
    """What was asked for cannot travel with this sign-in, or at this portal."""


class CaptchaDemanded(ContentRefused):
    """The portal's form has a captcha, which only a browser can answer."""
