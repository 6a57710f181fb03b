"""A portal behind the fault-making proxy, and `ticket` run against it as a person or a script would."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from tests.contract.portal import Portal, Quirks
from tests.faults.proxy import Proxy
from tests.streams import Stream

from ticketcli import runtime
from ticketcli.app import run
from ticketcli.context import Context, Folders, Globals

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.drafts.store import DraftStore
    from ticketcli.portals import base
    from ticketcli.portals.capabilities import CapabilityStore
    from ticketcli.prompts.prompter import Prompter

IMPATIENT = 0.2  # seconds without an answer, where a fault is to come
PATIENT = 20.0


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class Clock:
    """Time that passes only when something sleeps, or by hand. Each look at it takes a millisecond."""

    time: datetime = field(default_factory=lambda: datetime.now(timezone.utc))

    def now(self) -> datetime:
        self.sleep(0.001)
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Scene:
    """One portal, one proxy, one user's folders. `portal_url` is where `ticket` goes, if not to the proxy."""

    def __init__(self, folder: Path, quirks: Quirks | None = None, *, portal_url: str | None = None) -> None:
        self.folder = folder
        self.folders = Folders(folder / "config", folder / "state", folder / "cache")
        self.clock = Clock()
        self.portal = Portal(quirks)
        self.proxy = Proxy(self.portal.server.port)
        # The portal's own links and redirects lead to where people find it.
        self.portal.links.base = self.proxy.url
        self.url = portal_url or self.proxy.url
        self._stack = ExitStack()

    def __enter__(self) -> Scene:
        self._stack.enter_context(self.portal)
        self._stack.enter_context(self.proxy)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    @property
    def drafts(self) -> DraftStore:
        """The user's store as it is on disk."""
        from ticketcli.drafts.store import DraftStore

        return DraftStore(self.folders.state / "outbox", now=self.clock.now)

    def ticket(
        self,
        *arguments: str,
        terminal: bool = False,
        time_limit: float = PATIENT,
        stdin: str | None = None,
        signed_in: bool = True,
    ) -> Outcome:
        """Run `ticket`. With `stdin` given, it is a pipe even where the rest is a terminal."""
        env = {"TICKET_PORTAL": self.url, "TERM": "xterm-256color", "COLUMNS": "100"}
        if signed_in:
            env |= {"TICKET_USERNAME": self.portal.username, "TICKET_PASSWORD": self.portal.password}

        def make_portal_with(
            context: Context,
            account: Account,
            credential_source: base.CredentialSource,
            capability_store: CapabilityStore,
        ) -> base.Portal:
            from ticketcli.accounts.capabilities_cache import CapabilitiesInMemory
            from ticketcli.portals.hostbill.portal import HostBill
            from ticketcli.portals.http.client import Http
            from ticketcli.portals.kind import Connection

            http = Http(account.url, sleep=context.sleep, now=context.now, timeout=time_limit)
            context.exits.callback(http.close)
            return HostBill(
                Connection(
                    http,
                    credential_source=credential_source,
                    capability_store=CapabilitiesInMemory(capability_store),
                    now=context.now,
                    via=context.options.via,
                )
            )

        def make_portal(context: Context) -> base.Portal:
            from ticketcli.accounts.capabilities_cache import CapabilitiesFile
            from ticketcli.accounts.credentials import AccountCredentials

            account = context.accounts.choose(context.options.portal)
            credential_source = AccountCredentials(
                account, context.folders, context.env, None, warn=context.screen.warn
            )
            return make_portal_with(
                context, account, credential_source, CapabilitiesFile(context.folders.cache, account)
            )

        context = Context(
            options=Globals(portal=self.url),
            env=env,
            stdin=Stream(stdin or "", terminal=terminal and stdin is None),
            stdout=Stream(terminal=terminal),
            stderr=Stream(terminal=terminal),
            folders=self.folders,
            now=self.clock.now,
            sleep=self.clock.sleep,
            make_portal=make_portal,
            make_portal_with=make_portal_with,
            make_prompter=_nobody,
            make_screen=runtime.make_screen,
            make_drafts=runtime.make_drafts,
            make_accounts=runtime.make_accounts,
        )
        code = run(arguments, context)
        assert isinstance(context.stdout, Stream)
        assert isinstance(context.stderr, Stream)
        return Outcome(code, context.stdout.getvalue(), context.stderr.getvalue())


def _nobody(context: Context) -> Prompter:
    raise AssertionError("A question was asked, and nobody is there to answer it.")
