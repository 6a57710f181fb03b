"""A cache of names and numbers for shell completion.

    CACHE/completion/hb.example.com-3f0c.../
    ├── departments     name ⇥ description
    ├── services        name ⇥ domain, status
    ├── extensions      extension, of files that may be attached
    └── tickets         number ⇥ [status] subject, the latest seen first

Plain lines, so that no program has to be started to complete a word. Subjects and services are
private: they are kept, for their owner alone, only where it is certain whose they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ticketcli.accounts.portal_addresses import make_name
from ticketcli.model.text import clean_line
from ticketcli.system import atomic_files

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.model.ticket import Department, Service, Ticket
    from ticketcli.portals.base import Portal
    from ticketcli.portals.capabilities import Capabilities

MOST = 5000
"""Number of tickets in the cache. A longer list does not help to complete a number."""

_LONGEST = 200  # of a name or a description, in characters


def mark(url: str, username: str | None) -> str:
    """Compute a digest that identifies a customer of a portal in file names."""
    return sha256(f"{url}\n{username or ''}".encode()).hexdigest()[:12]


def make_folder_name(url: str, username: str | None) -> str:
    """Return the name of the folder for a customer of a portal, in `CACHE/completion`."""
    return f"{make_name(url)[:80]}-{mark(url, username)}"


class CompletionCache:
    """Save the lists of one account. Errors of the disk are ignored: the cache is then empty.

    `private` says whether the customer is certain, so that tickets may be saved.
    """

    def __init__(
        self, cache: Path, account: Account, *, private: bool, redact: Callable[[str], str] = str
    ) -> None:
        self._redact = redact
        self.folder = cache / "completion" / make_folder_name(account.url, account.username)
        self._private = private and account.username is not None
        self._tickets: dict[str, str] = {}

    def save_capabilities(self, capabilities: Capabilities) -> None:
        """Save the capabilities of a portal."""
        if capabilities.departments:
            self.save_departments(capabilities.departments)
        if capabilities.services is not None:
            self.save_services(capabilities.services)
        if capabilities.extensions and capabilities.extension_rule == "allowed":
            self._write("extensions", [(extension, "") for extension in capabilities.extensions])

    def save_departments(self, departments: Iterable[Department]) -> None:
        """Save the departments."""
        self._write("departments", [(each.name, each.description) for each in departments])

    def save_services(self, services: Iterable[Service]) -> None:
        """Save the services."""
        if self._private:
            shown = [(each.name, ", ".join(filter(None, (each.domain, each.status)))) for each in services]
            self._write("services", shown)

    def add_ticket(self, ticket: Ticket, *, first: bool = False) -> None:
        """Add a ticket behind those added before, or, as the one in use, in front of them.

        `save_tickets` saves it.
        """
        if not self._private or not ticket.subject or (len(self._tickets) >= MOST and not first):
            return
        about = f"[{ticket.status}] {ticket.subject}" if ticket.status else ticket.subject
        if first:
            self._tickets.pop(ticket.number, None)
            self._tickets = {ticket.number: about, **self._tickets}
        else:
            self._tickets[ticket.number] = about

    def save_tickets(self) -> None:
        """Save the added tickets, before those saved already."""
        if self._tickets:
            earlier = dict(_split_lines(self._read("tickets")))
            self._write("tickets", list({**self._tickets, **earlier, **self._tickets}.items())[:MOST])

    def forget(self) -> None:
        """Remove the cache."""
        from shutil import rmtree

        rmtree(self.folder, ignore_errors=True)

    def _write(self, name: str, entries: Iterable[tuple[str, str]]) -> None:
        lines = (f"{_shorten(value)}\t{_shorten(about)}".rstrip("\t") for value, about in entries)
        text = self._redact("".join(f"{line}\n" for line in lines if line))
        if text == self._read(name):
            return
        try:
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic_files.write(self.folder / name, text, sync=False)
        except OSError:
            return

    def _read(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""


class CachingPortal:
    """Wrap a portal, and cache its answers as they are read."""

    def __init__(self, portal: Portal, completion_cache: CompletionCache) -> None:
        self._portal = portal
        self._completion_cache = completion_cache

    def __getattr__(self, name: str) -> Any:
        return getattr(self._portal, name)

    def departments(self) -> tuple[Department, ...]:
        """List the departments, and cache them."""
        found = self._portal.departments()
        self._completion_cache.save_departments(found)
        return found

    def services(self) -> tuple[Service, ...]:
        """List the account's services, and cache them."""
        found = self._portal.services()
        self._completion_cache.save_services(found)
        return found

    def tickets(self, *, whole: bool = False) -> Iterator[Ticket]:
        """Yield all tickets, page by page, and cache them."""
        return self._cache_tickets(self._portal.tickets(whole=whole))

    def newest(self) -> tuple[Ticket, ...]:
        """Return the first page of tickets, and cache them."""
        return tuple(self._cache_tickets(self._portal.newest()))

    def ticket(self, number: str) -> Ticket:
        """Read a ticket with its messages, and cache it."""
        found = self._portal.ticket(number)
        self._completion_cache.add_ticket(found, first=True)
        return found

    def _cache_tickets(self, tickets: Iterable[Ticket]) -> Iterator[Ticket]:
        for ticket in tickets:
            self._completion_cache.add_ticket(ticket)
            yield ticket


def cache_answers(portal: Portal, completion_cache: CompletionCache) -> Portal:
    """Wrap a portal so that its answers are cached."""
    return cast("Portal", CachingPortal(portal, completion_cache))


def _split_lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        value, _, about = line.partition("\t")
        if value:
            yield value, about


def _shorten(text: str) -> str:
    return clean_line(text)[:_LONGEST]
