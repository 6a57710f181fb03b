"""Which portal a command of this group is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.i18n import _
from ticketcli.model.errors import UsageError

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.context import Context


def choose_account(name: str | None, context: Context) -> Account:
    """Choose the account of that name, else of --portal, else the active one.

    Raises as `Accounts.choose` does.
    """
    wanted = name or context.options.portal
    refuse_sandbox(wanted)
    return context.accounts.choose(wanted)


def refuse_sandbox(wanted: str | None) -> None:
    """Raise UsageError for the portal that takes no sign-in."""
    if wanted is not None and wanted.casefold() == "sandbox":
        raise UsageError(_("The practice portal needs no sign-in."), _("Try: ticket --portal sandbox new"))
