"""The API's JSON, in the shapes in which PHP and installations send it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.contract.quirks_api import BYTE_ORDER_MARK, PHP_WARNING

from ticketcli.model.ticket import Attachment, Department, Service
from ticketcli.portals.base import Identity
from ticketcli.portals.hostbill.api import decode, php_json

TICKET: dict[str, Any] = {
    "id": "1204",
    "ticket_number": "482913",
    "acc_hash": "9f86d081884c7d659a2feaa0c55ad015",
    "dept_id": "3",
    "deptname": "Billing &amp; Sales",
    "client_id": "77",
    "name": "Taro Yamada",
    "email": "taro@example.com",
    "cc": "boss@example.com,ops@example.com",
    "subject": "Invoice &quot;17&quot;",
    "body": "It is wrong.\r\n\r\n  12 &lt; 17",
    "status": "Client-Reply",
    "priority": "2",
    "date": "2026-03-15 10:20:30",
    "lastreply": "2026-03-17 11:00:00",
    "flags": "1024",
    "tags": [],
    "type": "Client",
    "client_read": "0",
}
REPLY: dict[str, Any] = {
    "id": "18401",
    "ticket_id": "1204",
    "replier_id": "5",
    "name": "Support O&#039;Neill",
    "email": "",
    "date": "2026-03-16 09:00:00",
    "body": "<p>Dear customer,</p><p>we look.</p>",
    "status": "Sent",
    "type": "Admin",
    "flags": "0",
    "rating": "0",
}
FILE: dict[str, Any] = {"id": "31", "org_filename": "画面.png", "filename": "0000001f_6.dat"}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        BYTE_ORDER_MARK + '{"a": 1}',
        ' \r\n{"a": 1}\n',
        PHP_WARNING + '{"a": 1}',
        "<br />\n<b>Notice</b>: Undefined index: [x] in <b>/a.php</b> on line <b>7</b><br />\n" + '{"a": 1}',
        "\nWarning: Undefined array key [0] in /home/hostbill/a.php on line 7\n" + '{"a": 1}',
        PHP_WARNING + BYTE_ORDER_MARK + '{"a": 1}',
        BYTE_ORDER_MARK * 2 + PHP_WARNING + "\n" + BYTE_ORDER_MARK + '{"a": 1}' + "\r\n",
        "\u00ef\u00bb\u00bf" + '{"a": 1}',
        "<table class='xdebug-error'><tr><th>( ! ) Deprecated: x</th></tr></table>\n" + '{"a": 1}',
        "\n\nDeprecated: Function x() is deprecated in /a.php on line 1\n  " + '{"a": 1}',
        "[28-Nov-2026 10:00:00 UTC] PHP Notice: x in /a.php on line 1\n\t" + '{"a": 1}',
        "array(1) {\n  [0]=>\n  int(1)\n}\n" + '{"a": 1}',
        "debug " + '{"a": 1}',
    ],
)
def test_json_is_found_behind_what_php_puts_in_front(text: str) -> None:
    assert php_json.read_json(text) == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "17", '"tickets"', "true", "{", '{"token": "abc', "<html><body>Hi</body></html>"),
        *("<html>{}</html>", "Warning: {}", "[1, 2", "NaN"),
        *('Notice\n{"a": {"b": 1}', 'Notice\n[{"a": 1},\n {"b": 2}', '{"a": [{"b": 1}', '{"a": 1}{"b": 2}'),
    ],
)
def test_what_is_no_object_is_said_to_be_none(text: str) -> None:
    with pytest.raises(php_json.NotJson):
        php_json.read_json(text)


def test_a_list_at_the_root_is_a_map_by_place() -> None:
    assert php_json.read_json('[{"id": "1"}]') == {"0": {"id": "1"}}
    assert php_json.read_json("[]") == {}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": ["No such ticket", "Try again"]}, ("No such ticket", "Try again")),
        ({"error": "No such ticket"}, ("No such ticket",)),
        ({"error": {"subject": ["Subject line cannot be empty"]}}, ("Subject line cannot be empty",)),
        ({"success": False, "error": ["No"]}, ("No",)),
        ({"error": ["<b>No</b> &amp; never"]}, ("No & never",)),
        ({"errors": ["No"]}, ("No",)),
        ({"error": []}, ()),
        ({"error": {}}, ()),
        ({"error": ""}, ()),
        ({"error": None}, ()),
        ({"error": False}, ()),
        ({}, ()),
    ],
)
def test_errors_are_a_list_a_string_or_a_map(answer: dict[str, Any], said: tuple[str, ...]) -> None:
    """`error` can be a list, a string or a map."""
    assert php_json.list_errors(answer) == said
    assert php_json.has_failed(answer) is bool(said)


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        ({"status": False}, True),
        ({"success": False}, True),
        ({"success": "0"}, True),
        ({"result": "error"}, True),
        ({"status": True}, False),
        ({"success": 1}, False),
        ({"status": "Open"}, False),
        ({"tickets": []}, False),
    ],
)
def test_a_refusal_need_not_have_words(answer: dict[str, Any], failed: bool) -> None:
    assert php_json.has_failed(answer) is failed


@pytest.mark.parametrize(
    "answer",
    [
        {"tickets": [TICKET]},
        {"tickets": {"1204": TICKET}},
        {"data": {"tickets": [TICKET]}},
        {"data": {"tickets": {"0": TICKET}}},
        {"data": [TICKET]},
        {"success": True, "data": {"tickets": [TICKET]}, "info": []},
        {"0": TICKET},
    ],
)
def test_a_list_is_found_wherever_it_stands(answer: dict[str, Any]) -> None:
    """Payload at the root, at some installations under `data`; a list can be a keyed object."""
    assert [row["ticket_number"] for row in php_json.list_items(answer, "tickets")] == ["482913"]


@pytest.mark.parametrize("nothing", [[], {}, None, "", "none", 0])
def test_nothing_is_an_empty_list(nothing: object) -> None:
    assert php_json.list_items({"tickets": nothing}, "tickets") == []
    assert php_json.list_items({"data": {"tickets": nothing}}, "tickets") == []


def test_a_keyed_list_gives_its_keys_where_ids_are_missing() -> None:
    departments = {"departments": {"17": {"name": "Sales"}, "18": {"id": "5", "name": "Support"}}}
    found = [decode.decode_department(row) for row in php_json.list_items(departments, "departments")]
    assert found == [Department("17", "Sales"), Department("5", "Support")]


def test_a_department_has_its_description_as_text() -> None:
    row = {"id": 3, "name": "R&amp;D", "description": "Invoices,<br />payments &amp; <b>more</b>"}
    assert decode.decode_department(row) == Department("3", "R&D", "Invoices, payments & more")


def test_a_service_has_a_name_of_some_kind() -> None:
    row = {
        "id": "17",
        "name": "VPS",
        "domain": "web01.example.com",
        "status": "Active",
        "category": "",
        "x": 1,
    }
    assert decode.decode_service(row) == Service("17", "VPS", "web01.example.com", "Active", None)
    assert decode.decode_service({"id": 18, "name": None, "domain": "example.jp"}).name == "example.jp"
    assert decode.decode_service({"id": 18}).name == "18"


@pytest.mark.parametrize(
    "answer",
    [
        {"client": {"id": "77", "email": "taro@example.com", "firstname": "Taro", "lastname": "Yamada"}},
        {
            "data": {
                "client": {"id": 77, "email": "taro@example.com", "firstname": "Taro", "lastname": "Yamada"}
            }
        },
        {"id": "77", "email": "taro@example.com", "firstname": "Taro", "lastname": "Yamada"},
    ],
)
def test_the_person_is_known_by_the_details(answer: dict[str, Any]) -> None:
    assert decode.decode_identity(answer) == Identity("taro@example.com", "Taro Yamada", None)


@pytest.mark.parametrize(
    "answer", [{}, {"client": []}, {"hello": "world"}, {"client": {"id": "", "email": ""}}]
)
def test_an_answer_about_nobody_names_nobody(answer: dict[str, Any]) -> None:
    assert decode.decode_identity(answer) is None


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ({"ticket_number": "482913"}, "482913"),
        ({"ticket_number": 482913}, "482913"),
        ({"number": "482913"}, "482913"),
        ({"ticket": {"id": "7", "ticket_number": "482913"}}, "482913"),
        ({"ticket_id": "482913"}, "482913"),
        ({"data": {"ticket_number": "082913"}}, "082913"),
        ({"ticket": "482913"}, "482913"),
        ({"status": True}, None),
        ({"info": ["Ticket has been created"]}, None),
        ({"ticket": []}, None),
        ({"ticket": True}, None),
    ],
)
def test_a_new_tickets_number_is_found_wherever_it_stands(answer: dict[str, Any], number: str | None) -> None:
    assert decode.decode_new_number(answer) == number


def test_a_ticket_has_all_that_the_api_says() -> None:
    ticket = decode.decode_ticket(TICKET, "https://portal/x", zone=None, messages=None)
    assert ticket.number == "482913"
    assert ticket.subject == 'Invoice "17"'
    assert ticket.department == "Billing & Sales"
    assert ticket.status == "Client-Reply"
    assert ticket.priority == "high"
    assert ticket.cc == ("boss@example.com", "ops@example.com")
    assert ticket.encrypted is True
    assert ticket.created == datetime(2026, 3, 15, 10, 20, 30)
    assert ticket.updated == datetime(2026, 3, 17, 11)
    assert ticket.unread is True
    assert ticket.service is None


def test_what_the_api_does_not_say_is_none() -> None:
    ticket = decode.decode_ticket(
        {"ticket_number": "1", "lastreply": "0000-00-00 00:00:00", "priority": "9"},
        None,
        zone=None,
        messages=None,
    )
    assert (ticket.cc, ticket.priority, ticket.encrypted, ticket.updated, ticket.unread) == (None,) * 5


@pytest.mark.parametrize(
    ("flags", "encrypted"),
    [("1024", True), (1024, True), ("1025", True), ("16", False), ("0", False), ("", None)],
)
def test_encryption_is_a_flag(flags: object, encrypted: bool | None) -> None:
    """`ticket.flags & 1024`: the opening message is stored encrypted."""
    row = {**TICKET, "flags": flags}
    assert decode.decode_ticket(row, None, zone=None, messages=None).encrypted is encrypted


def test_a_conversation_begins_with_the_opening_message() -> None:
    row, (opening, answer) = decode.decode_conversation(
        {"ticket": TICKET, "replies": [{**REPLY, "flags": "16"}], "attachments": []}, zone=None
    )
    assert row is TICKET
    assert (opening.staff, answer.staff) == (False, True)
    assert opening.body == "It is wrong.\n\n  12 < 17"
    assert opening.body_html is None
    assert answer.author == "Support O'Neill"
    assert answer.body == "Dear customer,\n\nwe look."
    assert answer.body_html == REPLY["body"]
    assert (opening.encrypted, answer.encrypted) == (True, True)  # reply.flags & 16


@pytest.mark.parametrize("status", [{"status": ""}, {"status": None}, {"status": "Draft"}])
def test_a_staffs_draft_is_not_shown(status: dict[str, Any]) -> None:
    """`status` (`Sent`; a draft has none)."""
    answer = {"ticket": TICKET, "replies": [REPLY, {**REPLY, "id": "18402", **status}]}
    assert len(decode.decode_conversation(answer, zone=None)[1]) == 2


def test_replies_stand_in_the_order_of_their_time() -> None:
    late = {**REPLY, "id": "9", "date": "2026-03-18 00:00:00", "body": "late"}
    answer = {"ticket": TICKET, "replies": {"9": late, "18401": REPLY}}
    assert [message.body for message in decode.decode_conversation(answer, zone=None)[1]][2] == "late"


OPENING, ANSWER = (Attachment("31", "画面.png", None, "0000001f_6.dat"),), ()


@pytest.mark.parametrize(
    "attachments",
    [
        {"0": [FILE]},
        {"0": {"31": FILE}},
        {"0": FILE},
        [[FILE]],
        [FILE],
        {"31": FILE},
        {"0": [FILE], "18401": []},
    ],
)
def test_attachments_of_the_opening_message_are_keyed_0(attachments: Any) -> None:
    """Keyed by reply id, with "0" for the opening message."""
    answer = {"ticket": TICKET, "replies": [REPLY], "attachments": attachments}
    messages = decode.decode_conversation(answer, zone=None)[1]
    assert [message.attachments for message in messages] == [OPENING, ANSWER]


@pytest.mark.parametrize(
    "attachments",
    [
        {"18401": [FILE]},
        {"18401": {"31": FILE}},
        {"18401": FILE},
        [{**FILE, "reply_id": "18401"}],
        {"31": {**FILE, "reply_id": 18401}},
    ],
)
def test_attachments_of_a_reply_are_keyed_by_its_id(attachments: Any) -> None:
    answer = {"ticket": TICKET, "replies": [REPLY], "attachments": attachments}
    messages = decode.decode_conversation(answer, zone=None)[1]
    assert [message.attachments for message in messages] == [(), OPENING]


@pytest.mark.parametrize("attachments", [[], {}, None, "", 0])
def test_no_attachments_are_none(attachments: Any) -> None:
    answer = {"ticket": TICKET, "replies": [REPLY], "attachments": attachments}
    assert [message.attachments for message in decode.decode_conversation(answer, zone=None)[1]] == [(), ()]


@pytest.mark.parametrize(
    ("cc", "read"),
    [
        ("", ()),
        ("a@example.com, b@example.com", ("a@example.com", "b@example.com")),
        ("a@example.com;b@example.com", ("a@example.com", "b@example.com")),
        (["a@example.com"], ("a@example.com",)),
        ({"0": "a@example.com"}, ("a@example.com",)),
        (None, ()),
    ],
)
def test_cc_is_a_list_of_addresses(cc: object, read: tuple[str, ...]) -> None:
    assert decode.decode_addresses(cc) == read


@pytest.mark.parametrize(
    ("answer", "meta"),
    [
        ({"page": {"current": "1", "total": "3"}}, (1, 3)),
        ({"data": {"page": {"current": 0, "total": 3}}}, (0, 3)),
        ({"page": "2"}, None),
        ({"page": []}, None),
        ({}, None),
    ],
)
def test_pages_are_told_or_not(answer: dict[str, Any], meta: tuple[int, int] | None) -> None:
    assert php_json.decode_page_position(answer) == meta


def test_a_critical_ticket_by_mail_with_a_scheduled_reply() -> None:
    """Case 22 of the published answers."""
    message = {"id": "1", "name": "Jo", "flags": "0", "body": "x"}
    answer = {
        "ticket": {
            **TICKET,
            "ticket_number": "100009",
            "priority": "3",
            "type": "Unregistered",
            "flags": 0,
            "status": "In Progress",
            "request_type": "Incident",
            "bcc": "",
            "metadata": [],
        },
        "replies": [
            {**message, "type": "Admin", "status": "Sent", "date": "2025-03-28 10:00:00"},
            {**message, "type": "Admin", "status": "Scheduled", "date": "2025-03-28 11:00:00"},
            {**message, "type": "Email", "status": "Sent", "date": "2025-03-28 12:00:00", "flags": "16"},
            {**message, "type": "System", "status": "Sent", "date": "2025-03-28 13:00:00"},
            {**message, "type": "Robot", "status": "Sent", "date": "2025-03-28 14:00:00"},
        ],
        "attachments": [],
    }
    row, messages = decode.decode_conversation(answer, zone=None)
    shown = decode.decode_ticket(row, None, zone=None, messages=messages)
    assert shown.priority == "critical"
    assert shown.status == "In Progress"
    assert [one.staff for one in messages] == [False, True, False, True, None]
    assert [one.encrypted for one in messages] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": True, "message": "No such thing"}, ("No such thing",)),
        ({"error": {"subject": ["Too long"], "body": "Empty"}}, ("Too long", "Empty")),
        ({"errors": ["One", "Two"]}, ("One", "Two")),
    ],
)
def test_errors_of_any_shape_are_read(answer: Any, said: tuple[str, ...]) -> None:
    assert php_json.list_errors(answer) == said
    assert php_json.has_failed(answer)
