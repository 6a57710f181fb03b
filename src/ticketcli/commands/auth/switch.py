"""`ticket auth switch`: choose the portal that commands use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument
from ticketcli.commands.auth.choice import choose_account
from ticketcli.i18n import _, join_list
from ticketcli.model.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """Choose the portal that commands use.

    \b
    Examples:
      ticket auth switch
      ticket auth switch hb
    """

    name: str | None = argument("NAME", values="portals", required=False, help="The portal's name.")


def run(options: Options, context: Context) -> None:
    """Make a portal the active one; ask which where it is not said."""
    wanted = options.name or context.options.portal or _ask_which(context)
    account = choose_account(wanted, context)
    if account not in context.accounts.all():
        raise UnknownName(
            _("Not signed in to {url}. You are signed in to:").format(url=account.url),
            [known.name for known in context.accounts.all()],
            _("Run: ticket auth login {url}").format(url=account.url),
        )
    context.accounts.switch(account.name)
    if context.options.json:
        from ticketcli.output import setup_shapes

        context.screen.json(setup_shapes.shape_account(account))
    else:
        context.screen.print(_("Commands now use {name} ({url}).").format(name=account.name, url=account.url))
    if context.env.get("TICKET_PORTAL"):
        context.screen.warn(_("TICKET_PORTAL is set in the environment and overrides this."))


def _ask_which(context: Context) -> str:
    from ticketcli.portals.base import SignInNeeded
    from ticketcli.prompts.prompter import Choice

    accounts = context.accounts.all()
    if not accounts:
        raise SignInNeeded(_("Not signed in to any portal."), _("Run: ticket auth login URL"))
    if not context.interactive:
        names = join_list(account.name for account in accounts)
        raise UsageError(
            _("Missing: NAME (the portal)"),
            _("Run: ticket auth switch NAME (one of: {names})").format(names=names),
        )
    active = context.accounts.active()
    return context.prompter.choose(
        _("Which portal should commands use?"),
        [
            Choice(account.name, account.name, f"{account.username or ''} {account.url}".strip())
            for account in accounts
        ],
        default=active.name if active else None,
    )
