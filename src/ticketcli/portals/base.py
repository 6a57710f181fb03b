"""What every portal can be asked, what it may be unable to do, and how it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Attachment, Department, Service, Ticket
from ticketcli.portals.capabilities import Capabilities, Feature, RouteName

Progress = Callable[[int, int], None]
"""Called with bytes sent so far and bytes in all, as an upload or a download goes on."""


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
        """Return what to sign in with.

        May ask the system keyring. Raises SignInNeeded if there is nothing.
        """

    def read_session(self) -> Session:
        """Return the session saved last, or an empty one."""

    def save_session(self, session: Session) -> None:
        """Keep a session for the next command, or not, as the account's owner wants it."""

    def ask_code(self, note: str = "") -> str:
        """Ask the user for the second factor, after a `note`. Raises SignInNeeded where nobody can be."""


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
        """Return what the installation offers: what was learned before, or, if fresh, asked again."""

    def learn(self, capabilities: Capabilities) -> None:
        """Remember something that was found out about the installation."""

    def who(self) -> Identity:
        """Return who is signed in. Proves that the credentials work."""

    def departments(self) -> tuple[Department, ...]:
        """Return where a ticket can go."""

    def services(self) -> tuple[Service, ...]:
        """Return the account's services."""

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """Return all tickets, newest first where the portal says so, page by page as they are taken.

        `whole`: all of them will be taken, so that several pages may be asked for at once. Raises
        MorePages where the list is longer than is read.
        """

    def newest(self) -> tuple[Ticket, ...]:
        """Return the first page of all tickets."""

    def ticket(self, number: str) -> Ticket:
        """Return one ticket with its messages. Raises NoSuchTicket."""

    def check(self, asked: frozenset[Feature], *, reply: bool = False) -> RouteName:
        """Return the route that carries all of `asked`. Raises CannotCarry, which says what else to do."""

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
        """Make any call of the portal's own API; yield the text of its answer, or of each page's, as it came.

        Raises CannotCarry where this account has no API, UsageError, and what a write may raise.
        """

    def address(self, number: str) -> str:
        """Return the link that shows a ticket in a browser."""

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
