"""`ticket diag`: the report for a support request, without anything secret.

Everything here is named one by one: what is not named is not shown.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ticketcli.i18n import ENGLISH, set_language
from ticketcli.model.errors import TicketError
from ticketcli.version import __version__

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.context import Context

_PACKAGES = (
    *("typer", "rich", "httpx", "keyring", "questionary", "selectolax"),
    *("platformdirs", "truststore", "tomlkit", "email-validator", "flask", "waitress"),
)
_SHOWN = (
    *("TERM", "TERM_PROGRAM", "COLORTERM", "COLORFGBG", "LANG", "LC_ALL", "LC_CTYPE", "COLUMNS", "LINES"),
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK"),
    *("TICKET_NO_INPUT", "TICKET_ACCESSIBLE", "TICKET_BACKGROUND", "TICKET_LANG", "TICKET_DEBUG"),
)
"""Variables whose values say nothing of anybody. Of the others the report says at most that they are set."""
_NAMED = (
    *("TICKET_PORTAL", "TICKET_USERNAME", "TICKET_PASSWORD", "TICKET_TOKEN"),
    *("TICKET_EDITOR", "VISUAL", "EDITOR", "TICKET_PAGER", "PAGER"),
    *("TICKET_CONFIG_DIR", "TICKET_STATE_DIR", "TICKET_CACHE_DIR", "PYTHON_KEYRING_BACKEND"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"),
    *("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"),
)


@dataclass(frozen=True, kw_only=True)
class Options:
    """Print versions, directories, settings and portals for a bug report.

    Contains no password, token, cookie, message or full e-mail address, and contacts no portal.
    Read it before you send it to anyone.

    \b
    Examples:
      ticket diag
      ticket diag --json > diag.json
    """


def run(options: Options, context: Context) -> None:
    """Print the report, whatever is damaged."""
    try:
        context.settings.all()
    except TicketError:  # the report says so; it is shown without settings
        context.env = context.given
    spoken = set_language(ENGLISH)  # whoever gets the report may read no other
    try:
        report = {
            "program": dict(_report_program()),
            "terminal": dict(_report_terminal(context)),
            "environment": dict(_report_environment(context.given)),
            "folders": dict(_report_folders(context)),
            "settings": dict(_report_settings(context)),
            "keyring": dict(_report_keyring(context)),
            "drafts": dict(_report_drafts(context)),
            "portals": _report_portals(context),
        }
    finally:
        set_language(spoken)
    if context.options.json:
        context.screen.json(report)
    else:
        from ticketcli.output.report import print_report

        print_report(report, context.screen)


def _report_program() -> Iterator[tuple[str, Any]]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    yield "ticket", __version__
    yield "python", platform.python_version()
    yield "platform", platform.platform()
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "not installed"


def _report_terminal(context: Context) -> Iterator[tuple[str, Any]]:
    from ticketcli.output.colour import wants_colour
    from ticketcli.output.contrast import detect_shade
    from ticketcli.output.links import wants_links
    from ticketcli.output.terminal_size import get_size

    streams = {"stdin": context.stdin, "stdout": context.stdout, "stderr": context.stderr}
    for name, stream in streams.items():
        yield name, "terminal" if stream.isatty() else "no terminal"
    yield "encoding", getattr(context.stdout, "encoding", None)
    columns, lines = get_size(context.stderr, context.env)
    yield "size", f"{columns}x{lines}"
    yield "colour", wants_colour(context.env, terminal=context.stderr.isatty())
    yield "background", detect_shade(context.env)
    yield "links", wants_links(context.env, terminal=context.stderr.isatty())
    yield "questions", context.interactive


def _report_environment(env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in _SHOWN:
        if name in env:
            yield name, env[name][:80]
    for name in _NAMED:
        if env.get(name) or env.get(name.lower()):
            yield name, "set"


def _report_folders(context: Context) -> Iterator[tuple[str, str]]:
    for name in ("config", "state", "cache"):
        folder: Path = getattr(context.folders, name)
        if not folder.exists():
            state = "does not exist yet"
        elif not os.access(folder, os.W_OK | os.X_OK):
            state = "not writable"
        elif os.name == "posix" and folder.stat().st_mode & 0o077 and name != "config":
            state = f"readable by other users ({folder.stat().st_mode & 0o777:o})"
        else:
            state = "ok"
        yield name, f"{_shorten_home(folder)} {state}"


def _report_settings(context: Context) -> Iterator[tuple[str, Any]]:
    from ticketcli.accounts.aliases import Aliases
    from ticketcli.accounts.templates import Templates

    try:
        values = context.settings.all()
        for name, value in values.items():
            # An editor or a pager may have been given anything at all as an argument.
            yield name, Path(value.split()[0]).name if isinstance(value, str) and value.split() else value
        yield "aliases", len(Aliases(context.config_file, ()).all())
        yield "templates", len(Templates(context.folders.config).all()) - 1
    except TicketError as error:
        yield "damaged", _find_damage(error)


def _report_keyring(context: Context) -> Iterator[tuple[str, str]]:
    from ticketcli.accounts.secret_store import open_store

    store = open_store("keyring", context.folders)
    try:
        store.ready()
        yield "back_end", store.where("")
    except TicketError as error:
        yield "back_end", f"none: {error.message}"


def _report_drafts(context: Context) -> Iterator[tuple[str, Any]]:
    try:
        entries = context.drafts.all()
        for state in ("unsent", "unconfirmed"):
            yield state, sum(entry.state == state for entry in entries)
        yield "damaged", len(context.drafts.damaged())
    except OSError as error:
        yield "unreadable", error.strerror or type(error).__name__


def _report_portals(context: Context) -> dict[str, Any]:
    try:
        active = context.accounts.active()
        accounts = context.accounts.all()
    except TicketError as error:
        return {"damaged": _find_damage(error)}
    return {account.name: dict(_report_portal(account, account == active, context)) for account in accounts}


def _report_portal(account: Account, active: bool, context: Context) -> Iterator[tuple[str, Any]]:
    from ticketcli.accounts.capabilities_cache import CapabilitiesFile

    address = urlsplit(account.url)
    yield "address", f"{address.scheme}://{address.hostname}{f':{address.port}' if address.port else ''}"
    yield "active", active
    yield "username", _mask(account.username) if account.username else "none"
    yield "storage", account.storage or "none"
    yield "timezone", account.timezone
    yield "ca_file", account.ca_file is not None
    learned = CapabilitiesFile(context.folders.cache, account).load()
    if learned is None:
        yield "learned", "none yet"
        return
    yield "learned", learned.learned
    for route in learned.routes:
        yield f"{route.name}_open", route.open
        yield f"{route.name}_carries", sorted(feature.value for feature in route.carries)
    yield "departments", len(learned.departments)
    yield "extensions", list(learned.extensions or ())
    yield "size_limit", learned.max_bytes
    yield "cuts_emoji", learned.cuts_emoji


def _mask(username: str) -> str:
    name, at, domain = username.partition("@")
    return f"{name[:1]}…{at}{domain}" if at else f"{name[:1]}…"


def _find_damage(error: TicketError) -> str:
    """Return the path of what is damaged, without any of its content."""
    return _shorten_home(Path(error.message.partition(": ")[0]))


def _shorten_home(path: Path) -> str:
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
