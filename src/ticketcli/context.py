"""The context of a command, built by `app` (and by tests, without a portal or a terminal)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO, TypeVar, cast

from ticketcli.accounts.environment import Environment
from ticketcli.model.errors import TicketError
from ticketcli.model.redaction import Redactor

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account, Accounts
    from ticketcli.accounts.config import ConfigFile
    from ticketcli.accounts.settings import Settings
    from ticketcli.drafts.store import DraftStore
    from ticketcli.output.json_output import JsonShaper
    from ticketcli.output.screen import Screen
    from ticketcli.portals.base import CredentialSource, Portal
    from ticketcli.portals.capabilities import CapabilityStore, RouteName
    from ticketcli.portals.http.client import Http
    from ticketcli.portals.kind import Kind
    from ticketcli.prompts.prompter import Prompter

Made = TypeVar("Made")


@dataclass
class Globals:
    """Hold the options of every command."""

    portal: str | None = None
    via: RouteName | None = None
    json: bool = False
    fields: str | None = None
    jq: str | None = None
    template: str | None = None
    no_input: bool = False
    verbose: bool = False
    debug: bool = False

    @property
    def shaped(self) -> bool:
        """Say whether the JSON answer is filtered or reformatted."""
        return not (self.fields is self.jq is self.template is None)


class Folders(NamedTuple):
    """Hold the user's folders: settings, state (must not be lost), cache (may be)."""

    config: Path
    state: Path
    cache: Path


def _detect_kind(context: Context, url: str, ca_file: Path | None) -> Kind:
    """Detect the kind of the portal at an address. Raises as `portals.registry.detect_kind` does."""
    from ticketcli.portals.registry import detect_kind

    return detect_kind(context.connect(url, ca_file))


@dataclass
class Context:
    """Hold streams, environment, folders, clocks, and factories of the larger parts.

    The factories are called by the commands that need them, so that a command that reads no
    portal does not pay for one.
    """

    options: Globals
    env: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    folders: Folders
    now: Callable[[], datetime]  # aware, UTC
    sleep: Callable[[float], None]
    make_portal: Callable[[Context], Portal]
    make_portal_with: Callable[[Context, Account, CredentialSource, CapabilityStore], Portal]
    make_prompter: Callable[[Context], Prompter]
    make_screen: Callable[[Context], Screen]
    make_drafts: Callable[[Context], DraftStore]
    make_accounts: Callable[[Context], Accounts]
    redactor: Redactor = field(default_factory=Redactor)
    started: datetime | None = None  # when the process began
    find_kind: Callable[[Context, str, Path | None], Kind] = _detect_kind
    exits: ExitStack = field(default_factory=ExitStack)  # what must end when the command has
    shaper: JsonShaper | None = None  # how the answer is cut, once the options were read
    given: Mapping[str, str] = field(init=False)  # the environment alone, without settings
    _made: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Settings fill in what the environment lacks; they are read on first use.
        self.given = self.env
        self.env = Environment(self.given, self._set)

    @property
    def portal(self) -> Portal:
        """Return the chosen portal; it is made once."""
        return self._once("portal", self.make_portal)

    def connect_early(self) -> None:
        """Make the portal now: its connection is then on its way while other things are done.

        Nothing is sent. What keeps a portal from being made is raised by `portal` itself.
        """
        with suppress(TicketError, OSError):
            self._once("portal", self.make_portal)

    @property
    def prompter(self) -> Prompter:
        """Return the prompter. Only where `interactive`."""
        return self._once("prompter", self.make_prompter)

    @property
    def screen(self) -> Screen:
        """Return the screen that answers and notices are written to."""
        return self._once("screen", self.make_screen)

    @property
    def drafts(self) -> DraftStore:
        """Return the store of drafts."""
        return self._once("drafts", self.make_drafts)

    @property
    def accounts(self) -> Accounts:
        """Return the accounts."""
        return self._once("accounts", self.make_accounts)

    @property
    def config_file(self) -> ConfigFile:
        """Return `config.toml`: portals, settings and aliases."""
        return self._once("config_file", _open_config)

    @property
    def settings(self) -> Settings:
        """Return the settings in `config.toml`."""
        return self._once("settings", _make_settings)

    @property
    def interactive(self) -> bool:
        """Say whether prompts are possible: stdin and stderr are terminals, and --no-input is not set."""
        return not self.options.no_input and self.stdin.isatty() and self.stderr.isatty()

    def connect(self, url: str, ca_file: Path | None) -> Http:
        """Make a client for the portal at `url`; it is closed when the command ends."""
        from ticketcli.portals.http.early_socket import EarlySocket

        early = EarlySocket(url, self.env, ca_file)  # on its way while what uses it is imported

        from ticketcli.portals.http.client import Http

        http = Http(
            url,
            early=early,
            ca_file=ca_file,
            sleep=self.sleep,
            now=self.now,
            trace=self.stderr.write if self.options.debug else None,
            say=self.screen.note,
            env=self.env,
        )
        self.exits.callback(http.close)
        return http

    def _set(self) -> Mapping[str, str]:
        return self.settings.variables()

    def _once(self, name: str, make: Callable[[Context], Made]) -> Made:
        if name not in self._made:
            self._made[name] = make(self)
        return cast("Made", self._made[name])


def _make_settings(context: Context) -> Settings:
    from ticketcli.accounts.settings import Settings

    return Settings(context.config_file)


def _open_config(context: Context) -> ConfigFile:
    from ticketcli.accounts.config import ConfigFile

    return ConfigFile(context.folders.config / "config.toml")
