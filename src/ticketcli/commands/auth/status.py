"""`ticket auth status`: who is signed in where, and what each portal offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ticketcli.cli.options import flag
from ticketcli.commands.auth.choice import choose_account
from ticketcli.commands.auth.fields import describe_person, list_offers
from ticketcli.i18n import N_, _

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.status import Status
    from ticketcli.context import Context

_STORAGES = {"file": N_("file (not encrypted)"), "keyring": N_("system keyring")}
"""Where secrets are saved, as people read it."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """Show each portal: who is signed in, whether that still works, and what the portal offers.

    With --portal, only that one. The exit code is 4 if a sign-in no longer works.

    \b
    Examples:
      ticket auth status
      ticket auth status --offline --json
    """

    offline: bool = flag("--offline", help="Show what is saved, without contacting any portal.")


def run(options: Options, context: Context) -> None:
    """Look at the chosen portal, or at all. Raises what ended the last sign-in that does not work."""
    from ticketcli.portals.base import SignInNeeded, SignInRefused

    if context.options.portal:
        accounts: tuple[Account, ...] = (choose_account(None, context),)
    else:
        accounts = context.accounts.all()
    found = [_look(account, options, context) for account in accounts]
    if context.options.json:
        from ticketcli.output import json_shapes

        context.screen.json([json_shapes.sign_in_shape(one) for one in found])
    else:
        for one in found:
            _show(one, context)
    if not found:
        raise SignInNeeded(_("Not signed in to any portal."), _("Run: ticket auth login URL"))
    errors = [one.error for one in found if one.error is not None]
    errors.sort(key=lambda error: not isinstance(error, (SignInNeeded, SignInRefused)))
    if errors:
        raise errors[0]


def _look(account: Account, options: Options, context: Context) -> Status:
    from ticketcli.accounts.capabilities_cache import CapabilitiesFile
    from ticketcli.accounts.credentials import AccountCredentials
    from ticketcli.accounts.status import read_status
    from ticketcli.cli.second_factor import make_code_prompt

    active = account == context.accounts.active()
    # What the environment holds belongs to the portal of this run, and goes to no other.
    env = context.env if context.options.portal or active else {}

    credential_source = AccountCredentials(
        account,
        context.folders,
        env,
        make_code_prompt(context, _("Two-factor code for {name}:").format(name=account.name)),
        warn=context.screen.warn,
    )
    capability_store = CapabilitiesFile(context.folders.cache, credential_source.owner, now=context.now)
    portal = (
        None
        if options.offline
        else context.make_portal_with(context, account, credential_source, capability_store)
    )
    return read_status(account, credential_source, capability_store, portal, active=active)


def _show(status: Status, context: Context) -> None:
    from ticketcli.output.widths import pad_text

    fields = list(_list_fields(status, context.now() if context.screen.terminal else None))
    if not context.screen.terminal:
        for field, value in fields:
            context.screen.print(f"{status.account.name}\t{field}\t{value}")
        if status.active:
            context.screen.print(f"{status.account.name}\tactive\tyes")
        return
    name = status.account.name
    context.screen.print(_("{name} (active)").format(name=name) if status.active else name)
    for field, value in fields:
        label = _("{label}:").format(label=_(field))
        shown = _(_STORAGES.get(value, value)) if field == "storage" else value
        context.screen.print(f"  {pad_text(label, 13)} {shown}")
    context.screen.print("")


def _list_fields(status: Status, now: datetime | None) -> Iterator[tuple[str, str]]:
    from ticketcli.portals.registry import DEFAULT

    yield N_("address"), status.account.url
    if status.account.kind != DEFAULT:
        yield N_("kind"), status.account.kind
    who = (describe_person(status.identity) if status.identity else "") or status.account.username
    if status.error is not None:
        yield N_("signed in"), _("no: {reason}").format(reason=status.error.message)
    else:
        who = who or _("with a token")
        yield N_("signed in"), who if status.works else _("{who} (not checked)").format(who=who)
    yield from status.sources.items()
    yield N_("storage"), status.account.storage or N_("none")
    yield N_("time zone"), _describe_zone(status)
    if status.offers is not None:
        yield from list_offers(status.offers, now)


def _describe_zone(status: Status) -> str:
    from ticketcli.accounts.status import find_zone

    zone, source = find_zone(status)
    if source == "not needed":  # data
        return _("told with each time")
    if zone is None:
        return _("unknown; set it with: ticket auth login URL --timezone ZONE")
    texts = {"given": _("{zone}, set by you"), "learned": _("{zone}, learned")}
    return texts.get(source, _("{zone}, guessed: seen once, not used yet")).format(zone=zone)
