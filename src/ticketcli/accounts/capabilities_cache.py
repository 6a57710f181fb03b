"""A cache of portals' capabilities, from one command to the next."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from ticketcli.accounts.accounts import Account
from ticketcli.accounts.completion_cache import CompletionCache
from ticketcli.accounts.portal_addresses import make_name
from ticketcli.portals.capabilities import Capabilities, CapabilityStore, Route
from ticketcli.system import atomic_files, dataclass_json
from ticketcli.system.plain_files import read_json

FORMAT = 2
"""Version of the file format. New fields keep it; a changed meaning raises it."""
LARGEST = 4 * 2**20
"""Largest file that is read, in bytes."""
AGE = timedelta(days=1)
"""How long capabilities are valid."""
AGE_OF_CLOSED = timedelta(minutes=30)
"""How long a route counts as closed: it may have been for maintenance."""


def _read_clock() -> datetime:
    return datetime.now(timezone.utc)


class CapabilitiesFile:
    """Cache the capabilities of a portal in a file; implements `portals.base.CapabilityStore`.

    Capabilities expire after a day, a closed route after half an hour; the portal's time zone, its order
    of day and month and what its database cannot hold stay. Services belong to the customer and not to
    the portal: where the customer is not known, they are left out.
    """

    def __init__(self, folder: Path, account: Account, *, now: Callable[[], datetime] = _read_clock) -> None:
        self._account = account
        self._now = now
        self._completion_cache = CompletionCache(folder, account, private=True)
        self._since: str | None = None  # when the oldest of the capabilities was read
        self._learned: str | None = None
        self._closed: dict[str, str] = {}  # routes found closed, and when
        whose = f"{account.url}\n{account.username or f'at {account.name}'}"
        mark = sha256(whose.encode("utf-8", "surrogateescape")).hexdigest()[:12]
        self.path = folder / "learned" / f"{make_name(account.url)[:80]}-{mark}.json"

    def load(self, *, of_any_age: bool = False) -> Capabilities | None:
        """Return the valid capabilities, or None."""
        try:
            saved = read_json(self.path, limit=LARGEST)
            if saved["format"] != FORMAT or saved["url"] != self._account.url:
                return None
            found = from_json(saved["capabilities"])
            since, closed = saved.get("since"), saved.get("closed", {})
            if not isinstance(closed, dict):
                closed = {}
        except (OSError, ValueError, TypeError, KeyError):
            return None
        if of_any_age:
            return found
        self._learned = found.learned
        self._since = since if self._is_younger(since, AGE) else None
        self._closed = {name: time for name, time in closed.items() if self._is_younger(time, AGE_OF_CLOSED)}
        if self._since is None:
            found = Capabilities(
                routes=tuple(Route(route.name) for route in found.routes),
                cuts_emoji=found.cuts_emoji,
                lasting_notes=found.lasting_notes,
                utc_offset=found.utc_offset,
                utc_offset_seen=found.utc_offset_seen,
            )
        reopened = (
            Route(route.name) if route.open is False and route.name not in self._closed else route
            for route in found.routes
        )
        return replace(found, routes=tuple(reopened))

    def save(self, capabilities: Capabilities) -> None:
        """Save capabilities. If the cache cannot be written, they are read again next time."""
        if self._account.username is None:
            capabilities = replace(capabilities, services=None)
        self._completion_cache.save_capabilities(capabilities)
        now = self._now().replace(microsecond=0).isoformat()
        if self._since is None or capabilities.learned != self._learned:  # looked at anew
            self._since, self._closed = now, {}
        self._learned = capabilities.learned
        closed = [route.name for route in capabilities.routes if route.open is False]
        self._closed = {name: self._closed.get(name, now) for name in closed}
        saved = {
            "format": FORMAT,
            "url": self._account.url,
            "since": self._since,
            "closed": self._closed,
            "capabilities": to_json(capabilities),
        }
        try:
            atomic_files.write(self.path, json.dumps(saved, ensure_ascii=False, indent=1) + "\n")
        except OSError:
            return

    def _is_younger(self, time: object, age: timedelta) -> bool:
        if not isinstance(time, str):
            return False
        try:
            passed = self._now() - datetime.fromisoformat(time)
        except (ValueError, TypeError):
            return False
        return timedelta(minutes=-5) < passed < age  # a clock that was put back ends it, too


class CapabilitiesInMemory:
    """Hold capabilities for one run; implements `portals.base.CapabilityStore`.

    With `saved_in`, they are loaded from there once, and saved there too. Without, as while the customer is
    not known, they are lost with the run.
    """

    def __init__(self, saved_in: CapabilityStore | None = None) -> None:
        self._saved_in = saved_in
        self._capabilities: Capabilities | None = None
        self._loaded = saved_in is None

    def load(self) -> Capabilities | None:
        """Return the capabilities saved last, if any."""
        if self._saved_in is not None and not self._loaded:
            self._capabilities, self._loaded = self._saved_in.load(), True
        return self._capabilities

    def save(self, capabilities: Capabilities) -> None:
        """Save capabilities."""
        self._capabilities, self._loaded = capabilities, True
        if self._saved_in is not None:
            self._saved_in.save(capabilities)


def to_json(capabilities: Capabilities) -> dict[str, Any]:
    """Turn capabilities into JSON's own types; sets of features are sorted lists of their names."""
    return cast("dict[str, Any]", dataclass_json.encode(capabilities))


def from_json(value: object) -> Capabilities:
    """Do the inverse of `to_json`. Raises ValueError, TypeError or KeyError for anything else."""
    return dataclass_json.decode(Capabilities, value)
