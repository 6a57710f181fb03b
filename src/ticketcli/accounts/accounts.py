"""The accounts in `config.toml`. Secrets are not stored here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from ticketcli.accounts.config import ConfigFile
from ticketcli.accounts.portal_addresses import looks_like_address, make_name, parse_portal_url
from ticketcli.i18n import _, join_list
from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.model.names import find_by_name
from ticketcli.portals.base import SignInNeeded
from ticketcli.portals.registry import DEFAULT as DEFAULT_KIND
from ticketcli.system.user_folders import Folders

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Storage = Literal["keyring", "file"]
LIMIT = 10.0
"""Time limit for each call to the system keyring, in seconds."""

_KEYS = ("url", "kind", "username", "ca_file", "timezone", "storage")
_NAME = re.compile(r"[^\W_][\w.-]*")


@dataclass(frozen=True)
class Account:
    """Hold an account at one portal.

    `storage` says where the secrets are stored; None means nowhere: they come from the
    environment. `timezone` is an IANA name, for a portal whose times are of a known zone. `kind`
    is a name in `portals.registry`.
    """

    name: str
    url: str
    username: str | None = None
    ca_file: Path | None = None
    timezone: str | None = None
    storage: Storage | None = None
    kind: str = DEFAULT_KIND


class Accounts:
    """Read and change the accounts in `config.toml`, or in `file`."""

    def __init__(self, folders: Folders, env: Mapping[str, str], file: ConfigFile | None = None) -> None:
        self._file = file or ConfigFile(folders.config / "config.toml")
        self._env = env

    @property
    def path(self) -> Path:
        """Return the path of the file."""
        return self._file.path

    def all(self) -> tuple[Account, ...]:
        """List every account, in the file's order. Raises UsageError where the file is damaged."""
        return self._accounts(self._file.read())

    def active(self) -> Account | None:
        """Return the account used where none is chosen."""
        config = self._file.read()
        return _find_named(config.get("active"), self._accounts(config))

    def choose(self, wanted: str | None) -> Account:
        """Return the account of a name (any case, or a unique prefix) or address; None: the active one.

        An unknown address gives a new account that takes its credentials from the
        environment. Raises UnknownName, SignInNeeded and UsageError.
        """
        wanted = wanted or self._env.get("TICKET_PORTAL") or None
        accounts = self.all()
        if wanted is None:
            return self.active() or _choose_only(accounts)
        if "://" in wanted:
            return self._at(parse_portal_url(wanted), accounts)
        try:
            return _find(wanted, accounts)
        except UnknownName:
            if _is_prefix(wanted, accounts) or not looks_like_address(wanted):
                raise
            return self._at(parse_portal_url(wanted), accounts)

    def named(self, name: str) -> Account | None:
        """Find the account of exactly this name, in any case."""
        return _find_named(name, self.all())

    def free_name(self, url: str) -> str:
        """Find an unused name for a new account at this portal."""
        taken = {account.name.casefold() for account in self.all()} | {"sandbox"}
        base = make_name(url)
        name, count = base, 1
        while name.casefold() in taken:
            count += 1
            name = f"{base}-{count}"
        return name

    def add(self, account: Account, *, active: bool = False) -> None:
        """Save an account, replacing one of the same name. Raises UsageError, OSError."""
        check_name(account.name)
        values = {
            "url": account.url,
            "kind": account.kind,
            "username": account.username,
            "ca_file": None if account.ca_file is None else str(account.ca_file),
            "timezone": account.timezone,
            "storage": account.storage,
        }

        def change(document: TOMLDocument) -> None:
            import tomlkit

            portals = document.setdefault("portals", tomlkit.table(is_super_table=True))
            table = portals.setdefault(account.name, tomlkit.table())
            for key, value in values.items():
                if value is not None:
                    table[key] = value
                else:
                    table.pop(key, None)
            if active:
                document["active"] = account.name

        self.all()
        self._file.change(change)

    def remove(self, name: str) -> None:
        """Remove an account. If it was active, none is active afterwards."""
        account = _find(name, self.all())

        def change(document: TOMLDocument) -> None:
            cast("Any", document["portals"]).remove(account.name)
            if str(document.get("active", "")).casefold() == account.name.casefold():
                document.remove("active")

        self._file.change(change)

    def switch(self, name: str) -> None:
        """Make an account the active one. Raises UnknownName."""
        account = _find(name, self.all())

        def change(document: TOMLDocument) -> None:
            document["active"] = account.name

        self._file.change(change)

    def _at(self, url: str, accounts: Sequence[Account]) -> Account:
        there = [account for account in accounts if account.url == url]
        if not there:
            return Account(
                make_name(url),
                url,
                username=self._env.get("TICKET_USERNAME") or None,
                kind=self._env.get("TICKET_KIND") or DEFAULT_KIND,
            )
        if len(there) == 1:
            return there[0]
        active = self.active()
        if active in there:
            return active
        raise UnknownName(
            _("There are several sign-ins at {url}:").format(url=url),
            [account.name for account in there],
            _("Choose one by name: --portal NAME"),
        )

    def _accounts(self, config: Mapping[str, Any]) -> tuple[Account, ...]:
        portals = config.get("portals", {})
        if not isinstance(portals, dict):
            raise self._file.fault(_("“portals” must be a table"), "portals")
        if not isinstance(config.get("active", ""), str):
            raise self._file.fault(_("“active” must be the name of a portal"), "active")
        return tuple(self._account(name, table) for name, table in portals.items())

    def _account(self, name: str, table: object) -> Account:
        here = ("portals", name)
        if not isinstance(table, dict):
            raise self._file.fault(_("“{name}” must be a table").format(name=name), *here)
        for key, value in table.items():
            if key not in _KEYS:
                raise self._file.fault(_("“{key}” is not a portal setting").format(key=key), *here, key)
            if not isinstance(value, str) or not value:
                raise self._file.fault(
                    _("“{name}” must be a string in quotation marks").format(name=key), *here, key
                )
        if "url" not in table:
            raise self._file.fault(_("portal “{name}” has no “url”").format(name=name), *here)
        try:
            url = parse_portal_url(table["url"])
        except UsageError as error:
            raise self._file.fault(error.message.rstrip(".。"), *here, "url") from None
        if table.get("storage", "keyring") not in ("keyring", "file"):
            raise self._file.fault(_("“storage” must be “keyring” or “file”"), *here, "storage")
        if "timezone" in table and not is_timezone(table["timezone"]):
            raise self._file.fault(
                _("unknown time zone “{name}”; use a name such as “Asia/Tokyo”").format(
                    name=table["timezone"]
                ),
                *here,
                "timezone",
            )
        return Account(
            name=name,
            url=url,
            username=table.get("username"),
            ca_file=self._path(table["ca_file"]) if "ca_file" in table else None,
            timezone=table.get("timezone"),
            storage=cast("Storage | None", table.get("storage")),
            kind=table.get("kind", DEFAULT_KIND),
        )

    def _path(self, text: str) -> Path:
        return self.path.parent / Path(text).expanduser()


def check_name(name: str) -> None:
    """Raise UsageError unless this is a valid name for a portal: not an address or a path."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            _("“{name}” cannot be used as a portal name.").format(name=name),
            _("Use letters (of any script), digits, dots, hyphens and underscores."),
        )
    if name.casefold() == "sandbox":
        raise UsageError(
            _("“sandbox” is the name of the built-in practice portal."), _("Choose another name.")
        )


def _find(wanted: str, accounts: Sequence[Account]) -> Account:
    return find_by_name(
        wanted,
        accounts,
        kind=_("portal"),
        names=lambda account: (account.name,),
        id_of=lambda account: account.url,
        hint="" if accounts else _("Run: ticket auth login URL"),
    )


def _find_named(name: object, accounts: Sequence[Account]) -> Account | None:
    key = str(name).casefold()
    return next((account for account in accounts if account.name.casefold() == key), None)


def _is_prefix(wanted: str, accounts: Sequence[Account]) -> bool:
    return any(account.name.casefold().startswith(wanted.casefold()) for account in accounts)


def _choose_only(accounts: Sequence[Account]) -> Account:
    if not accounts:
        raise SignInNeeded(_("Not signed in to any portal."), _("Run: ticket auth login URL"))
    names = join_list(account.name for account in accounts)
    raise SignInNeeded(
        _("No portal is active. You are signed in to: {names}").format(names=names),
        _("Run: ticket auth switch NAME (or use --portal)"),
    )


def is_timezone(name: str) -> bool:
    """Say whether a time zone of that name is known, such as Asia/Tokyo."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True
