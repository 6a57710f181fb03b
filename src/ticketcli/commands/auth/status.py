"""`ticket auth status`: sign-ins, and what each portal offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import flag
from ticketcli.commands.auth.choice import choose_account
from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.status import Status
    from ticketcli.context import Context


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
        from ticketcli.output import setup_shapes

        context.screen.json([setup_shapes.shape_sign_in(one) for one in found])
    else:
        from ticketcli.output.sign_in_fields import print_status

        for one in found:
            print_status(one, context)
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
