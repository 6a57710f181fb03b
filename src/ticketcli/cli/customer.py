"""Identify the customer and portal of a run, whatever name the portal was chosen by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.cli.working_draft import get_portal_name
from ticketcli.drafts.request import Customer
from ticketcli.model.errors import TicketError

if TYPE_CHECKING:
    from ticketcli.context import Context


def find_customer(context: Context) -> Customer:
    """Find out whose requests this run makes at which portal."""
    from ticketcli.accounts.credentials import PASSWORD, TOKEN, USERNAME

    name = get_portal_name(context)
    try:
        account = context.accounts.choose(context.options.portal)
        others = [each.name for each in context.accounts.all() if each.url == account.url]
    except TicketError:
        return Customer(name, names=frozenset({name}))
    if name == "sandbox":
        return Customer(name, names=frozenset({name}))
    person = context.env.get(USERNAME) or account.username
    if context.env.get(TOKEN) and not context.env.get(USERNAME) and not context.env.get(PASSWORD):
        person = None  # the token's owner, whoever that is
    return Customer(account.url, person, frozenset({name, account.url, *others}))
