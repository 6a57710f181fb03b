"""`ticket_related_client_service`: its script puts the field into the form and asks for its choices."""

from __future__ import annotations

import json
from typing import Any

from tests.contract.php import Form
from tests.contract.quirks import Quirks
from tests.contract.wire import Response

FIELD = "related_client_service"


def has_script(quirks: Quirks) -> bool:
    return quirks.service_plugin != "printed"


def scripts(quirks: Quirks, root: str) -> str:
    """What the page of the new-ticket form loads."""
    if not has_script(quirks):
        return ""
    source = f"{root}/includes/modules/Other/ticket_related_client_service/js/ticket_user.js"
    return (
        '<script>var _trcslang = {"relatedservice": "Related", "none": "-"};</script>'
        f'<script src="{source}"></script><script>Add_related_service.execute();</script>'
    )


def choices(quirks: Quirks, action: str) -> Response:
    """The plugin's answer: a letter for account or domain before the id; the older version's own shape."""
    found: Any = [{"id": f"a{one.id}", "name": f"{one.name} - {one.domain}"} for one in quirks.services]
    if quirks.service_plugin == "script-old":
        if action != "get_related_client_services":
            return Response(200, b"<html><body></body></html>", [("Content-Type", "text/html")])
        rows = [
            {"acc_id": one.id, "cat_name": one.category, "prod_name": one.name, "domain": one.domain}
            for one in quirks.services
        ]
        found = {"related_client_services": rows}
    elif not has_script(quirks):
        return Response(404, b"<html></html>", [("Content-Type", "text/html")])
    return Response(200, json.dumps(found).encode(), [("Content-Type", "application/json")])


def chosen(quirks: Quirks, form: Form) -> str | None:
    """The service's id in a posted form; None where none was chosen."""
    value = form.get(FIELD)
    prefix = "" if quirks.service_plugin == "script-old" else "a"
    ids = [one.id for one in quirks.services]
    known = value.startswith(prefix) and value.removeprefix(prefix) in ids
    return value.removeprefix(prefix) if known and has_script(quirks) else None
