"""What Request Tracker does otherwise than one would think, seen at a real one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.kinds.customer import Customer
from tests.kinds.stages import RtStage

pytestmark = pytest.mark.long


def open_ticket(customer: Customer, subject: str, department: str = "BESTNET-CLOUD", *more: str) -> str:
    """Open a ticket; its number."""
    line = ("new", "-d", department, "-s", subject, "-m", "Since 10:00.", "--json", *more)
    return str(customer.ticket(*line).json["number"])


def note_mails(stage: RtStage, number: str, count: int) -> None:
    """Have RT note so many mails, which customers may not see, in its database, where that takes no time."""
    row = ("RT::Ticket", int(number), "EmailRecord", 1, "2026-11-28 10:00:00")
    with closing(sqlite3.connect(stage.rt.folder / "rt.sqlite", timeout=30)) as db, db:
        columns = "ObjectType, ObjectId, Type, Creator, Created"
        db.executemany(f"INSERT INTO Transactions ({columns}) VALUES (?, ?, ?, ?, ?)", [row] * count)


def test_no_message_is_lost_among_pages_of_what_only_the_staff_may_see(
    stage: RtStage, customer: Customer
) -> None:
    number = open_ticket(customer, "Long")
    note_mails(stage, number, 250)
    customer.ticket("reply", number, "-m", "Still down.")
    note_mails(stage, number, 250)
    newest = stage.call("GET", f"ticket/{number}/history?orderby=id&order=DESC", by=stage.rt.customer)
    assert newest["items"] == []  # a whole page that is empty, and not the last
    shown = customer.ticket("show", number, "--json").json
    assert [message["body"] for message in shown["messages"]] == ["Since 10:00.", "Still down."]


def test_a_refusal_with_status_200_is_a_refusal(stage: RtStage, customer: Customer) -> None:
    number, other = open_ticket(customer, "Depends"), open_ticket(customer, "First")
    stage.call("PUT", f"ticket/{number}", {"DependsOn": [int(other)]})
    said = customer.ticket("close", number, code=5)
    assert "The portal says:" in said.err
    assert not stage.is_closed(number)


def test_where_customers_may_not_close_it_says_what_to_do(stage: RtStage, customer: Customer) -> None:
    number = open_ticket(customer, "General", "General")
    said = customer.ticket("close", number, code=5)
    assert "ask for it in a reply" in said.err
    stage.call("PUT", f"ticket/{number}", {"Status": "resolved"})
    assert f"ticket reply {number}" in customer.ticket("reopen", number, code=5).err
    customer.ticket("reply", number, "-m", "It is back.")
    assert not stage.is_closed(number)


def test_a_text_file_in_another_character_set_comes_back_byte_for_byte(
    customer: Customer, tmp_path: Path
) -> None:
    path = tmp_path / "ログ.txt"
    path.write_bytes("障害が発生しました。\r\n".encode("shift_jis"))
    told = customer.ticket("new", "-d", "General", "-s", "Log", "-m", "See.", "-a", str(path), "--json").json
    assert told["differences"] == []
    customer.ticket("download", told["number"], "--dir", str(tmp_path / "into"))
    assert (tmp_path / "into" / path.name).read_bytes() == path.read_bytes()


def test_what_the_staff_writes_in_an_editor_is_words_and_no_file(stage: RtStage, customer: Customer) -> None:
    number = open_ticket(customer, "Editor")
    stage.answer(number, "<p>Please <b>restart</b>.</p><p>Then write.</p>")
    message = customer.ticket("show", number, "--json").json["messages"][-1]
    assert message["body"] == "Please restart.\n\nThen write."
    assert message["attachments"] == []
    assert message["author"] == "Support Desk"


def test_a_subject_that_would_be_cut_is_not_sent(stage: RtStage, customer: Customer) -> None:
    before = len(stage.subjects())
    said = customer.ticket("new", "-d", "General", "-s", "s" * 201, "-m", "x", code=5)
    assert "at most 200" in said.err
    assert len(stage.subjects()) == before


def test_emoji_and_lines_arrive_as_they_were_typed(stage: RtStage, customer: Customer) -> None:
    line = ("new", "-d", "General", "-s", "絵文字 😀", "-m", "One 😀\n\n  two\n", "--json")
    told = customer.ticket(*line).json
    assert told["differences"] == []
    assert stage.messages(told["number"])[0].strip() == "One 😀\n\n  two"


def test_the_ticket_is_the_customers_own(stage: RtStage, customer: Customer) -> None:
    number = open_ticket(customer, "Whose")
    told = stage.call("GET", f"ticket/{number}")
    assert [one["id"] for one in told["Requestor"]] == [stage.username]


def test_the_e_mail_address_is_no_user_name(stage: RtStage, tmp_path: Path) -> None:
    stranger = Customer(tmp_path, stage.url)
    said = stranger.sign_in(stage.rt.customer.email, stage.password, code=4)
    assert "not the e-mail address" in said.err


def test_a_merged_ticket_has_the_messages_of_both(stage: RtStage, customer: Customer) -> None:
    line = ("new", "-d", "General", "-s", "Merged", "--json", "-m")
    one, other = (customer.ticket(*line, words).json["number"] for words in ("One.", "Other."))
    stage.call("PUT", f"ticket/{other}", {"MergeInto": int(one)})
    shown = customer.ticket("show", one, "--json").json
    assert [message["body"] for message in shown["messages"]] == ["One.", "Other."]


def test_a_token_signs_in_and_opens_a_ticket(stage: RtStage, tmp_path: Path) -> None:
    token = stage.rt.make_token(stage.rt.customer)
    somebody = Customer(tmp_path / "token", stage.url)
    line = ("auth", "login", stage.url, "--token-stdin", "--insecure-storage")
    assert "--username NAME" in somebody.run(*line, stdin=token, code=4).err
    by_mail = somebody.run(*line, "--username", stage.rt.customer.email, stdin=token, code=4)
    assert "Give your own user name" in by_mail.err
    wrong = somebody.run(*line, "--username", stage.rt.customer.name, stdin="1-1-0123456789abcdef", code=4)
    assert "Check the token" in wrong.err
    somebody.run(*line, "--username", stage.rt.customer.name, stdin=token)
    number = open_ticket(somebody, "By token")
    shown = somebody.ticket("show", number, "--json").json
    assert [message["body"] for message in shown["messages"]] == ["Since 10:00."]


def test_a_custom_field_is_the_related_service(stage: RtStage, customer: Customer) -> None:
    names = [service["name"] for service in customer.ticket("services", "--json").json]
    assert names == ["VPS-2 (a.example.com)", "VPS-3 (b.example.com)"]
    line = ("new", "-s", "Slow", "-m", "Since 10:00.", "--service", "VPS-3", "--json")
    made = customer.ticket(*line, "-d", "BESTNET-CLOUD").json
    assert (made["differences"], made["unverified"]) == ([], [])
    (field,) = stage.call("GET", f"ticket/{made['number']}", by=stage.rt.customer)["CustomFields"]
    assert field["values"] == ["VPS-3 (b.example.com)"]
    assert customer.ticket("show", made["number"], "--json").json["service"] == "VPS-3 (b.example.com)"
    refused = customer.ticket(*line, "-d", "General", code=5)
    assert "“General” has no field for the related service." in refused.err
