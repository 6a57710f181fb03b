"""A provider's own words for a ticket's state are asked of Request Tracker once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.contract.wire import Request, Response, Server
from tests.kinds.customer import Customer


def answer(request: Request) -> Response:
    """A Request Tracker with two tickets in a lifecycle of the provider's own."""
    body: object = {"message": "Not Found"}
    query = request.arg("query")
    if "authorization" not in request.headers:
        body = {"message": "Unauthorized"}
    elif request.path.endswith("/user/hanako"):
        body = {"Name": "hanako", "EmailAddress": "hanako@example.com"}
    elif request.path.endswith("/queues/all"):
        body = {"items": [{"id": "1", "Name": "General"}] if request.arg("page") == "1" else [], "pages": 1}
    elif "__Inactive__" in query:
        asked.append(query)
        body = {"items": [{"id": "1"}] if "geschlossen" in query else [], "pages": 1}
    elif request.path.endswith("/tickets"):
        rows = [{"id": number, "Subject": "Disk", "Status": status} for number, status in TICKETS]
        body = {"items": rows, "pages": 1}
    status = 401 if body == {"message": "Unauthorized"} else 200
    return Response(status, json.dumps(body).encode(), [("Content-Type", "application/json; charset=utf-8")])


TICKETS = [("4", "o'ffen"), ("3", "geschlossen"), ("2", "geschlossen"), ("1", "resolved")]
asked: list[str] = []


def test_a_word_of_the_providers_own_is_known_to_be_closed_or_not(tmp_path: Path) -> None:
    asked.clear()
    with Server(answer) as server:
        customer = Customer(tmp_path, f"http://127.0.0.1:{server.port}")
        customer.sign_in("hanako", "x")
        listed = customer.ticket("list", "--state", "all", "--json").json
    assert [(ticket["status"], ticket["state"]) for ticket in listed] == [
        ("o'ffen", None),
        ("geschlossen", "closed"),
        ("geschlossen", "closed"),
        ("resolved", "closed"),
    ]
    assert len(asked) == 2
    assert "Status = 'o\\'ffen'" in asked[0]
