"""A portal and who is signed in there, as fields of a name and a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ticketcli.i18n import N_, _, join_list

if TYPE_CHECKING:
    from ticketcli.accounts.status import Status
    from ticketcli.context import Context
    from ticketcli.portals.base import Identity
    from ticketcli.portals.capabilities import Capabilities, Route

# What a route carries, by the values of Feature.
N_("attachments")
N_("CC")
N_("related service")
N_("encryption")
N_("priority")

_STORAGES = {"file": N_("file (not encrypted)"), "keyring": N_("system keyring")}
"""Where secrets are saved, as people read it."""
_LABELS = {"api": N_("API"), "web": N_("web pages")}


def print_status(status: Status, context: Context) -> None:
    """Print how it stands with one sign-in: its name, and its fields below it."""
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
        yield from _list_offers(status.offers, now)


def _describe_zone(status: Status) -> str:
    from ticketcli.accounts.status import find_zone

    zone, source = find_zone(status)
    if source == "not needed":  # data
        return _("told with each time")
    if zone is None:
        return _("unknown; set it with: ticket auth login URL --timezone ZONE")
    texts = {"given": _("{zone}, set by you"), "learned": _("{zone}, learned")}
    return texts.get(source, _("{zone}, guessed: seen once, not used yet")).format(zone=zone)


def _list_offers(offers: Capabilities, now: datetime | None) -> Iterator[tuple[str, str]]:
    """List everything that was learned. The names are for programs; for people they are looked up.

    With `now` times are as people say them.
    """
    yield from list_routes(offers)
    if offers.departments:
        yield (
            N_("departments"),
            (", ".join if now is None else join_list)(department.name for department in offers.departments),
        )
    if offers.extensions is not None:
        listed = " ".join(offers.extensions)
        forbidden = offers.extension_rule == "forbidden"
        yield N_("attachments"), _("all but {listed}").format(listed=listed) if forbidden else listed
    if offers.max_bytes is not None:
        yield (
            N_("size limit"),
            _("{size:.1f} MiB for all files of a message").format(size=offers.max_bytes / 2**20),
        )
    if offers.cuts_emoji:
        yield N_("note"), _("cuts messages at the first emoji")
    if offers.second_factor:
        yield N_("second factor"), _("asked for at sign-in")
    captchas = [
        text
        for text, asked in (
            (_("at sign-in"), offers.sign_in_captcha),
            (_("at a new ticket: only a browser can open one"), offers.ticket_captcha),
        )
        if asked
    ]
    if captchas:
        yield N_("captcha"), join_list(captchas)
    if offers.learned is not None:
        yield N_("checked"), offers.learned if now is None else _describe_age(offers.learned, now)


def _describe_age(time: str, now: datetime) -> str:
    """Say when something was learned, and how long ago that is."""
    from ticketcli.output.times import format_full

    try:
        return format_full(datetime.fromisoformat(time), now)
    except ValueError:
        return time


def list_routes(offers: Capabilities) -> Iterator[tuple[str, str]]:
    """Give a label and a sentence for each route: whether it is open, and what it carries."""
    for route in offers.routes:
        yield _LABELS.get(route.name, route.name), _describe_route(route)


def _describe_route(route: Route) -> str:
    if route.open is None:
        return _("not checked yet")
    if not route.open:
        return _("not available: {why}").format(why=route.why) if route.why else _("closed", context="route")
    carried = join_list(_(name) for name in sorted(one.value for one in route.carries))
    return _("works ({features})").format(features=carried or _("tickets without attachments, CC or service"))


def describe_person(identity: Identity) -> str:
    """Describe the owner of a sign-in, as far as the portal says; empty where it says nothing."""
    named = f"{identity.name} <{identity.email}>" if identity.name and identity.email else None
    return join_list(filter(None, (named or identity.name or identity.email, identity.company)))
