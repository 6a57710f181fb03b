"""The context of a real process: its streams, environment, folders and clocks."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from ticketcli.context import Context, Folders, Globals
from ticketcli.i18n.setting import add_language_setting
from ticketcli.model.redaction import Redactor
from ticketcli.output.redacted_stream import redact_stream
from ticketcli.system.folders import find_folder
from ticketcli.system.process_age import read_process_age

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ticketcli.accounts.accounts import Account, Accounts
    from ticketcli.drafts.store import DraftStore
    from ticketcli.output.screen import Screen
    from ticketcli.portals.base import CredentialSource, Portal
    from ticketcli.portals.capabilities import CapabilityStore
    from ticketcli.prompts.prompter import Prompter


def make_context() -> Context:
    """Make the context that `ticket` runs in."""
    exits = ExitStack()
    exits.callback(_prepare_streams(os.environ))
    redactor = Redactor()
    redactor.add(os.environ.get("TICKET_PASSWORD"), os.environ.get("TICKET_TOKEN"))
    return Context(
        exits=exits,
        redactor=redactor,
        options=Globals(
            portal=os.environ.get("TICKET_PORTAL") or None,
            no_input=bool(os.environ.get("TICKET_NO_INPUT")),
            debug=bool(os.environ.get("TICKET_DEBUG")),
        ),
        env=_read_environment(),
        stdin=sys.stdin,
        stdout=redact_stream(sys.stdout, redactor),
        stderr=redact_stream(sys.stderr, redactor),
        folders=find_folders(os.environ),
        now=lambda: datetime.now(timezone.utc),
        started=datetime.now(timezone.utc) - timedelta(seconds=read_process_age()),
        sleep=time.sleep,
        make_portal=make_portal,
        make_portal_with=make_portal_with,
        make_prompter=make_prompter,
        make_screen=make_screen,
        make_drafts=make_drafts,
        make_accounts=make_accounts,
    )


def _read_environment() -> Mapping[str, str]:
    """Read the environment; on a Windows console without escape sequences, set TERM to dumb."""
    if sys.platform == "win32":
        import ctypes

        from ticketcli.output.console import enable_escapes

        if not enable_escapes(ctypes.windll.kernel32):
            return {**os.environ, "TERM": "dumb"}
    return os.environ


def _prepare_streams(env: Mapping[str, str]) -> Callable[[], None]:
    """Make the streams replace characters they cannot encode. Returns a function that reports it."""
    from ticketcli.output import encoding

    lost: list[bool] = []
    encoding.register_handler(lambda: lost.append(True))
    said = add_language_setting(env, find_folders(env).config / "config.toml")
    ascii_only = sys.platform != "win32" and encoding.wants_ascii(said, utf8_mode=bool(sys.flags.utf8_mode))
    for stream in (sys.stdout, sys.stderr):
        encoding.prepare_stream(stream, ascii_only=ascii_only)
    if hasattr(sys.stdin, "reconfigure"):
        # Bytes beyond ASCII are most likely UTF-8; undecodable ones stay recognizable (PEP 383).
        narrow = encoding.is_ascii(sys.stdin)
        sys.stdin.reconfigure(encoding="utf-8" if narrow else None, errors="surrogateescape")

    def tell() -> None:
        if lost and sys.stderr.isatty():
            from ticketcli.output.terminal_size import get_size
            from ticketcli.output.widths import wrap_text

            for line in wrap_text(encoding.write_encoding_hint(sys.stdout), get_size(sys.stderr, env)[0]):
                sys.stderr.write(f"{line}\n")

    return tell


def find_folders(env: Mapping[str, str]) -> Folders:
    """Find the folders: from the environment, else the platform's."""
    return Folders(*(Path(find_folder(kind, env)) for kind in ("config", "state", "cache")))


def make_screen(context: Context) -> Screen:
    """Make the screen that answers are written to."""
    from ticketcli.output.screen import Screen

    chosen = context.options.portal
    return Screen(
        context.stdout,
        context.stderr,
        context.env,
        now=context.now,
        verbose=context.options.verbose,
        shaper=context.shaper,
        still=context.options.debug,  # a spinner and a trace of requests do not go together
        program=f"ticket --portal {chosen}"
        if chosen and chosen != context.env.get("TICKET_PORTAL")
        else "ticket",
    )


def make_prompter(context: Context) -> Prompter:
    """Make the prompter: plain numbered lines, or questionary."""
    from ticketcli.prompts.suitable_prompter import choose_prompter

    return choose_prompter(context.stdin, context.stderr, context.env)


def make_drafts(context: Context) -> DraftStore:
    """Open the store of drafts."""
    from ticketcli.drafts.store import DraftStore

    return DraftStore(
        context.folders.state / "outbox",
        now=context.now,
        notify=context.screen.note,
        started=context.started,
    )


def make_accounts(context: Context) -> Accounts:
    """Open the accounts."""
    from ticketcli.accounts.accounts import Accounts

    return Accounts(context.folders, context.env)


def make_portal(context: Context) -> Portal:
    """Make the chosen portal, which signs in when it has to."""
    from ticketcli.accounts.capabilities_cache import CapabilitiesFile
    from ticketcli.accounts.credentials import AccountCredentials
    from ticketcli.cli.second_factor import make_code_prompt
    from ticketcli.portals import sandbox

    if context.options.portal == sandbox.NAME:
        return _make_sandbox_portal(context)
    account = context.accounts.choose(context.options.portal)

    credential_source = AccountCredentials(
        account,
        context.folders,
        context.env,
        make_code_prompt(context),
        warn=context.screen.warn,
    )
    # With a secret from the environment it is not certain whose tickets these are.
    mine = account.storage is not None and not credential_source.from_environment
    portal = make_portal_with(
        context,
        account,
        credential_source,
        CapabilitiesFile(context.folders.cache, credential_source.owner, now=context.now),
    )
    return _add_completion_cache(portal, account, context, private=mine)


def _make_sandbox_portal(context: Context) -> Portal:
    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.capabilities_cache import CapabilitiesFile
    from ticketcli.portals import sandbox

    served = sandbox.start(context.folders.state / "sandbox", clock=lambda: context.now().timestamp())
    context.exits.callback(served.stop)
    credential_source = sandbox.SandboxCredentials()
    account = Account(
        sandbox.NAME, served.url, credential_source.read_credentials().username, None, None, None
    )
    # Its port may change, but it is the same portal.
    anywhere = replace(account, url=sandbox.ANYWHERE)
    capability_store = CapabilitiesFile(context.folders.cache, anywhere, now=context.now)
    return _add_completion_cache(
        make_portal_with(context, account, credential_source, capability_store),
        anywhere,
        context,
        private=True,
    )


def _add_completion_cache(portal: Portal, account: Account, context: Context, *, private: bool) -> Portal:
    from ticketcli.accounts.completion_cache import CompletionCache, cache_answers

    completion_cache = CompletionCache(
        context.folders.cache, account, private=private, redact=context.redactor.redact
    )
    context.exits.callback(completion_cache.save_tickets)
    return cache_answers(portal, completion_cache)


def make_portal_with(
    context: Context, account: Account, credential_source: CredentialSource, capability_store: CapabilityStore
) -> Portal:
    """Make a portal for an account with given credentials."""
    from ticketcli.accounts.capabilities_cache import CapabilitiesInMemory
    from ticketcli.accounts.redaction import RedactedCapabilities, RedactedCredentials
    from ticketcli.portals import registry, sandbox
    from ticketcli.portals.kind import Connection

    # The practice portal's password is no secret, and is a word that the program says.
    public = isinstance(credential_source, sandbox.SandboxCredentials)
    connection = Connection(
        context.connect(account.url, account.ca_file),
        credential_source=credential_source
        if public
        else RedactedCredentials(credential_source, context.redactor),
        capability_store=CapabilitiesInMemory(RedactedCapabilities(capability_store, context.redactor)),
        now=context.now,
        via=context.options.via,
        zone=account.timezone,
    )
    return registry.make_portal(account.kind, connection)
