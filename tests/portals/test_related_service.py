"""The related service, whose field the plugin's script puts into the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.contract.portal import Portal, Quirks
from tests.contract.records import SERVICES
from tests.portals.conftest import Client
from tests.portals.pages import page

from ticketcli.portals.base import Credentials, NewTicket
from ticketcli.portals.capabilities import Feature
from ticketcli.portals.hostbill.web.related_service import has_plugin

SCRIPT = "/includes/modules/Other/ticket_related_client_service/js/ticket_user.js"
PLUGINS = ["script", "script-old"]


def signed_in(portal: Portal, client: Callable[..., Client], **more: Any) -> Client:
    return client(portal.url, Credentials(portal.username, portal.password), **more)


@pytest.mark.parametrize("plugin", PLUGINS)
@pytest.mark.parametrize("api", ["on", "404-html"])
def test_a_ticket_names_a_service_through_the_plugin(
    client: Callable[..., Client], plugin: Any, api: Any
) -> None:
    with Portal(Quirks(service=None, service_plugin=plugin, api=api)) as portal:
        made = signed_in(portal, client).portal
        assert Feature.SERVICE in made.capabilities(fresh=True).route("web").carries
        services = made.services()
        assert [(one.name, one.domain) for one in services] == [(one.name, one.domain) for one in SERVICES]
        department = made.departments()[0]
        made.create(NewTicket(department, "Disk full", "Help", service=services[1]))
        made.create(NewTicket(department, "No service", "Help"), None)
        assert [ticket.service for ticket in portal.tickets] == [SERVICES[1].id, None]


@pytest.mark.parametrize("plugin", PLUGINS)
def test_services_are_called_the_same_by_either_route(client: Callable[..., Client], plugin: Any) -> None:
    with Portal(Quirks(service=None, service_plugin=plugin)) as portal:
        by_api, by_web = (signed_in(portal, client, via=via).portal.services() for via in ("api", "web"))
        assert [one.label for one in by_api] == [one.label for one in by_web]


@pytest.mark.parametrize(
    ("html", "loaded"),
    [
        (f'<script src="{SCRIPT}"></script>', True),
        (f'<script src="https://portal.example{SCRIPT}?v=3"></script>', True),
        ('<script src="/includes/modules/Other/another/js/ticket_user.js"></script>', False),
        (f"<p>{SCRIPT}</p>", False),
    ],
)
def test_the_plugin_is_known_by_its_script(html: str, loaded: bool) -> None:
    assert has_plugin(page(html)) is loaded


def test_the_choices_are_only_asked_for_where_they_are_wanted(client: Callable[..., Client]) -> None:
    with Portal(Quirks(service=None, service_plugin="script", api="404-html")) as portal:
        made = signed_in(portal, client).portal
        made.create(NewTicket(made.departments()[0], "Disk full", "Help"))
        assert [one for one in portal.requests if "related_client_service" in one.raw_query] == []
