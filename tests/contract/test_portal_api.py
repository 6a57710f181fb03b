"""The double's User API does what its switches say."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest
from tests.contract.browser import api
from tests.contract.portal import Portal, Quirks
from tests.contract.profiles import PROFILES
from tests.contract.quirks_api import BYTE_ORDER_MARK, PHP_WARNING

NEW = {"dept_id": "3", "subject": "Disk full", "body": "Since 10:00\r\nnothing works"}


def sign_in(client: httpx.Client, portal: Portal) -> dict[str, Any]:
    body = {"username": portal.username, "password": portal.password}
    answer: dict[str, Any] = client.post("/login", json=body).json()
    return answer


@pytest.mark.parametrize(("kind", "status"), [("404-html", 404), ("200-html", 200), ("disabled", 200)])
def test_an_api_that_is_off_says_so_in_one_of_three_ways(kind: Any, status: int) -> None:
    with Portal(Quirks(api=kind)) as portal, api(portal) as client:
        response = client.get("/tickets")
        assert response.status_code == status
        if kind == "disabled":
            assert response.json() == {"error": ["API disabled"]}
        else:
            assert "<html" in response.text


def test_payload_under_data_keyed_and_numbers() -> None:
    quirks = Quirks(envelope="data", lists="keyed", ids="ints")
    with Portal(quirks) as portal, api(portal) as client:
        assert client.get("/tickets").json() == {"data": {"tickets": []}}
        ticket = portal.add_ticket()
        tickets = client.get("/tickets").json()["data"]["tickets"]
        assert tickets[ticket.id]["ticket_number"] == int(ticket.number)


def test_attachments_of_the_opening_message_alone_are_a_list_of_lists() -> None:
    with Portal(Quirks()) as portal, api(portal) as client:
        number = portal.add_ticket(attachments=[("a.png", b"x")]).number
        assert [
            [one["org_filename"] for one in group]
            for group in client.get(f"/tickets/{number}").json()["attachments"]
        ] == [["a.png"]]
        empty = portal.add_ticket().number
        assert client.get(f"/tickets/{empty}").json()["attachments"] == []


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("list", ["Subject line cannot be empty"]),
        ("string", "Subject line cannot be empty"),
        ("map", {"subject": "Subject line cannot be empty"}),
    ],
)
def test_errors_come_in_three_shapes_in_a_200(shape: Any, expected: object) -> None:
    with Portal(Quirks(error_shape=shape)) as portal, api(portal) as client:
        response = client.post("/tickets", json={"dept_id": "3"})
        assert (response.status_code, response.json()) == (200, {"error": expected})
        assert portal.tickets == []


def test_errors_can_have_their_status_and_a_flag_in_place_of_words() -> None:
    quirks = Quirks(error_status="http", error_wrap="status-false")
    with Portal(quirks) as portal, api(portal) as client:
        response = client.get("/tickets/999999")
        assert (response.status_code, response.json()) == (404, {"status": False})


@pytest.mark.parametrize(
    ("created", "key"),
    [("ticket_number", "ticket_number"), ("number", "number"), ("ticket_id", "ticket_id")],
)
def test_a_created_ticket_is_named_in_several_ways(created: Any, key: str) -> None:
    with Portal(Quirks(created=created)) as portal, api(portal) as client:
        assert client.post("/tickets", json=NEW).json() == {key: portal.tickets[0].number}
        assert portal.tickets[0].text == "Since 10:00\nnothing works"
        assert portal.writes[0].values == NEW


def test_a_created_ticket_may_not_be_named_at_all_or_by_another_id() -> None:
    with Portal(Quirks(created="status")) as portal, api(portal) as client:
        assert client.post("/tickets", data=NEW).json() == {"status": True}
    with Portal(Quirks(created="internal-id")) as portal, api(portal) as client:
        assert client.post("/tickets", json=NEW).json()["ticket_id"] == portal.tickets[0].id
        assert portal.tickets[0].id != portal.tickets[0].number


def test_what_stands_in_the_query_of_a_post_is_not_read() -> None:
    with Portal() as portal, api(portal) as client:
        assert "error" in client.post("/tickets", params=NEW).json()


@pytest.mark.parametrize(("base", "end", "sizes"), [(1, "empty", [2, 2, 1, 0]), (0, "repeat", [2, 1, 1, 1])])
def test_pages_count_from_one_or_nought_and_end_empty_or_repeating(
    base: Any, end: Any, sizes: list[int]
) -> None:
    quirks = Quirks(page_size=2, page_base=base, page_end=end, page_meta=True)
    with Portal(quirks) as portal, api(portal) as client:
        for at in range(3):
            portal.add_ticket(subject=f"Ticket {at}")
        answers = [client.get("/tickets", params={"page": at}).json() for at in range(4)]
        assert [len(answer["tickets"]) for answer in answers] == sizes
        assert answers[1]["page"]["total"] == "2"


def test_a_token_lives_for_some_calls_and_its_refresh_rotates() -> None:
    quirks = Quirks(token_calls=2, refresh="rotates")
    with Portal(quirks) as portal, api(portal) as client:
        first = sign_in(client, portal)
        client.headers["Authorization"] = f"Bearer {first['token']}"
        assert [client.get("/details").status_code for _ in range(3)] == [200, 200, 401]
        second = client.post("/token", json={"refresh_token": first["refresh"]}).json()
        assert second["refresh"] != first["refresh"]
        assert client.post("/token", json={"refresh_token": first["refresh"]}).status_code == 401


def test_a_refused_refresh_and_two_factor_at_the_api() -> None:
    quirks = Quirks(refresh="refused", two_factor=True, two_factor_api="ignored")
    with Portal(quirks) as portal, api(portal) as client:
        refresh = sign_in(client, portal)["refresh"]
        assert client.post("/token", json={"refresh_token": refresh}).status_code == 401
    with Portal(Quirks(two_factor=True)) as portal, api(portal) as client:
        assert "error" in sign_in(client, portal)
        assert client.get("/details").json()["client"]["email"] == portal.username


def test_basic_alone_and_a_logout_that_revokes_a_personal_token() -> None:
    with Portal(PROFILES["basic-auth-only"]) as portal, httpx.Client(trust_env=False) as client:
        assert client.post(f"{portal.url}/api/login").status_code == 404
        auth = httpx.BasicAuth(portal.username.encode(), portal.password.encode())
        response = client.get(f"{portal.url}/api/details", auth=auth)
        assert response.status_code == 200
        assert response.content.startswith(BYTE_ORDER_MARK.encode())
    with Portal() as portal, api(portal) as client:
        client.post("/logout")
        assert client.get("/details").status_code == 401


def test_swagger_names_the_extras_and_only_they_are_heeded() -> None:
    extras = {
        "cc": "a@example.com, b@example.com",
        "encrypt": True,
        "attachments": {"a.png": base64.b64encode(b"png").decode()},
    }
    for names in (("cc", "attachments", "encrypt"), ()):
        with Portal(Quirks(swagger_extras=names)) as portal, api(portal) as client:
            document = httpx.get(f"{portal.url}/?cmd=userapi&action=swagger", trust_env=False).json()
            named = [one["name"] for one in document["paths"]["/tickets"]["post"]["parameters"]]
            assert named == ["dept_id", "subject", "body", *names]
            client.post("/tickets", json={**NEW, **extras})
            ticket = portal.tickets[0]
            assert ticket.cc == (["a@example.com", "b@example.com"] if names else [])
            assert [one.content for one in ticket.attachments] == ([b"png"] if names else [])
            assert ticket.encrypted == bool(names)


def test_text_before_the_json_html_in_its_place_and_drafts() -> None:
    with Portal(Quirks(json_prefix=PHP_WARNING)) as portal, api(portal) as client:
        assert client.get("/details").text.startswith("<br />\n<b>Warning")
    with Portal(Quirks(html_instead=("GET api/service",))) as portal, api(portal) as client:
        assert "<html" in client.get("/service").text
        assert client.get("/tickets").json() == {"tickets": []}
    with Portal(Quirks(drafts="absent")) as portal, api(portal) as client:
        replies = client.get(f"/tickets/{portal.add_ticket().number}").json()["replies"]
        assert ["status" in one for one in replies] == [False]


def test_bodies_hold_entities_html_and_line_ends() -> None:
    shown = {"crlf": "a<b\r\n'c'", "entities": "a&lt;b\r\n&#039;c&#039;", "plain": "a<b\n'c'"}
    for kind, expected in shown.items():
        quirks = Quirks(text=kind)  # type: ignore[arg-type]
        with Portal(quirks) as portal, api(portal) as client:
            number = portal.add_ticket(body="a<b\n'c'").number
            portal.add_staff_reply(number, "<p>Hello</p>")
            answer = client.get(f"/tickets/{number}").json()
            assert answer["ticket"]["body"] == expected
            assert [one["body"] for one in answer["replies"]] == ["<p>Hello</p>"]


def test_a_new_ticket_is_missing_from_the_list_for_some_reads() -> None:
    with Portal(Quirks(list_lag=2)) as portal, api(portal) as client:
        client.post("/tickets", json=NEW)
        assert [len(client.get("/tickets").json()["tickets"]) for _ in range(3)] == [0, 0, 1]


def test_close_and_open_refuse_what_is_so_already() -> None:
    with Portal() as portal, api(portal) as client:
        number = portal.add_ticket(status="Closed").number
        closed = client.put(f"/tickets/{number}/close").json()
        assert closed == {"error": ["You can't close this ticket"]}
        assert client.put(f"/tickets/{number}/open").json()["status"] is True
        assert portal.ticket(number).status == "Open"


@pytest.mark.parametrize("shape", ["lists", "maps", "single"])
def test_attachments_of_a_reply_are_keyed_by_its_id(shape: Any) -> None:
    with Portal(Quirks(attachments=shape)) as portal, api(portal) as client:
        number = portal.add_ticket().number
        reply = portal.add_staff_reply(number, "See", attachments=[("a.png", b"png")])
        found = client.get(f"/tickets/{number}").json()["attachments"][reply.id]
        if shape == "single":
            found = {reply.attachments[0].id: found}
        records = found.values() if isinstance(found, dict) else found
        assert [one["org_filename"] for one in records] == ["a.png"]
        assert isinstance(found, list) == (shape == "lists")
        file = reply.attachments[0]
        for name in (file.id, file.stored_as):
            assert client.get(f"/ticket/attachment/{name}").content == b"png"


def test_never_and_a_number_that_begins_with_nought() -> None:
    quirks = Quirks(numbers="leading-zero", ids="ints", error_wrap="success-false")
    with Portal(quirks) as portal, api(portal) as client:
        number = portal.add_ticket().number
        ticket = client.get(f"/tickets/{number}").json()["ticket"]
        assert (ticket["ticket_number"][0], ticket["lastreply"]) == ("0", "0000-00-00 00:00:00")
        refusal = {"success": False, "error": ["Ticket not found"]}
        assert client.get(f"/tickets/{int(number)}").json() == refusal


def test_a_body_of_unknown_length_is_read_as_well() -> None:
    with Portal() as portal, api(portal) as client:
        body = iter([b'{"dept_id": "3", "subject": "Disk full", ', b'"body": "Help"}'])
        client.post("/tickets", content=body, headers={"Content-Type": "application/json"})
        assert portal.tickets[0].body == "Help"
