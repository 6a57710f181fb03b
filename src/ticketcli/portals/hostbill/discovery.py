"""Ask an installation what it offers, at each of its routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ticketcli.i18n import _
from ticketcli.model.errors import ContentRefused, TicketError
from ticketcli.model.ticket import Department, Service
from ticketcli.portals.base import CaptchaDemanded, PortalError, PortalUnreachable
from ticketcli.portals.capabilities import Capabilities, Route
from ticketcli.portals.hostbill.api import swagger
from ticketcli.portals.hostbill.routes import Routes
from ticketcli.portals.hostbill.web.addresses import NEW, link

T = TypeVar("T")


def discover(routes: Routes) -> Capabilities:
    """Return what the installation offers, asked at each route that may be used. Raises TicketError."""
    failures: list[TicketError] = []
    departments: tuple[Department, ...] = ()
    services: tuple[Service, ...] | None = None
    api, web = (Route(name, False, why=_("not used")) for name in ("api", "web"))
    found = routes.remembered
    noted: dict[str, object] = {}
    if routes.via != "web":
        try:
            departments = routes.api.departments()
            routes.calls = routes.api.read_parameters()
            if routes.calls is not swagger.NOTHING:
                noted["parameters"] = swagger.encode_parameters(routes.calls)
            api = Route("api", True, frozenset(routes.calls.new))
            services = _try_read(routes.api.services)
        except PortalUnreachable:
            raise
        except PortalError as error:
            failures.append(error)
            api = Route("api", False, why=error.message)
    if routes.via != "api" and routes.has_password:
        try:
            offer = routes.web.offer(services=services is None)
            web = Route("web", True, offer.carries)
            priorities = {item.id: item for item in offer.departments}
            departments = tuple(
                replace(item, priorities=priorities[item.id].priorities) if item.id in priorities else item
                for item in departments
            ) or (offer.departments)
            services = services or offer.services
            found = replace(
                found,
                max_bytes=offer.max_bytes,
                ticket_captcha=offer.captcha,
                ticket_form=link(routes.url, NEW),
            )
            found = found.with_extensions(offer.extensions)
        except PortalUnreachable:
            if not api.open:
                raise
            web = Route("web", False, why=_("no client area found"))
        except (PortalError, ContentRefused) as error:
            failures.append(error)
            web = Route("web", False, why=error.message)
            if isinstance(error, CaptchaDemanded):
                found = replace(found, sign_in_captcha=True)
    elif routes.via != "api":
        web = Route("web", False, why=_("needs e-mail address and password"))
    if not api.open and not web.open and failures:
        raise routes.explain_only_route(failures[-1])
    return replace(
        found,
        routes=(
            api if routes.via != "web" else found.route("api"),
            web if routes.via != "api" else found.route("web"),
        ),
        departments=departments,
        services=services,
        notes={**routes.remembered.notes, **noted},
        lasting_notes=routes.remembered.lasting_notes,
        second_factor=routes.shared_session.second_factor or found.second_factor,
        learned=routes.now().replace(microsecond=0).isoformat(),
    )


def _try_read(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except PortalUnreachable:
        raise
    except (PortalError, ContentRefused):
        return None
