"""The JSON json_shapes, which programs of others rely on."""

from __future__ import annotations

import json

from tests.commands.fake_portal import DEPARTMENTS, SERVICES
from tests.output.conftest import LINK, OUTAGE, TICKETS, On

from ticketcli.model.ticket import Message, Ticket
from ticketcli.output import json_shapes


def test_a_ticket() -> None:
    shape = json_shapes.shape_ticket(OUTAGE)
    messages = shape.pop("messages")
    assert shape == {
        "number": "482910",
        "url": LINK,
        "subject": "VPS unreachable since 10:00",
        "status": "Answered",
        "state": "answered",
        "department": "BESTNET-CLOUD",
        "service": "VPS 4GB",
        "cc": ["ops@example.com", "boss@example.com"],
        "priority": "high",
        "encrypted": True,
        "unread": None,
        "awaiting": "staff",
        "created": "2026-06-09T01:00:00+00:00",
        "updated": "2026-06-09T10:00:00+00:00",
    }
    assert [message["staff"] for message in messages] == [False, True, False]
    assert messages[0]["attachments"] == [
        {"id": "1", "name": "trace.zip", "size": 12345},
        {"id": "2", "name": "スクリーンショット 10.04.png", "size": 2345678},
    ]


def test_unknown_is_null_and_known_to_be_none_is_an_empty_list() -> None:
    assert json_shapes.shape_ticket(Ticket("7", "Hello")) == {
        "number": "7",
        "url": None,
        "subject": "Hello",
        "status": None,
        "state": None,
        "department": None,
        "service": None,
        "cc": None,
        "priority": None,
        "encrypted": None,
        "unread": None,
        "awaiting": None,
        "created": None,
        "updated": None,
        "messages": None,
    }
    assert json_shapes.shape_ticket(Ticket("7", "Hello", cc=(), messages=()))["cc"] == []


def test_a_message_whose_date_is_unclear_has_no_time() -> None:
    message = Message("3", "Sato", True, None, "Hi", "<p>Hi</p>", False, (), "09/06/2026")
    assert json_shapes.shape_message(message) == {
        "id": "3",
        "author": "Sato",
        "staff": True,
        "time": None,
        "body": "Hi",
        "body_html": "<p>Hi</p>",
        "encrypted": False,
        "attachments": [],
    }


def test_a_time_without_a_known_zone_has_no_offset() -> None:
    assert json_shapes.shape_ticket(TICKETS[2])["updated"] == "2026-06-09T11:00:00"


def test_departments_and_services() -> None:
    assert json_shapes.shape_department(DEPARTMENTS[2]) == {
        "id": "3",
        "name": "ドメイン",
        "description": "ドメインとDNSのお問い合わせ",
        "priorities": None,
    }
    assert json_shapes.shape_service(SERVICES[0]) == {
        "id": "17",
        "name": "VPS 4GB",
        "domain": "web1.example.com",
        "status": "Active",
        "category": "Cloud",
    }


def test_json_is_written_for_people_too(on: On) -> None:
    shown = on(None)
    shown.screen.json({"name": "ドメイン"})
    assert shown.out == '{\n  "name": "ドメイン"\n}\n'


def test_a_file_name_that_is_no_text_does_not_break_json(on: On) -> None:
    shown = on(None)
    shown.screen.json({"path": "caf\udce9.png"})
    assert json.loads(shown.out) == {"path": "caf?.png"}
