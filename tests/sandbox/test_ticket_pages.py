"""People open, read and answer tickets in the client area."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

import pytest
from tests.sandbox.conftest import Clock
from tests.sandbox.visitor import File, Visitor

from ticketcli.sandbox.server import Sandbox

Portal = Callable[..., Sandbox]
Visit = Callable[..., Visitor]

PNG: File = ("attachments[]", ("screen.png", b"\x89PNG", "image/png"))
UPLOAD = "/?cmd=tickets&action=handleupload"


def read_stored(sandbox: Sandbox, number: str) -> sqlite3.Row:
    with sandbox.store.open() as db:
        row = db.execute("SELECT * FROM tickets WHERE ticket_number = ?", (number,)).fetchone()
        assert isinstance(row, sqlite3.Row)
        return row


def files_of(sandbox: Sandbox, number: str) -> dict[str, bytes]:
    with sandbox.store.open() as db:
        rows = db.execute(
            "SELECT a.* FROM attachments a JOIN tickets t ON t.id = ticket_id WHERE ticket_number = ?",
            (number,),
        ).fetchall()
    return {row["org_filename"]: (sandbox.store.files / row["filename"]).read_bytes() for row in rows}


def count(sandbox: Sandbox, table: str) -> int:
    with sandbox.store.open() as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_everything_on_the_form_is_stored(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    more = {
        "priority": "2",
        "related_client_service": "a12",
        "wdg[9]": "a@example.com, b@example.com",
        "encrypt": "1",
    }
    number = person.new_ticket("見えない", [PNG], **more)
    row = read_stored(sandbox, number)
    assert (row["subject"], row["body"]) == ("見えない", "Since 10:00.\r\nPlease help.")
    assert (row["priority"], row["service_id"], row["flags"]) == (2, 12, 1024)
    assert row["cc"] == "a@example.com, b@example.com"
    assert files_of(sandbox, number) == {"screen.png": b"\x89PNG"}


def test_success_links_to_the_ticket_twice(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    number = person.new_ticket()
    assert person.text("h1").startswith("Ticket created!")
    links = [link.attributes["href"] for link in person.page.css("main a")]
    assert links[0] == links[1]
    assert f"/tickets/view/{number}/&hash=" in (links[0] or "")
    person.open(links[0] or "")
    assert person.text("h1").startswith(f"#{number}")


def test_some_themes_show_no_link(portal: Portal, visit: Visit) -> None:
    person = visit(portal(success_link=False)).sign_in()
    assert person.new_ticket() == ""
    assert person.text("h1") == "Ticket created!"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"subject": " "}, "Subject line cannot be empty"),
        ({"body": ""}, "Support ticket message cannot be empty"),
        ({"dept_id": "9"}, "Selected department does not exist"),
    ],
)
def test_a_form_that_lacks_something_comes_back_with_the_words_in_it(
    portal: Portal, visit: Visit, change: dict[str, str], message: str
) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    person.open("/tickets/new/")
    values = {"subject": "kept", "body": "kept", "dept_id": "2", **change}
    person.send("#ticketsform", **values)
    assert person.errors == [message]
    assert "kept" in person.text("#ticketsform") + person.fields("#ticketsform")["subject"]
    assert count(sandbox, "tickets") == 0


def test_a_file_of_another_kind_is_refused(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    assert person.new_ticket("With a file", [("attachments[]", ("run.exe", b"MZ", "text/plain"))]) == ""
    assert person.errors == ["run.exe: Filetype not allowed"]
    assert count(sandbox, "tickets") == 0


def test_priority_counts_only_where_the_department_offers_it(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    assert read_stored(sandbox, person.new_ticket(dept_id="2", priority="2"))["priority"] == 0
    assert [node.attributes["id"] for node in person.open("/tickets/new/").css(".dptpriority")] == ["p1"]
    person.open("/tickets/new/?dept_id=2")
    select = person.page.css_first("#p1 select")
    assert select is not None
    assert "disabled" in select.attributes


def test_a_service_of_somebody_else_is_not_taken(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    number = visit(sandbox).sign_in().new_ticket(related_client_service="a21")
    assert read_stored(sandbox, number)["service_id"] is None


def test_contacts_are_notified_only_with_the_override(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    assert read_stored(sandbox, person.new_ticket(**{"secondary[]": "1"}))["contacts"] == ""
    row = read_stored(sandbox, person.new_ticket(**{"secondary[]": "1", "flag": "256"}))
    assert (row["contacts"], row["flags"]) == ("1", 256)


def test_a_form_above_the_limit_simply_comes_back_empty(portal: Portal, visit: Visit) -> None:
    sandbox = portal(post_max_size=2000)
    person = visit(sandbox).sign_in()
    person.open("/tickets/new/")
    person.send(
        "#ticketsform", [("attachments[]", ("a.zip", b"x" * 3000, "application/zip"))], subject="s", body="b"
    )
    assert (person.answer.status_code, person.errors) == (200, [])
    assert person.fields("#ticketsform")["subject"] == ""
    assert count(sandbox, "tickets") == 0


def test_a_file_sent_ahead_is_attached_by_its_hash(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    person.open("/tickets/new/")
    token = {"security_token": person.fields("#ticketsform")["security_token"]}
    answer = person.http.post(UPLOAD, data=token, files=[PNG])
    (entry,) = json.loads(answer.text)["files"]
    assert (entry["name"], entry["size"]) == ("screen.png", 4)
    number = person.new_ticket(**{"asyncattachment[]": entry["hash"]})
    assert files_of(sandbox, number) == {"screen.png": b"\x89PNG"}
    assert files_of(sandbox, person.new_ticket(**{"asyncattachment[]": entry["hash"]})) == {}


def test_a_file_sent_ahead_stays_with_a_form_that_comes_back(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    person.open("/tickets/new/")
    token = {"security_token": person.fields("#ticketsform")["security_token"]}
    (entry,) = person.http.post(UPLOAD, data=token, files=[PNG]).json()["files"]
    assert person.new_ticket("", **{"asyncattachment[]": entry["hash"]}) == ""
    person.send("#ticketsform", subject="now", body="b", dept_id="1")
    assert files_of(sandbox, person.text("h1 a").lstrip("#")) == {"screen.png": b"\x89PNG"}


def test_a_file_sent_ahead_can_be_taken_back(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    person.open("/tickets/new/")
    token = {"security_token": person.fields("#ticketsform")["security_token"]}
    (entry,) = person.http.post(UPLOAD, data=token, files=[PNG]).json()["files"]
    assert person.http.delete(entry["delete_url"]).json() == {"files": [{entry["hash"]: True}]}
    assert list(sandbox.store.files.iterdir()) == []


def test_the_upload_url_refuses_in_its_own_words(portal: Portal, visit: Visit) -> None:
    person = visit(portal(upload_max_filesize=3)).sign_in()
    person.open("/tickets/new/")
    token = {"security_token": person.fields("#ticketsform")["security_token"]}
    files = [PNG, ("attachments[]", ("a.exe", b"x", "text/plain"))]
    large, other = person.http.post(UPLOAD, data=token, files=files).json()["files"]
    assert "upload_max_filesize" in large["error"]
    assert other == {"name": "a.exe", "size": 1, "error": "Filetype not allowed"}


def test_the_upload_url_wants_the_token(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    assert "error" in person.http.post(UPLOAD, data={"security_token": "forged"}, files=[PNG]).json()
    assert count(sandbox, "uploads") == 0
    assert list(sandbox.store.incoming.iterdir()) == []


def test_some_versions_answer_an_upload_with_the_bare_list(portal: Portal, visit: Visit) -> None:
    person = visit(portal(upload_list=True)).sign_in()
    person.open("/tickets/new/")
    token = {"security_token": person.fields("#ticketsform")["security_token"]}
    assert isinstance(person.http.post(UPLOAD, data=token, files=[PNG]).json(), list)


def test_a_captcha_guards_the_form_where_it_is_on(portal: Portal, visit: Visit) -> None:
    sandbox = portal(ticket_captcha=True)
    person = visit(sandbox).sign_in()
    assert person.new_ticket() == ""
    assert person.errors == ["Invalid captcha"]
    person.http.get("/?cmd=root&action=captcha")
    with sandbox.store.open() as db:
        code = db.execute("SELECT captcha FROM sessions WHERE client_id = 1").fetchone()[0]
    assert person.new_ticket(image_verification=code)


def test_an_old_database_cuts_at_the_first_emoji(portal: Portal, visit: Visit) -> None:
    sandbox = portal(utf8mb3=True)
    row = read_stored(sandbox, visit(sandbox).sign_in().new_ticket("Fire 🔥 here", body="日本語 😀 gone"))
    assert (row["subject"], row["body"]) == ("Fire ", "日本語 ")


def test_the_form_offers_only_what_the_installation_has(portal: Portal, visit: Visit) -> None:
    person = visit(portal(widgets=False, encrypt=False, extensions=(".txt", ".log"))).sign_in()
    page = person.open("/tickets/new/")
    assert page.css_first(".ticketwidget_newticket") is None
    assert page.css_first("input[name=encrypt]") is None
    assert person.text(".fileupload small") == "Allowed File Extension: .txt, .log"


def test_a_ticket_page_shows_the_conversation(portal: Portal, visit: Visit, clock: Clock) -> None:
    person = visit(portal(staff_after=20)).sign_in()
    number = person.new_ticket("A < B", [PNG], body="1 < 2\r\nsee https://example.com/?a=1&b=2", encrypt="1")
    clock.pass_(20)
    person.open(f"/tickets/view/{number}/")
    assert person.text("h1") == f"#{number} A < B"
    assert person.page.css_first(".badge-Answered") is not None
    mine, theirs = person.page.css(".comment")
    assert "comment-client" in (mine.attributes["class"] or "")
    assert "comment-admin" in (theirs.attributes["class"] or "")
    text = mine.css_first("p")
    assert text is not None
    assert "1 &lt; 2<br>\n" in (text.html or "").replace("\r", "")
    assert mine.css_first("a[href='https://example.com/?a=1&b=2']") is not None
    assert [len(comment.css(".text-warning")) for comment in (mine, theirs)] == [1, 0]
    assert person.text(".comment-client .date") == "23/11/2026"
    assert person.text(".comment-client .time") == "10:00"
    link = person.page.css_first(".comment-client a[href*='action=download']")
    assert link is not None
    person.open(str(person.answer.url.join(link.attributes["href"] or "")))
    assert person.answer.content == b"\x89PNG"
    assert person.answer.headers["content-disposition"] == 'attachment; filename="screen.png"'


def test_a_long_subject_is_wrapped_in_its_heading(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    number = person.new_ticket("件" * 50)
    person.open(f"/?cmd=tickets&action=view&num={number}")
    heading = person.page.css_first("h1")
    assert heading is not None
    assert heading.text() == f"#{number} {'件' * 40}\n{'件' * 10}"


@pytest.mark.parametrize(
    "place", ["/tickets/view/{}/", "/?cmd=tickets&action=view&num={}", "/index.php?/tickets/view/{}/"]
)
def test_all_three_kinds_of_address_show_a_ticket(portal: Portal, visit: Visit, place: str) -> None:
    person = visit(portal()).sign_in()
    number = person.new_ticket()
    person.open(place.format(number))
    assert person.text("h1").startswith(f"#{number}")


def test_a_reply_with_a_file_is_added(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    person = visit(sandbox).sign_in()
    number = person.new_ticket()
    person.open(f"/tickets/view/{number}/")
    person.send("#replyform", [PNG], body="more", encrypt="1")
    assert len(person.page.css(".comment")) == 2
    assert person.page.css_first(".badge-Client-Reply") is not None
    assert len(person.page.css(".text-warning")) == 1
    assert files_of(sandbox, number) == {"screen.png": b"\x89PNG"}


def test_an_empty_reply_is_refused(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    person.open(f"/tickets/view/{person.new_ticket()}/")
    person.send("#replyform", body=" ")
    assert person.errors == ["Support ticket message cannot be empty"]


def test_a_ticket_is_closed_and_reopened(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    person.open(f"/tickets/view/{person.new_ticket()}/")
    person.send(".content-view-details form")
    assert person.page.css_first(".badge-Closed") is not None
    assert person.page.css_first("#replyform") is None
    assert person.fields(".content-view-details form")["make"] == "reopen"
    person.send(".content-view-details form")
    assert person.page.css_first(".badge-Open") is not None


def test_closing_twice_is_refused(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    person.open(f"/tickets/view/{person.new_ticket()}/")
    person.send(".content-view-details form")
    person.send(".content-view-details form", make="closeticket")
    assert person.errors == ["You can't close this ticket"]


def test_nobody_opens_anothers_ticket_or_file(portal: Portal, visit: Visit) -> None:
    sandbox = portal()
    number = visit(sandbox).sign_in().new_ticket("With a file", [PNG])
    other = visit(sandbox).sign_in("twofactor@example.com")
    other.send(code="246810", make="submit")
    other.open(f"/tickets/view/{number}/")
    assert other.answer.status_code == 404
    with sandbox.store.open() as db:
        file_id = db.execute("SELECT id FROM attachments").fetchone()[0]
    assert other.http.get(f"/?cmd=tickets&action=download&id={file_id}").status_code == 404


def test_the_list_has_pages_counted_from_nought(portal: Portal, visit: Visit) -> None:
    person = visit(portal(page_size=2)).sign_in()
    numbers = [person.new_ticket(name) for name in ("b", "c", "a")]
    person.open("/?cmd=tickets")
    assert [row.text(strip=True) for row in person.page.css("tbody td:first-child")] == [
        f"#{number}" for number in numbers[:0:-1]
    ]
    links = [link.attributes["href"] or "" for link in person.page.css(".pagination a")]
    assert [link.rpartition("page=")[2] for link in links] == ["0", "1"]
    person.open(links[1])
    assert [row.text(strip=True) for row in person.page.css("tbody td:first-child")] == [f"#{numbers[0]}"]


def test_the_list_is_ordered_and_filtered(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    for name in ("b", "c", "a"):
        number = person.new_ticket(name)
    person.open("/?cmd=tickets&orderby=subject|ASC")
    assert [row.text(strip=True) for row in person.page.css("tbody td:nth-child(2)")] == ["a", "b", "c"]
    person.open(f"/tickets/view/{number}/")
    person.send(".content-view-details form")
    person.open("/?cmd=tickets&filter[status]=Closed")
    assert [row.text(strip=True) for row in person.page.css("tbody td:nth-child(2)")] == ["a"]


def test_an_empty_list_says_so_in_one_cell(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    person.open("/tickets/")
    assert [cell.attributes.get("colspan") for cell in person.page.css("tbody td")] == ["6"]


def test_an_answered_ticket_is_unread_until_it_is_opened(portal: Portal, visit: Visit, clock: Clock) -> None:
    person = visit(portal(staff_after=1)).sign_in()
    number = person.new_ticket()
    clock.pass_(1)
    assert person.open("/tickets/").css_first("tr.unread strong") is not None
    person.open(f"/tickets/view/{number}/")
    assert person.open("/tickets/").css_first("tr.unread") is None


def test_a_client_who_wrote_again_waits_for_a_person(portal: Portal, visit: Visit, clock: Clock) -> None:
    person = visit(portal(staff_after=20)).sign_in()
    number = person.new_ticket()
    clock.pass_(10)
    person.open(f"/tickets/view/{number}/")
    person.send("#replyform", body="more")
    clock.pass_(60)
    person.open(f"/tickets/view/{number}/")
    assert person.page.css_first(".comment-admin") is None


def test_services_are_listed(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    person.open("/clientarea/services/")
    assert "vps1.example.com" in person.text("table")


@pytest.mark.parametrize(
    "place", ["/nonsense/", "/tickets/nonsense/", "/tickets/download/1/", "/?cmd=tickets&action=view"]
)
def test_an_unknown_page_is_a_404(portal: Portal, visit: Visit, place: str) -> None:
    person = visit(portal()).sign_in()
    person.open(place)
    assert person.answer.status_code == 404


def test_the_related_service_is_put_there_by_a_script(portal: Portal, visit: Visit) -> None:
    person = visit(portal()).sign_in()
    page = person.open("/tickets/new/")
    assert page.css_first("select[name=related_client_service]") is None
    sources = [node.attributes.get("src") or "" for node in page.css("script[src]")]
    (plugin,) = [source for source in sources if "ticket_related_client_service" in source]
    person.open(plugin)
    assert "related_client_service" in person.answer.text
    person.open("/?cmd=ticket_related_client_service")
    assert person.answer.json()[0] == {"id": "a11", "name": "VPS Standard 4G - vps1.example.com"}
