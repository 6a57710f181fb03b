"""`ticket auth switch`: choose the portal that commands use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ticketcli.cli.auth.which import chosen
from ticketcli.tickets.errors import NoSuchName, UsageError

if TYPE_CHECKING:
    from ticketcli.cli.context import Context


@dataclass(frozen=True)
class Options:
    """What the command line says."""

    name: str | None = None


def command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Which portal.")] = None,
) -> None:
    """Choose the portal that commands use.

    \b
    Examples:
      ticket auth switch
      ticket auth switch hb
    """
    run(Options(name), ctx.obj)


def run(options: Options, context: Context) -> None:
    """Make a portal the active one; ask which where it is not said."""
    wanted = options.name or context.options.portal or _ask_which(context)
    account = chosen(wanted, context)
    if account not in context.accounts.all():
        raise NoSuchName(
            f"Not signed in to {account.url}. You are signed in to:",
            [known.name for known in context.accounts.all()],
            f"Run: ticket auth login {account.url}",
        )
    context.accounts.switch(account.name)
    if context.options.json:
        context.screen.json({"name": account.name, "url": account.url})
    else:
        context.screen.print(f"Commands now use {account.name} ({account.url}).")
    if context.env.get("TICKET_PORTAL"):
        context.screen.warn("TICKET_PORTAL is set in the environment and goes before that.")


def _ask_which(context: Context) -> str:
    from ticketcli.portals.base import SignInNeeded
    from ticketcli.wizard.prompter import Choice

    accounts = context.accounts.all()
    if not accounts:
        raise SignInNeeded("Not signed in to any portal.", "Run: ticket auth login URL")
    if not context.interactive:
        names = ", ".join(account.name for account in accounts)
        raise UsageError("Which portal? NAME is missing.", f"Run: ticket auth switch NAME, one of: {names}")
    active = context.accounts.active()
    return context.prompter.choose(
        "Which portal shall commands use?",
        [
            Choice(account.name, account.name, f"{account.username or ''} {account.url}".strip())
            for account in accounts
        ],
        default=active.name if active else None,
    )
