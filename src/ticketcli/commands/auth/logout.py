"""`ticket auth logout`: sign out, and leave nothing secret behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument
from ticketcli.commands.auth.choice import choose_account
from ticketcli.i18n import _
from ticketcli.model.errors import TicketError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Sign out of a portal and remove its secrets from this machine.

    \b
    Examples:
      ticket auth logout
      ticket auth logout hb
    """

    name: str | None = argument("NAME", values="portals", required=False, help="The portal's name.")


def run(options: Options, context: Context) -> None:
    """End the session at the portal as well as may be, and remove everything secret here."""
    from ticketcli.accounts.capabilities_cache import CapabilitiesFile
    from ticketcli.accounts.credentials import SECRET_NAMES, AccountCredentials
    from ticketcli.accounts.sign_in import remove_sign_in

    account = choose_account(options.name, context)
    ended = False
    if account.storage is not None:
        # What is kept is signed out, whatever the environment holds.
        credential_source = AccountCredentials(account, context.folders, {}, None)
        capability_store = CapabilitiesFile(context.folders.cache, account)
        try:
            context.make_portal_with(context, account, credential_source, capability_store).sign_out()
            ended = True
        except (TicketError, OSError) as error:
            context.screen.warn(
                _("The session at the portal could not be ended: {error}").format(error=error)
            )
    remove_sign_in(account, context.accounts, context.folders)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_signed_out(account, ended=ended))
    else:
        context.screen.print(_("Signed out of {name} ({url}).").format(name=account.name, url=account.url))
    for variable in SECRET_NAMES:
        if context.env.get(variable):
            context.screen.warn(_("{variable} is still set in the environment.").format(variable=variable))
    if context.accounts.active() is None and context.accounts.all():
        context.screen.hint(_("No portal is active now. Choose one: ticket auth switch NAME"))
