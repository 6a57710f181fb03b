"""Sign in and out: credentials are checked first and saved then, and removed without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ticketcli.accounts.accounts import LIMIT, Account, Accounts, Storage, check_name
from ticketcli.accounts.capabilities_cache import CapabilitiesFile, CapabilitiesInMemory
from ticketcli.accounts.completion_cache import CompletionCache
from ticketcli.accounts.credentials import AskCode, TypedCredentials
from ticketcli.accounts.secret_store import Secrets, open_store
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.portals.base import Credentials, CredentialSource, Identity, Portal, Session, SignInNeeded
from ticketcli.portals.capabilities import Capabilities, CapabilityStore
from ticketcli.portals.registry import DEFAULT as DEFAULT_KIND
from ticketcli.system.user_folders import Folders

MakePortal = Callable[[Account, CredentialSource, CapabilityStore], Portal]


@dataclass(frozen=True)
class Place:
    """Describe where to sign in, and how to store it. `name` None: one is chosen."""

    url: str
    name: str | None
    storage: Storage
    ca_file: Path | None = None
    timezone: str | None = None
    kind: str = DEFAULT_KIND


@dataclass(frozen=True)
class Proven:
    """Hold credentials that a portal accepted, and its answers."""

    credentials: Credentials
    identity: Identity
    capabilities: Capabilities
    session: Session

    @property
    def username(self) -> str | None:
        """Return the user name; with a token, as the portal gives it."""
        return self.credentials.username or self.identity.email


def choose_account(place: Place, username: str | None, accounts: Accounts) -> Account:
    """Choose the account to create or renew: the one of that name, or of that user at the portal.

    Its other values in `config.toml` stay. Raises UsageError for a name that
    belongs to another portal.
    """
    if place.name is not None:
        check_name(place.name)
        known = accounts.named(place.name)
        if known is not None and known.url != place.url:
            raise UsageError(
                _("“{name}” is already used for {url}.").format(name=known.name, url=known.url),
                _("Choose another name: --name NAME"),
            )
    else:
        known = next(
            (
                account
                for account in accounts.all()
                if account.url == place.url and _is_same(account.username, username)
            ),
            None,
        )
    if known is None:
        name = place.name or accounts.free_name(place.url)
        return Account(name, place.url, username, place.ca_file, place.timezone, place.storage, place.kind)
    return replace(
        known,
        username=username,
        storage=place.storage,
        ca_file=place.ca_file or known.ca_file,
        timezone=place.timezone or known.timezone,
        kind=place.kind,
    )


def check_store(account: Account, folders: Folders, *, limit: float = LIMIT) -> None:
    """Raise SignInNeeded or OSError where this account's secrets cannot be stored."""
    _open_secrets(account, folders, limit).ready()


def prove(
    account: Account, credentials: Credentials, make_portal: MakePortal, ask_code: AskCode | None
) -> Proven:
    """Sign in with credentials held in memory only, and read the capabilities.

    Raises SignInRefused, SignInNeeded (a code is needed, and prompts are not possible), PortalUnreachable.
    """
    credential_source = TypedCredentials(credentials, account.url, ask_code)
    portal = make_portal(account, credential_source, CapabilitiesInMemory())
    identity = portal.who()
    capabilities = portal.capabilities(fresh=True)
    return Proven(credentials, identity, capabilities, credential_source.read_session())


def save_sign_in(
    proven: Proven,
    account: Account,
    accounts: Accounts,
    folders: Folders,
    *,
    warn: Callable[[str], None],
    now: Callable[[], datetime],
    limit: float = LIMIT,
) -> None:
    """Save a checked sign-in, and make it the active one. Raises SignInNeeded, UsageError, OSError.

    If the session cannot be stored, `warn` is called, and the next command signs in again.
    """
    before = accounts.named(account.name)
    secrets = _open_secrets(account, folders, limit)
    secrets.keep_credentials(proven.credentials)
    try:
        secrets.keep_session(proven.session)
    except SignInNeeded as error:
        warn(_("The session was not saved: {error}").format(error=error.message))
    try:
        accounts.add(account, active=True)
    except BaseException:
        if before is None:
            secrets.forget()
        raise
    if before is not None and before.storage not in (None, account.storage):
        _open_secrets(before, folders, limit).forget()
    for other in accounts.all():  # the same sign-in by another name: it is called the new one now
        if other != account and other.url == account.url and _is_same(other.username, account.username):
            _open_secrets(other, folders, limit).forget()
            accounts.remove(other.name)
    CapabilitiesFile(folders.cache, account, now=now).save(proven.capabilities)


def remove_sign_in(account: Account, accounts: Accounts, folders: Folders, *, limit: float = LIMIT) -> None:
    """Remove an account and its secrets, the secrets first. Raises SignInNeeded, OSError."""
    if account.storage is None and accounts.named(account.name) != account:
        raise SignInNeeded(_("Not signed in to {url}.").format(url=account.url))
    if account.storage is not None:
        _open_secrets(account, folders, limit).forget()
    accounts.remove(account.name)
    CompletionCache(folders.cache, account, private=True).forget()


def _open_secrets(account: Account, folders: Folders, limit: float) -> Secrets:
    return Secrets(account, open_store(account.storage or "keyring", folders, limit=limit))


def _is_same(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()
