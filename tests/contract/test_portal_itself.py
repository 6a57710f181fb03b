"""The double does what its switches say. (The client's own tests lean on it.)"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from tests.contract.browser import Browser
from tests.contract.portal import Fault, Portal, Quirks
from tests.contract.profiles import CC_ZH, PROFILES, REQUIRED
from tests.contract.quirks_api import BYTE_ORDER_MARK, PHP_WARNING
from tests.contract.records import Widget, too_many

NEW = {"dept_id": "3", "subject": "Disk full", "body": "Since 10:00\r\nnothing works"}


@contextmanager
def api(portal: Portal, token: str = "") -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {token or portal.pat}"}
    with httpx.Client(base_url=portal.url + "/api", headers=headers, trust_env=False, timeout=10) as client:
        yield client


def sign_in(client: httpx.Client, portal: Portal) -> dict[str, Any]:
    body = {"username": portal.username, "password": portal.password}
    answer: dict[str, Any] = client.post("/login", json=body).json()
    return answer


@contextmanager
def signed_in(quirks: Quirks) -> Iterator[tuple[Portal, Browser]]:
    with Portal(quirks) as portal, Browser(portal) as browser:
        browser.sign_in()
        yield portal, browser


# Every profile


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_serves_a_sign_in_and_a_new_ticket_form(name: str) -> None:
    quirks = PROFILES[name]
    with Portal(quirks) as portal, Browser(portal) as browser:
        portal.add_ticket(messages=["<b>We look.</b>"], attachments=[("a.png", b"png")])
        first = browser.new_ticket()
        if quirks.guest_form:
            assert first.form("client_email")
            first = browser.get("?cmd=tickets")
        answers = {"username": portal.username, "password": portal.password}
        if quirks.login_captcha:
            answers["captcha"] = portal.captcha
        page = browser.send(first, "username", answers)
        if quirks.two_factor:
            page = browser.send(page, "code", {"code": portal.code, "make": "submit"})
        assert not page.tree.css("[name=username]")
        form = browser.new_ticket().form("dept_id")
        assert not form.css("[name=client_email]")
        assert form.css(f'[name="{quirks.token_name}"]')


@pytest.mark.parametrize("name", [name for name, one in PROFILES.items() if one.api == "on"])
def test_every_profile_with_an_api_lists_tickets(name: str) -> None:
    quirks = PROFILES[name]
    with Portal(quirks) as portal, httpx.Client(trust_env=False) as client:
        number = portal.add_ticket(subject="Router").number
        for _ in range(2):  # the first of some is refused
            if quirks.personal_tokens:
                headers = {"Authorization": f"Bearer {portal.pat}"}
                response = client.get(f"{portal.url}/api/tickets", headers=headers)
            else:
                auth = httpx.BasicAuth(portal.username.encode(), portal.password.encode())
                response = client.get(f"{portal.url}/api/tickets", auth=auth)
        assert response.status_code == 200
        assert number.lstrip("0") in response.text


# The User API


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
        assert portal.writes[0].json == NEW


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
        expected = [2, 2, 1, 0] if base else sizes
        assert [len(answer["tickets"]) for answer in answers] == expected
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


# Faults


@pytest.mark.parametrize("happens", ["status", "close", "reset", "truncate"])
def test_an_answer_can_get_lost_after_the_ticket_was_stored(happens: Any) -> None:
    fault = Fault("POST api/tickets", happens, after=True)
    with Portal(Quirks(faults=(fault,))) as portal, api(portal) as client:
        if happens == "status":
            assert client.post("/tickets", json=NEW).status_code == 502
        else:
            with pytest.raises(httpx.TransportError):
                client.post("/tickets", json=NEW)
        assert len(portal.tickets) == 1
        assert client.post("/tickets", json=NEW).status_code == 200


def test_a_fault_before_the_work_stores_nothing_and_a_limit_says_when() -> None:
    limit = too_many("GET api/*", header="retry-after")
    with Portal(Quirks(faults=(Fault("POST api/tickets", "close"), limit))) as portal, api(portal) as client:
        with pytest.raises(httpx.TransportError):
            client.post("/tickets", json=NEW)
        assert portal.tickets == []
        response = client.get("/tickets")
        assert (response.status_code, response.headers["Retry-After"]) == (429, "1")
        assert client.get("/tickets").status_code == 200


def test_a_portal_that_hangs_lets_go_when_it_ends() -> None:
    with Portal(Quirks(faults=(Fault("GET api/details", "hang"),))) as portal, api(portal) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.get("/details", timeout=0.05)
        assert portal.requests[-1].status == 0


def test_old_utf8_cuts_at_the_first_emoji() -> None:
    with Portal(Quirks(four_byte_cut=True)) as portal, api(portal) as client:
        client.post("/tickets", json={**NEW, "body": "before 🔥 after"})
        assert portal.tickets[0].body == "before "


# Signing in to the client area


@pytest.mark.parametrize(
    ("where", "location"),
    [("query", "/?cmd=login"), ("clientarea", "/clientarea/"), ("index.php", "/index.php?/login/")],
)
def test_the_signed_out_are_sent_to_one_of_three_places(where: Any, location: str) -> None:
    with Portal(Quirks(login_at=where)) as portal:
        response = httpx.get(f"{portal.url}/?cmd=tickets", trust_env=False)
        assert response.headers["location"] == portal.url + location


def test_the_login_form_can_stand_at_the_page_itself_among_other_forms() -> None:
    with Portal(PROFILES["inline-login-decoy-forms"]) as portal, Browser(portal) as browser:
        page = browser.get("?cmd=tickets&action=new")
        assert page.response.history == []
        assert len(page.tree.css("form")) == 6
        assert len(page.tree.css("input[type=password]")) == 3
        browser.sign_in()
        assert browser.new_ticket().form("dept_id")


def test_a_login_without_the_hidden_fields_a_captcha_or_the_password_is_refused() -> None:
    with Portal(Quirks(login_captcha=True, nonce=True)) as portal, Browser(portal) as browser:
        page = browser.get("?cmd=login")
        good = {"username": portal.username, "password": portal.password, "captcha": portal.captcha}
        for change in ({"hb_nonce": ""}, {"captcha": ""}, {"password": "wrong"}, {"security_token": ""}):
            assert browser.send(page, "username", {**good, **change}).tree.css("[name=username]")
        assert not browser.send(page, "username", good).tree.css("[name=username]")


def test_two_factor_wants_its_fields_and_remembers() -> None:
    with Portal(PROFILES["two-factor"]) as portal, Browser(portal) as browser:
        page = browser.sign_in()
        assert browser.send(page, "code", {"code": "000000", "make": "submit"}).form("code")
        assert browser.send(page, "code", {"code": portal.code}).form("code")
        page = browser.send(
            page, "code", {"code": portal.code, "make": "submit", "rememberme": "1", "device": "app"}
        )
        assert page.form("dept_id")
        browser.get("?action=logout")
        assert browser.sign_in().form("dept_id")


def test_a_session_ends_between_reading_and_sending() -> None:
    ends = Fault("POST web/tickets/new", "end-session")
    with signed_in(Quirks(faults=(ends,))) as (portal, browser):
        page = browser.new_ticket()
        assert browser.send(page, "make", NEW).form("username")
        assert portal.tickets == []


def test_a_guest_gets_a_form_of_his_own() -> None:
    with Portal(PROFILES["guest-form"]) as portal, Browser(portal) as browser:
        page = browser.new_ticket()
        form = {"client_name": "G", "client_email": "g@example.com", "subject": "Q", "body": "B"}
        browser.send(page, "make", form)
        assert [ticket.guest for ticket in portal.tickets] == [True]


# The new-ticket form


def test_a_ticket_from_the_form_with_everything() -> None:
    with signed_in(Quirks()) as (portal, browser):
        page = browser.new_ticket()
        values = {
            **NEW,
            "priority": "2",
            "encrypt": "1",
            "flag": "256",
            "secondary[]": "41",
            "widget[9][value]": "17",
            "widget[12][value]": "a@example.com, b@example.com",
        }
        files = [("attachments[]", ("C:\\logs\\日本.png", b"one")), ("attachments[]", ("b.ZIP", b"two"))]
        done = browser.send(page, "make", values, files)
        ticket = portal.tickets[0]
        assert done.links(f"num={ticket.number}")
        assert (ticket.subject, ticket.text, ticket.dept_id) == (
            "Disk full",
            "Since 10:00\nnothing works",
            "3",
        )
        assert (ticket.priority, ticket.encrypted, ticket.secondary) == ("2", True, ["41"])
        assert (ticket.service, ticket.cc) == ("17", ["a@example.com", "b@example.com"])
        assert [(one.name, one.size) for one in ticket.attachments] == [("日本.png", 3), ("b.ZIP", 3)]
        assert ticket.extra == {}
        assert portal.writes[-1].names[0] == "make"


def test_a_file_part_needs_a_plain_filename() -> None:
    with signed_in(Quirks()) as (portal, browser):
        page = browser.new_ticket()
        token = page.form("make").css_first("[name=security_token]").attributes["value"]
        lines = []
        for name, value in {**NEW, "make": "addticket", "security_token": token}.items():
            lines += ["--x", f'Content-Disposition: form-data; name="{name}"', "", value or ""]
        lines += [
            "--x",
            "Content-Disposition: form-data; name=\"attachments[]\"; filename*=UTF-8''a.png",
            "",
            "x",
        ]
        body = "\r\n".join([*lines, "--x--", ""]).encode()
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        browser.client.post(str(page.response.url), content=body, headers=headers)
        assert portal.tickets[0].attachments == []


def test_priority_blocks_are_disabled_for_departments_not_chosen() -> None:
    with signed_in(Quirks()) as (_, browser):
        form = browser.new_ticket().form("make")
        blocks = {
            one.attributes["id"]: one.css_first("select").attributes for one in form.css(".dptpriority")
        }
        assert {key: "disabled" in value for key, value in blocks.items()} == {"p3": False, "p12": True}


@pytest.mark.parametrize("markup", ["for", "wrap", "form-group", "table", "placeholder"])
@pytest.mark.parametrize("control", ["text", "textarea", "emails", "inputs"])
def test_a_cc_widget_in_every_markup_and_kind(markup: Any, control: Any) -> None:
    name = "cc[]" if control == "inputs" else "custom_field[3]"
    widget = Widget("cc", name, "CC", control, markup)
    with signed_in(Quirks(cc=widget)) as (portal, browser):
        page = browser.new_ticket()
        assert "CC" in page.form("make").html if page.form("make").html else False
        value: str | list[str] = "a@example.com,b@example.com"
        if control == "inputs":
            value = ["a@example.com", "b@example.com", ""]
        browser.send(page, "make", {**NEW, name: value})
        assert portal.tickets[0].cc == ["a@example.com", "b@example.com"]


def test_a_service_with_prefixed_values_and_an_empty_first_option() -> None:
    widget = Widget("service", "hosting", "関連サービス", "select", prefix="hosting_")
    with signed_in(Quirks(service=widget)) as (portal, browser):
        page = browser.new_ticket()
        options = [one.attributes.get("value") for one in page.form("make").css("[name=hosting] option")]
        assert options == [None, "hosting_17", "hosting_18", "hosting_203"] or options[0] == ""
        assert browser.send(page, "make", {**NEW, "hosting": "17"}).form("make")
        browser.send(page, "make", {**NEW, "hosting": "hosting_17"})
        assert [ticket.service for ticket in portal.tickets] == ["17"]


def test_a_required_field_holds_the_ticket_back() -> None:
    with signed_in(Quirks(other_widgets=(REQUIRED,))) as (portal, browser):
        page = browser.send(browser.new_ticket(), "make", NEW)
        assert "Server root password hint" in page.tree.css_first(".alert").text()
        assert portal.tickets == []


@pytest.mark.parametrize(
    ("kind", "selector"), [("alert", ".alert"), ("ul.errors", "ul.errors li"), ("#infos", "#infos")]
)
def test_a_failure_brings_the_form_back_with_words(kind: Any, selector: str) -> None:
    with signed_in(Quirks(failure=kind, language="ja")) as (portal, browser):
        page = browser.send(browser.new_ticket(), "make", {**NEW, "subject": "Casino"})
        assert page.tree.css_first(selector).text().strip("×") == "この件名ではチケットを作成できません"
        assert page.form("make").css_first("[name=subject]").attributes["value"] == "Casino"
        assert portal.tickets == []


def test_a_body_above_the_limit_brings_back_an_empty_form() -> None:
    with signed_in(Quirks(post_max_size=4000)) as (portal, browser):
        files = [("attachments[]", ("a.png", b"x" * 5000))]
        page = browser.send(browser.new_ticket(), "make", NEW, files)
        assert page.form("make").css_first("[name=subject]").attributes["value"] in ("", None)
        assert not page.tree.css(".alert")
        assert portal.tickets == []


def test_a_file_above_its_own_limit_is_dropped_in_silence() -> None:
    with signed_in(Quirks(upload_max_filesize=10)) as (portal, browser):
        files = [("attachments[]", ("a.png", b"x" * 11)), ("attachments[]", ("b.png", b"x"))]
        browser.send(browser.new_ticket(), "make", NEW, files)
        assert [one.name for one in portal.tickets[0].attachments] == ["b.png"]


def test_a_token_for_one_use_and_a_ticket_captcha() -> None:
    with signed_in(Quirks(token_single_use=True, ticket_captcha=True)) as (portal, browser):
        page = browser.new_ticket()
        assert browser.send(page, "make", NEW).form("make")
        good = {**NEW, "image_verification": portal.captcha}
        assert browser.send(page, "make", good).form("make")
        browser.send(browser.new_ticket(), "make", good)
        assert len(portal.tickets) == 1


# Uploads ahead of the form


@pytest.mark.parametrize("bare", [True, False])
def test_files_that_only_travel_ahead_of_the_form(bare: bool) -> None:
    quirks = Quirks(attach="form", upload_answer="list" if bare else "files")
    with signed_in(quirks) as (portal, browser):
        page = browser.new_ticket()
        form = page.form("make")
        url, field = form.attributes["data-url"] or "", "files[]"
        token = {"security_token": form.css_first("[name=security_token]").attributes["value"] or ""}
        assert "<html" in browser.client.post(url, files=[(field, ("a.png", b"x"))]).text
        files = [(field, ("a.png", b"png")), (field, ("b.exe", b"exe"))]
        answer = browser.client.post(url, data=token, files=files).json()
        good, bad = answer if bare else answer["files"]
        assert (good["name"], good["size"], "error" in good) == ("a.png", 3, False)
        assert "b.exe" in bad["error"]
        plain = [("files[]", ("c.png", b"x"))]
        browser.send(page, "make", {**NEW, "asyncattachment[]": [good["hash"], "unknown"]}, plain)
        assert [(one.name, one.content) for one in portal.tickets[0].attachments] == [("a.png", b"png")]


# After the form


@pytest.mark.parametrize(
    ("kind", "main", "older"),
    [("link", 2, 0), ("no-link", 0, 0), ("sidebar", 2, 1), ("sidebar-no-link", 0, 1)],
)
def test_the_success_page_links_the_ticket_or_others_or_none(kind: Any, main: int, older: int) -> None:
    with signed_in(Quirks(created_page=kind, urls="pretty")) as (portal, browser):
        before = portal.add_ticket().number
        page = browser.send(browser.new_ticket(), "make", NEW)
        number = portal.tickets[-1].number
        assert len(page.links(f"/tickets/view/{number}/&hash=")) == main
        assert len(page.links(f"/tickets/view/{before}/")) == older


def test_the_success_page_can_be_the_ticket() -> None:
    with signed_in(Quirks(created_page="redirect", urls="index.php")) as (portal, browser):
        page = browser.send(browser.new_ticket(), "make", NEW)
        assert page.tree.css_first("h1").text().strip() == f"#{portal.tickets[0].number} Disk full"


def test_the_2019_view_shows_messages_sides_files_and_marks() -> None:
    with signed_in(Quirks(download_link="short")) as (portal, browser):
        ticket = portal.add_ticket(
            body="a < b\nhttps://example.com/", attachments=[("a.png", b"x")], encrypted=True
        )
        portal.add_staff_reply(ticket.number, "<p>Done.</p>")
        page = browser.get(portal.view_url(ticket.number))
        sides = [one.attributes["class"] for one in page.tree.css(".comment")]
        assert sides == ["comment comment-client media", "comment comment-admin media"]
        assert page.tree.css_first(f"p#r{ticket.id}").html == (
            f'<p id="r{ticket.id}">a &lt; b<br>\n'
            '<a href="https://example.com/" target="_blank">https://example.com/</a></p>'
        )
        assert page.links(f"?action=download&id={ticket.attachments[0].id}")
        assert len(page.tree.css("small.text-warning")) == 1
        assert page.tree.css(".badge-Answered")


def test_a_closed_ticket_has_no_reply_form_and_opens_again() -> None:
    with signed_in(Quirks()) as (portal, browser):
        number = portal.add_ticket().number
        page = browser.get(portal.view_url(number))
        browser.send(page, "body", {"body": "More"}, [("attachments[]", ("a.pdf", b"%PDF"))])
        assert [(one.number, one.body, len(one.attachments)) for one in portal.replies] == [
            (number, "More", 1)
        ]
        close = [one for one in page.tree.css("form") if one.css('[value="closeticket"]')]
        assert len(close) == 1
        token = close[0].css_first("[name=security_token]").attributes["value"] or ""
        data = {"make": "closeticket", "security_token": token}
        browser.client.post(portal.view_url(number), data=data)
        page = browser.get(portal.view_url(number))
        assert not page.tree.css("textarea")
        browser.send(page, "make", {})
        assert portal.ticket(number).status == "Open"


def test_the_old_table_theme_has_tables_labels_and_pages_from_nought() -> None:
    with signed_in(PROFILES["old-table-theme-web-only"]) as (portal, browser):
        numbers = [portal.add_ticket(subject=f"T{at}").number for at in range(3)]
        first, second = browser.get("?cmd=tickets"), browser.get("tickets/?page=1")
        assert [one.text() for one in first.tree.css("tbody td a")] == ["T0", "T1"]
        assert [one.text() for one in second.tree.css("tbody td a")] == ["T2"]
        assert first.tree.css(".label-Open")
        page = browser.get(f"tickets/view/{numbers[0]}/")
        assert numbers[0] in page.tree.css_first("h1.tickets2").text()
        assert page.tree.css_first("table.checker span.Open strong").text() == "Open"


@pytest.mark.parametrize("link", ["?action=download&id=", "?cmd=tickets&action=download&id="])
def test_downloads_with_and_without_headers(link: str) -> None:
    for quirks in (Quirks(download_ranges=True), Quirks(download_length=False, download_name="none")):
        with signed_in(quirks) as (portal, browser):
            file = portal.add_ticket(attachments=[("日.pdf", b"0123456789")]).attachments[0]
            url = f"{portal.url}/{link}{file.id}"
            response = browser.client.get(url)
            assert response.content == b"0123456789"
            assert ("content-length" in response.headers) == quirks.download_length
            assert ("content-disposition" in response.headers) == (quirks.download_name != "none")
            part = browser.client.get(url, headers={"Range": "bytes=4-"})
            expected = (206, b"456789") if quirks.download_ranges else (200, b"0123456789")
            assert (part.status_code, part.content) == expected


def test_a_chinese_page_with_a_base_radios_and_an_extension_line() -> None:
    with signed_in(PROFILES["chinese-2019-async-only"]) as (portal, browser):
        page = browser.new_ticket()
        assert page.tree.css_first("base").attributes["href"] == f"{portal.url}/"
        assert "允許的檔案副檔名: .jpg, .gif, .zip, .png, .pdf" in page.text
        assert [one.attributes["value"] for one in page.tree.css("[name=dept_id]")] == ["1", "2"]
        assert CC_ZH.label in page.text


def test_what_was_sent_can_be_proven() -> None:
    with Portal() as portal, api(portal) as client:
        client.get("/tickets")
        assert portal.writes == []
        client.post("/tickets", json=NEW)
        assert [(one.route, one.user) for one in portal.writes] == [("POST api/tickets", "personal")]
        assert [one.path for one in portal.seen("* api/tickets")] == ["/api/tickets", "/api/tickets"]
