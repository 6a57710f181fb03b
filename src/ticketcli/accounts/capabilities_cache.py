"""What a portal was found to offer, kept from one command to the next."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from ticketcli.accounts.accounts import Account
from ticketcli.accounts.completion_cache import Seen, mark
from ticketcli.accounts.portal_addresses import name_for
from ticketcli.portals.base import Capabilities
from ticketcli.system import atomic_files

FORMAT = 2


class LearnedFile:
    """A file in the cache folder for a customer of a portal; implements `portals.base.Learned`.

    Services belong to the customer and not to the portal: where it is not known who signs in,
    they are left out.
    """

    def __init__(self, folder: Path, account: Account) -> None:
        self._account = account
        self._seen = Seen(folder, account, private=True)
        whose = mark(account.url, account.username)
        self.path = folder / "learned" / f"{name_for(account.url)[:80]}-{whose}.json"

    def load(self) -> Capabilities | None:
        """What was learned last; None where there is nothing, or nothing this version can read."""
        try:
            kept = json.loads(self.path.read_bytes())
            if kept["format"] != FORMAT or kept["url"] != self._account.url:
                return None
            return from_json(kept["capabilities"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def save(self, capabilities: Capabilities) -> None:
        """Remember it. Where the cache cannot be written it is learned again next time."""
        if self._account.username is None:
            capabilities = replace(capabilities, services=None)
        self._seen.learned(capabilities)
        kept = {"format": FORMAT, "url": self._account.url, "capabilities": to_json(capabilities)}
        try:
            atomic_files.write(self.path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
        except OSError:
            return


class LearnedInMemory:
    """What is learned before it is known for whom; implements `portals.base.Learned`."""

    def __init__(self) -> None:
        self.capabilities: Capabilities | None = None

    def load(self) -> Capabilities | None:
        """What was saved in this run."""
        return self.capabilities

    def save(self, capabilities: Capabilities) -> None:
        """Remember it for this run."""
        self.capabilities = capabilities


def to_json(capabilities: Capabilities) -> dict[str, Any]:
    """Capabilities in JSON's own types; sets of features are sorted lists of their names."""
    return cast("dict[str, Any]", _plain(asdict(capabilities)))


def from_json(value: object) -> Capabilities:
    """The inverse of `to_json`. Raises ValueError or TypeError for anything else."""
    return cast("Capabilities", _read(Capabilities, value))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(inner) for inner in value)
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return value.name.lower() if isinstance(value, Enum) else value


def _read(kind: Any, value: Any) -> Any:
    """A value of a type, out of JSON. The types are those that the fields of Capabilities have."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        options = [option for option in inner if option is not type(None)]
        return None if value is None and len(options) < len(inner) else _read(options[0], value)
    if origin is Literal and value in inner:
        return value
    if origin in (tuple, frozenset) and isinstance(value, list):
        return origin(_read(inner[0], item) for item in value)
    if is_dataclass(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        if value.keys() != {field.name for field in fields(kind)}:
            raise ValueError(f"not the fields of {kind}: {sorted(value)}")
        return cast("Any", kind)(**{name: _read(hints[name], item) for name, item in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum) and isinstance(value, str):
        return kind[value.upper()]
    if kind in (str, int, bool) and type(value) is kind:
        return value
    raise TypeError(f"not {kind}: {value!r}")
