"""Ask for the time zone of a portal's clock at the first sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketcli.i18n import _

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.sign_in import Proven
    from ticketcli.context import Context
    from ticketcli.portals.kind import Kind

_UNKNOWN, _OTHER = "", "other"  # data


def choose_timezone(account: Account, kind: Kind, proven: Proven, context: Context) -> str | None:
    """Return the IANA name of the zone of an account's portal; None where it is not known or not needed.

    It is asked for once, at a terminal, where no account of that portal is known yet.
    """
    if account.timezone is not None or kind.tells_zone:
        return account.timezone
    known = [other for other in context.accounts.all() if other.url == account.url]
    if known or proven.capabilities.utc_offset is not None or not context.interactive:
        return next((other.timezone for other in known if other.timezone is not None), None)
    return _ask(context)


def _ask(context: Context) -> str | None:
    from ticketcli.accounts.accounts import is_timezone
    from ticketcli.prompts.prompter import Choice
    from ticketcli.system.time_zone import find_local_zone

    def fault(text: str) -> str | None:
        if is_timezone(text.strip()):
            return None
        return _("Unknown time zone “{name}”.").format(name=text.strip())

    choices = [Choice(_UNKNOWN, _("I do not know"), _("it is learned from what you send"))]
    local = find_local_zone(context.env)
    if local is not None and is_timezone(local):
        choices.append(Choice(local, local, _("as on this computer")))
    choices.append(Choice(_OTHER, _("Another one")))
    chosen = context.prompter.choose(_("Time zone of the portal:"), choices, default=_UNKNOWN)
    if chosen == _OTHER:
        chosen = context.prompter.text(_("Name of the time zone, such as Asia/Tokyo:"), check=fault).strip()
    return chosen or None
