"""`ticket services`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.context import Context


@dataclass(frozen=True, kw_only=True)
class Options:
    """List the services of your account.

    In a pipe each line has id, name, domain, status and category.

    \b
    Examples:
      ticket services
      ticket services --json | jq -r '.[] | select(.status == "Active").name'
    """


def run(options: Options, context: Context) -> None:
    """List them."""
    from ticketcli.output import json_shapes, listings

    with context.screen.busy(_("Reading the services")):
        services = context.portal.services()
    if context.options.json:
        context.screen.json([json_shapes.shape_service(each) for each in services])
        return
    listings.print_services(services, context.screen)
    if not services:
        context.screen.note(_("This account has no services."))
