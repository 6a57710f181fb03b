"""Refusing what a kind of portal cannot carry, in the same words for every kind."""

from __future__ import annotations

from collections.abc import Collection

from ticketcli.i18n import N_, _, join_list
from ticketcli.portals.base import CannotCarry
from ticketcli.portals.capabilities import Feature

OPTIONS = {
    Feature.ATTACHMENTS: "--attach",
    Feature.CC: "--cc",
    Feature.SERVICE: "--service",
    Feature.ENCRYPTION: "--encrypt",
    Feature.PRIORITY: "--priority",
}
_INSTEAD = {
    Feature.ATTACHMENTS: N_("put the text of the files, or a link to them, into the message"),
    Feature.CC: N_("forward the confirmation yourself"),
    Feature.SERVICE: N_("name the service in the message"),
    Feature.ENCRYPTION: N_("send no secrets in the message"),
    Feature.PRIORITY: N_("say in the message how urgent it is, or use --urgent"),
}


def refuse_features(title: str, lacking: Collection[Feature]) -> None:
    """Raise CannotCarry where anything is lacking: what, and what to do instead. `title` is the kind's."""
    if not lacking:
        return
    ordered = [feature for feature in Feature if feature in lacking]
    names = join_list(_(feature.value) for feature in ordered)
    hints = [
        _("Leave out {option}, and {instead}.").format(option=OPTIONS[feature], instead=_(_INSTEAD[feature]))
        for feature in ordered
    ]
    raise CannotCarry(
        [_("{title} does not support: {features}.").format(title=title, features=names)], "\n".join(hints)
    )
