"""Programs read and write tickets through the User API."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from tests.sandbox.conftest import Clock
from tests.sandbox.visitor import Visitor

from ticketcli.sandbox.server import Sandbox

Portal = Callable[..., Sandbox]
Api = Callable[[Sandbox], httpx.Client]
Visit = Callable[[Sandbox], Visitor]

NEW = {"dept_id": 1, "subject": "No answer", "body": 'a < b\r\n"c" & d'}


def test_departments_are_told_with_their_html(portal: Portal, api: Api) -> None:
    departments = api(portal()).get("/ticket/departments").json()["departments"]
    assert [department["name"] for department in departments] == [
        "BESTNET-CLOUD",
        "BESTNET-MAIL",
        "BESTNET-DOMAIN",
        "BILLING",
    ]
    assert "<strong>VPS</strong>" in departments[0]["description"]


def test_a_ticket_is_created_and_read_back(portal: Portal, api: Api) -> None:
    client = api(portal())
    number = client.post("/tickets", json=NEW).json()["ticket_number"]
    shown = client.get(f"/tickets/{number}").json()
    ticket = shown["ticket"]
    assert ticket["body"] == "a &lt; b\r\n&quot;c&quot; &amp; d"
    assert (ticket["subject"], ticket["status"], ticket["deptname"]) == ("No answer", "Open", "BESTNET-CLOUD")
    assert (ticket["flags"], ticket["priority"], ticket["cc"]) == ("0", "0", "")
    assert ticket["date"] == "2026-11-23 10:00:00"
    assert (shown["replies"], shown["attachments"]) == ([], [])


def test_what_the_call_does_not_take_is_ignored(portal: Portal, api: Api) -> None:
    client = api(portal())
    more = {"priority": 2, "cc": "a@example.com", "encrypt": 1, "attachments": {"a.png": "eA=="}}
    number = client.post("/tickets", json={**NEW, **more}).json()["ticket_number"]
    shown = client.get(f"/tickets/{number}").json()
    assert (shown["ticket"]["priority"], shown["ticket"]["cc"], shown["ticket"]["flags"]) == ("0", "", "0")
    assert shown["attachments"] == []


@pytest.mark.parametrize("shape", ["ticket_number", "number", "ticket", "ticket_id", "status", "info"])
def test_the_new_number_comes_in_the_installations_own_shape(portal: Portal, api: Api, shape: str) -> None:
    client = api(portal(api_created=shape))
    payload = client.post("/tickets", json=NEW).json()
    assert list(payload) == [shape]
    assert len(client.get("/tickets").json()["tickets"]) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"subject": ""}, "Subject line cannot be empty"),
        ({"body": " "}, "Support ticket message cannot be empty"),
        ({"dept_id": 99}, "Selected department does not exist"),
    ],
)
def test_a_ticket_that_lacks_something_is_refused_in_a_200(
    portal: Portal, api: Api, change: dict[str, object], message: str
) -> None:
    client = api(portal())
    answer = client.post("/tickets", json={**NEW, **change})
    assert (answer.status_code, answer.json()) == (200, {"error": [message]})
    assert client.get("/tickets").json()["tickets"] == []


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b'{"subject": "\\ud800"}', b"\xff"])
def test_a_body_that_is_no_json_object_is_an_empty_one(portal: Portal, api: Api, body: bytes) -> None:
    answer = api(portal()).post("/tickets", content=body, headers={"Content-Type": "application/json"})
    assert len(answer.json()["error"]) == 3


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "٣"])
def test_an_odd_page_number_does_no_harm(portal: Portal, api: Api, page: str) -> None:
    assert api(portal()).get("/tickets", params={"page": page}).json()["tickets"] == []


def test_lists_come_in_pages_counted_from_one(portal: Portal, api: Api) -> None:
    client = api(portal(page_size=2))
    numbers = [client.post("/tickets", json=NEW).json()["ticket_number"] for _ in range(3)]
    first, second = (client.get("/tickets", params={"page": page}).json() for page in (1, 2))
    listed = [ticket["ticket_number"] for ticket in (*first["tickets"], *second["tickets"])]
    assert listed == numbers[::-1]
    assert second["page"] == {"current": 2, "total": 2}
    assert client.get("/tickets", params={"page": 3}).json()["tickets"] == []


def test_an_installation_may_say_nothing_of_pages(portal: Portal, api: Api) -> None:
    assert list(api(portal(api_page_meta=False)).get("/tickets").json()) == ["tickets"]


def test_an_installation_may_wrap_its_payload(portal: Portal, api: Api) -> None:
    sandbox = portal(api_envelope=True)
    token = httpx.post(
        sandbox.url + "/api/login", json={"username": "customer@example.com", "password": "sandbox"}
    ).json()["data"]["token"]
    answer = httpx.get(sandbox.url + "/api/tickets", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["data"]["tickets"] == []


def test_a_list_can_lag_behind(portal: Portal, api: Api, clock: Clock) -> None:
    client = api(portal(list_lag=5))
    number = client.post("/tickets", json=NEW).json()["ticket_number"]
    assert client.get("/tickets").json()["tickets"] == []
    assert client.get(f"/tickets/{number}").json()["ticket"]["ticket_number"] == number
    clock.pass_(5)
    assert len(client.get("/tickets").json()["tickets"]) == 1


def test_a_reply_is_added_and_changes_the_status(portal: Portal, api: Api) -> None:
    client = api(portal())
    number = client.post("/tickets", json=NEW).json()["ticket_number"]
    assert client.post(f"/tickets/{number}", json={"body": "more"}).json()["status"] is True
    shown = client.get(f"/tickets/{number}").json()
    assert shown["ticket"]["status"] == "Client-Reply"
    assert [(reply["body"], reply["type"], reply["status"]) for reply in shown["replies"]] == [
        ("more", "Client", "Sent")
    ]


def test_closing_and_opening_are_refused_where_it_is_so_already(portal: Portal, api: Api) -> None:
    client = api(portal())
    number = client.post("/tickets", json=NEW).json()["ticket_number"]
    assert client.put(f"/tickets/{number}/open").json() == {"error": ["You can't open this ticket"]}
    assert client.put(f"/tickets/{number}/close").json()["status"] is True
    assert client.put(f"/tickets/{number}/close").json() == {"error": ["You can't close this ticket"]}
    assert client.post(f"/tickets/{number}", json={"body": "x"}).json() == {
        "error": ["This ticket is closed"]
    }
    assert client.put(f"/tickets/{number}/open").json()["status"] is True


def test_a_member_of_staff_answers_after_a_while(portal: Portal, api: Api, clock: Clock) -> None:
    client = api(portal(staff_after=20))
    number = client.post("/tickets", json=NEW).json()["ticket_number"]
    clock.pass_(19)
    assert client.get(f"/tickets/{number}").json()["replies"] == []
    clock.pass_(41)
    (listed,) = client.get("/tickets").json()["tickets"]
    assert (listed["status"], listed["client_read"], listed["lastreply"]) == (
        "Answered",
        "0",
        "2026-11-23 10:00:20",
    )
    (reply,) = client.get(f"/tickets/{number}").json()["replies"]
    assert (reply["type"], reply["date"]) == ("Admin", "2026-11-23 10:00:20")
    assert "No answer" in reply["body"]
    assert "sandbox" in reply["body"]


def test_attachments_are_listed_by_reply_and_downloaded(portal: Portal, api: Api, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    number = person.new_ticket("With a file", [("attachments[]", ("画面.png", b"opening", "image/png"))])
    person.open(f"/tickets/view/{number}/")
    person.send("#replyform", [("attachments[]", ("b.zip", b"reply", "application/zip"))], body="more")
    client = api(sandbox)
    shown = client.get(f"/tickets/{number}").json()
    reply_id = shown["replies"][0]["id"]
    assert list(shown["attachments"]) == ["0", reply_id]
    (opening,), (reply,) = shown["attachments"]["0"], shown["attachments"][reply_id]
    assert (opening["org_filename"], reply["org_filename"]) == ("画面.png", "b.zip")
    assert client.get(f"/ticket/attachment/{opening['filename']}").content == b"opening"
    assert client.get("/ticket/attachment/none").json() == {"error": ["Attachment not found"]}


def test_attachments_of_the_opening_message_alone_are_a_list_as_php_writes_it(
    portal: Portal, api: Api, visit: Visit
) -> None:
    sandbox = portal()
    number = (
        visit(sandbox).sign_in().new_ticket("With a file", [("attachments[]", ("a.png", b"x", "image/png"))])
    )
    ((attachment,),) = api(sandbox).get(f"/tickets/{number}").json()["attachments"]
    assert attachment["org_filename"] == "a.png"


def test_services_are_listed_and_shown(portal: Portal, api: Api) -> None:
    client = api(portal())
    services = client.get("/service").json()["services"]
    assert [service["category"] for service in services] == ["VPS", "Mail", "Domains"]
    assert client.get("/service/11").json()["service"]["domain"] == "vps1.example.com"
    assert client.get("/service/21").json() == {"error": ["Service not found"]}


def test_nobody_reads_anothers_ticket(portal: Portal, api: Api, visit: Visit) -> None:
    sandbox = portal()
    other = visit(sandbox).sign_in("twofactor@example.com")
    other.send(code="246810", make="submit")
    number = other.new_ticket()
    client = api(sandbox)
    assert client.get("/tickets").json()["tickets"] == []
    assert client.get(f"/tickets/{number}").json() == {"error": ["Ticket not found"]}


def test_an_unknown_call_is_a_404(portal: Portal, api: Api) -> None:
    answer = api(portal()).get("/nonsense")
    assert (answer.status_code, answer.json()) == (404, {"error": ["Not found"]})


def test_the_swagger_document_tells_what_a_new_ticket_takes(portal: Portal) -> None:
    document = httpx.get(portal().url + "/", params={"cmd": "userapi", "action": "swagger"}).json()
    assert (document["swagger"], document["basePath"]) == ("2.0", "/api")
    call = document["paths"]["/tickets"]["post"]
    assert [(field["name"], field["in"]) for field in call["parameters"]] == [
        ("dept_id", "query"),
        ("subject", "query"),
        ("body", "query"),
    ]
    assert call["consumes"] == ["application/json"]


def test_every_call_of_the_swagger_document_is_answered(portal: Portal, api: Api) -> None:
    sandbox = portal()
    document = httpx.get(sandbox.url + "/", params={"cmd": "userapi", "action": "swagger"}).json()
    client = api(sandbox)
    calls = [(method, path) for path, methods in document["paths"].items() for method in methods]
    ending = ("/logout", "/revoke")
    for method, path in sorted(calls, key=lambda call: call[1].endswith(ending)):
        place = path.replace("{number}", "1").replace("{id}", "1").replace("{file}", "x")
        assert client.request(method, place).status_code != 404, (method, path)


def test_a_portal_may_have_no_api(portal: Portal) -> None:
    sandbox = portal(api=False)
    assert httpx.get(sandbox.url + "/api/details").status_code == 404
    page = httpx.get(sandbox.url + "/?cmd=userapi&action=swagger", follow_redirects=True)
    assert page.headers["content-type"].startswith("text/html")
