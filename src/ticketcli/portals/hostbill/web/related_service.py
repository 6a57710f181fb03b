"""The field of the plugin `ticket_related_client_service`, which a script puts into the new-ticket form.

It is not in the page: the script asks the portal for the choices and adds a select behind the message.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ticketcli.i18n import _
from ticketcli.portals.base import OnlyErrors
from ticketcli.portals.hostbill.api import php_json
from ticketcli.portals.hostbill.web.forms import Field, Form, Option
from ticketcli.portals.hostbill.web.page import Page
from ticketcli.portals.http.client import Http

NAME = "related_client_service"
NONE = Option("0", "")
_SCRIPT = re.compile(r"ticket_related_client_service/.*ticket_user\.js")
_CHOICES = ("?cmd=ticket_related_client_service", f"?cmd=ticket_related_client_service&action=get_{NAME}s")
_WITH_DOMAIN = re.compile(r"(.+\S)\s+-\s+([^\s()]+\.[^\s()]+)")


def has_plugin(page: Page) -> bool:
    """Return whether a page loads the plugin's script."""
    sources = (node.attributes.get("src") or "" for node in page.document.css("script[src]"))
    return any(_SCRIPT.search(source) for source in sources)


def add_field(form: Form, choices: tuple[Option, ...]) -> Form:
    """Add the field as the script does; without `choices` nobody asked for them yet."""
    return replace(form, fields=(*form.fields, Field(NAME, "select", options=choices)))


def read_choices(http: Http, page: Page) -> tuple[Option, ...]:
    """Ask the portal for the services of the account, as the script does. Empty where it tells none.

    The first choice is none at all. Raises PortalUnreachable.
    """
    headers = {
        "Referer": page.url,  # data
        "Accept": "application/json",  # data
        "X-Requested-With": "XMLHttpRequest",
    }
    for path in _CHOICES:
        answer = http.get(http.address(path), headers=headers)
        if answer.status >= 500:
            raise OnlyErrors(
                _("The portal could not show a page (HTTP {status}).").format(status=answer.status),
                _("Try again later."),
            )
        data = php_json.read_json(answer.text) if php_json.is_json(answer.text) else None
        if data is not None and answer.status < 400 and not php_json.has_failed(data):
            rows: Any = data.get(f"{NAME}s", list(data.values()))
            return (
                NONE,
                *(option for row in php_json.list_rows(rows) if (option := _read_option(row)).value),
            )
    return ()


def _read_option(row: dict[str, Any]) -> Option:
    """Return a choice; a domain that follows its name stands in brackets, as with other plugins."""
    if "acc_id" in row:
        name, domain = php_json.decode_line(row.get("prod_name")), php_json.decode_line(row.get("domain"))
        value = php_json.decode_line(row.get("acc_id"))
        return Option(value, f"{name} ({domain})" if name and domain else name or domain)
    label = php_json.decode_line(row.get("name"))
    found = _WITH_DOMAIN.fullmatch(label)
    return Option(php_json.decode_line(row.get("id")), f"{found[1]} ({found[2]})" if found else label)
