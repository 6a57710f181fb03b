"""The kinds of portal that are known: three of ours, and those of other packages.

Another package names its kind as an entry point of the group `ticketcli.portals`, which leads to a
`portals.kind.Kind`.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ticketcli.i18n import _, join_list
from ticketcli.model.errors import UnknownName, UsageError
from ticketcli.portals.base import NotAPortal, Portal, PortalError
from ticketcli.portals.kind import Connection, Kind

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from ticketcli.portals.http.client import Http

GROUP = "ticketcli.portals"
DEFAULT = "hostbill"
"""The kind of an account of which nothing else is said."""

_BUILT_IN = ("hostbill", "fossbilling", "rt")


def list_kind_names() -> tuple[str, ...]:
    """Return the names of all kinds, ours first."""
    return (*_BUILT_IN, *(point.name for point in _list_entry_points() if point.name not in _BUILT_IN))


def get_kind(name: str) -> Kind:
    """Return the kind of that name. Raises UnknownName, and UsageError where its package is broken."""
    if name in _BUILT_IN:
        return cast("Kind", import_module(f"ticketcli.portals.{name}.kind").KIND)
    for point in _list_entry_points():
        if point.name == name:
            return _load(point)
    raise UnknownName(_("Unknown kind of portal “{name}”. Kinds:").format(name=name), list_kind_names())


def detect_kind(http: Http) -> Kind:
    """Return the kind of the portal at an address. Nothing is sent there but reads without credentials.

    Raises NotAPortal where it is none of them, and what is raised where nothing answers at all.
    """
    kinds = [*map(get_kind, _BUILT_IN)]
    for point in _list_entry_points():
        if point.name not in _BUILT_IN:
            with suppress(UsageError):  # a package that is broken keeps nobody out of another portal
                kinds.append(_load(point))
    likely: Kind | None = None
    failed: PortalError | None = None
    for kind in kinds:
        http.cookies.clear()  # a session that one kind's page began makes another's API answer otherwise
        try:
            found = kind.recognize(http)
        except NotAPortal as error:
            failed = error
            continue
        if found == "certain":
            return kind
        if found == "likely" and likely is None:
            likely = kind
    if likely is not None:
        return likely
    if failed is not None:
        raise failed
    titles = join_list(kind.title for kind in kinds)
    raise NotAPortal(
        _("{url} is not a known kind of portal: {titles}.").format(url=http.url, titles=titles),
        _(
            "Check the URL; use the one that you open in the browser. Or give the kind of portal: "
            "--kind {names}"
        ).format(names="|".join(kind.name for kind in kinds)),
    )


def make_portal(name: str, connection: Connection) -> Portal:
    """Return the portal of an account.

    Raises UnknownName, and UsageError for a route that its kind has not.
    """
    kind = get_kind(name)
    if connection.via is not None and connection.via not in kind.routes:
        raise UsageError(
            _("{title} can be reached in only one way.").format(title=kind.title), _("Leave out --via.")
        )
    return kind.make(connection)


def _list_entry_points() -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=GROUP))


def _load(point: EntryPoint) -> Kind:
    try:
        kind = point.load()
    except Exception as error:
        raise UsageError(
            _("The kind of portal “{name}” cannot be loaded: {reason}.").format(
                name=point.name, reason=f"{type(error).__name__}: {error}"
            )
        ) from error
    if not isinstance(kind, Kind):
        raise UsageError(
            _("The kind of portal “{name}” cannot be loaded: {reason}.").format(
                name=point.name, reason=f"{point.value} is no ticketcli.portals.kind.Kind"
            )
        )
    return kind
