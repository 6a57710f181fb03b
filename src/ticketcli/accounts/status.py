"""The status of an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ticketcli.accounts.accounts import Account
from ticketcli.accounts.capabilities_cache import CapabilitiesFile
from ticketcli.accounts.credentials import AccountCredentials
from ticketcli.model.errors import TicketError, UsageError
from ticketcli.portals.base import Identity, Portal
from ticketcli.portals.capabilities import Capabilities
from ticketcli.portals.registry import get_kind


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


ZoneSource = Literal["given", "learned", "guessed", "not needed", "unknown"]
"""Where the zone of a portal's clock is known from: "guessed" is seen once and believed by nothing."""


def find_zone(status: Status) -> tuple[str | None, ZoneSource]:
    """Find the zone of the portal's clock, an IANA name or an offset such as +09:00, and where it is from."""
    if status.account.timezone is not None:
        return status.account.timezone, "given"
    offers = status.offers or Capabilities()
    if offers.utc_offset is not None:
        return _format_offset(offers.utc_offset), "learned"
    if offers.utc_offset_seen is not None:
        return _format_offset(offers.utc_offset_seen), "guessed"
    return None, "not needed" if tells_zone(status.account.kind) else "unknown"  # data


def name_zone(status: Status) -> str | None:
    """Name the time zone of the portal where it is set or learned."""
    zone, source = find_zone(status)
    return None if source == "guessed" else zone


def tells_zone(kind: str) -> bool:
    """Return whether the times of a kind of portal say their zone themselves."""
    try:
        return get_kind(kind).tells_zone
    except UsageError:  # its package is not installed any more
        return False


def _format_offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
