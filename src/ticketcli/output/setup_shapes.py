"""The JSON of what is set up here: portals, settings, aliases, templates, completion, practice portal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ticketcli.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.settings import Setting, Value
    from ticketcli.accounts.status import Status
    from ticketcli.accounts.templates import Template
    from ticketcli.portals.capabilities import Capabilities

Shape = dict[str, Any]


def shape_sign_in(status: Status) -> Shape:
    """Shape the state of one sign-in, and what its portal offers."""
    from ticketcli.accounts.status import find_zone, name_zone

    account, identity = status.account, status.identity
    return {
        "name": account.name,
        "url": account.url,
        "kind": account.kind,
        "active": status.active,
        "username": account.username,
        "storage": account.storage,
        "timezone": name_zone(status),
        "timezone_source": find_zone(status)[1],
        "secrets": dict(status.sources),
        "works": status.works,
        "error": None if status.error is None else status.error.message,
        "identity": None
        if identity is None
        else {"email": identity.email, "name": identity.name, "company": identity.company},
        "offers": None if status.offers is None else _shape_offers(status.offers),
    }


def _shape_offers(offers: Capabilities) -> Shape:
    """Shape what a portal offers, each route under its name."""
    from ticketcli.accounts.capabilities_cache import to_json

    value = to_json(offers)
    routes = {route.pop("name"): route for route in value.pop("routes")}
    return {**routes, **value}


def shape_template(template: Template) -> Shape:
    """Shape a text that messages start from; `path` is null for the guide's headings."""
    return {
        "name": template.name,
        "department": template.department,
        "text": template.text,
        "path": None if template.path is None else str(template.path),
    }


def shape_account(account: Account) -> Shape:
    """Shape an account."""
    return {"name": account.name, "url": account.url}


def shape_alias(name: str, expansion: str) -> Shape:
    """Shape an alias."""
    return {"name": name, "expansion": expansion}


def shape_setting(key: str, value: object) -> Shape:
    """Shape a setting, or its default; null where it has none."""
    return {"key": key, "value": value}


def shape_topic(topic: str, text: str) -> Shape:
    """Shape a text that `ticket help` prints."""
    return {"topic": topic, "text": text}


def shape_signed_out(account: Account, *, ended: bool) -> Shape:
    """Shape an account that was signed out of; `ended`: the portal ended the session."""
    return {**shape_account(account), "session_ended": ended}


def shape_set_alias(name: str, expansion: str, *, replaced: bool) -> Shape:
    """Shape an alias that was set; `replaced` says that there was one of that name."""
    return {**shape_alias(name, expansion), "replaced": replaced}


def shape_listed_setting(setting: Setting, value: Value | None, source: str) -> Shape:
    """Shape a setting in a list, with where its value comes from and what it is about."""
    return {**shape_setting(setting.name, value), "from": source, "about": _(setting.about)}


def shape_edited_config(path: Path, *, changed: bool) -> Shape:
    """Shape the settings' file after it was edited."""
    return {"path": str(path), "changed": changed}


def shape_completion(shell: str, script: str) -> Shape:
    """Shape the completion script of a shell."""
    return {"shell": shell, "script": script}


def shape_installed_completion(shell: str, path: Path, lines: Sequence[str], *, changed: bool) -> Shape:
    """Shape an installed completion script; `lines` are what a shell's own file may need besides."""
    return {"shell": shell, "path": str(path), "changed": changed, "lines": list(lines)}


def shape_served_sandbox(url: str, username: str, password: str) -> Shape:
    """Shape the practice portal that runs, and how to sign in there."""
    return {"url": url, "username": username, "password": password}


def shape_reset_sandbox() -> Shape:
    """Shape the practice portal after its tickets were deleted."""
    return {"reset": True}
