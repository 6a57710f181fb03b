"""The status of an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ticketcli.accounts.accounts import Account
from ticketcli.accounts.capabilities_cache import CapabilitiesFile
from ticketcli.accounts.credentials import AccountCredentials
from ticketcli.model.errors import TicketError
from ticketcli.portals.base import Capabilities, Identity, Portal


@dataclass(frozen=True)
class Status:
    """Hold the status of an account. `works` is None where the portal was not contacted."""

    account: Account
    active: bool
    works: bool | None = None
    identity: Identity | None = None
    offers: Capabilities | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    error: TicketError | None = None


def read_status(
    account: Account,
    credential_source: AccountCredentials,
    capability_store: CapabilitiesFile,
    portal: Portal | None,
    *,
    active: bool,
) -> Status:
    """Read the status of an account: what is stored, and, with a portal, whether it is still accepted."""
    identity = error = works = None
    sources: Mapping[str, str] = {}
    try:
        sources = credential_source.sources()
        credential_source.read_credentials()
        if portal is not None:
            identity = portal.who()
            portal.capabilities(fresh=True)  # a closed route may work again
            works = True
    except TicketError as problem:
        error, works = problem, False
    offers = capability_store.load(of_any_age=portal is None)
    return Status(account, active, works, identity, offers, sources, error)


def name_zone(status: Status) -> str | None:
    """Return the time zone of the portal: as set, else as detected; None where unknown."""
    if status.account.timezone is not None:
        return status.account.timezone
    minutes = None if status.offers is None else status.offers.utc_offset
    if minutes is None:
        return None
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
